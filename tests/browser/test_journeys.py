# SPDX-License-Identifier: EUPL-1.2
"""What people do, from end to end, in a real browser on a real server."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, answer_step, begin, pick, settle, violations
from tests.browser.server import SECONDS_TO_STOP, Server

pytestmark = pytest.mark.browser


def next_step(page: Page) -> None:
    page.get_by_role("button", name="Suivant").click()
    settle(page)


def test_a_small_town_makes_its_first_assessment_and_reads_its_results(open_page: Open) -> None:
    page = open_page()
    begin(page)
    for step in range(8):
        answer_step(page, level=[0, 1, 2, 3, 4, 1, 2, 3][step])
        if step < 7:
            next_step(page)
    expect(page.get_by_text("Toutes les questions ont une réponse")).to_be_visible()
    page.get_by_role("button", name="Voir la restitution").click()
    page.wait_for_url("**/restitution*")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ploërmel")
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("50 / 100")
    expect(page.get_by_role("heading", name="Trois prochains pas")).to_be_visible()
    expect(page.locator("[class*=st-key-step-]").filter(has_text="En points")).to_have_count(3)


def test_everything_is_found_again_after_the_browser_closes_and_the_server_is_killed(
    open_page: Open, server: Server
) -> None:
    page = open_page()
    begin(page, "Quimper", "complet")
    answer_step(page, level=2)
    card = page.locator("[class*=st-key-card-]").first
    card.get_by_text("Commenter, prouver, effacer").click()
    card.get_by_role("textbox", name="Preuve").fill("Délibération du 3 mai")
    card.get_by_role("textbox", name="Preuve").press("Tab")
    settle(page)
    page.context.close()
    server.kill()
    server.start()

    again = open_page()
    expect(again.get_by_text("Quimper")).to_be_visible()
    again.get_by_role("link", name="Reprendre").first.click()
    again.wait_for_selector("[class*=st-key-card-]")
    settle(again)
    expect(again.get_by_text("Réponses : 5 sur 40")).to_be_visible()
    chosen = again.locator("[class*=st-key-card-] input[type=radio]:checked")
    assert [chosen.nth(rank).get_attribute("value") for rank in range(chosen.count())] == ["2"] * 5
    first = again.locator("[class*=st-key-card-]").first
    first.get_by_text("Commenter, prouver, effacer (renseigné)").click()
    expect(first.get_by_role("textbox", name="Preuve")).to_have_value("Délibération du 3 mai")


def test_a_comment_is_saved_after_a_pause_without_leaving_its_field(open_page: Open) -> None:
    page = open_page()
    begin(page, "Concarneau")
    card = page.locator("[class*=st-key-card-]").first
    card.get_by_text("Commenter, prouver, effacer").click()
    card.get_by_role("textbox", name="Commentaire").press_sequentially("Voir la délibération", delay=20)
    page.wait_for_timeout(2500)
    settle(page)
    again = open_page(page.url.removeprefix(page.url.split("/etat")[0]))
    again.get_by_text("Commenter, prouver, effacer (renseigné)").first.click()
    expect(again.get_by_role("textbox", name="Commentaire")).to_have_value("Voir la délibération")


def test_the_next_step_opens_at_its_title(open_page: Open) -> None:
    page = open_page()
    begin(page, "Auray")
    next_step(page)
    page.wait_for_timeout(500)
    heading = page.get_by_role("heading", level=2)
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()


def test_the_browser_goes_back_from_one_step_to_the_one_before(open_page: Open) -> None:
    page = open_page()
    begin(page, "Pontivy")
    first = page.get_by_role("heading", level=2).inner_text()
    next_step(page)
    expect(page.get_by_role("heading", level=2)).not_to_have_text(first)
    page.go_back()
    expect(page.get_by_role("heading", level=2)).to_have_text(first)


def test_the_restitution_is_printed_whole(open_page: Open) -> None:
    page = open_page()
    begin(page, "Dinan")
    answer_step(page, level=3)
    page.goto(page.url.replace("etat-des-lieux", "restitution"))
    settle(page)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Imprimer").click()
    paper = opened.value
    paper.wait_for_selector("#radar .polar")
    paper.emulate_media(media="print")
    assert paper.evaluate("document.querySelector('#radar svg').getBoundingClientRect().width") <= 650
    expect(paper.get_by_role("button")).to_be_hidden()
    assert violations(paper) == []


def test_not_applicable_is_saved_only_with_its_reason(open_page: Open) -> None:
    page = open_page()
    begin(page, "Brest", "complet")
    card = page.locator("[class*=st-key-card-]").filter(has_text="Non concerné").first
    card.locator("[data-testid=stRadioOption]").last.click()
    card.get_by_text("Donnez la raison").wait_for()
    card.get_by_role("textbox", name="Pourquoi").fill("Aucun territoire voisin n’est joignable")
    card.get_by_role("textbox", name="Pourquoi").press("Tab")
    card.get_by_text("Enregistré à").wait_for()


def test_two_people_answering_the_same_question_both_see_what_the_other_said(open_page: Open) -> None:
    mine = open_page()
    begin(mine, "Lorient")
    theirs = open_page(mine.url.removeprefix(mine.url.split("/etat")[0]))
    first = "[class*=st-key-card-]"
    theirs.locator(first).first.locator("[data-testid=stRadioOption]").nth(3).click()
    theirs.locator(first).first.get_by_text("Enregistré à").wait_for()
    mine.locator(first).first.locator("[data-testid=stRadioOption]").nth(1).click()
    mine.get_by_role("button", name="Garder la mienne").wait_for()
    expect(mine.get_by_text("Sa réponse").first).to_contain_text("3")
    expect(mine.get_by_text("Votre réponse").first).to_contain_text("1")
    mine.get_by_role("button", name="Garder la mienne").click()
    mine.locator(first).first.get_by_text("Enregistré à").wait_for()
    theirs.reload()
    theirs.wait_for_selector(first)
    settle(theirs)
    assert theirs.locator(f"{first} input[type=radio]:checked").first.get_attribute("value") == "1"


def test_a_question_is_answered_with_the_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    begin(page, "Vannes")
    page.locator("[class*=st-key-card-] input[type=radio]").first.focus()
    page.keyboard.press("Space")
    page.locator("[class*=st-key-card-]").first.get_by_text("Enregistré à").wait_for()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[class*=st-key-card-] input[type=radio]:checked").first).to_have_attribute("value", "1")


def test_the_language_is_switched_kept_and_said_to_screen_readers(open_page: Open) -> None:
    page = open_page()
    assert page.evaluate("document.documentElement.lang") == "fr"
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("digital")
    page.wait_for_function("document.documentElement.lang === 'en'")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("digital")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_a_click_on_the_map_shows_the_territory_beside_it(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("button", name="Charger la démonstration").click()
    page.get_by_role("link", name="Voir la carte simulée").click()
    page.wait_for_url("**/carte*")
    settle(page)
    expect(page.get_by_text("Données simulées").first).to_be_visible()
    page.wait_for_selector(".stage[data-drawn]")
    canvas = page.locator(".stage").bounding_box()
    assert canvas
    page.mouse.click(canvas["x"] + canvas["width"] * 0.66, canvas["y"] + canvas["height"] * 0.45)
    page.wait_for_url(re.compile("territoire=departement"))
    settle(page)
    expect(page.get_by_role("link", name="Ouvrir la restitution")).to_be_visible()


def test_a_change_of_challenge_on_the_map_sends_under_100_kb(open_page: Open) -> None:
    page = open_page("/carte")
    page.wait_for_selector(".stage[data-drawn]")
    received: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameReceived", lambda frame: received.append(len(frame["response"]["payloadData"])))
    session.on("Network.loadingFinished", lambda loaded: received.append(int(loaded["encodedDataLength"])))
    pick(page, page.get_by_role("combobox", name="Enjeu"), "Partenaires")
    page.wait_for_timeout(500)
    settle(page)
    page.wait_for_timeout(1000)
    assert received
    assert sum(received) < 100_000


def test_the_server_stops_in_time_with_a_page_open(open_page: Open, server: Server) -> None:
    open_page(watched=False)
    assert server.stop() < SECONDS_TO_STOP
    assert server.process
    assert server.process.returncode == 0
    assert "dossier" not in (server.data / "server.log").read_text("utf-8"), "a log names an assessment"
    server.start()
