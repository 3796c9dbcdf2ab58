# SPDX-License-Identifier: EUPL-1.2
"""What the last import did or could not do, with its report to download; it stays until the next one."""

from dataclasses import dataclass

import streamlit as st

from governance.ui.document import show_heading
from governance.ui.language import plain, t

KEY = "data-outcome"
FRESH = "data-outcome-fresh"
"""Set until it has been brought before the eyes of whoever pressed a button further down."""


@dataclass(frozen=True)
class Told:
    """What there is to say."""

    title: str
    lines: tuple[str, ...] = ()
    report: bytes = b""
    failed: bool = False


def keep(told: Told) -> None:
    """Say it at the next run."""
    st.session_state[KEY] = told
    st.session_state[FRESH] = True


def outcome() -> None:
    """Say it."""
    told: Told | None = st.session_state.get(KEY)
    if told is None:
        return
    st.header(t("data.outcome"), anchor=False)
    if st.session_state.pop(FRESH, False):
        show_heading("outcome")
    if told.failed:
        st.error(plain(told.title), icon=":material/error:")
    else:
        st.success(plain(told.title), icon=":material/check_circle:")
    if told.lines:
        st.markdown("\n".join(f"- {plain(line)}" for line in told.lines))
    if told.report:
        st.download_button(
            t("data.report"),
            told.report,
            t("data.report_file"),
            "text/csv",
            icon=":material/download:",
            key="data-report",
        )
