# SPDX-License-Identifier: EUPL-1.2
"""The frame around every page: navigation and language. Streamlit runs this script at each interaction."""

from pathlib import Path

import streamlit as st

from governance.errors import StoreError
from governance.ui import document, faults, language, navigation, refused
from governance.ui.told import told
from governance.ui.visitor import Visitor, visitor

HERE = Path(__file__).parent


def frame() -> None:
    """Draw the frame, and in it the page that the address asks for, where it is the visitor's."""
    now = who()
    page = navigation.chosen() if now.everything else navigation.chosen_of(now, refused.refused)
    # The icon comes by an address that only the operator's pass opens.
    icon = HERE / "icon.svg" if now.everything else None
    st.set_page_config(page_title=f"{page.title} · Échelons", page_icon=icon, layout="wide")
    document.meet_browser()
    with faults.survived():
        page.run()
    footer(navigation.QUIET_PAGES if now.everything else ())
    told()


def who() -> Visitor:
    """The visitor; nobody while the database cannot say."""
    try:
        return visitor()
    except StoreError:
        return Visitor()


def footer(pages: tuple[str, ...]) -> None:
    """The quiet end of every page: what this is, how accessible, in which other language."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="footer"):
        for name in pages:
            navigation.link(name)
        language.switch()


if __name__ == "__main__":
    frame()
