# SPDX-License-Identifier: EUPL-1.2
"""The map in Chromium, on the real outlines, with simulated answers: clicked, framed, gone down into, and looked at."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, pick, settle, violations
from tests.browser.server import Server
from tests.official import install_official

FINISTERE, BREST = "departement:29", "epci:242900314"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the official outlines and the demonstration."""
    server = Server(tmp_path_factory.mktemp("data"))
    install_official(server.data)
    command = str(Path(sys.executable).with_name("echelons"))
    subprocess.run(
        [command, "demo", "load"], check=True, env={"ECHELONS_DATA_DIR": str(server.data), "PATH": "/usr/bin"}
    )
    server.start()
    yield server
    server.stop()


def drawn(page: Page) -> Page:
    """The page once the map shows what was asked last."""
    settle(page)
    page.wait_for_selector(".stage[data-drawn]")
    settle(page)
    return page


def on_map(page: Page, across: float, down: float) -> tuple[float, float]:
    """A place of the screen, by its share of the map's width and height."""
    page.locator(".stage").scroll_into_view_if_needed()
    box = page.locator(".stage").bounding_box()
    assert box
    return box["x"] + box["width"] * across, box["y"] + box["height"] * down


def share_of(page: Page, colour: str) -> float:
    """The share of the map that is painted in a colour ``#RRGGBB``."""
    found: float = page.locator(".ground").evaluate(
        """(canvas, colour) => {
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
            const wanted = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16))
            let alike = 0
            for (let place = 0; place < data.length; place += 4)
                alike += wanted.every((channel, rank) => data[place + rank] === channel) ? 1 : 0
            return alike * 4 / data.length
        }""",
        colour,
    )
    return found


def received(page: Page, act: Callable[[], object]) -> int:
    """How many bytes an act makes the server send."""
    sizes: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameReceived", lambda frame: sizes.append(len(frame["response"]["payloadData"])))
    session.on("Network.loadingFinished", lambda loaded: sizes.append(int(loaded["encodedDataLength"])))
    act()
    page.wait_for_timeout(800)
    settle(page)
    page.wait_for_timeout(800)
    assert sizes
    return sum(sizes)


def choose(page: Page, label: str, option: str) -> None:
    """Take an option of a list, and wait for what it changes."""
    pick(page, page.get_by_role("combobox", name=label, exact=True), option)
    page.wait_for_timeout(400)
    settle(page)


def test_a_territory_is_named_under_the_pointer_chosen_by_a_click_and_gone_down_into(open_page: Open) -> None:
    page = drawn(open_page("/carte?dans=region:53"))
    page.mouse.move(*on_map(page, 0.32, 0.45))
    expect(page.locator(".bubble")).to_contain_text("Finistère")
    expect(page.locator(".bubble")).to_contain_text("Données simulées")
    page.mouse.click(*on_map(page, 0.32, 0.45))
    page.wait_for_url(re.compile("territoire=departement%3A29"))
    settle(page)
    expect(page.get_by_role("heading", name="Finistère", exact=True)).to_be_visible()
    page.get_by_role("button", name="Voir ses communes").click()
    page.wait_for_url(re.compile("dans=departement%3A29"))
    drawn(page)
    expect(page.locator(".figure > .legend")).to_contain_text("Sans réponse")
    page.reload()
    page.wait_for_selector("h1")
    drawn(page)
    expect(page.get_by_text("› Finistère")).to_be_visible()
    page.get_by_role("button", name="Bretagne", exact=True).click()
    page.wait_for_url(re.compile("dans=region%3A53"))


def test_a_double_click_goes_down(open_page: Open) -> None:
    page = drawn(open_page("/carte?dans=region:53"))
    page.mouse.dblclick(*on_map(page, 0.32, 0.45))
    page.wait_for_url(re.compile("dans=departement%3A29"))
    drawn(page)
    expect(page.get_by_text("› Finistère")).to_be_visible()


def test_a_frame_chooses_several_and_the_choice_outlives_changes_of_figure_and_classes(open_page: Open) -> None:
    page = drawn(open_page("/carte?dans=region:53"))
    page.get_by_role("button", name=re.compile("traçant un cadre")).click()
    page.mouse.move(*on_map(page, 0.02, 0.05))
    page.mouse.down()
    page.mouse.move(*on_map(page, 0.6, 0.6))
    page.mouse.move(*on_map(page, 0.98, 0.95))
    page.mouse.up()
    expect(page.get_by_text("4 territoires choisis")).to_be_visible()
    choose(page, "Enjeu", "Partenaires")
    settle(page)
    page.get_by_text("Classes et questionnaire").click()
    choose(page, "Classes", "Seuils naturels (Jenks)")
    settle(page)
    expect(page.locator(".figure > .legend")).to_contain_text("Seuils naturels")
    expect(page.get_by_text("4 territoires choisis")).to_be_visible()
    assert page.url.count("departement%3A") == 4
    page.get_by_text("Le tableau", exact=True).click()
    page.get_by_text("Ma sélection").click()
    settle(page)
    expect(page.locator("[data-testid=stTable] tbody tr")).to_have_count(4)


