# SPDX-License-Identifier: EUPL-1.2
"""Glossaire: the words of the field in plain language."""

import streamlit as st

from governance.language.glossary import glossary
from governance.ui.glossary import look_up
from governance.ui.language import t

st.title(t("glossary.title"), anchor=False)
st.markdown(t("glossary.introduction", count=len(glossary().terms)))
look_up()
