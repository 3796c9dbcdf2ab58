# SPDX-License-Identifier: EUPL-1.2
"""The actions as a matrix to discuss, twenty at a time; those of which nobody knows what they bring are told below."""

from collections.abc import Sequence

import streamlit as st

from governance.plans.possible import PossibleAction, planned_steps
from governance.plans.records import PlannedAction
from governance.services.results import Result
from governance.ui.document import narrow
from governance.ui.figures import show_figure, show_sentence, show_table, theme
from governance.ui.language import current, t, text
from governance.ui.plan_card import possible_card
from governance.ui.plan_choice import choose_actions
from governance.views.matrix import matrix
from governance.views.matrix_ground import MOST_MARKS
from governance.views.matrix_table import effort_words

# Streamlit takes None for « nothing chosen », and says so in English.
NONE_LOOKED_AT = 0


def matrix_section(report: Result, plan: Sequence[PlannedAction]) -> None:
    """The matrix beside its numbers, what has no place in it, and one action in full."""
    st.header(t("plan.matrix"), anchor=False)
    st.caption(t("plan.matrix_hint"))
    chosen = choose_actions(report)
    known = [action for action in chosen if action.known]
    unknown = [action for action in chosen if not action.known]
    if known:
        show_matrix(known)
    if unknown:
        show_unknown(unknown)
    if chosen:
        look_at(report, [*known, *unknown], plan)


def show_matrix(known: Sequence[PossibleAction]) -> None:
    """Twenty marks, their numbers in words, and the same as a table."""
    after = choose_part(len(known))
    view = matrix(known, current(), theme(), compact=narrow(), after=after)
    show_sentence(view)
    figure, numbers = st.columns([12, 9], gap="medium")
    with figure:
        st.subheader(t("plan.matrix_figure"), anchor=False)
        show_figure(view, "plan-matrix")
    with numbers:
        shown = enumerate(known[after : after + MOST_MARKS], start=after + 1)
        st.markdown("\n".join(f"{number}. {described(action)}" for number, action in shown))
    show_table(view)


def choose_part(count: int) -> int:
    """How many actions come before those shown: more marks than can be read are shown twenty by twenty."""
    if count <= MOST_MARKS:
        return 0
    part: int = st.segmented_control(
        t("plan.matrix_part"),
        range(0, count, MOST_MARKS),
        # Another choice of actions begins at its first ones.
        key=f"plan-part:{count}",
        default=0,
        required=True,
        format_func=lambda after: t("plan.matrix_range", first=after + 1, last=min(after + MOST_MARKS, count)),
        persist_state="session",
    )
    return part


def described(action: PossibleAction) -> str:
    """An action in the list beside the matrix: its title, and the time that it takes."""
    return f"{text(action.title)}  \n    :small[{effort_words(action, current())}]"


def show_unknown(unknown: Sequence[PossibleAction]) -> None:
    """Actions without a place in the matrix."""
    st.subheader(t("plan.matrix_unknown"), anchor=False)
    st.caption(t("plan.matrix_unknown_hint"))
    st.markdown("\n".join(f"- {described(action)}" for action in unknown))


def look_at(report: Result, actions: Sequence[PossibleAction], plan: Sequence[PlannedAction]) -> None:
    """One action in full; only those of the matrix have a number."""
    numbers = {rank: rank if action.known else None for rank, action in enumerate(actions, start=1)}
    names = {
        rank: f"{rank}. {text(action.title)}" if action.known else text(action.title)
        for rank, action in enumerate(actions, start=1)
    }
    looked = st.selectbox(
        t("plan.matrix_look"),
        [NONE_LOOKED_AT, *names],
        key="plan-look",
        format_func=lambda rank: names[rank] if rank else t("plan.matrix_look_none"),
    )
    if looked:
        possible_card(report, numbers[looked], actions[looked - 1], planned_steps(plan), opened=True)
