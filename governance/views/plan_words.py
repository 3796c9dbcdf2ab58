# SPDX-License-Identifier: EUPL-1.2
"""What a plan says in words: the short form of an answer, before, now and to reach."""

from governance.language import Language, sentence
from governance.questionnaire.answer import Answer, State
from governance.questionnaire.model import Question
from governance.views.words import answer_words

WITHOUT_VALUE = {
    State.MISSING: "no_answer",
    State.DONT_KNOW: "dont_know",
    State.NOT_APPLICABLE: "not_applicable",
    State.NOT_ASKED: "not_asked",
}


def state_words(question: Question, answer: Answer, language: Language) -> str:
    """An answer in a few words: « niveau 2 », « 50 Mbit/s », the items held; or why there is no value."""
    if answer.value is None:
        return sentence(f"views.plan.states.{WITHOUT_VALUE[answer.state]}", language)
    if question.kind == "level":
        return sentence("views.plan.states.level", language, level=answer.level)
    return answer_words(question, answer, language)
