# SPDX-License-Identifier: EUPL-1.2
"""The method in words, with the figures of the questionnaire in force, and one challenge computed before the reader."""

from fractions import Fraction

import streamlit as st

from governance.language import format_number, format_percent
from governance.questionnaire.answer import Answer, State
from governance.questionnaire.model import Question, Questionnaire
from governance.scoring.scores import profile
from governance.ui.documents import document_text
from governance.ui.language import current, points, t, text

EXAMPLE_STATES = ("3", "2", "NSP", "1", "NC")
"""What the example answers to the first questions of the first challenge."""


def method_text(questionnaire: Questionnaire) -> str:
    """The method, its thresholds filled in; without the sections about what the questionnaire does not have."""
    words = document_text("method")
    if not questionnaire.has_flash:
        words = without_section(words, "{flash_questions}")
    if not questionnaire.families:
        words = without_section(words, "{families}")
    for name, value in figures(questionnaire).items():
        words = words.replace("{" + name + "}", value)
    return words


def without_section(words: str, mark: str) -> str:
    """A text without the section that holds a mark."""
    return "\n## ".join(section for section in words.split("\n## ") if mark not in section)


def figures(questionnaire: Questionnaire) -> dict[str, str]:
    """The figures that the text names."""
    thresholds = questionnaire.thresholds
    shares = {name: value for name, value in thresholds.model_dump().items() if name != "publication_answers"}
    return {
        **{name: share(value) for name, value in shares.items()},
        "publication_answers": format_number(thresholds.publication_answers, current()),
        **index_words(questionnaire),
        "families": ", ".join(text(family.title) for family in questionnaire.families),
        "questions": format_number(len(questionnaire.questions), current()),
        "flash_questions": format_number(len(list(questionnaire.asked("flash"))), current()),
    }


def index_words(questionnaire: Questionnaire) -> dict[str, str]:
    """How challenges make the index: by which mean, with which weights, and what a zero does to it."""
    alike = len({challenge.weight for challenge in questionnaire.challenges}) == 1
    impossible = questionnaire.aggregation == "geometric" and questionnaire.floor is None
    return {
        "mean": t(f"versions.mean_{questionnaire.aggregation}"),
        "weights": t("versions.same_weights") if alike else "",
        "zero": f" {t('versions.zero')}" if impossible else "",
    }


def share(value: float) -> str:
    """A share as people say it: 2/3 when it is one, 80 % otherwise."""
    simple = Fraction(value).limit_denominator(3)
    if simple.denominator == 3 and abs(float(simple) - value) < 1e-9:
        return f"{simple.numerator}/{simple.denominator}"
    return format_percent(value, current())


def worked_example(questionnaire: Questionnaire) -> None:
    """A challenge of level questions with made-up answers, computed by the same code as every score."""
    challenge = next((c for c in questionnaire.challenges if all(q.kind == "level" for q in c.questions)), None)
    if challenge is None:
        return
    answers = {
        question.id: example_answer(question, state)
        for question, state in zip(challenge.questions, EXAMPLE_STATES, strict=False)
    }
    node = profile(questionnaire, answers).node(challenge.id)
    st.header(t("method.example", challenge=text(challenge.title)), anchor=False)
    rows = [f"| {t('results.why_question')} | {t('results.why_answer')} | {t('results.why_value')} |", "|---|---|---|"]
    rows += [
        f"| {text(challenge_question.title)} | {state} | {example_points(challenge_question, answers)} |"
        for challenge_question, state in zip(challenge.questions, EXAMPLE_STATES, strict=False)
    ]
    st.markdown("\n".join(rows))
    st.markdown(
        t(
            "method.example_result",
            score=points(node.score, 1),
            coverage=format_percent(node.coverage or 0.0, current()),
            low=points(node.low, 1),
            high=points(node.high, 1),
        )
    )


def example_answer(question: Question, state: str) -> Answer:
    """An answer of the example."""
    if state == "NSP":
        return Answer(State.DONT_KNOW)
    if state == "NC":
        return Answer(State.NOT_APPLICABLE)
    return Answer(State.VALUE, float(min(int(state), len(question.levels) - 1)))


def example_points(question: Question, answers: dict[str, Answer]) -> str:
    """The points of an answer of the example."""
    level = answers[question.id].level
    return points(None if level is None else question.level_values[level])
