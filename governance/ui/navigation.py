# SPDX-License-Identifier: EUPL-1.2
"""The pages, and the ways between them."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import streamlit as st

from governance.settings import ROOT
from governance.ui.language import t
from governance.ui.visitor import Visitor

SECTIONS = {
    "": ("home", "assessment", "results", "plan", "workshop"),
    "territories": ("map", "portrait", "compare", "data"),
    "understanding": ("questionnaire", "method", "glossary"),
}
"""The top of every page, from left to right; what has a section's name unfolds."""
PAGES = tuple(name for names in SECTIONS.values() for name in names)
QUIET_PAGES = ("editor", "accessibility", "about")
"""Those that only the foot of a page leads to."""


def script(name: str) -> Path:
    """The file of a page."""
    return ROOT / "pages" / f"{name}.py"


def pages() -> dict[str, list[st.Page]]:
    """Every page by section, at a French address whatever the language, so that a shared link works for all.

    No icons: Streamlit would fetch each as a favicon from an outside address.
    """
    sections = {
        t(f"navigation.sections.{name}") if name else "": list(map(page, names)) for name, names in SECTIONS.items()
    }
    sections[""] += [page(name, "hidden") for name in QUIET_PAGES]
    return sections


def chosen() -> st.Page:
    """The page that the address asks for, among all of them."""
    return st.navigation(pages(), position="top")


def chosen_of(visitor: Visitor, refused: Callable[[], None]) -> st.Page:
    """The console for a second facilitator; at any other address, and once the pass is dead, the page that says no."""
    no = st.Page(refused, title=t("closed.title"), default=True, visibility="hidden")
    return st.navigation([no, page("workshop", "hidden")] if visitor.workshop else [no], position="hidden")


def page(name: str, visibility: Literal["visible", "hidden"] = "visible") -> st.Page:
    """One page."""
    return st.Page(
        script(name),
        title=t(f"{name}.name"),
        url_path=t(f"{name}.address"),
        default=name == "home",
        visibility=visibility,
    )


def link(name: str, label: str | None = None, icon: str | None = None, **query: str) -> None:
    """A link to a page."""
    st.page_link(script(name), label=label or t(f"{name}.name"), icon=icon, query_params=query or None)


def go(name: str, **query: str) -> None:
    """Leave for another page."""
    st.switch_page(script(name), query_params=query or None)
