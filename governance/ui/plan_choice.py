# SPDX-License-Identifier: EUPL-1.2
"""Every action that the answers make possible: as a list to choose from, and as a matrix to discuss."""

from collections.abc import Sequence

import streamlit as st

from governance.plans.possible import ORDERS, PossibleAction, arranged, narrowed, planned_steps, possible_actions
from governance.plans.records import PlannedAction
from governance.services.results import Result
from governance.ui import navigation
from governance.ui.action_card import show_advice
from governance.ui.document import narrow
from governance.ui.figures import show_figure, show_sentence, show_table, theme
from governance.ui.language import current, t, text
from governance.ui.next_steps import from_to, gain_words
from governance.ui.plan_actions import plan_button
from governance.ui.plan_form import own_button
from governance.views.matrix import matrix
from governance.views.matrix_ground import MOST_MARKS
from governance.views.matrix_table import effort_words

Steps = dict[str, PlannedAction]
AT_ONCE = MOST_MARKS
# Streamlit takes None for « nothing chosen », and says so in English.
EVERYTHING, NONE_LOOKED_AT = "", 0


def choice_section(report: Result, plan: Sequence[PlannedAction]) -> None:
    """The list: sorted, narrowed, each action with its button."""
    st.header(t("plan.choose"), anchor=False)
    st.caption(t("plan.choose_hint"))
    own_button(report)
    chosen = choose_actions(report)
    shown = shown_count(len(chosen))
    steps = planned_steps(plan)
    for number, action in enumerate(chosen[:shown], start=1):
        possible_card(report, number, action, steps)
    if shown < len(chosen):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(t("plan.more"), key="plan-more", on_click=show_more, icon=":material/expand_more:")
            st.caption(t("plan.shown", shown=shown, count=len(chosen)), width="content")


def matrix_section(report: Result, plan: Sequence[PlannedAction]) -> None:
    """The matrix beside its numbers, and one action in full."""
    st.header(t("plan.matrix"), anchor=False)
    st.caption(t("plan.matrix_hint"))
    chosen = choose_actions(report)[:MOST_MARKS]
    if not chosen:
        return
    view = matrix(chosen, current(), theme(), compact=narrow())
    show_sentence(view)
    figure, numbers = st.columns([12, 9], gap="medium")
    with figure:
        st.subheader(t("plan.matrix_figure"), anchor=False)
        show_figure(view, "plan-matrix")
    with numbers:
        st.markdown("\n".join(numbered(number, action) for number, action in enumerate(chosen, start=1)))
    show_table(view)
    names = {number: f"{number}. {text(action.title)}" for number, action in enumerate(chosen, start=1)}
    looked = st.selectbox(
        t("plan.matrix_look"),
        [NONE_LOOKED_AT, *names],
        key="plan-look",
        format_func=lambda number: names[number] if number else t("plan.matrix_look_none"),
    )
    if looked:
        possible_card(report, looked, chosen[looked - 1], planned_steps(plan), opened=True)


def numbered(number: int, action: PossibleAction) -> str:
    """One line of the list beside the matrix."""
    return f"{number}. {text(action.title)}  \n    :small[{effort_words(action, current())}]"


def choose_actions(report: Result) -> list[PossibleAction]:
    """Three quiet choices: the order, one challenge, one cross-reading. Says so when nothing is left."""
    head, territory = report.detail.head, report.territory
    possible = possible_actions(report.questionnaire, report.answers, territory.tier, head.form, territory.population)
    if not possible:
        nothing_possible(report)
        return []
    challenges = {challenge.id: text(challenge.title) for challenge in report.questionnaire.challenges}
    readings = {reading.id: text(reading.title) for reading in report.questionnaire.readings}
    columns = st.columns(3)
    with columns[0]:
        order = st.selectbox(
            t("plan.order"),
            ORDERS,
            key="plan-order",
            format_func=lambda name: t(f"plan.orders.{name}"),
            persist_state="session",
        )
    with columns[1]:
        challenge = narrowing("plan.challenge", "plan.every_challenge", challenges)
    with columns[2]:
        reading = narrowing("plan.reading", "plan.every_reading", readings)
    chosen = arranged(narrowed(possible, challenge, reading), order)
    if not chosen:
        st.info(t("plan.nothing_fits"), icon=":material/filter_alt_off:")
    return chosen


def narrowing(label: str, everything: str, titles: dict[str, str]) -> str | None:
    """One of several, or all of them."""
    chosen: str = st.selectbox(
        t(label),
        [EVERYTHING, *titles],
        key=label,
        format_func=lambda choice: titles.get(choice, t(everything)),
        persist_state="session",
    )
    return chosen or None


def nothing_possible(report: Result) -> None:
    """Without answers, or at the top of all of them: what to do."""
    answered = any(answer.value is not None for answer in report.answers.values())
    st.info(t("plan.nothing_further" if answered else "plan.nothing_possible"), icon=":material/info:")
    navigation.link("assessment", t("plan.answer"), ":material/edit_note:", dossier=report.detail.head.id)


def shown_count(count: int) -> int:
    """How many actions the list shows."""
    wanted: int = st.session_state.get("plan-shown", AT_ONCE)
    return min(wanted, count)


def show_more() -> None:
    """Show as many again."""
    st.session_state["plan-shown"] = st.session_state.get("plan-shown", AT_ONCE) + AT_ONCE


def possible_card(report: Result, number: int, action: PossibleAction, steps: Steps, *, opened: bool = False) -> None:
    """One possible action: what it is worth, the button, and the whole of it once unfolded."""
    with st.container(border=True, key=f"possible-{action.key}"):
        words, button = st.columns([10, 4], vertical_alignment="center")
        with words:
            challenge = action.challenge
            core = f" · {t('results.step_core')}" if action.gain.core else ""
            st.caption(f":material/{challenge.icon or 'flag'}: {text(challenge.title)}{core}")
            st.markdown(f"**{number}. {text(action.title)}**")
            readings = t("plan.readings", count=action.readings)
            st.caption(f"{effort_words(action, current())} · {gain_words(action.gain)} · {readings}")
        with button:
            plan_button(report, action.gain, action.advice, steps)
        folded = st.expander(
            t("plan.details"),
            expanded=opened,
            type="compact",
            icon=":material/menu_book:",
            on_change="rerun",
            key=f"plan-details{'-opened' if opened else ''}:{action.key}",
        )
        if folded.open:
            with folded:
                st.markdown("\n\n".join(from_to(action.question, action.gain)))
                if action.advice:
                    show_advice(action.advice)
