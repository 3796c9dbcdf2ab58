# SPDX-License-Identifier: EUPL-1.2
"""All the actions that answers make possible, arranged and narrowed."""

from dataclasses import replace

import pytest

from governance.plans.possible import ORDERS, PossibleAction, arranged, narrowed, planned_steps, possible_actions
from governance.plans.records import Aim
from governance.questionnaire.answer import read_answer
from governance.questionnaire.model import Tier
from governance.scoring.gains import gains
from tests.plans.sample import advised, planned

QUESTIONNAIRE = advised()
CODES = {"split": "1", "lanes": "3", "speed": "180", "signs": "-", "spans": "2"}
ANSWERS = {name: read_answer(QUESTIONNAIRE.question(name), code) for name, code in CODES.items()}


@pytest.fixture
def possible() -> list[PossibleAction]:
    return possible_actions(QUESTIONNAIRE, ANSWERS)


def names(actions: list[PossibleAction]) -> list[str]:
    return [action.question.id for action in actions]


def test_there_is_one_step_for_each_answer_the_best_gain_first(possible: list[PossibleAction]) -> None:
    assert [action.gain for action in possible] == gains(QUESTIONNAIRE, ANSWERS)
    assert names(possible)[0] == "spans"
    assert [action.index for action in possible] == sorted((action.index for action in possible), reverse=True)


def test_each_step_has_its_name_its_challenge_and_its_advice(possible: list[PossibleAction]) -> None:
    told = {action.key: (action.title.en, action.effort, action.challenge.id) for action in possible}
    assert told == {
        "split:2": ("title split", "years", "roads"),
        "lanes:4": ("lanes 4", None, "roads"),
        "speed:150": ("title speed", "months", "roads"),
        "signs:stop": ("title signs", "days", "roads"),
        "spans:3": ("spans 3", None, "bridges"),
    }


def test_the_advice_is_the_one_fit_for_the_authority() -> None:
    (found,) = narrowed(possible_actions(QUESTIONNAIRE, ANSWERS, Tier.COMMUNE, population=300), reading="openness")[1:]
    assert found.title.en == "a small step"


def test_actions_are_arranged_by_gain_effort_core_and_readings(possible: list[PossibleAction]) -> None:
    orders = {order: names(arranged(possible, order)) for order in ORDERS}
    assert orders["gain"] == names(possible)
    assert orders["effort"] == ["signs", "speed", "split", "spans", "lanes"]
    assert orders["core"][0] == "lanes"
    assert orders["core"][1:] == [name for name in names(possible) if name != "lanes"]
    assert orders["readings"][:2] == ["lanes", "split"]


def test_actions_are_narrowed_to_a_challenge_and_a_reading(possible: list[PossibleAction]) -> None:
    assert narrowed(possible) == possible
    assert names(narrowed(possible, challenge="bridges")) == ["spans"]
    assert sorted(names(narrowed(possible, reading="openness"))) == ["lanes", "split"]
    assert names(narrowed(possible, challenge="roads", reading="sharing")) == ["lanes"]
    assert narrowed(possible, challenge="bridges", reading="sharing") == []


def test_nothing_is_possible_without_answers() -> None:
    assert possible_actions(QUESTIONNAIRE, {}) == []


def test_a_step_without_score_of_the_whole_brings_nothing_to_it() -> None:
    few = {"split": ANSWERS["split"]}
    (found,) = possible_actions(QUESTIONNAIRE, few)
    assert found.gain.index is None
    assert found.index == 0


def test_planned_steps_are_found_by_their_name() -> None:
    step, own = planned(aim=Aim("split", "split:2")), planned()
    assert planned_steps([step, own]) == {"split:2": step}


def test_the_gain_is_known_only_once_the_challenge_and_the_whole_have_a_score(possible: list[PossibleAction]) -> None:
    first = possible[0]
    assert first.known
    assert not replace(first, gain=replace(first.gain, challenge=None)).known
    assert not replace(first, gain=replace(first.gain, index=None)).known
