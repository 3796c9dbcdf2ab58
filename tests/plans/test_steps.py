# SPDX-License-Identifier: EUPL-1.2
"""Steps: one name for each, its target, its advice."""

import pytest

from governance.errors import InputError
from governance.plans.records import Aim
from governance.plans.steps import advice_of, question_of, step_key, step_title, target_of
from governance.questionnaire.advice import advice_for
from governance.questionnaire.answer import read_answer
from governance.questionnaire.model import Question, Tier
from governance.scoring.gains import step_up
from tests.plans.sample import advised, planned

QUESTIONNAIRE = advised()


def question(name: str) -> Question:
    return QUESTIONNAIRE.question(name)


@pytest.mark.parametrize(
    ("name", "now", "key"),
    [
        ("split", "1", "split:2"),
        ("speed", "200", "speed:150"),
        ("speed", "60.5", "speed:50"),
        ("signs", "-", "signs:stop"),
        ("signs", "stop;town", "signs:give: way"),
        ("signs", "give: way", "signs:stop"),
    ],
)
def test_the_next_step_of_an_answer_has_one_name_which_leads_back_to_it(name: str, now: str, key: str) -> None:
    target = step_up(question(name), read_answer(question(name), now))
    assert target is not None
    assert step_key(question(name), target) == key
    assert question_of(key) == name
    assert step_key(question(name), target_of(question(name), key)) == key


@pytest.mark.parametrize("key", ["split:0", "split:NSP", "split:", "split", "signs:stop;town", "signs:-", "signs:NC"])
def test_what_is_no_step_is_refused(key: str) -> None:
    with pytest.raises(InputError) as refusal:
        target_of(question(question_of(key)), key)
    assert refusal.value.key == "plan.step_unknown"


def test_a_step_with_advice_has_its_title_and_another_the_state_to_reach() -> None:
    titles = {
        key: step_title(
            question(question_of(key)),
            target := target_of(question(question_of(key)), key),
            advice_for(QUESTIONNAIRE, question(question_of(key)), target),
        ).en
        for key in ("split:2", "split:3", "signs:stop", "signs:town", "speed:50")
    }
    assert titles == {
        "split:2": "title split",
        "split:3": "split 3",
        "signs:stop": "title signs",
        "signs:town": "the town sign",
        "speed:50": "title speed",
    }
    assert step_title(question("speed"), read_answer(question("speed"), "3"), None).en == "speed"


@pytest.mark.parametrize(
    ("aim", "title"),
    [
        (Aim(), None),
        (Aim("split"), None),
        (Aim("split", "split:3"), None),
        (Aim("split", "split:2"), "title split"),
        (Aim("signs", "signs:stop"), "title signs"),
        (Aim("speed", "speed:150"), "title speed"),
    ],
)
def test_the_advice_of_a_planned_step_is_found_again(aim: Aim, title: str | None) -> None:
    advice = advice_of(QUESTIONNAIRE, planned(aim=aim))
    assert (advice and advice.title.en) == title


def test_the_advice_is_the_one_fit_for_the_authority() -> None:
    advice = advice_of(QUESTIONNAIRE, planned(aim=Aim("split", "split:2")), Tier.COMMUNE, 300)
    assert advice is not None
    assert advice.title.en == "a small step"
