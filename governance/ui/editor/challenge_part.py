# SPDX-License-Identifier: EUPL-1.2
"""One challenge: its words, its weight, its questions."""

import streamlit as st

from governance.questionnaire.beginnings import new_question
from governance.questionnaire.editing import with_part
from governance.questionnaire.node import Loc
from governance.questionnaire.tree import part_of, parts_of
from governance.ui.editor import address
from governance.ui.editor.desk import Desk
from governance.ui.editor.fields import number_field, text_fields, word_field
from governance.ui.editor.folding import fold
from governance.ui.editor.frame_part import counting
from governance.ui.editor.listing import add_part, move_buttons, remove_sheet
from governance.ui.editor.wording import named, title_at
from governance.ui.language import plain, t


def challenge_part(desk: Desk, loc: Loc) -> None:
    """The fields of a challenge, the list of its questions, and what can be done with the whole."""
    with st.container(border=True, key="card-editor-challenge"):
        text_fields(desk, (*loc, "title"), "title")
        text_fields(desk, (*loc, "short"), "short", hint=t("editor.hints.short"))
        text_fields(desk, (*loc, "purpose"), "purpose", long=True)
    with fold(t("editor.settings"), "challenge-settings", icon=":material/tune:") as opened:
        if opened:
            number_field(desk, (*loc, "weight"), "weight", default=1, hint=t("editor.hints.weight"))
            counting(desk, loc)
            word_field(desk, (*loc, "id"), "id", hint=t("editor.hints.part_id"))
    st.subheader(t("editor.questions"), anchor=False)
    questions = parts_of(part_of(desk.tree, loc), "questions")
    for rank in range(len(questions)):
        question_line(desk, (*loc, "questions", rank))
    place: Loc = (*loc, "questions", len(questions))
    add_part(
        desk, "question", lambda tree, title: with_part(tree, place, new_question(tree, title)),
        part=address.part_at(desk.tree, place),
    )  # fmt: skip
    with st.container(horizontal=True, key="editor-whole-part"):
        move_buttons(desk, loc, opens=True)
        remove_sheet(desk, loc, t("editor.remove_challenge", count=len(questions)), part=address.FRAME)


def question_line(desk: Desk, loc: Loc) -> None:
    """A question in the list of its challenge."""
    part, name = address.part_at(desk.tree, loc), plain(title_at(desk.tree, loc))
    with st.container(border=True, key=f"editor-line-{part}"):
        st.markdown(f"**{part}** {name}")
        with st.container(horizontal=True):
            st.button(
                t("editor.open", name=named(desk.tree, loc)), key=f"editor-open-{part}", icon=":material/edit:",
                on_click=address.open_part, args=(part,),
            )  # fmt: skip
            move_buttons(desk, loc)
