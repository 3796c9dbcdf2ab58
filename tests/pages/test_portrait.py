# SPDX-License-Identifier: EUPL-1.2
"""The portrait of a territory: nobody's, one without answers, one among its peers."""

from typing import Any

import pytest

from governance.bootstrap import Application
from governance.language import Language
from governance.ui.portrait.screen import VIEWS
from tests.pages.conftest import PLOERMEL, Visit
from tests.pages.test_every_page import BLANK
from tests.pages.visitor import Visitor

RENNES = "epci:243500139"


def whole(visitor: Visitor) -> bool:
    """Nothing is missing, nothing unfilled; in English, "None" may begin a sentence."""
    absent = visitor.language == "fr" and "None" in visitor.words
    return not visitor.errors and not BLANK.search(visitor.words) and not absent


def test_without_territory_the_page_says_what_it_is_for_and_offers_the_search(
    language: Language, visit: Visit, running: Application
) -> None:
    visitor = visit("portrait", language)
    assert visitor.says("portrait.what")
    visitor.act(visitor.at.text_input(key="portrait-query").set_value("rennes metropole"))
    visitor.press_key(f"choose-{RENNES}")
    assert visitor.title == "Rennes Métropole"
    assert visitor.at.query_params["territoire"] == RENNES
    assert whole(visitor)


def test_an_unknown_territory_is_said_so_and_another_can_be_looked_for(language: Language, visit: Visit) -> None:
    visitor = visit("portrait", language, territoire="epci:nobody")
    assert "epci:nobody" in visitor.words
    assert visitor.says("portrait.what")
    assert "territoire" not in visitor.at.query_params


def test_a_territory_without_answers_is_shown_with_what_contains_it_and_the_way_to_begin(
    language: Language, visit: Visit, running: Application
) -> None:
    visitor = visit("portrait", language, territoire=RENNES)
    assert visitor.says("portrait.no_answer")
    assert "Ille-et-Vilaine · département" in visitor.words
    assert whole(visitor)
    visitor.press_key("begin-here")
    assert visitor.says("home.selected") or "Rennes Métropole" in visitor.words


def test_the_assessment_at_work_is_portrayed_first(visit: Visit, answered: str) -> None:
    visitor = visit("results", dossier=answered).open("portrait")
    assert visitor.title == "Ploërmel"


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_whole_with_the_demonstration_and_says_that_it_is_simulated(
    view: str, language: Language, visit: Visit, demo: Application
) -> None:
    visitor = visit("portrait", language, territoire=RENNES, vue=view)
    assert visitor.title == "Rennes Métropole"
    assert visitor.says("portrait.simulated_hint")
    assert whole(visitor)
    assert visitor.at.query_params["vue"] == view


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("territory", [PLOERMEL, "departement:35", "region:53", "departement:972", "region:989"])
def test_each_view_is_whole_for_every_kind_of_territory(
    view: str, territory: str, visit: Visit, demo: Application
) -> None:
    assert whole(visit("portrait", territoire=territory, vue=view))


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_whole_for_real_answers_and_keeps_simulated_ones_out(
    view: str, language: Language, visit: Visit, demo: Application, answered: Any
) -> None:
    visitor = visit("portrait", language, territoire=PLOERMEL, vue=view)
    assert whole(visitor)
    assert not visitor.says("portrait.simulated_hint")


def test_peers_are_chosen_by_the_reader(visit: Visit, demo: Application) -> None:
    visitor = visit("portrait", territoire=RENNES)
    assert "toutes régions" in visitor.words
    visitor.act(visitor.at.checkbox(key="respect-region").uncheck())
    assert "toutes régions" not in visitor.words
    assert whole(visitor)


def test_too_few_peers_are_said_so_and_nothing_is_shown_of_them(visit: Visit, answered: str) -> None:
    visitor = visit("portrait", territoire=PLOERMEL)
    assert "Il en faut cinq" in visitor.words
    assert visitor.says("portrait.no_position")
    assert not visitor.says("portrait.strips")


def test_the_other_form_compares_other_answers(visit: Visit, demo: Application) -> None:
    visitor = visit("portrait", territoire=RENNES)
    before = visitor.words
    visitor.act(visitor.at.button_group(key="portrait-form").set_value("flash"))
    assert visitor.words != before
    assert whole(visitor)
