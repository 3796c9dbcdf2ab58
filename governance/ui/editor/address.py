# SPDX-License-Identifier: EUPL-1.2
"""Where a person is in the editor: the draft, the view, the part. All in the address, so that a reload returns."""

from typing import Literal

import streamlit as st

from governance.questionnaire.node import Loc
from governance.questionnaire.tree import Tree, parts_of, value_at

DRAFT, VIEW, PART = "brouillon", "vue", "partie"
View = Literal["edit", "check", "preview", "publish"]
VIEWS: tuple[View, ...] = ("edit", "check", "preview", "publish")
# As they stand in the address, in French whatever the language.
ADDRESSES: dict[View, str] = {"edit": "modifier", "check": "verifier", "preview": "apercu", "publish": "publier"}
FRAME, READINGS = "cadre", "lectures"


def draft_id() -> str | None:
    """The draft that the address names."""
    named: str | None = st.query_params.get(DRAFT)
    return named


def open_draft(name: str) -> None:
    """Go to a draft, at its beginning."""
    leave()
    st.query_params[DRAFT] = name


def leave() -> None:
    """Go to the shelf."""
    for parameter in (DRAFT, VIEW, PART):
        st.query_params.pop(parameter, None)
        st.session_state.pop(key_of(parameter), None)
        st.session_state.pop(f"{key_of(parameter)}:address", None)


def open_part(part: str, view: View = "edit") -> None:
    """Go to a part of the draft."""
    st.session_state[key_of(PART)] = part
    st.session_state[key_of(VIEW)] = ADDRESSES[view]


def key_of(parameter: str) -> str:
    """The session key of the widget that chooses."""
    return f"editor-{parameter}"


def chosen(parameter: str, options: list[str]) -> str:
    """What is chosen among some: by the widget, else by the address, else the first. The address then follows."""
    key, wanted = key_of(parameter), st.query_params.get(parameter)
    moved = wanted != st.session_state.get(f"{key}:address") or key not in st.session_state
    if wanted in options and moved:
        st.session_state[key] = wanted
    if st.session_state.get(key) not in options:
        st.session_state[key] = options[0]
    found: str = st.session_state[key]
    st.query_params[parameter] = st.session_state[f"{key}:address"] = found
    return found


def parts(tree: Tree) -> dict[str, Loc]:
    """The parts that can be opened, in order, each with its place: ``cadre``, ``lectures``, ``2``, ``2.1``…

    >>> list(parts({"challenges": [{"questions": [{}, {}]}, {}]}))
    ['cadre', 'lectures', '1', '1.1', '1.2', '2']
    """
    found: dict[str, Loc] = {FRAME: (), READINGS: ("families",)}
    for c, challenge in enumerate(parts_of(tree, "challenges")):
        found[f"{c + 1}"] = ("challenges", c)
        for q, _ in enumerate(parts_of(challenge, "questions")):
            found[f"{c + 1}.{q + 1}"] = ("challenges", c, "questions", q)
    return found


def part_at(tree: Tree, loc: Loc) -> str:
    """The part where a value is edited.

    >>> part_at({}, ("challenges", 1, "questions", 0, "title")), part_at({}, ("thresholds",))
    ('2.1', 'cadre')
    >>> tree = {"challenges": [{"questions": [{"id": "a"}], "actions": [{"question": "a"}]}]}
    >>> part_at(tree, ("challenges", 0, "actions", 0, "title"))
    '1.1'
    """
    match loc:
        case ("challenges", int() as c, "questions", int() as q, *_):
            return f"{c + 1}.{q + 1}"
        case ("challenges", int() as c, "actions", int() as a, *_):
            named = value_at(tree, ("challenges", c, "actions", a, "question"))
            ids = [value_at(each, ("id",)) for each in parts_of(value_at(tree, ("challenges", c)), "questions")]
            return f"{c + 1}.{ids.index(named) + 1}" if named in ids else f"{c + 1}"
        case ("challenges", int() as c, *_):
            return f"{c + 1}"
        case ("families", *_):
            return READINGS
    return FRAME
