# SPDX-License-Identifier: EUPL-1.2
"""À propos: what Échelons is, its licences, its sources, what it keeps."""

import streamlit as st

from governance.bootstrap import application
from governance.ui.documents import document_text
from governance.ui.language import current, plain, t
from governance.ui.navigation import link
from governance.ui.outlines import outline_credit, outline_words

st.title(t("about.title"), anchor=False)
st.markdown(document_text("about"))
st.header(t("about.sources"), anchor=False)
st.markdown(plain(application().territories.credits(current(), outline_credit(current()))))
st.markdown(outline_words())
link("data", t("data.manage"), icon=":material/upload:")
