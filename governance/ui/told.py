# SPDX-License-Identifier: EUPL-1.2
"""What was just done, told in passing over the page."""

import streamlit as st

TOLD = "told"


def tell(words: str) -> None:
    """Have it told at the end of the run that is coming.

    Never ``st.toast`` in a callback: from the button of a dialog the browser cannot place it, and blanks the page.
    """
    st.session_state.setdefault(TOLD, []).append(words)


def told() -> None:
    """Tell what is waiting. A run that was cut short has told nothing: the next one does."""
    for words in st.session_state.pop(TOLD, []):
        st.toast(words, icon=":material/check:")
