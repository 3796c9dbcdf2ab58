# SPDX-License-Identifier: EUPL-1.2
"""One among some options whose words change while one edits: titles, counts.

For Streamlit an option is its words: a choice whose words have changed would be lost, and the first option taken.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from zlib import crc32

import streamlit as st

Option = TypeVar("Option")


def choose(
    widget: Callable[..., Any],
    label: str,
    options: Sequence[Option],
    name: str,
    words: Callable[[Option], str],
    **more: Any,
) -> Option:
    """The option chosen, kept in the session under a name: the first while none is. Other words, another widget."""
    if st.session_state.get(name) not in options:
        st.session_state[name] = options[0]
    key = f"{name}:{crc32(repr([words(option) for option in options]).encode())}"
    st.session_state[key] = st.session_state[name]
    widget(label, options, key=key, format_func=words, on_change=remember, args=(name, key), **more)
    chosen: Option = st.session_state[name]
    return chosen


def remember(name: str, key: str) -> None:
    """Keep what the widget says."""
    if st.session_state.get(key) is not None:
        st.session_state[name] = st.session_state[key]
