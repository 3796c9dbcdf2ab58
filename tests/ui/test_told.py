# SPDX-License-Identifier: EUPL-1.2
"""What was just done is told once, after the page, and never from within a callback."""

import re

from streamlit.testing.v1 import AppTest

from governance.settings import ROOT


def done_then_read() -> None:
    import streamlit as st

    from governance.ui.told import tell, told

    def save() -> None:
        tell("C’est fait")

    st.button("Enregistrer", on_click=save)
    if st.session_state.pop("cut", False):
        st.rerun()
    told()


def test_what_was_done_is_told_once() -> None:
    at = AppTest.from_function(done_then_read).run()
    assert [toast.value for toast in at.toast] == []
    assert [toast.value for toast in at.button[0].click().run().toast] == ["C’est fait"]
    assert [toast.value for toast in at.run().toast] == []


def test_what_was_done_is_told_even_when_a_run_is_cut_short() -> None:
    at = AppTest.from_function(done_then_read).run()
    at.session_state["cut"] = True
    assert [toast.value for toast in at.button[0].click().run().toast] == ["C’est fait"]


def test_nobody_else_draws_a_toast() -> None:
    """From the callback of a dialog's button it would blank the page, in some runs and not in others."""
    files = (ROOT / "governance").rglob("*.py")
    drawing = [path.name for path in files if re.search(r"\bst\.toast\(", path.read_text("utf-8"))]
    assert drawing == ["told.py"]
