# SPDX-License-Identifier: EUPL-1.2
"""Many territories compared: nobody yet, too few, enough, in each view and both languages."""

import pytest

from governance.bootstrap import Application
from governance.language import Language, sentence
from governance.ui.compare.screen import VIEWS
from tests.pages.conftest import Visit
from tests.pages.test_portrait import whole
from tests.pages.visitor import is_sentence

BRITTANY = {"couche": "epci", "perimetre": "region:53"}


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_whole_before_anybody_answered_and_says_why_it_is_empty(
    view: str, language: Language, visit: Visit, running: Application
) -> None:
    visitor = visit("compare", language, vue=view)
    assert whole(visitor)
    assert visitor.at.query_params["vue"] == view
    assert len(visitor.at.info) == (0 if view == "gap" else 1)
    assert not visitor.says("compare.simulated")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("layer", ["epci", "commune", "departement"])
def test_each_view_is_whole_with_the_demonstration(
    view: str, layer: str, language: Language, visit: Visit, demo: Application
) -> None:
    visitor = visit("compare", language, vue=view, couche=layer)
    assert whole(visitor)
    assert visitor.says("compare.simulated")


def test_solidarity_gives_each_figure_its_sentence(language: Language, visit: Visit, demo: Application) -> None:
    visitor = visit("compare", language, **BRITTANY)
    for key in ("mean_means", "gini_means", "under_few"):
        assert visitor.says(f"compare.{key}")
    assert sentence("views.people.groups.departement", language) in visitor.words


def test_under_thirty_respondents_the_reason_stands_in_the_place_of_figures(
    language: Language, visit: Visit, demo: Application
) -> None:
    visitor = visit("compare", language, couche="epci", perimetre="departement:35")
    (told,) = (each.value for each in visitor.at.info)
    assert is_sentence(told, "comparison.too_few", language)
    assert not visitor.says("compare.mean_means")


def test_gaps_between_tiers_are_mapped_where_five_parts_answered(
    language: Language, visit: Visit, demo: Application
) -> None:
    visitor = visit("compare", language, vue="gap")
    visitor.act(visitor.at.button_group(key="compare-pair").set_value("region"))
    assert len(visitor.at.table) == 0, "the table is drawn once it is opened"
    visitor.unfold("compare-gaps-table")
    assert whole(visitor)
    words = {each: sentence(f"views.gaps.{each}", language) for each in ("few_parts", "above", "far_above")}
    assert words["few_parts"] in visitor.words
    assert words["above"] in visitor.words or words["far_above"] in visitor.words


def test_evolution_is_read_on_the_panel_of_both_dates(language: Language, visit: Visit, demo: Application) -> None:
    visitor = visit("compare", language, couche="departement", vue="evolution")
    assert visitor.says("compare.panel")
    earliest = visitor.at.selectbox(key="compare-before").options[0]
    visitor.act(visitor.at.selectbox(key="compare-before").select(earliest))
    assert whole(visitor)
    assert len(visitor.at.info) == 1, "one département alone had frozen anything then"


def test_everybody_of_a_region_calls_one_and_is_called_by_one(
    language: Language, visit: Visit, demo: Application
) -> None:
    visitor = visit("compare", language, vue="pairing", **BRITTANY)
    table = visitor.at.table[0].value
    caller, called = table.columns[:2]
    assert len(table) == 60
    assert sorted(table[caller]) == sorted(table[called])
    assert whole(visitor)


def test_the_address_keeps_the_choices_and_the_choices_follow_it(visit: Visit, demo: Application) -> None:
    visitor = visit("compare", **BRITTANY)
    visitor.act(visitor.at.selectbox(key="compare-couche").set_value("commune"))
    assert visitor.at.query_params["couche"] == "commune"
    assert visitor.at.query_params["perimetre"] == "region:53"
    challenge = demo.questionnaire().challenges[2]
    visitor.act(visitor.at.selectbox(key="compare-enjeu").set_value(challenge.id))
    assert visitor.at.query_params["enjeu"] == challenge.id
    assert challenge.title.fr in visitor.words


def test_an_address_that_says_anything_is_read_as_the_first_choice(visit: Visit, demo: Application) -> None:
    visitor = visit("compare", couche="nothing", perimetre="region:99", enjeu="<b>", vue="x")
    assert whole(visitor)
    assert visitor.at.query_params["couche"] == "epci"
