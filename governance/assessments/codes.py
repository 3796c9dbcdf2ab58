# SPDX-License-Identifier: EUPL-1.2
"""One way to write each answer, so that two stored codes are equal when the answers are."""

from governance.questionnaire.answer import DONT_KNOW, NO_ITEM, NOT_APPLICABLE, Answer, State, read_answer
from governance.questionnaire.model import Question


def canonical_code(question: Question, code: str | None) -> str | None:
    """The code in its one form, None for no answer. InputError when the question does not admit it.

    Items stand in the questionnaire's order, a number with a point and no needless decimals.
    """
    answer = read_answer(question, code)
    match answer.state:
        case State.DONT_KNOW:
            return DONT_KNOW
        case State.NOT_APPLICABLE:
            return NOT_APPLICABLE
        case State.VALUE:
            return value_code(question, answer)
    return None


def value_code(question: Question, answer: Answer) -> str:
    """The code of an answer that has a value."""
    if question.kind == "checklist":
        return ";".join(answer.items) or NO_ITEM
    return repr(answer.value).removesuffix(".0")
