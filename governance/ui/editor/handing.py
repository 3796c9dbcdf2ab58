# SPDX-License-Identifier: EUPL-1.2
"""Handing a question over to another challenge."""

import streamlit as st

from governance.questionnaire.editing import handed_over
from governance.questionnaire.node import Loc
from governance.questionnaire.tree import parts_of, value_at
from governance.ui.editor import address
from governance.ui.editor.choosing import choose
from governance.ui.editor.desk import Desk
from governance.ui.editor.folding import sheet
from governance.ui.editor.wording import title_at
from governance.ui.language import plain, t

NAME = "hand-over"


def hand_over_sheet(desk: Desk, loc: Loc) -> None:
    """The other challenges, and the button that moves the question there; nothing where there is but one."""
    others = [rank for rank, _ in enumerate(parts_of(desk.tree, "challenges")) if rank != loc[1]]
    if not others:
        return
    with sheet(t("handing.open"), NAME, icon=":material/drive_file_move:") as opened:
        if not opened:
            return

        def words(rank: int) -> str:
            return plain(f"{rank + 1} {title_at(desk.tree, ('challenges', rank))}")

        there = choose(st.selectbox, t("handing.challenge"), others, "editor-hand-over-to", words)
        st.caption(t("handing.hint"))
        st.button(t("handing.now"), key="editor-hand-over", on_click=hand_over, args=(desk, loc, there), type="primary")


def hand_over(desk: Desk, loc: Loc, there: int) -> None:
    """Move the question, and stay with it."""
    st.session_state[f"editor-sheet-{NAME}"] = False
    last = len(parts_of(value_at(desk.tree, ("challenges", there)), "questions"))
    desk.do(
        lambda tree: handed_over(tree, loc, there), address.part_at(desk.tree, ("challenges", there, "questions", last))
    )
