# SPDX-License-Identifier: EUPL-1.2
"""From the restitution to a plan that is followed, in a real browser on a real server."""

import csv
import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Open, answer_step, begin, pick, settle, violations
from tests.browser.server import Server

pytestmark = pytest.mark.browser

CARDS = "[class*=st-key-planned-]"


def restitution(page: Page, name: str) -> str:
    """Answer the first two challenges of a commune, and open its restitution. Returns the id of the assessment."""
    begin(page, name)
    for step in range(2):
        answer_step(page, level=1)
        if step == 0:
            page.get_by_role("button", name="Suivant").click()
            settle(page)
    page.goto(page.url.replace("etat-des-lieux", "restitution"))
    page.get_by_role("heading", name="Trois prochains pas").wait_for()
    settle(page)
    found = re.search(r"dossier=([\w-]+)", page.url)
    assert found
    return found.group(1)


def add_steps(page: Page, count: int = 2) -> list[str]:
    """Put the first next steps in the plan; returns their titles."""
    titles = []
    for rank in range(count):
        card = page.locator("[class*=st-key-step-]").filter(has=page.get_by_role("heading")).nth(rank)
        titles.append(card.get_by_role("heading").inner_text().partition(". ")[2])
        card.get_by_role("button", name="Ajouter au plan").click()
        card.get_by_text("Au plan d’action").wait_for()
    return titles


def open_plan(page: Page, dossier: str, view: str = "board") -> None:
    page.goto(f"{urljoin(page.url, '/plan-d-action')}?dossier={dossier}&vue={view}")
    page.wait_for_selector("h1")
    settle(page)


def card_of(page: Page, title: str) -> Locator:
    return page.locator(CARDS).filter(has_text=title)


def type_date(page: Page, day: str) -> None:
    """Type a date as on a keyboard, field by field."""
    page.get_by_role("dialog").get_by_role("spinbutton").first.click()
    page.keyboard.type(day)


def test_two_steps_are_planned_entrusted_dated_and_found_again(open_page: Open, server: Server) -> None:
    page = open_page()
    dossier = restitution(page, "Josselin")
    first, second = add_steps(page)
    page.get_by_role("link", name="Ouvrir le plan d’action").first.click()
    page.wait_for_url("**/plan-d-action*")
    settle(page)
    expect(page.get_by_role("heading", name="À faire · 2")).to_be_visible()

    card_of(page, first).get_by_role("button", name="Modifier").click()
    form = page.get_by_role("dialog")
    expect(form.get_by_role("textbox", name="Action")).to_have_value(first)
    form.get_by_role("textbox", name="Responsable").fill("Marie, DGS")
    form.get_by_role("textbox", name="Ligne budgétaire").fill("=6288")
    type_date(page, "31032099")
    form.get_by_role("textbox", name="Notes").fill("Vu en bureau")
    form.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(form).to_be_hidden()
    settle(page)
    expect(card_of(page, first)).to_contain_text("Marie, DGS")
    expect(card_of(page, first)).to_contain_text("Échéance : 31 mars 2099")
    expect(card_of(page, first)).to_contain_text("Enregistré à")

    pick(page, card_of(page, second).get_by_role("combobox"), "En cours")
    expect(page.get_by_role("heading", name="En cours · 1")).to_be_visible()

    page.get_by_text("Calendrier", exact=True).click()
    expect(page.get_by_role("heading", name="Mars 2099")).to_be_visible()
    with page.expect_download() as waited:
        page.get_by_role("button", name="Télécharger le plan (CSV)").click()
    with open(waited.value.path(), encoding="utf-8-sig", newline="") as file:  # noqa: PTH123 — newline matters
        rows = {row["Action"]: row for row in csv.DictReader(file)}
    assert rows.keys() == {first, second}
    assert (rows[first]["Responsable"], rows[first]["Échéance"]) == ("Marie, DGS", "2099-03-31")
    assert rows[first]["Ligne budgétaire"] == "'=6288"
    assert rows[second]["État"] == "En cours"
    with page.expect_download() as waited:
        page.get_by_role("button", name="Télécharger le calendrier").click()
    assert "DTSTART;VALUE=DATE:20990331" in waited.value.path().read_text("utf-8")

    page.context.close()
    server.kill()
    server.start()
    again = open_page(f"/plan-d-action?dossier={dossier}")
    expect(again.get_by_role("heading", name="En cours · 1")).to_be_visible()
    expect(card_of(again, first)).to_contain_text("Marie, DGS")


