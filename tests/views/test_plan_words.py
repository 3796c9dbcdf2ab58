# SPDX-License-Identifier: EUPL-1.2
"""An answer in a few words."""

import pytest

from governance.language import Language
from governance.questionnaire.answer import Answer, State, read_answer
from governance.scoring.gains import Gain
from governance.views.plan_words import gain_words, state_words
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


@pytest.mark.parametrize(
    ("challenge", "index", "language", "words"),
    [
        (2.5, 0.24, "fr", "En points\u00a0: +\u00a02,5 sur l’enjeu · +\u00a00,2 sur l’ensemble"),
        (None, 0.0, "fr", "Enjeu pas encore évalué\u00a0: gain pas encore connu"),
        (None, None, "en", "Challenge not assessed yet: gain not known yet"),
        (2.5, None, "en", "In points: +\u00a02.5 on the challenge · the whole is not assessed yet"),
    ],
)
def test_a_gain_that_nobody_knows_is_never_told_as_a_figure(
    challenge: float | None, index: float | None, language: Language, words: str
) -> None:
    now = Answer(State.VALUE, 1.0)
    assert gain_words(Gain("q", "c", False, now, now, 1, challenge, index), language) == words
