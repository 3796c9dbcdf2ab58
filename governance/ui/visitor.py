# SPDX-License-Identifier: EUPL-1.2
"""Who is in front of the screens: somebody for whom all of them are, or a second facilitator, for whom one console is.

All pages come over one socket, which the gate lets open for both. It is asked here, at each interaction and before any
page or button acts, what the pass is worth now. Nobody is let in for want of an answer.
"""

from dataclasses import dataclass

import streamlit as st

from governance.access.colleague import HEADER, OPERATOR
from governance.errors import AccessError
from governance.settings import get_settings
from governance.web.colleague import workshop_of

KEPT = "visitor"


@dataclass(frozen=True, slots=True)
class Visitor:
    """What somebody may see: everything, the console of one workshop, or nothing."""

    everything: bool = False
    workshop: str | None = None


def visitor() -> Visitor:
    """Who it is, asked of the store. StoreError when it cannot answer."""
    if not get_settings().open_to_others:
        return Visitor(everything=True)
    # A socket that is broken off while a page is drawn brings nothing: this session's own is then believed.
    brought = told_by_the_gate() or st.session_state.get(KEPT, "")
    st.session_state[KEPT] = brought
    return Visitor(everything=True) if brought == OPERATOR else Visitor(workshop=workshop_of(brought))


def told_by_the_gate() -> str:
    """What the gate wrote on the request that opened this session's socket."""
    return str(st.context.headers.get(HEADER) or "")


def may_see(workshop_id: str) -> bool:
    """Whether the console of a workshop is theirs."""
    return visitor() in {Visitor(everything=True), Visitor(workshop=workshop_id)}


def sees_everything() -> bool:
    """Whether what bears on the assessment, its plan and other sessions is theirs too."""
    return visitor().everything


def let_in() -> Visitor:
    """Who it is; AccessError when the pass is dead."""
    found = visitor()
    if found == Visitor():
        raise AccessError("workshop.pass_dead")
    return found
