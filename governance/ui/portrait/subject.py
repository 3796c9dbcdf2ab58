# SPDX-License-Identifier: EUPL-1.2
"""Whose portrait: the territory that the address names, else the one at work, else the one that is looked for."""

from typing import NoReturn

import streamlit as st

from governance.bootstrap import application
from governance.errors import EchelonsError, NotFoundError
from governance.territories.territory import Territory
from governance.ui import dossier, territory_picker
from governance.ui.faults import PageEndError
from governance.ui.language import current, plain, t

PARAMETER = "territoire"
KEPT = "portrait-territory"


def require_territory() -> Territory:
    """The territory of the portrait; without one, the page says what it is for, offers the search, and ends there."""
    wanted = st.query_params.get(PARAMETER) or st.session_state.get(KEPT) or territory_at_work()
    if wanted:
        try:
            territory = application().territories.get(wanted)
        except NotFoundError as fault:
            forget()
            invite(plain(fault.message(current())))
        st.session_state[KEPT] = st.query_params[PARAMETER] = territory.id
        return territory
    invite()


def invite(problem: str = "") -> NoReturn:
    """The empty page."""
    st.title(t("portrait.title"), anchor=False)
    if problem:
        st.warning(problem, icon=":material/wrong_location:")
    st.markdown(t("portrait.what"))
    territory_picker.search("portrait", choose)
    raise PageEndError


def other_territory() -> None:
    """The way to another portrait; the search is drawn once opened."""
    opened = st.popover(
        t("portrait.other"), icon=":material/search:", type="tertiary", on_change="rerun", key="portrait-other"
    )
    if opened.open:
        with opened:
            territory_picker.search("portrait", choose)


def choose(territory_id: str) -> None:
    """Draw the portrait of a territory from now on."""
    st.session_state[KEPT] = st.query_params[PARAMETER] = territory_id


def forget() -> None:
    """Draw nobody's."""
    st.session_state.pop(KEPT, None)
    st.query_params.pop(PARAMETER, None)


def territory_at_work() -> str | None:
    """The authority whose assessment is open in this session."""
    assessment = st.session_state.get(dossier.PARAMETER)
    if not assessment:
        return None
    try:
        return application().assessments.find(assessment).head.territory_id
    except EchelonsError:
        return None
