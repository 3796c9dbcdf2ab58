# SPDX-License-Identifier: EUPL-1.2
"""What a plan says in words: what a step brings, and the short form of an answer, before, now and to reach."""

from governance.language import Language, format_number, sentence
from governance.questionnaire.answer import Answer, State
from governance.questionnaire.model import Question
from governance.scoring.gains import Gain
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


def gain_words(step: Gain, language: Language) -> str:
    """What a step brings on its challenge and on the whole; or that nobody can say yet, for want of a score."""
    if step.challenge is None:
        return sentence("views.plan.gain_unknown", language)
    challenge = format_number(step.challenge, language, 1)
    if step.index is None:
        return sentence("views.plan.gain_challenge", language, challenge_gain=challenge)
    index = format_number(step.index, language, 1)
    return sentence("views.plan.gain", language, challenge_gain=challenge, index_gain=index)
