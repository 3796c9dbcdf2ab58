# SPDX-License-Identifier: EUPL-1.2
"""Invented answers: always the same, always valid, spread as real ones would be."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from governance.assessments.parameters import Parameters, load_parameters
from governance.assessments.simulation import SimulatedAssessment, Simulation, code_at, number_at
from governance.questionnaire.answer import State, read_answer
from governance.questionnaire.model import Goalposts, Question, Tier
from governance.territories.territory import Territory
from tests.sample import questionnaire, text

SAMPLE = questionnaire()
PARAMETERS = load_parameters()


def authorities(count: int, population: int = 30_000) -> list[Territory]:
    return [
        Territory("epci", f"{number:09}", Tier.EPCI, "CC", f"EPCI {number}", population=population, region="53")
        for number in range(count)
    ]


def simulate(territories: list[Territory], **more: object) -> list[SimulatedAssessment]:
    simulation = Simulation(SAMPLE, PARAMETERS.model_copy(update=more))
    return [simulation.assess(territory) for territory in territories]


def levels(simulated: list[SimulatedAssessment]) -> list[int]:
    return [int(one.codes["split"]) for one in simulated if one.codes.get("split", "NSP").isdigit()]


def test_the_same_seed_gives_the_same_answers_whoever_else_is_there() -> None:
    many = simulate(authorities(20))
    assert simulate(authorities(20)) == many
    assert simulate(authorities(20)[7:8]) == many[7:8]
    assert simulate(authorities(20), seed=1) != many


def test_every_code_is_one_that_its_question_admits() -> None:
    for one in simulate(authorities(50)):
        for codes in (one.codes, *one.earlier):
            for question, code in codes.items():
                assert read_answer(SAMPLE.question(question), code).state is not State.MISSING


def test_questions_of_other_tiers_and_of_the_other_form_are_left_out() -> None:
    for one in simulate(authorities(50)):
        asked = {question.id for question in SAMPLE.asked(one.form, Tier.EPCI)}
        assert one.codes.keys() <= asked


@pytest.mark.parametrize(
    ("route", "form", "answered"), [("complete", "full", 6), ("flash", "flash", 4), ("begun", "flash", 3)]
)
def test_each_route_answers_as_much_as_it_says(route: str, form: str, answered: int) -> None:
    for one in simulate(authorities(20), routes={route: 1.0}):
        assert (one.form, len(one.codes)) == (form, answered)


def test_gaps_leave_about_their_share_of_questions() -> None:
    given = [len(one.codes) for one in simulate(authorities(400), routes={"gaps": 1.0})]
    assert np.mean(given) / 6 == pytest.approx(1 - PARAMETERS.gaps, abs=0.04)


def test_dont_knows_have_their_share() -> None:
    codes = Counter(code for one in simulate(authorities(400)) for code in one.codes.values())
    assert codes["NSP"] / codes.total() == pytest.approx(PARAMETERS.dont_know, abs=0.015)
    assert 0 < codes["NC"] / codes.total() < PARAMETERS.not_applicable + 0.01


def test_levels_spread_over_the_whole_scale() -> None:
    assert set(levels(simulate(authorities(400)))) == {0, 1, 2, 3, 4}


def test_larger_authorities_stand_higher_on_average() -> None:
    small, large = (levels(simulate(authorities(300, people))) for people in (3_000, 300_000))
    assert np.mean(large) > np.mean(small) + PARAMETERS.size


def test_answers_of_one_authority_go_together() -> None:
    both = [
        (int(one.codes["split"]), int(one.codes["tolls"]))
        for one in simulate(authorities(400), routes={"complete": 1.0})
        if one.codes["split"].isdigit() and one.codes["tolls"].isdigit()
    ]
    assert np.corrcoef(np.array(both).T)[0, 1] > 0.25


def test_earlier_states_stand_lower_and_are_as_many_as_drawn() -> None:
    simulated = simulate(authorities(200), routes={"complete": 1.0}, snapshots={"two": 1.0})
    states = [[*one.earlier, one.codes] for one in simulated]
    assert {len(state) for state in states} == {3}
    means = [
        np.mean([int(codes["split"]) for codes in step if codes["split"].isdigit()]) for step in np.array(states).T
    ]
    assert means[0] < means[1] < means[2]


def test_who_has_barely_begun_has_no_earlier_state() -> None:
    assert all(not one.earlier for one in simulate(authorities(20), routes={"begun": 1.0}, snapshots={"two": 1.0}))


def test_an_authority_of_unknown_size_or_region_is_simulated_too() -> None:
    odd = replace(authorities(1)[0], population=None, region=None)
    assert simulate([odd])[0].codes


def test_a_questionnaire_without_flash_is_answered_in_full() -> None:
    simulation = Simulation(questionnaire(flash=False), PARAMETERS)
    assert {simulation.assess(territory).form for territory in authorities(20)} == {"full"}


@pytest.mark.parametrize(("reached", "code"), [(-1, "0"), (0, "0"), (1.4, "1"), (2, "2"), (3.6, "4"), (9, "4")])
def test_a_level_is_the_nearest(reached: float, code: str) -> None:
    assert code_at(SAMPLE.question("split"), reached) == code


@pytest.mark.parametrize(("reached", "code"), [(0, "-"), (2, "stop;yield"), (4, "stop;yield;town")])
def test_a_checklist_fills_in_order(reached: float, code: str) -> None:
    assert code_at(SAMPLE.question("signs"), reached) == code


def test_numbers_lie_between_their_goalposts() -> None:
    assert code_at(SAMPLE.question("speed"), 1) == "50"
    assert number_at(Goalposts(low=1, high=100, scale="log"), 0.5) == pytest.approx(10)
    assert number_at(Goalposts(low=100, high=0), 0.25) == 75
    assert number_at(None, 0.5) == 0.5
    free = Question.model_validate({"id": "free", "kind": "number", "title": text("free")})
    assert code_at(free, 4) == "1"


def test_the_shipped_parameters_are_shares_that_add_up() -> None:
    assert isinstance(PARAMETERS, Parameters)
    assert sum(PARAMETERS.routes.values()) == pytest.approx(1)
    assert sum(PARAMETERS.snapshots.values()) == pytest.approx(1)
    assert set(PARAMETERS.mean) == set(PARAMETERS.size_reference)
