# SPDX-License-Identifier: EUPL-1.2
"""The console in a browser: it follows what another device does, and every state of it is accessible at every width."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Open, settle, violations
from tests.browser.live_room import WAIT, LiveRoom, live_room
from tests.browser.server import Server

pytestmark = pytest.mark.browser

STATES = {
    "waiting": ("Accueil de la salle", "Welcoming the room"),
    "prepared": ("Question affichée, vote pas encore ouvert", "Question shown, vote not open yet"),
    "open": ("Vote ouvert · tour 1", "Vote open · round 1"),
    "closed": ("Vote clos, résultats cachés · tour 1", "Vote closed, results hidden · round 1"),
    "revealed": ("Résultats révélés · tour 1", "Results revealed · round 1"),
    "discussion": ("Discussion · tour 1", "Discussion · round 1"),
    "open again": ("Vote ouvert · tour 2", "Vote open · round 2"),
    "closed again": ("Vote clos, résultats cachés · tour 2", "Vote closed, results hidden · round 2"),
    "revealed again": ("Résultats révélés · tour 2", "Results revealed · round 2"),
    "retained": ("Niveau retenu · tour 2", "Level retained · round 2"),
    "priorities prepared": ("Actions affichées, vote pas encore ouvert", "Actions shown, vote not open yet"),
    "priorities open": ("Vote ouvert", "Vote open"),
    "priorities closed": ("Vote clos, résultats cachés", "Vote closed, results hidden"),
    "priorities revealed": ("Résultats révélés", "Results revealed"),
    "ended": ("Atelier clos", "Workshop ended"),
}


@pytest.fixture
def room(browser: Browser, server: Server) -> Iterator[LiveRoom]:
    """A session with two colleges, led from the test as from another device."""
    with live_room(browser, server, colleges=("elected", "staff")) as ready:
        yield ready


def follows(console: Page, state: str, language: str) -> None:
    """Wait until the console shows a state that it was not told of."""
    words = STATES[state][language.startswith("en")]
    expect(console.locator(".st-key-workshop-controls h3")).to_have_text(words, timeout=WAIT)
    settle(console)


@pytest.mark.parametrize(("width", "language", "dark"), [(320, "en-GB", False), (1280, "fr-FR", True)])
def test_the_console_follows_another_device_and_is_accessible_in_every_state(
    open_page: Open, room: LiveRoom, width: int, language: str, dark: bool
) -> None:
    console = open_page(f"/atelier?seance={room.id}", width=width, language=language, dark=dark)
    faults: dict[str, list[str]] = {}
    for state, _ in room.steps():
        follows(console, state, language)
        if found := violations(console):
            faults[state] = found
        assert console.evaluate("document.querySelector('.stMain').scrollWidth") <= width, f"{state} is too wide"
    assert faults == {}


def test_the_retained_level_form_and_all_that_unfolds_are_accessible(open_page: Open, room: LiveRoom) -> None:
    for state, _ in room.steps():
        if state == "open":
            console = open_page(f"/atelier?seance={room.id}")
            for folded in ("Faire entrer la salle", "Ajouter un vote à main levée", "Déroulé de l’atelier"):
                console.locator("summary", has_text=folded).click()
                settle(console)
            assert violations(console) == []
        if state == "revealed again":
            break
    follows(console, "revealed again", "fr")
    console.get_by_role("button", name="Retenir un niveau", exact=True).click()
    settle(console)
    assert violations(console) == []


@pytest.mark.parametrize(("width", "language"), [(1280, "fr-FR"), (390, "en-GB")])
def test_the_preparation_is_accessible(open_page: Open, width: int, language: str) -> None:
    page = open_page("/atelier?dossier=", width=width, language=language)
    assert violations(page) == []


@pytest.mark.parametrize("page", ["minutes", "sheet"])
@pytest.mark.parametrize(("width", "language"), [(1280, "fr-FR"), (320, "en-GB")])
def test_the_pages_for_paper_are_accessible(room: LiveRoom, page: str, width: int, language: str) -> None:
    for state, _ in room.steps():
        if state == "priorities revealed":
            break
    paper = room.visitor(width=width, language=language)
    paper.goto(f"{room.server.address}/workshop/{room.id}/{page}?lang={language[:2]}")
    assert violations(paper) == []
    assert paper.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than the screen"


def test_a_reload_still_leads_and_another_device_takes_over(open_page: Open, room: LiveRoom) -> None:
    first = open_page(f"/atelier?seance={room.id}")
    name = next(cookie["value"] for cookie in first.context.cookies() if cookie["name"] == "echelons_device")
    room.running.workshops.take_over(room.id, name, "Ana")
    first.reload()
    settle(first)
    begin = first.get_by_role("button", name="Afficher la première question", exact=True)
    expect(begin).to_be_visible()
    second = open_page(f"/atelier?seance={room.id}", width=768)
    second.get_by_role("button", name="Prendre la main ici").click()
    expect(second.get_by_role("button", name="Afficher la première question", exact=True)).to_be_visible(timeout=WAIT)
    expect(first.get_by_text("L’atelier est animé depuis un autre appareil")).to_be_visible(timeout=WAIT)
    expect(begin).to_be_hidden()


UNDER_THE_FINGER = """async () => {
  const main = () => document.querySelector(".st-key-workshop-main button")
  const { x, y, width, height } = main().getBoundingClientRect()
  main().click()
  while (!main()?.innerText.includes("Révéler")) await new Promise(requestAnimationFrame)
  return document.elementFromPoint(x + width / 2, y + height / 2)?.closest("button")?.innerText ?? "nothing"
}"""
"""Closes the vote; what a second press at the same place would hit, as soon as the next button is there."""


def test_a_press_too_many_never_reveals(open_page: Open, room: LiveRoom) -> None:
    steps = room.steps()
    for state in ("waiting", "prepared", "open"):
        assert next(steps)[0] == state
    console = open_page(f"/atelier?seance={room.id}")
    settle(console)
    assert console.evaluate(UNDER_THE_FINGER) == "nothing"
    assert room.running.rooms.room(room.id).state == "closed"
    console.get_by_role("button", name="Révéler les résultats", exact=True).click()
    expect(console.locator(".st-key-workshop-controls h3")).to_have_text("Résultats révélés · tour 1", timeout=WAIT)


def test_the_main_button_is_large_and_in_the_first_screen_of_a_phone(open_page: Open, room: LiveRoom) -> None:
    steps = room.steps()
    for state in ("waiting", "prepared", "open"):
        assert next(steps)[0] == state
    console = open_page(f"/atelier?seance={room.id}", width=390)
    box = console.locator(".st-key-workshop-main button").bounding_box()
    assert box
    assert box["height"] >= 64
    assert box["width"] >= 300
    assert box["y"] + box["height"] <= 900
