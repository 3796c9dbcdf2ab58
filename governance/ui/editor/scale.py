# SPDX-License-Identifier: EUPL-1.2
"""How a question is answered: its levels, the goalposts of its number, or the items of its list."""

import streamlit as st

from governance.questionnaire.beginnings import new_item, new_level
from governance.questionnaire.editing import value_at, with_part
from governance.questionnaire.node import Loc
from governance.questionnaire.rules import level_value
from governance.questionnaire.tree import part_of, parts_of
from governance.ui.editor.desk import Desk
from governance.ui.editor.fields import choice_field, number_field, text_fields
from governance.ui.editor.folding import fold
from governance.ui.editor.listing import add_part, move_buttons, remove_button
from governance.ui.language import t


def scale_fields(desk: Desk, loc: Loc) -> None:
    """The fields of the question's kind."""
    kinds = {"level": levels, "number": goalposts, "checklist": items}
    draw = kinds.get(str(value_at(desk.tree, (*loc, "kind"))))
    if draw:
        draw(desk, loc)


def levels(desk: Desk, loc: Loc) -> None:
    """Each level with its full description; then their points."""
    st.caption(t("editor.levels_hint"))
    held = parts_of(part_of(desk.tree, loc), "levels")
    for rank in range(len(held)):
        place: Loc = (*loc, "levels", rank)
        with st.container(border=True, key=f"card-editor-level-{rank}"):
            level_fields(desk, place, rank)
    st.button(
        t("editor.add_level"), key="editor-add-level", icon=":material/add:", on_click=add_level,
        args=(desk, (*loc, "levels", len(held))),
    )  # fmt: skip
    with fold(t("editor.points"), "points", icon=":material/percent:") as opened:
        if opened:
            points(desk, loc, held)


def level_fields(desk: Desk, place: Loc, rank: int) -> None:
    """One level: its words, its place."""
    st.markdown(f"**{t('editor.level', rank=rank)}**")
    text_fields(desk, (*place, "title"), "level", long=True)
    with st.container(horizontal=True):
        move_buttons(desk, place)
        remove_button(desk, place)


def add_level(desk: Desk, place: Loc) -> None:
    """A level above the last."""
    desk.do(lambda tree: with_part(tree, place, new_level(int(place[-1]))))


def points(desk: Desk, loc: Loc, held: list[object]) -> None:
    """What each level is worth; left empty, levels are evenly spread."""
    st.caption(t("editor.points_hint"))
    for rank in range(len(held)):
        even = level_value({}, rank, max(len(held), 2))
        number_field(desk, (*loc, "levels", rank, "value"), "value", default=even, rank=rank)


def goalposts(desk: Desk, loc: Loc) -> None:
    """The numbers worth 0 and 100 points, what is counted, and the numbers beyond which no answer can be true."""
    text_fields(desk, (*loc, "unit"), "unit")
    left, middle, right = st.columns(3)
    with left:
        number_field(desk, (*loc, "goalposts", "low"), "low", hint=t("editor.hints.low"))
    with middle:
        number_field(desk, (*loc, "goalposts", "high"), "high", hint=t("editor.hints.high"))
    with right:
        scales = {name: t(f"editor.scales.{name}") for name in ("linear", "log")}
        choice_field(
            desk, (*loc, "goalposts", "scale"), "goalposts_scale", scales, default="linear",
            hint=t("editor.hints.goalposts_scale"),
        )  # fmt: skip
    for column, name in zip(st.columns(3), ("least", "most"), strict=False):
        with column:
            number_field(desk, (*loc, name), name, hint=t("editor.hints.bounds"))


def items(desk: Desk, loc: Loc) -> None:
    """What is held or not, one by one."""
    st.caption(t("editor.items_hint"))
    held = parts_of(part_of(desk.tree, loc), "items")
    for rank in range(len(held)):
        place: Loc = (*loc, "items", rank)
        with st.container(border=True, key=f"card-editor-item-{rank}"):
            text_fields(desk, (*place, "title"), "item")
            with st.container(horizontal=True):
                move_buttons(desk, place)
                remove_button(desk, place)
    taken = [value_at(item, ("id",)) for item in held]
    add_part(
        desk, "item",
        lambda tree, title: with_part(tree, (*loc, "items", len(held)), new_item(taken, title)),
    )  # fmt: skip
