# SPDX-License-Identifier: EUPL-1.2
"""Méthode: how scores are made, with the thresholds of the questionnaire in force."""

import streamlit as st

from governance.ui.editions import questionnaire_to_read
from governance.ui.language import t
from governance.ui.method import method_text, worked_example
from governance.ui.navigation import link

st.title(t("method.title"), anchor=False)
questionnaire = questionnaire_to_read()
st.markdown(method_text(questionnaire))
worked_example(questionnaire)
link("glossary", t("glossary.words"), icon=":material/dictionary:")
