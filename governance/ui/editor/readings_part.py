# SPDX-License-Identifier: EUPL-1.2
"""Families of readings: what is gathered across challenges."""

import streamlit as st

from governance.questionnaire.beginnings import new_family, new_reading
from governance.questionnaire.editing import with_part
from governance.questionnaire.node import Loc
from governance.questionnaire.tree import parts_of, value_at
from governance.ui.editor.desk import Desk
from governance.ui.editor.fields import text_fields
from governance.ui.editor.listing import add_part, move_buttons, remove_button
from governance.ui.language import t


def readings_part(desk: Desk) -> None:
    """Every family with its readings."""
    st.markdown(t("editor.readings_hint"))
    families = parts_of(desk.tree, "families")
    for rank in range(len(families)):
        family_card(desk, ("families", rank))
    add_part(desk, "family", lambda tree, title: with_part(tree, ("families", len(families)), new_family(tree, title)))


def family_card(desk: Desk, loc: Loc) -> None:
    """A family: its words, its readings, a new one."""
    with st.container(border=True, key=f"card-editor-family-{loc[-1]}"):
        text_fields(desk, (*loc, "title"), "family")
        text_fields(desk, (*loc, "description"), "description", long=True)
        readings = parts_of(value_at(desk.tree, loc), "readings")
        for rank in range(len(readings)):
            st.divider()
            reading_fields(desk, (*loc, "readings", rank))
        place: Loc = (*loc, "readings", len(readings))
        with st.container(horizontal=True):
            add_part(
                desk, "reading", lambda tree, title: with_part(tree, place, new_reading(tree, title)),
                name=f"-{loc[-1]}",
            )  # fmt: skip
            move_buttons(desk, loc)
            remove_button(desk, loc)


def reading_fields(desk: Desk, loc: Loc) -> None:
    """A reading: its words, and how many questions feed it."""
    text_fields(desk, (*loc, "title"), "reading")
    text_fields(desk, (*loc, "description"), "description")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("questionnaire.reading_questions", count=fed(desk, value_at(desk.tree, (*loc, "id")))))
        move_buttons(desk, loc)
        remove_button(desk, loc)


def fed(desk: Desk, reading: str) -> int:
    """How many questions carry a tag."""
    questions = (q for challenge in parts_of(desk.tree, "challenges") for q in parts_of(challenge, "questions"))
    return sum(reading in parts_of(question, "tags") for question in questions)
