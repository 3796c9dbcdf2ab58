# SPDX-License-Identifier: EUPL-1.2
"""Many territories compared: nobody yet, too few, enough, in each view and both languages."""

import pandas as pd
import pytest

from governance.bootstrap import Application
from governance.imports.records import Provenance
from governance.language import Language, sentence
from governance.ui.compare.screen import VIEWS
from tests.imports.sample import table
from tests.pages.conftest import Visit
from tests.pages.test_portrait import whole
from tests.pages.visitor import is_sentence

BRITTANY = {"couche": "epci", "perimetre": "region:53"}
SCOT = ("243500139", "200070662", "200043990", "200072452", "243500741", "243500618")
"""Six EPCI of Ille-et-Vilaine."""


def bring_groupings(app: Application) -> None:
    """A SCoT of six EPCI, and a syndicat of two communes."""
    lines = [f"scot;SCoT *d’essai*;{member}" for member in SCOT] + ["eau;Eau;29019", "eau;Eau;29232"]
    app.groupings.bring(table("\n".join(["groupement;nom;membre", *lines])), Provenance("Banatic", "2025"))


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


def test_the_kind_of_neighbours_is_said(language: Language, visit: Visit, demo: Application) -> None:
    for layer, kind in (("epci", "nearest"), ("departement", "borders")):
        visitor = visit("compare", language, vue="space", couche=layer)
        assert visitor.says(f"compare.neighbours_{kind}"), "the outlines of départements come with the product"
        other = {"nearest": "borders", "borders": "nearest"}[kind]
        assert not visitor.says(f"compare.neighbours_{other}")


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
    first = visitor.at.table[0].value
    visitor.act(visitor.at.number_input(key="table-page").set_value(2))
    table = pd.concat([first, visitor.at.table[0].value])
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


def test_beside_real_answers_simulated_ones_are_looked_at_on_demand(
    language: Language, visit: Visit, demo: Application
) -> None:
    assert not visit("compare", language, **BRITTANY).at.toggle
    questions = demo.questionnaire().asked("flash")
    head = demo.assessments.open("epci:243500139", "flash")
    for question in questions:
        demo.assessments.save(head.id, question.id, "2", expected_version=0, key=f"{head.id[:20]} {question.id}")
    visitor = visit("compare", language, **BRITTANY)
    assert not visitor.says("compare.simulated")
    assert len(visitor.at.info) == 1, "one real answer is too few"
    visitor.act(visitor.at.toggle(key="compare-simulated").set_value(True))
    assert visitor.says("compare.simulated")
    assert visitor.says("compare.mean_means")
    assert whole(visitor)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("layer", ["epci", "commune", "departement"])
def test_each_view_is_whole_among_the_members_of_a_grouping(
    view: str, layer: str, visit: Visit, demo: Application
) -> None:
    bring_groupings(demo)
    visitor = visit("compare", vue=view, couche=layer, perimetre="grouping:scot")
    assert whole(visitor)
    assert visitor.at.query_params["perimetre"] == "grouping:scot"
    assert visitor.says("compare.nobody_there") == (layer == "departement")
    assert "Banatic, 2025" in visitor.words, "a list of members has its source and its year"


def test_members_of_a_grouping_call_one_another(language: Language, visit: Visit, demo: Application) -> None:
    bring_groupings(demo)
    visitor = visit("compare", language, vue="pairing", couche="epci", perimetre="grouping:scot")
    found = visitor.at.table[0].value
    names = {demo.territories.label(demo.territories.get(f"epci:{code}")) for code in SCOT}
    assert names == set(found.iloc[:, 0]) == set(found.iloc[:, 1])


def test_that_nobody_of_a_grouping_answered_is_said_in_words(
    language: Language, visit: Visit, running: Application
) -> None:
    bring_groupings(running)
    visitor = visit("compare", language, couche="commune", perimetre="grouping:eau")
    assert visitor.says("compare.nobody_answered.other")
    assert not visitor.says("compare.response")
    assert whole(visitor)
    visitor.act(visitor.at.selectbox(key="compare-couche").set_value("epci"))
    assert visitor.says("compare.nobody_there"), "two communes are no EPCI"
    assert not visitor.at.info, "there is nothing more to say"
    assert visitor.at.query_params["perimetre"] == "grouping:eau"


def test_a_grouping_that_is_gone_leaves_the_whole_of_france(visit: Visit, demo: Application) -> None:
    bring_groupings(demo)
    visitor = visit("compare", couche="epci", perimetre="grouping:scot")
    demo.imports.remove(demo.imports.all()[0].id)
    visitor.act(visitor.at.selectbox(key="compare-couche").set_value("commune"))
    assert visitor.at.query_params["perimetre"] == "france"
    assert whole(visitor)
