# SPDX-License-Identifier: EUPL-1.2
"""Accueil: what Échelons is, choosing a collectivité, going on where one was, the other ways in."""

import streamlit as st

from governance.ui.demo import offer_demo
from governance.ui.doors import other_doors
from governance.ui.faults import explained
from governance.ui.language import t
from governance.ui.resume import offer_to_resume
from governance.ui.start import start_assessment

st.title(t("home.title"))
st.markdown(t("home.what"))
st.caption(t("home.people"))

main, side = st.columns([3, 2], gap="large")
with main:
    start_assessment()
with side, explained():
    offer_to_resume()
    offer_demo()
other_doors()
