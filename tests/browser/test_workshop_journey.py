# SPDX-License-Identifier: EUPL-1.2
"""A whole session in Chromium: a facilitator, a room screen, five phones of two colleges; from the questionnaire to the
minutes."""

import csv
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Open, answer_step, begin, pick, settle
from tests.browser.server import Server

pytestmark = pytest.mark.browser

COLLEGES = ("Élus", "Agents", "Élus", "Agents", "Élus")
FIRST, THEN, SECOND = (0, 1, 3, 4, 1), (1, 1, 1, 2, 1), (2, 2, 2, 3, 2)
WAIT = 30_000
"""Milliseconds: how long something may take on a busy machine. What is asserted is that it comes."""


@pytest.fixture
def devices(browser: Browser) -> Iterator[list[Page]]:
    """Five phones and a projector, each with a browser of its own."""
    contexts = [browser.new_context(viewport={"width": 390, "height": 844}, locale="fr-FR") for _ in COLLEGES]
    contexts.append(browser.new_context(viewport={"width": 1024, "height": 768}, locale="fr-FR"))
    for context in contexts:
        context.set_default_timeout(WAIT)
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def press(console: Page, label: str) -> None:
    """Press a button of the console, and wait for what it leads to."""
    console.get_by_role("button", name=label, exact=True).click()
    settle(console)


def come_in(phone: Page, server: Server, code: str, college: str) -> None:
    """By the code, as it is typed."""
    phone.goto(f"{server.address}/join")
    phone.get_by_role("textbox").fill(code.lower().replace("-", " "))
    phone.get_by_role("button", name="Entrer").click()
    phone.get_by_text(college, exact=True).click()
    phone.get_by_role("button", name="Continuer").click()
    expect(phone.locator("footer")).to_contain_text(college)


def vote(phone: Page, level: int, number: int) -> None:
    """Wait for the round to open, choose a level, send it, wait for it to be said stored."""
    phone.locator("main:has(form[action$=vote]) .round", has_text=f"Tour {number}").wait_for()
    phone.locator("input[name=answer]").nth(level).check()
    phone.locator("form[action$=vote] button").click()
    expect(phone.locator("form[action$=vote] output")).to_have_text(re.compile("Vote enregistré"), timeout=WAIT)


def round_of(console: Page, phones: list[Page], levels: tuple[int, ...], number: int) -> None:
    """Open, vote, see the count and nothing else, close, reveal."""
    press(console, "Ouvrir le vote" if number == 1 else "Revoter")
    for phone, level in zip(phones, levels, strict=True):
        vote(phone, level, number)
    expect(console.get_by_text(f"{len(levels)} sur {len(levels)}", exact=True)).to_be_visible(timeout=WAIT)
    press(console, "Clore le vote")
    press(console, "Révéler les résultats")


def retain(console: Page, button: str, level: int, **written: str) -> None:
    """Choose a level, write why, retain it."""
    press(console, button)
    console.locator("[data-testid=stRadioOption]").nth(level).click()
    settle(console)
    for name, words in written.items():
        console.get_by_role("textbox", name=name).fill(words)
        console.keyboard.press("Tab")
        settle(console)
    press(console, "Retenir ce niveau")


def create(console: Page) -> str:
    """From an assessment to a session of two questions and two colleges; returns its code."""
    begin(console, "Josselin")
    answer_step(console, level=0)
    console.goto(console.url.replace("etat-des-lieux", "restitution"))
    console.get_by_role("link", name="Animer un atelier").click()
    console.wait_for_url("**/atelier*")
    settle(console)
    console.get_by_text("Un ou plusieurs enjeux").click()
    settle(console)
    console.get_by_text("Niveau de territoire", exact=True).click()
    for college in ("Élus", "Agents"):
        console.get_by_text(college, exact=True).click()
    console.get_by_role("textbox", name="Animé par").fill("Ana Étoile")
    console.keyboard.press("Tab")
    settle(console)
    press(console, "Créer l’atelier")
    console.wait_for_url("**/atelier?seance=*")
    settle(console)
    found = re.search(r"code (\w{4}-\w{4})", console.locator(".stMain").inner_text())
    assert found
    return found.group(1)


