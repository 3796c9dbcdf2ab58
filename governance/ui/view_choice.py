# SPDX-License-Identifier: EUPL-1.2
"""The views of one page: chosen by the reader, kept in the address so that a link opens the same one."""

from collections.abc import Sequence

import streamlit as st

from governance.ui.language import t

PARAMETER = "vue"


def choose_view(page: str, views: Sequence[str]) -> str:
    """Show the choice and return the view to draw, the first at first. Words: ``{page}.views``, ``{page}.view_…``."""
    key, address = f"{page}-view", f"{page}-view-address"
    wanted = st.query_params.get(PARAMETER)
    if wanted in views and wanted != st.session_state.get(address):
        # The address was changed from outside: a link, or the browser's Back.
        st.session_state[key] = wanted
    if st.session_state.get(key) not in views:
        st.session_state[key] = views[0]
    st.segmented_control(
        t(f"{page}.views"),
        views,
        key=key,
        required=True,
        format_func=lambda view: t(f"{page}.view_{view}"),
        label_visibility="collapsed",
        persist_state="session",
    )
    view: str = st.session_state[key]
    st.query_params[PARAMETER] = st.session_state[address] = view
    return view
