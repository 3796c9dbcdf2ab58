# SPDX-License-Identifier: EUPL-1.2
"""Every action that the answers make possible: as a list to choose from."""

from collections.abc import Sequence

import streamlit as st

from governance.plans.possible import ORDERS, PossibleAction, arranged, narrowed, planned_steps, possible_actions
from governance.plans.records import PlannedAction
from governance.services.results import Result
from governance.ui import navigation
from governance.ui.language import t, text
from governance.ui.plan_card import possible_card
from governance.ui.plan_form import own_button
from governance.views.matrix_ground import MOST_MARKS

AT_ONCE = MOST_MARKS
# Streamlit takes None for « nothing chosen », and says so in English.
EVERYTHING = ""


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
