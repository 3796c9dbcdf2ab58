# SPDX-License-Identifier: EUPL-1.2
"""axe on every page and state: no violation of WCAG A or AA, narrow and wide, light and dark, in both languages."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Open, answer_step, begin, settle, violations
from tests.browser.server import Server

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/etat-des-lieux",
    "/restitution",
    "/plan-d-action",
    "/atelier",
    "/carte",
    "/portrait",
    "/comparer",
    "/referentiel",
    "/methode",
    "/glossaire",
    "/editeur",
    "/donnees",
    "/accessibilite",
    "/a-propos",
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server with the demonstration loaded: the map and the results have something to show."""
    server = Server(tmp_path_factory.mktemp("data"))
    command = str(Path(sys.executable).with_name("echelons"))
    subprocess.run(
        [command, "demo", "load"], check=True, env={"ECHELONS_DATA_DIR": str(server.data), "PATH": "/usr/bin"}
    )
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize(("width", "language", "dark"), [(320, "fr-FR", False), (1280, "en-GB", True)])
@pytest.mark.parametrize("path", [*PAGES, "/carte?territoire=epci:243500139"])
def test_every_page_passes_axe_and_never_scrolls_sideways(
    open_page: Open, path: str, width: int, language: str, dark: bool
) -> None:
    page = open_page(path, width=width, language=language, dark=dark)
    assert violations(page) == []
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width


@pytest.fixture(scope="module")
def answered(browser: Browser, server: Server) -> str:
    """The address, without its host, of an assessment whose first step is answered."""
    page = browser.new_page(locale="fr-FR")
    page.goto(server.address)
    begin(page, "Rennes")
    answer_step(page, level=2)
    address = page.url.removeprefix(server.address)
    page.close()
    return address


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
def test_the_questionnaire_and_its_results_pass_axe(open_page: Open, answered: str, width: int, dark: bool) -> None:
    page = open_page(answered, width=width, dark=dark)
    page.locator("[class*=st-key-card-]").first.get_by_text("Comprendre la question").click()
    page.locator("[class*=st-key-card-]").first.get_by_text("Commenter, prouver, effacer").click()
    settle(page)
    assert violations(page) == []
    page.goto(page.url.replace("etat-des-lieux", "restitution"))
    page.wait_for_selector("h1")
    settle(page)
    assert violations(page) == []
