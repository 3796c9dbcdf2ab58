# SPDX-License-Identifier: EUPL-1.2
"""What the questionnaire advises for a planned action, to be read again where the action is followed."""

import streamlit as st

from governance.plans.records import PlannedAction
from governance.plans.steps import advice_of
from governance.services.results import Result
from governance.ui.action_card import show_advice
from governance.ui.language import t


def planned_advice(report: Result, planned: PlannedAction) -> None:
    """The action in full, folded, and drawn once opened; nothing for one that has no advice."""
    advice = advice_of(report.questionnaire, planned, report.territory.tier, report.territory.population)
    if advice is None:
        return
    folded = st.expander(
        t("plan.details"),
        type="compact",
        icon=":material/menu_book:",
        on_change="rerun",
        key=f"planned-details:{planned.id}",
    )
    if folded.open:
        with folded:
            show_advice(advice)
