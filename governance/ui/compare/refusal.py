# SPDX-License-Identifier: EUPL-1.2
"""What cannot be measured is said with its reason: no fault of anybody's, and what to do about it."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from governance.errors import InputError
from governance.ui.language import current, plain


@contextmanager
def refused() -> Iterator[None]:
    """Show why a figure is not given, calmly, in its place."""
    try:
        yield
    except InputError as reason:
        st.info(plain(reason.message(current())), icon=":material/block:")
