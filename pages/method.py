# SPDX-License-Identifier: EUPL-1.2
"""Méthode: how scores are made, with the thresholds of the questionnaire in force."""

import streamlit as st

from governance.bootstrap import application
from governance.ui.language import t
from governance.ui.method import method_text, worked_example

questionnaire = application().questionnaire()

st.title(t("method.title"), anchor=False)
st.markdown(method_text(questionnaire))
worked_example(questionnaire)
