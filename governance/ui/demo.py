# SPDX-License-Identifier: EUPL-1.2
"""The demonstration: simulated assessments, loaded and purged in one action each."""

import streamlit as st

from governance.bootstrap import application
from governance.ui import navigation
from governance.ui.faults import explained
from governance.ui.language import t
from governance.ui.told import tell


def offer_demo() -> None:
    """Load the simulated data, or see and purge them."""
    demo = application().demo
    with st.container(border=True, key="demo"):
        st.subheader(t("home.demo_title"), anchor=False)
        if demo.is_loaded():
            navigation.link("map", t("home.demo_map"), ":material/map:")
            st.button(t("home.demo_purge"), on_click=purge, type="tertiary", icon=":material/delete_sweep:")
        else:
            st.caption(t("home.demo_hint"))
            if st.button(t("home.demo_load"), icon=":material/auto_awesome:"):
                load()


def load() -> None:
    """Load the demonstration, saying that it takes a moment."""
    with st.spinner(t("home.demo_loading")):
        application().demo.load()
    st.rerun()


def purge() -> None:
    """Purge the demonstration and nothing else."""
    with explained():
        application().demo.purge()
        tell(t("home.demo_purged"))
