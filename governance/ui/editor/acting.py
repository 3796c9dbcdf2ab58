# SPDX-License-Identifier: EUPL-1.2
"""What a button of the editor does: in whose name, and what becomes of a fault."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import streamlit as st

from governance.access.actor import LOCAL_ADMINISTRATOR, Actor
from governance.errors import EchelonsError
from governance.ui import dossier


@contextmanager
def kept_fault(name: str) -> Iterator[None]:
    """Keep an EchelonsError raised in a button's callback, for the page that is drawn after it."""
    try:
        yield
    except EchelonsError as fault:
        st.session_state[name] = fault


def actor() -> Actor:
    """In local mode the person at the machine is the administrator, under the name that they gave."""
    return replace(LOCAL_ADMINISTRATOR, name=dossier.author())
