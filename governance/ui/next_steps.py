# SPDX-License-Identifier: EUPL-1.2
"""What to do next: three steps within reach, and the challenges that stand out."""

import streamlit as st

from governance.questionnaire.answer import Answer
from governance.questionnaire.model import Question
from governance.scoring.contrast import strengths_and_weaknesses
from governance.scoring.gains import Gain, next_steps
from governance.scoring.result import Node
from governance.services.results import Result
from governance.ui import navigation
from governance.ui.action_card import show_advice
from governance.ui.language import current, plain, points, t, text
from governance.ui.plan_actions import plan_button
from governance.ui.steps import PARAMETER
from governance.views import plan_words, words


def next_steps_section(report: Result) -> None:
    """The three next steps, each with the state to reach and what it brings."""
    st.header(t("results.steps"), anchor=False)
    steps = next_steps(report.questionnaire, report.answers, report.territory.tier, report.detail.head.form)
    if not steps:
        top = report.profile.index.score is not None and report.profile.index.score >= 100
        st.caption(t("results.steps_top" if top else "results.steps_none"))
        return
    st.caption(t("results.steps_hint"))
    for rank, step in enumerate(steps, start=1):
        step_card(report, step, rank)


def step_card(report: Result, step: Gain, rank: int) -> None:
    """One step: the action in full, where we are, what to reach, what it brings, and the way to the question."""
    question = report.questionnaire.question(step.question_id)
    challenge = report.questionnaire.challenge_of(step.question_id)
    advice = report.advice(step)
    with st.container(border=True, key=f"step-{step.question_id}"):
        core = f" · {t('results.step_core')}" if step.core else ""
        st.caption(f":material/{challenge.icon or 'flag'}: {text(challenge.title)}{core} · {gain_words(step)}")
        st.subheader(f"{rank}. {text(advice.title if advice else question.title)}", anchor=False)
        asked, *states = from_to(question, step)
        st.markdown("\n\n".join([asked, *states] if advice else states))
        if advice:
            show_advice(advice)
        plan_button(report, step, advice)
        navigation.link(
            "assessment",
            t("results.step_open"),
            ":material/edit_note:",
            dossier=report.detail.head.id,
            **{PARAMETER: challenge.id},
        )


def from_to(question: Question, step: Gain) -> list[str]:
    """The question, where one is, and the state to reach."""
    target = words.target_words(question, step.target, current())
    return [
        text(question.title),
        f"**{t('results.step_now')}** — {answer_words(question, step.current)}",
        f":material/arrow_downward: **{target}** — {plain(words.added_words(question, step.target, current()))}",
    ]


def gain_words(step: Gain) -> str:
    """What a step brings, on its challenge and on the whole."""
    return plan_words.gain_words(step, current())


def answer_words(question: Question, answer: Answer) -> str:
    """An answer in words, shown as they are written."""
    return plain(words.answer_words(question, answer, current()))


def strengths_section(report: Result) -> None:
    """Where this authority is ahead of its own average, and where there is most to gain: never against others."""
    contrast = strengths_and_weaknesses(report.profile)
    left, right = st.columns(2, gap="large")
    with left:
        listed(report, "results.strengths", contrast.strengths, contrast.other_strengths)
    with right:
        listed(report, "results.weaknesses", contrast.weaknesses, contrast.other_weaknesses)


def listed(report: Result, title: str, nodes: tuple[Node, ...], equal: tuple[Node, ...]) -> None:
    """Some challenges with their scores, and those that equal the last one."""
    st.subheader(t(title), anchor=False)
    titles = {challenge.id: text(challenge.title) for challenge in report.questionnaire.challenges}
    if not nodes:
        st.caption(t("results.strengths_none"))
        return
    st.markdown("\n".join(f"- **{titles[node.id]}** · {points(node.score)}" for node in nodes))
    if equal:
        st.caption(t("notes.tied", challenges=" · ".join(titles[node.id] for node in equal)))