def test_a_click_with_control_adds_to_the_selection_and_takes_away(open_page: Open) -> None:
    page = drawn(open_page("/carte?dans=region:53&territoire=departement:35"))
    page.keyboard.down("Control")
    page.mouse.click(*on_map(page, 0.32, 0.45))
    expect(page.get_by_text("2 territoires choisis")).to_be_visible()
    settle(page)
    page.mouse.click(*on_map(page, 0.32, 0.45))
    expect(page.get_by_text("2 territoires choisis")).to_be_hidden()


def test_buttons_move_the_map_and_the_place_is_kept_at_a_change_of_figure(open_page: Open) -> None:
    page = drawn(open_page("/carte"))
    expect(page.locator(".rule")).to_have_text("200\u00a0km")
    for _ in range(4):
        page.get_by_role("button", name="Agrandir").click()
    expect(page.locator(".rule")).to_have_text("20\u00a0km")
    choose(page, "Enjeu", "Partenaires")
    drawn(page)
    expect(page.locator(".rule")).to_have_text("20\u00a0km")
    page.get_by_role("button", name="Voir tout").click()
    expect(page.locator(".rule")).to_have_text("200\u00a0km")


def test_overseas_the_scale_is_that_of_the_ground(open_page: Open) -> None:
    page = drawn(open_page("/carte?dans=region:03&echelon=commune"))
    # Guyane is 400 km high; its inset shows it at about a quarter of the scale of the plane.
    expect(page.locator(".rule")).to_have_text("50\u00a0km")


def test_every_commune_of_france_is_drawn_and_found_by_name(open_page: Open) -> None:
    page = drawn(open_page("/carte?echelon=commune"))
    expect(page.locator(".figure > .legend")).to_contain_text(re.compile("Sans réponse \\(34.9"))
    assert share_of(page, "#E6E9EA") > 0.05
    page.get_by_role("searchbox", name="Territoire").fill("ploermel")
    page.get_by_role("button", name=re.compile("Ploërmel")).first.click()
    page.wait_for_url(re.compile("territoire=commune%3A56165"))


def test_a_change_of_challenge_on_the_national_map_of_epci_sends_under_100_kb(open_page: Open) -> None:
    page = drawn(open_page("/carte?echelon=epci"))
    assert received(page, lambda: choose(page, "Enjeu", "Partenaires")) < 100_000


def test_two_figures_at_once_have_a_square_a_sentence_and_a_table(open_page: Open) -> None:
    page = drawn(open_page("/carte?dans=region:53&echelon=epci"))
    page.get_by_text("Deux mesures", exact=True).click()
    drawn(page)
    expect(page.locator(".figure > .legend .square")).to_contain_text("haut")
    expect(page.locator(".figure > .legend .axes")).to_contain_text("Densité de population (hab./km²)")
    expect(page.get_by_text(re.compile("territoires ont les deux mesures"))).to_be_visible()
    page.get_by_text("Le tableau", exact=True).click()
    settle(page)
    expect(page.locator("[data-testid=stTable]")).to_contain_text("Densité de population")
    assert violations(page) == []


@pytest.mark.parametrize(("width", "language", "dark"), [(320, "fr-FR", False), (1280, "en-GB", True)])
@pytest.mark.parametrize(
    "view",
    [
        "echelon=epci&vue=circles",
        f"dans={FINISTERE}&echelon=commune&territoire={BREST}",
        "vue=levels&territoire=departement:22,departement:29",
        "echelon=epci&vue=pair",
    ],
)
def test_every_kind_of_map_passes_axe_and_never_scrolls_sideways(
    open_page: Open, view: str, language: str, dark: bool, width: int
) -> None:
    page = drawn(open_page(f"/carte?{view}", width=width, language=language, dark=dark))
    assert violations(page) == []
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width


def test_the_legend_is_whole_on_a_phone(open_page: Open) -> None:
    page = drawn(open_page("/carte?echelon=epci&vue=circles", width=390))
    overflow = page.locator(".figure > .legend").evaluate("element => element.scrollHeight - element.clientHeight")
    assert overflow <= 1
    expect(page.locator(".figure > .legend .sizes")).to_contain_text("habitants")
    expect(page.locator(".figure > .legend .classes li")).to_have_count(9)


@pytest.mark.parametrize(
    ("button", "start"), [("Image PNG", b"\x89PNG"), ("Document PDF", b"%PDF"), ("GeoPackage", b"SQLite format 3")]
)
def test_the_map_is_taken_away_as_a_file(open_page: Open, button: str, start: bytes) -> None:
    page = drawn(open_page("/carte?dans=region:53&echelon=epci"))
    page.get_by_text("Emporter la carte").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    assert download.value.suggested_filename.startswith("echelons-carte-index-epci-region-53.")
    assert Path(download.value.path()).read_bytes().startswith(start)


def test_outlines_that_do_not_arrive_are_said_and_the_table_remains(open_page: Open) -> None:
    page = open_page("/a-propos", watched=False)
    page.route("**/geo/**", lambda route: route.abort())
    page.goto(page.url.replace("a-propos", "carte"))
    expect(page.locator(".message")).to_contain_text("Les contours ne sont pas arrivés")
    page.get_by_text("Le tableau", exact=True).click()
    settle(page)
    expect(page.locator("[data-testid=stTable] tbody tr")).to_have_count(50)
