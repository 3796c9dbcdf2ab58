# SPDX-License-Identifier: EUPL-1.2
"""What the map shows, in its address: a view can be shared, and survives a reload."""

from collections.abc import Sequence

import streamlit as st

from governance.bootstrap import Application
from governance.territories.territory import Territory

PERIMETER, CHOSEN = "dans", "territoire"
"""The session's keys, and the parameters of the address, for the perimeter's id and the ids chosen."""
SEPARATOR = ","
MOST_IN_ADDRESS = 40
"""A larger selection lasts as long as the session: its address would be too long to share."""
FIRST = "figure"
"""A list that is always there: absent from the session, the page has just been opened."""


def begin() -> None:
    """When the page is opened, do as its address says."""
    if FIRST not in st.session_state:
        st.session_state[PERIMETER] = st.query_params.get(PERIMETER)
        named = st.query_params.get(CHOSEN, "")
        st.session_state["chosen"] = [each for each in named.split(SEPARATOR) if each]


def recall(key: str, parameter: str, options: Sequence[str], default: str) -> None:
    """Before a list is shown: what the session says, else the address, else the default."""
    wanted = st.session_state.get(key, st.query_params.get(parameter))
    st.session_state[key] = wanted if wanted in options else default


def keep(parameter: str, value: str | None, default: str | None = None) -> str | None:
    """Say in the address what is not the default; gives the value back."""
    if value is None or value == default:
        st.query_params.pop(parameter, None)
    elif st.query_params.get(parameter) != value:
        st.query_params[parameter] = value
    return value


def perimeter(app: Application) -> Territory | None:
    """The territory that the map is about; None for all of France, and for an id that nobody has."""
    identifier: str | None = st.session_state.get(PERIMETER)
    found = app.territories.get(identifier) if identifier and identifier in app.territories else None
    if found is not None and found.layer == "commune":
        found = None
    keep(PERIMETER, found.id if found else None)
    return found


def go_to(identifier: str | None, layer: str | None = None) -> None:
    """Show another perimeter, and a layer of it."""
    st.session_state[PERIMETER] = identifier
    st.session_state["chosen"] = []
    if layer is not None:
        st.session_state["layer"] = layer
    else:
        st.session_state.pop("layer", None)
        st.query_params.pop("echelon", None)


def chosen() -> list[str]:
    """The ids chosen, the last one last."""
    ids: list[str] = st.session_state.setdefault("chosen", [])
    return ids


def choose(ids: Sequence[str], *, added: bool = False) -> None:
    """Choose territories alone, or beside those already chosen; one that was chosen is given up."""
    before = chosen() if added else []
    if added and len(ids) == 1 and ids[0] in before:
        st.session_state["chosen"] = [each for each in before if each != ids[0]]
    else:
        st.session_state["chosen"] = [*(each for each in before if each not in ids), *ids]


def keep_chosen(app: Application) -> None:
    """Say the selection in the address, where it is short enough; an id that nobody has is not said again."""
    ids = [each for each in chosen() if each in app.territories]
    keep(CHOSEN, SEPARATOR.join(ids) if 0 < len(ids) <= MOST_IN_ADDRESS else None)