def two_rounds(console: Page, phones: list[Page], screen: Page) -> None:
    """The first question: voted, discussed, voted again, retained with a note and a dissent."""
    press(console, "Afficher la première question")
    round_of(console, phones, FIRST, 1)
    expect(screen.locator("body")).to_contain_text("Tour 1", timeout=WAIT)
    press(console, "Lancer la discussion")
    round_of(console, phones, THEN, 2)
    console.get_by_text("D’un tour à l’autre, 2 personnes ont gardé leur niveau").wait_for()
    console.get_by_text("Un collège se montre à partir de cinq votes").wait_for()
    retain(console, "Retenir un niveau", 1, Note="La liste existe.", Désaccord="Un agent dit 2.")
    expect(phones[0].locator("main")).to_contain_text("La liste existe.", timeout=WAIT)


def priorities(console: Page, phones: list[Page]) -> None:
    """The closing vote, on an action that the room adds; it goes into the plan."""
    console.get_by_text("Déroulé de l’atelier").click()
    settle(console)
    pick(console, console.get_by_role("combobox", name="Aller à une autre question"), "Priorités de l’atelier")
    press(console, "Y aller")
    console.get_by_role("textbox", name="Action proposée par la salle").fill("Fêter le numérique")
    press(console, "Ajouter")
    console.get_by_text("Fêter le numérique").wait_for()
    press(console, "Ouvrir le vote")
    for phone in phones:
        phone.get_by_label("Fêter le numérique").fill("10")
        phone.locator("form[action$=vote] button").click()
        expect(phone.locator("form[action$=vote] output")).to_have_text(re.compile("enregistré"), timeout=WAIT)
    press(console, "Clore le vote")
    press(console, "Révéler les résultats")
    press(console, "Ajouter au plan")
    console.get_by_text("Au plan d’action").first.wait_for()


def end(console: Page, phones: list[Page]) -> None:
    """On purpose; every phone hears of it."""
    press(console, "Clore l’atelier")
    console.get_by_text("Je clos l’atelier, sans retour possible").click()
    settle(console)
    console.locator(".st-key-workshop-end button").click()
    settle(console)
    for phone in phones:
        expect(phone.locator("body")).to_contain_text("L’atelier est terminé", timeout=WAIT)


def take_home(console: Page) -> str:
    """Both levels become answers, the votes are downloaded; returns the address of the minutes."""
    press(console, "Tout cocher")
    press(console, "Reporter 2 réponses")
    console.get_by_text("2 réponses sont reportées dans l’état des lieux.").wait_for()
    with console.expect_download() as waited:
        console.get_by_role("button", name="Télécharger les votes anonymes (CSV)").click()
    with open(waited.value.path(), encoding="utf-8-sig", newline="") as file:  # noqa: PTH123 — newline matters
        rows = list(csv.DictReader(file))
    assert sorted(row["Réponse"] for row in rows if row["Tour"] == "2") == sorted(map(str, THEN))
    return str(console.get_by_role("link", name="Lire le compte rendu").get_attribute("href"))


def test_five_phones_vote_twice_and_the_assessment_shows_what_the_room_retained(
    open_page: Open, server: Server, devices: list[Page]
) -> None:
    *phones, screen = devices
    console = open_page()
    code = create(console)
    screen.goto(str(console.get_by_role("link", name="Ouvrir l’écran de salle").get_attribute("href")))
    for phone, college in zip(phones, COLLEGES, strict=True):
        come_in(phone, server, code, college)
    expect(console.get_by_text("5 participants", exact=True)).to_be_visible(timeout=WAIT)

    two_rounds(console, phones, screen)
    press(console, "Question suivante")
    console.reload()
    settle(console)
    round_of(console, phones, SECOND, 1)
    retain(console, "Retenir un niveau sans revoter", 2)
    priorities(console, phones)
    end(console, phones)
    minutes = take_home(console)

    console.get_by_role("link", name="Ouvrir l’état des lieux").click()
    console.wait_for_url("**/etat-des-lieux*")
    settle(console)
    cards = console.locator("[class*=st-key-card-]")
    expect(cards.nth(0)).to_contain_text("Retenu en atelier le")
    expect(cards.nth(0)).to_contain_text("5 votes")
    expect(cards.nth(0).locator("[data-testid=stRadioOption]").nth(1).locator("input")).to_be_checked()
    expect(cards.nth(1).locator("[data-testid=stRadioOption]").nth(2).locator("input")).to_be_checked()

    phones[0].goto(server.address + minutes)
    text = phones[0].locator("main").inner_text()
    for words in ("Josselin", "Ana Étoile", "La liste existe.", "Un agent dit 2.", "Tour 2", "Fêter le numérique"):
        assert words in text
