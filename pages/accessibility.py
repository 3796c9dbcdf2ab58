# SPDX-License-Identifier: EUPL-1.2
"""Accessibilité: the statement of what is accessible, and what is not yet."""

import streamlit as st

from governance.ui.documents import document_text
from governance.ui.language import t

st.title(t("accessibility.title"), anchor=False)
st.markdown(document_text("accessibility"))
