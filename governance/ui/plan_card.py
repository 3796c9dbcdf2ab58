# SPDX-License-Identifier: EUPL-1.2
"""One action that could be planned: what it is worth, its button, and the whole of it."""

import streamlit as st

from governance.plans.possible import PossibleAction
from governance.plans.records import PlannedAction
from governance.services.results import Result
from governance.ui.action_card import show_advice
from governance.ui.language import current, t, text
from governance.ui.next_steps import from_to, gain_words
from governance.ui.plan_actions import plan_button
from governance.views.matrix_table import effort_words

Steps = dict[str, PlannedAction]


def possible_card(
    report: Result, number: int | None, action: PossibleAction, steps: Steps, *, opened: bool = False
) -> None:
    """One possible action: what it is worth, the button, and the whole of it once unfolded."""
    with st.container(border=True, key=f"possible-{action.key}"):
        words, button = st.columns([10, 4], vertical_alignment="center")
        with words:
            challenge = action.challenge
            core = f" · {t('results.step_core')}" if action.gain.core else ""
            st.caption(f":material/{challenge.icon or 'flag'}: {text(challenge.title)}{core}")
            st.markdown(f"**{f'{number}. ' if number else ''}{text(action.title)}**")
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
