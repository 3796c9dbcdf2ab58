# SPDX-License-Identifier: EUPL-1.2
"""Données: what is installed and imported here, with its vintage and its credit; bringing in more, taking it away."""

import streamlit as st

from governance.bootstrap import application
from governance.ui.data.holdings import holdings
from governance.ui.data.incoming import incoming
from governance.ui.data.outcome import outcome
from governance.ui.data.removal import removals
from governance.ui.faults import explained
from governance.ui.language import t

app = application()
st.title(t("data.title"), anchor=False)
st.markdown(t("data.introduction"))
outcome()
with explained():
    st.header(t("data.here"), anchor=False)
    holdings(app)
    st.header(t("data.bring"), anchor=False)
    incoming(app)
    removals(app)
