# SPDX-License-Identifier: EUPL-1.2
"""A territory among others, in Chromium: by its address, with chosen peers, on paper; solidarity of a région."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, settle, violations
from tests.browser.server import Server

pytestmark = pytest.mark.browser

RENNES = "/portrait?territoire=epci:243500139"
BRITTANY = "/comparer?couche=epci&perimetre=region:53"
VIEWS = ["similar", "place", "beside&avec=epci:242900314", "evolution", "calls", "context"]
MANY = ["people", "space", "gap", "evolution", "pairing"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server with the demonstration loaded."""
    server = Server(tmp_path_factory.mktemp("data"))
    command = str(Path(sys.executable).with_name("echelons"))
    subprocess.run(
        [command, "demo", "load"], check=True, env={"ECHELONS_DATA_DIR": str(server.data), "PATH": "/usr/bin"}
    )
    server.start()
    yield server
    server.stop()


def test_a_portrait_opens_by_its_address_and_peers_are_chosen(open_page: Open) -> None:
    page = open_page(RENNES)
    expect(page.get_by_role("heading", level=1)).to_have_text("Rennes Métropole")
    expect(page.get_by_text("Données simulées").first).to_be_visible()
    expect(page.get_by_text("toutes régions")).to_be_visible()
    page.get_by_text("Changer les critères").click()
    page.get_by_text("La même région").click()
    settle(page)
    expect(page.get_by_text("toutes régions")).to_have_count(0)
    page.get_by_text("Les échelons du lieu").click()
    settle(page)
    expect(page.get_by_role("heading", name="Qui porte quoi")).to_be_visible()
    assert "vue=place" in page.url
    page.reload()
    settle(page)
    expect(page.get_by_role("heading", name="Qui porte quoi")).to_be_visible()


def test_a_territory_around_leads_to_its_own_portrait(open_page: Open) -> None:
    page = open_page(RENNES)
    page.get_by_role("link", name="Ille-et-Vilaine").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ille-et-Vilaine")
    assert "departement:35" in page.url.replace("%3A", ":")


def test_a_portrait_is_printed_whole(open_page: Open) -> None:
    page = open_page(RENNES)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Imprimer").click()
    paper = opened.value
    paper.wait_for_selector("#radar .polar")
    paper.emulate_media(media="print")
    assert paper.evaluate("document.querySelector('#radar svg').getBoundingClientRect().width") <= 650
    expect(paper.get_by_role("button")).to_be_hidden()
    assert violations(paper) == []


def test_solidarity_of_a_region_is_read_and_that_of_a_departement_is_refused_with_the_reason(open_page: Open) -> None:
    page = open_page(BRITTANY)
    expect(page.get_by_text("Deux habitants pris au hasard")).to_be_visible()
    page.goto(page.url.replace("region%3A53", "departement%3A35").replace("region:53", "departement:35"))
    page.wait_for_selector("h1")
    settle(page)
    expect(page.get_by_text("il en faut au moins 30")).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
@pytest.mark.parametrize("view", VIEWS)
def test_each_view_of_a_portrait_passes_axe(open_page: Open, view: str, width: int, dark: bool) -> None:
    page = open_page(f"{RENNES}&vue={view}", width=width, dark=dark)
    assert violations(page) == []
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
@pytest.mark.parametrize("view", MANY)
def test_each_view_of_many_territories_passes_axe(open_page: Open, view: str, width: int, dark: bool) -> None:
    page = open_page(f"{BRITTANY}&vue={view}", width=width, dark=dark)
    assert violations(page) == []
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width


def test_the_map_of_gaps_passes_axe(open_page: Open) -> None:
    page = open_page("/comparer?vue=gap", language="en-GB")
    page.get_by_text("Régions and départements").click()
    settle(page)
    expect(page.get_by_text("Of 7 régions")).to_be_visible()
    assert violations(page) == []
