# SPDX-License-Identifier: EUPL-1.2
"""What a button of the console does, and what is said when it could not be done. Nothing is shown done before it is."""

from collections.abc import Callable

import streamlit as st

from governance.errors import ConflictError, EchelonsError
from governance.ui.language import current, plain, t
from governance.ui.visitor import let_in

FAULT = "workshop-fault"
PENDING = "workshop-pending"
"""Which form the main button has opened: to retain a level, or to end the session."""
TAKEN_ALREADY = {"workshop.not_now", "workshop.other_round"}
"""How the service refuses a step that was pressed twice, or that another device has just taken."""


def act(step: Callable[[], object]) -> None:
    """The callback of a button: do it, or keep why not for the page that is drawn next."""
    st.session_state.pop(FAULT, None)
    try:
        let_in()
        step()
    except EchelonsError as fault:
        st.session_state[FAULT] = fault
    else:
        st.session_state.pop(PENDING, None)


def ask(form: str) -> None:
    """Open a form under the main button."""
    st.session_state[PENDING] = form


def give_up() -> None:
    """Close it again; what was typed stays for the next time."""
    st.session_state.pop(PENDING, None)


def pending() -> str | None:
    """The form that is open."""
    form: str | None = st.session_state.get(PENDING)
    return form


def told() -> None:
    """Why the last button did nothing. A step that was already taken needs no alarm."""
    fault = st.session_state.pop(FAULT, None)
    if isinstance(fault, ConflictError) and fault.key in TAKEN_ALREADY:
        st.info(t("workshop.moved_on"), icon=":material/sync:")
    elif fault:
        st.error(t("workshop.not_done", reason=plain(fault.message(current()))), icon=":material/error:")
