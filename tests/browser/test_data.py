# SPDX-License-Identifier: EUPL-1.2
"""Données in a browser: files come in by the uploader, refused ones say why, imports go on purpose; axe each time."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settle, violations

pytestmark = pytest.mark.browser

GROUPINGS = "groupement;nom;type;membre\na;PETR d’essai;PETR;243500139\na;PETR d’essai;PETR;243500741\n"


def give(page: Page, name: str, content: str) -> None:
    """Say where a file comes from, give it, import it."""
    source = page.get_by_role("textbox", name="Source du fichier")
    source.fill("Essai 2026")
    source.press("Tab")
    settle(page)
    file = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    page.locator("input[type=file]").set_input_files(file)
    settle(page)
    page.get_by_role("button", name="Importer", exact=True).click()


@pytest.mark.parametrize("width", [320, 1280])
def test_groupings_come_in_are_found_and_go(open_page: Open, width: int) -> None:
    page = open_page("/donnees", width=width)
    page.get_by_role("radio", name="Groupements").click()
    settle(page)
    give(page, "g.csv", GROUPINGS + "a;PETR d’essai;PETR;Rennes\n")
    expect(page.get_by_text("1 erreur dans g.csv")).to_be_visible(timeout=30_000)
    settle(page)
    assert violations(page) == []
    give(page, "g.csv", GROUPINGS)
    expect(page.get_by_text("Import fait.")).to_be_visible(timeout=30_000)
    settle(page)
    assert violations(page) == []
    page.get_by_text("Retirer", exact=True).click()
    settle(page)
    assert violations(page) == []
    page.get_by_text("Je veux retirer cet import.").click()
    settle(page)
    page.get_by_role("button", name="Retirer cet import").click()
    expect(page.get_by_text("L’import est retiré.")).to_be_visible(timeout=30_000)


def test_a_grouping_that_was_imported_makes_its_assessment(open_page: Open) -> None:
    page = open_page("/donnees")
    page.get_by_role("radio", name="Groupements").click()
    settle(page)
    give(page, "g.csv", GROUPINGS)
    expect(page.get_by_text("Import fait.")).to_be_visible(timeout=30_000)
    home = open_page("/")
    home.get_by_role("searchbox").fill("petr d’essai")
    found = home.get_by_role("button", name="PETR d’essai")
    expect(found).to_be_visible(timeout=30_000)
    expect(found).to_contain_text("pôle d’équilibre territorial et rural")


@pytest.mark.parametrize("kind", ["Composition des EPCI", "Indicateur", "Contours"])
def test_each_form_passes_axe(open_page: Open, kind: str) -> None:
    page = open_page("/donnees", width=320)
    page.get_by_role("radio", name=kind).click()
    settle(page)
    assert violations(page) == []
