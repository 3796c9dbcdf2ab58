# SPDX-License-Identifier: EUPL-1.2
"""An answer in a few words."""

import pytest

from governance.questionnaire.answer import Answer, State, read_answer
from governance.views.plan_words import state_words
from tests.plans.sample import advised

QUESTIONNAIRE = advised()


@pytest.mark.parametrize(
    ("question", "code", "words"),
    [
        ("split", "2", "niveau 2"),
        ("split", None, "sans réponse"),
        ("split", "NSP", "je ne sais pas"),
        ("split", "NC", "non concerné"),
        ("speed", "12.5", "12,5"),
        ("signs", "stop;town", "the stop sign, the town sign"),
        ("signs", "-", "Rien de tout cela"),
    ],
)
def test_an_answer_is_said_shortly(question: str, code: str | None, words: str) -> None:
    asked = QUESTIONNAIRE.question(question)
    assert state_words(asked, read_answer(asked, code), "fr") == words


def test_what_is_not_asked_is_said_so() -> None:
    assert state_words(QUESTIONNAIRE.question("split"), Answer(State.NOT_ASKED), "en") == "not asked"
