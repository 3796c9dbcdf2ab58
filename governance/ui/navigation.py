# SPDX-License-Identifier: EUPL-1.2
"""The pages, and the ways between them."""

from pathlib import Path

import streamlit as st

from governance.settings import ROOT
from governance.ui.language import t

PAGES = ("home", "assessment", "results", "plan", "workshop", "map", "questionnaire", "method")
QUIET_PAGES = ("glossary", "editor", "accessibility", "about")


def script(name: str) -> Path:
    """The file of a page."""
    return ROOT / "pages" / f"{name}.py"


def pages() -> list[st.Page]:
    """Every page, at a French address whatever the language, so that a shared link works for all.

    No icons: Streamlit would fetch each as a favicon from an outside address.
    """
    return [
        st.Page(
            script(name),
            title=t(f"{name}.name"),
            url_path=t(f"{name}.address"),
            default=name == "home",
            visibility="hidden" if name in QUIET_PAGES else "visible",
        )
        for name in PAGES + QUIET_PAGES
    ]


def link(name: str, label: str | None = None, icon: str | None = None, **query: str) -> None:
    """A link to a page."""
    st.page_link(script(name), label=label or t(f"{name}.name"), icon=icon, query_params=query or None)


def go(name: str, **query: str) -> None:
    """Leave for another page."""
    st.switch_page(script(name), query_params=query or None)
