# SPDX-License-Identifier: EUPL-1.2
"""From one version of a local questionnaire to the next, in a real browser, published by another process."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from governance.bootstrap import Application, assemble
from governance.settings import Settings
from tests.browser.conftest import Open, pick, settle, violations
from tests.browser.server import Server
from tests.versions import tree

pytestmark = pytest.mark.browser

CARD = "[class*=st-key-card-]"
TITLE = "Le numérique au village"


@pytest.fixture(scope="module")
def elsewhere(server: Server) -> Iterator[Application]:
    """Another process on the same database, where questionnaires are written."""
    running = assemble(Settings(data_dir=server.data))
    yield running
    running.database.close()


@pytest.fixture(scope="module")
def publish(elsewhere: Application) -> Callable[[str], None]:
    def publish(version: str) -> None:
        shelf = elsewhere.questionnaires
        shelf.publish(shelf.begin(tree(version)).draft_id)

    publish("1.0.0")
    return publish


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a list."""
    pick(page, page.get_by_role("combobox", name=label), option)


def begin(page: Page, town: str) -> None:
    """From Accueil to the village's questionnaire."""
    page.get_by_role("searchbox").fill(town)
    page.get_by_role("button", name=f"{town} · commune").first.click()
    settle(page)
    choose(page, "Quel questionnaire", TITLE)
    page.get_by_role("button", name="Commencer le questionnaire").click()
    page.wait_for_url("**/etat-des-lieux?*")
    page.wait_for_selector(CARD)
    settle(page)


def answer(card: Locator, value: str = "3") -> None:
    """The second level, a number, or the first item: whatever the question asks for."""
    options = card.locator("[data-testid=stRadioOption]")
    if options.count() == 3:
        options.first.click()
        field = card.locator("input[type=number]")
        box = card.locator("[data-testid=stCheckbox]")
        field.or_(box.first).first.wait_for()
        if field.count():
            field.fill(value)
            field.press("Enter")
        else:
            box.first.click()
    else:
        options.nth(1).click()
    card.get_by_text("Enregistré à").wait_for()


def answer_all(page: Page) -> None:
    """Every question of every step that has no answer yet."""
    while True:
        cards = page.locator(CARD)
        for rank in range(cards.count()):
            if cards.nth(rank).get_by_text("Pas encore de réponse").count():
                answer(cards.nth(rank))
        settle(page)
        onwards = page.get_by_role("button", name="Suivant")
        if not onwards.count():
            return
        onwards.click()
        settle(page)


def test_an_assessment_goes_on_with_the_next_version_and_is_compared_with_the_first(
    open_page: Open, publish: Callable[[str], None]
) -> None:
    page = open_page()
    begin(page, "Auray")
    answer_all(page)
    expect(page.get_by_text("Toutes les questions ont une réponse")).to_be_visible()
    expect(page.get_by_text("est disponible")).to_be_hidden()
    first = page.url

    publish("1.1.0")
    page.reload()
    page.wait_for_selector(CARD)
    settle(page)
    page.get_by_text("La version 1.1.0 du questionnaire est disponible").click()
    settle(page)
    expect(page.get_by_text("questions à redemander")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Continuer avec la version 1.1.0").click()
    page.wait_for_url(lambda url: url != first)
    page.get_by_text("Réponses reprises").wait_for()
    settle(page)
    expect(page.get_by_text("vous aviez répondu").first).to_be_visible()
    assert violations(page) == []
    page.get_by_role("radiogroup").or_(page.locator("[data-testid=stButtonGroup]")).first.get_by_text(
        "services"
    ).click()
    settle(page)
    answer_all(page)
    expect(page.get_by_text("Toutes les questions ont une réponse")).to_be_visible()

    page.get_by_role("button", name="Voir la restitution").click()
    page.wait_for_url("**/restitution*")
    settle(page)
    choose(page, "Comparer", "Version 1.0.0")
    expect(page.get_by_text("ne compte ici que les questions communes")).to_be_visible()
    assert violations(page) == []

    page.goto(first.replace("etat-des-lieux", "restitution"))
    page.wait_for_selector("h1")
    settle(page)
    expect(page.get_by_text(f"{TITLE}, version 1.0.0")).to_be_visible()
    page.get_by_text("La version 1.1.0 du questionnaire est disponible").click()
    expect(page.get_by_role("link", name="Ouvrir cet état des lieux")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["/referentiel", "/methode", "/carte"])
def test_the_questionnaire_chosen_passes_axe_and_fits(
    open_page: Open, publish: Callable[[str], None], path: str, width: int
) -> None:
    page = open_page(f"{path}?questionnaire=village@1.0.0", width=width)
    if path == "/carte":
        page.get_by_text("Classes et questionnaire").click()
    expect(page.get_by_role("combobox", name="Quel questionnaire")).to_be_visible()
    page.wait_for_timeout(1000)
    settle(page)
    assert violations(page) == []
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width


def test_a_questionnaire_chosen_stays_chosen_from_page_to_page(open_page: Open, publish: Callable[[str], None]) -> None:
    page = open_page("/referentiel?questionnaire=village@1.0.0")
    expect(page.get_by_role("heading", name="Enjeu services")).to_be_visible()
    page.get_by_role("button", name="Territoires").click()
    page.get_by_role("menuitem", name="Carte").click()
    page.wait_for_url("**/carte*")
    settle(page)
    expect(page.get_by_text(f"Questionnaire : {TITLE}, version 1.0.0")).to_be_visible()
