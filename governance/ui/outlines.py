# SPDX-License-Identifier: EUPL-1.2
"""Which outlines the maps draw, said where it matters: the shipped ones, or the official ones once installed."""

import streamlit as st

from governance.language import Language, format_number, sentence
from governance.settings import get_settings
from governance.territories.install import Installed, installed, read_state
from governance.territories.own.shelf import OwnLayer, own_outlines
from governance.ui.language import current, plain, t
from governance.ui.navigation import link


def official() -> Installed | None:
    """The official outlines, when they are installed."""
    return installed(get_settings().data_dir)


def imported() -> dict[str, OwnLayer]:
    """The outlines that were imported here, by layer."""
    own = own_outlines(get_settings().data_dir)
    return own.layers if own else {}


def outline_credit(language: Language, layer: str | None = None) -> str | None:
    """Whom to credit for the imported outlines of a layer, or the official ones; None for the shipped ones."""
    found, own = official(), imported()
    if layer in own:
        return sentence("messages.outlines.credit", language, credit=own[layer].credit, vintage=own[layer].vintage)
    return sentence("messages.install.credit", language, vintage=found.vintage) if found else None


def outline_words() -> str:
    """The outlines in use, as Markdown that shows nothing but these words."""
    found = official()
    if found is None:
        return missing_words()
    counts = {layer: format_number(found.layers[layer]["outlines"], current()) for layer in found.layers}
    return plain(
        t(
            "install.official",
            vintage=found.vintage,
            date=found.installed_at[:10],
            communes=counts.get("commune", "0"),
            epci=counts.get("epci", "0"),
        )
    )


def missing_words() -> str:
    """Why the official outlines are not there, and what to do."""
    state = read_state(get_settings().data_dir)
    if state.phase == "running":
        return t("install.running", share=round(state.share * 100))
    if state.phase == "failed":
        return plain(t("install.failed", reason=state.fault(current())))
    return t("install.absent")


def outline_notice() -> None:
    """A line under a map that is drawn with the shipped outlines; why, and what to do, stands on À propos."""
    if official() is None and not imported():
        with st.container(horizontal=True, vertical_alignment="center", key="outlines"):
            st.caption(t("install.notice"), width="content")
            link("about", t("install.more"))
