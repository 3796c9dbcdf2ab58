# SPDX-License-Identifier: EUPL-1.2
"""What is folded, drawn only once it is open."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def fold(label: str, name: str, icon: str | None = None) -> Iterator[bool]:
    """A folded part; gives whether it is open. It stays as it is from one question to the next."""
    folded = st.expander(label, icon=icon, on_change="rerun", key=f"editor-fold-{name}")
    with folded:
        yield bool(folded.open)


@contextmanager
def sheet(label: str, name: str, icon: str | None = None) -> Iterator[bool]:
    """A small sheet that opens over the page; gives whether it is open."""
    opened = st.popover(label, icon=icon, on_change="rerun", key=f"editor-sheet-{name}")
    with opened:
        yield bool(opened.open)
