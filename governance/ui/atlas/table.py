# SPDX-License-Identifier: EUPL-1.2
"""The table under the map: the same territories by name, those chosen, or those whose name holds some words."""

from math import ceil

import pandas as pd
import streamlit as st

from governance.territories.folding import fold
from governance.ui.atlas.address import chosen
from governance.ui.atlas.showing import ShownMap
from governance.ui.language import current, t
from governance.views.view import shown_cell

PAGE = 50
"""Lines shown at once: a table of thousands would travel at each change, and nobody reads it whole."""
EVERYBODY, CHOSEN = "everybody", "chosen"


def map_table_below(shown: ShownMap) -> None:
    """The table, drawn only once unfolded."""
    folded = st.expander(t("results.table"), icon=":material/table:", key="map-table", on_change="rerun")
    if not folded.open:
        return
    with folded:
        st.caption(t("map.table_hint"))
        table = filtered(shown.table)
        st.caption(t("atlas.lines", count=len(table), whole=len(shown.layer.values)))
        page = page_of(table)
        st.table(as_read(page), border="horizontal", hide_index=True)


def filtered(table: pd.DataFrame) -> pd.DataFrame:
    """The lines asked for."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="table-filter"):
        words = st.text_input(t("atlas.filter"), key="table-words", type="search", live=True, width=280)
        whose = EVERYBODY
        if chosen():
            whose = st.segmented_control(
                t("atlas.whose"), (EVERYBODY, CHOSEN), default=EVERYBODY, required=True, key="table-whose",
                format_func=lambda key: t(f"atlas.{key}_lines"),
            )  # fmt: skip
    if whose == CHOSEN:
        table = table.loc[table.index.isin(chosen())]
    wanted = fold(words)
    if not wanted:
        return table
    return table[
        [wanted in fold(f"{name} {code}") for name, code in zip(table.iloc[:, 0], table.iloc[:, 1], strict=True)]
    ]


def page_of(table: pd.DataFrame) -> pd.DataFrame:
    """The lines of the page chosen."""
    pages = max(ceil(len(table) / PAGE), 1)
    if pages == 1:
        return table
    if st.session_state.get("table-page", 1) > pages:
        st.session_state["table-page"] = 1
    page = st.number_input(t("atlas.page", pages=pages), 1, pages, key="table-page", width=180)
    return table.iloc[(int(page) - 1) * PAGE : int(page) * PAGE]


def as_read(table: pd.DataFrame) -> pd.DataFrame:
    """Cells as they are read: numbers in the language's format, a dash for what is absent."""
    return pd.DataFrame({name: [shown_cell(value, current(), 0) for value in table[name]] for name in table})
