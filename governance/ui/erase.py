# SPDX-License-Identifier: EUPL-1.2
"""Erasing an assessment for good, on purpose only."""

import streamlit as st

from governance.bootstrap import application
from governance.services.results import Result
from governance.ui import dossier, navigation
from governance.ui.faults import explained
from governance.ui.language import t


def erase_section(report: Result) -> None:
    """Folded at the end of the page; asks to be sure before the button lives."""
    if report.detail.head.simulated:
        return
    with st.expander(t("results.erase"), icon=":material/delete:", key="erase"):
        st.markdown(t("results.erase_hint"))
        sure = st.checkbox(t("results.erase_sure"), key=f"erase-sure:{report.detail.head.id}")
        if st.button(t("results.erase"), key="erase-now", disabled=not sure):
            with explained():
                application().assessments.delete(report.detail.head.id)
                dossier.leave()
                navigation.go("home")
