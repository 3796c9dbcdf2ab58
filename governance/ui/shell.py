# SPDX-License-Identifier: EUPL-1.2
"""The frame around every page: navigation and language. Streamlit runs this script at each interaction."""

from pathlib import Path

import streamlit as st

from governance.ui import document, faults, language, navigation
from governance.ui.told import told

HERE = Path(__file__).parent


def frame() -> None:
    """Draw the frame, and in it the page that the address asks for."""
    page = st.navigation(navigation.pages(), position="top")
    st.set_page_config(page_title=f"{page.title} · Échelons", page_icon=HERE / "icon.svg", layout="wide")
    document.meet_browser()
    with faults.survived():
        page.run()
    footer()
    told()


def footer() -> None:
    """The quiet end of every page: what this is, how accessible, in which other language."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="footer"):
        for name in navigation.QUIET_PAGES:
            navigation.link(name)
        language.switch()


if __name__ == "__main__":
    frame()
