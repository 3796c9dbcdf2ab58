# SPDX-License-Identifier: EUPL-1.2
"""The session that the address names: a reload, a bookmark or another device finds it as it stands in the store."""

import streamlit as st

from governance.bootstrap import application
from governance.ui import dossier, navigation
from governance.ui.visitor import let_in
from governance.web.public_address import public_url
from governance.workshops.records import Workshop

PARAMETER = "seance"


def workshop_id() -> str | None:
    """The session of the address; whatever it says, that of their pass for a second facilitator."""
    now = let_in()
    return st.query_params.get(PARAMETER) if now.everything else now.workshop


def open_console(workshop: Workshop) -> None:
    """Go to the console of a session."""
    navigation.go("workshop", **{PARAMETER: workshop.id})


def leave() -> None:
    """Go back to the list of sessions."""
    st.query_params.pop(PARAMETER, None)


def server() -> str:
    """The address under which phones reach this server."""
    return public_url(application().settings, st.context.url or "")


def join_address() -> str:
    """Where people type the code."""
    return f"{server()}/join"


def screen_address(workshop: Workshop) -> str:
    """The secret address of the room screen."""
    return f"{server()}/screen/{workshop.screen_token}"


def console_address(workshop: Workshop) -> str:
    """The secret address of a second console."""
    return f"{server()}/lead/{workshop.console_token}"


def facilitator(workshop: Workshop) -> str:
    """In whose name this device acts."""
    return dossier.author() or workshop.author
