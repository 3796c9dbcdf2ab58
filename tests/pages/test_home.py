# SPDX-License-Identifier: EUPL-1.2
"""Accueil: from a few letters to the questionnaire, going on, and looking around with simulated data."""

import pytest

from governance.bootstrap import Application, application
from governance.language import Language, sentence
from tests.pages.conftest import PLOERMEL, Visit
from tests.pages.visitor import Visitor, is_sentence


def search(visitor: Visitor, words: str) -> Visitor:
    return visitor.act(visitor.at.text_input(key="territory-query").set_value(words))


@pytest.mark.parametrize("words", ["ploermel", "Ploërmel", "PLOERMEL", "56800", "56165", "  ploer "])
def test_a_town_is_found_by_name_postcode_or_code(words: str, visit: Visit, running: Application) -> None:
    visitor = search(visit("home"), words)
    assert f"choose-{PLOERMEL}" in [button.key for button in visitor.at.button]


def test_what_is_not_found_or_too_short_is_said(language: Language, visit: Visit, running: Application) -> None:
    visitor = search(visit("home", language), "x")
    assert visitor.says("home.too_short")
    search(visitor, "zzzz <b>[a](b)</b>")
    assert visitor.says("home.nothing_found")
    assert "<b>" not in visitor.at.info[0].value.replace(r"\<", "")


@pytest.mark.parametrize("words", ["'; DROP TABLE answers; --", "é\x00é", "%", "_____", "\\", "𓂀" * 100, "  "])
def test_odd_searches_are_answered_calmly(words: str, visit: Visit, running: Application) -> None:
    assert search(visit("home"), words).errors == []


def test_many_homonyms_are_cut_and_said_so(language: Language, visit: Visit, running: Application) -> None:
    visitor = search(visit("home", language), "Saint-Martin")
    assert len([button for button in visitor.at.button if str(button.key).startswith("choose-")]) == 8
    assert sentence("ui.home.more", language, count=8) in visitor.words


@pytest.mark.parametrize(("form", "count"), [("flash", 16), ("full", 40)])
def test_a_choice_leads_to_the_questionnaire_in_the_chosen_form(
    form: str, count: int, language: Language, visit: Visit, running: Application
) -> None:
    visitor = search(visit("home", language), "ploermel").press_key(f"choose-{PLOERMEL}")
    assert "Ploërmel" in visitor.words
    visitor.press_key(f"begin-{form}")
    (head,) = application().assessments.recent()
    assert (head.territory_id, head.form) == (PLOERMEL, form)
    assert visitor.title == "Ploërmel"
    assert visitor.at.query_params["dossier"] == head.id
    assert visitor.at.get("progress")[0].text == sentence("ui.assessment.progress", language, answered=0, asked=count)


def test_another_town_can_be_chosen_instead(visit: Visit, running: Application) -> None:
    visitor = search(visit("home"), "ploermel").press_key(f"choose-{PLOERMEL}")
    visitor.press(sentence("ui.home.other_territory", "fr"))
    assert visitor.at.text_input(key="territory-query").value in (None, "", "ploermel")


def test_beginning_again_goes_on_with_the_same_answers(visit: Visit, answered: str) -> None:
    visitor = search(visit("home"), "ploermel").press_key(f"choose-{PLOERMEL}").press_key("begin-full")
    assert [head.id for head in application().assessments.recent()] == [answered]
    assert visitor.at.get("progress")[0].text == sentence("ui.assessment.progress", "fr", answered=16, asked=40)


def test_who_comes_back_is_offered_to_go_on(language: Language, visit: Visit, answered: str) -> None:
    visitor = visit("home", language)
    assert visitor.says("home.continue_title")
    links = [(link.label, link.proto.query_string) for link in visitor.at.page_link]
    assert (sentence("ui.home.continue", language), f"dossier={answered}") in links
    assert (sentence("ui.home.see_results", language), f"dossier={answered}") in links


def test_the_demonstration_is_loaded_and_purged_and_leaves_real_answers(
    language: Language, visit: Visit, answered: str
) -> None:
    visitor = visit("home", language)
    visitor.press(sentence("ui.home.demo_load", language))
    assert application().demo.is_loaded()
    assert [head.id for head in application().assessments.recent()] == [answered]
    visitor.press(sentence("ui.home.demo_purge", language))
    assert not application().demo.is_loaded()
    assert len(application().assessments.find(answered).answers) == 16
    assert visitor.says("home.demo_purged")


def test_an_unknown_territory_in_the_session_is_told(language: Language, visit: Visit, running: Application) -> None:
    visitor = visit("home", language)
    visitor.at.session_state["territory"] = "commune:99999"
    visitor.again()
    (told,) = visitor.errors
    assert is_sentence(told, "territories.unknown", language)