def test_the_next_assessment_recalls_the_plan_and_tells_what_moved(open_page: Open) -> None:
    page = open_page()
    dossier = restitution(page, "Guer")
    (title,) = add_steps(page, 1)
    card = page.locator("[class*=st-key-step-]").filter(has_text=title)
    card.get_by_role("link", name="Revoir cette question").click()
    page.wait_for_url("**/etat-des-lieux*")
    settle(page)
    question = page.locator("[class*=st-key-card-]").filter(has_text=f"Au plan d’action : {title}")
    expect(question).to_contain_text("niveau 1 à l’inscription")
    question.locator("[data-testid=stRadioOption]").nth(3).click()
    settle(page)
    page.goto(f"{page.url.split('/etat')[0]}/plan-d-action?dossier={dossier}&vue=moved")
    expect(page.get_by_text("1 action sur 1 a atteint son niveau visé.")).to_be_visible()


def test_a_form_is_reached_filled_and_left_with_the_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    dossier = restitution(page, "Malestroit")
    (title,) = add_steps(page, 1)
    open_plan(page, dossier)
    card_of(page, title).get_by_role("button", name="Modifier").focus()
    page.keyboard.press("Enter")
    form = page.get_by_role("dialog")
    form.get_by_role("textbox", name="Responsable").focus()
    page.keyboard.type("Au clavier")
    form.get_by_role("button", name="Enregistrer", exact=True).focus()
    page.keyboard.press("Enter")
    expect(form).to_be_hidden()
    expect(card_of(page, title)).to_contain_text("Au clavier")
    card_of(page, title).get_by_role("button", name="Modifier").focus()
    page.keyboard.press("Enter")
    expect(form).to_be_visible()
    form.get_by_role("textbox", name="Notes").focus()
    page.keyboard.type("Pas encore enregistré")
    page.keyboard.press("Escape")
    page.mouse.click(5, 300)
    page.wait_for_timeout(500)
    expect(form.get_by_role("textbox", name="Notes")).to_have_value("Pas encore enregistré")
    form.get_by_role("button", name="Fermer sans enregistrer").focus()
    page.keyboard.press("Enter")
    expect(form).to_be_hidden()


@pytest.fixture(scope="module")
def dossier(browser: Browser, server: Server) -> str:
    """The id of an assessment with two steps in its plan."""
    page = browser.new_page(locale="fr-FR")
    page.goto(server.address)
    found = restitution(page, "Questembert")
    add_steps(page)
    page.close()
    return found


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
def test_every_view_of_a_plan_passes_axe_and_fits_its_screen(
    open_page: Open, dossier: str, width: int, dark: bool
) -> None:
    page = open_page("/accessibilite", width=width, dark=dark)
    for view in ("choose", "matrix", "board", "calendar", "moved"):
        open_plan(page, dossier, view)
        page.wait_for_timeout(500)
        assert violations(page) == [], view
        assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width, view
    open_plan(page, dossier)
    page.locator(CARDS).first.get_by_role("button", name="Modifier").click()
    page.get_by_role("dialog").get_by_role("button", name="Enregistrer", exact=True).wait_for()
    settle(page)
    page.wait_for_timeout(500)
    assert violations(page) == [], "form"


def test_on_a_phone_each_view_of_the_plan_is_a_whole_button(open_page: Open) -> None:
    page = open_page("/", width=390)
    begin(page)
    answer_step(page, level=1)
    page.goto(page.url.replace("/etat-des-lieux", "/plan-d-action"))
    page.wait_for_selector("[data-variant=segmented_control]")
    settle(page)
    broken = page.evaluate(
        """() => [...document.querySelectorAll("[data-variant=segmented_control]")].filter((button) => {
            const style = getComputedStyle(button)
            const sides = ["Top", "Right", "Bottom", "Left"]
            const open = (side) =>
                style[`border${side}Width`] === "0px" || style[`border${side}Color`].endsWith(", 0)")
            return sides.some(open) || style.borderTopLeftRadius === "0px" || style.borderBottomRightRadius === "0px"
        }).map((button) => button.innerText)"""
    )
    assert broken == []
    assert page.locator("[data-variant=segmented_control]").count() >= 4


def test_on_paper_the_figure_and_its_table_share_the_first_sheet(open_page: Open) -> None:
    page = open_page()
    dossier = restitution(page, "Sérent")
    page.emulate_media(media="print")
    # A4 between the margins of the page, in CSS pixels.
    page.set_viewport_size({"width": 658, "height": 1024})
    page.goto(f"{page.url.split('/restitution')[0]}/print/{dossier}")
    page.locator("#radar .main-svg").first.wait_for()
    table = page.locator("table").first.bounding_box()
    assert table is not None
    assert table["y"] + table["height"] <= 1024
