# SPDX-License-Identifier: EUPL-1.2
"""One question: its words, how it is answered, what it counts for, what can be done about it."""

import streamlit as st

from governance.questionnaire.beginnings import content
from governance.questionnaire.editing import with_kind
from governance.questionnaire.model import QuestionKind
from governance.questionnaire.node import Loc
from governance.questionnaire.rules import CONTENT
from governance.questionnaire.tree import part_of, parts_of, value_at
from governance.ui.editor import address
from governance.ui.editor.actions_fold import actions_fold, actions_of
from governance.ui.editor.desk import Desk
from governance.ui.editor.fields import line_fields, number_field, several_field, switch_field, text_fields, word_field
from governance.ui.editor.folding import fold, sheet
from governance.ui.editor.frame_part import tiers_field
from governance.ui.editor.handing import hand_over_sheet
from governance.ui.editor.listing import move_buttons, remove_sheet
from governance.ui.editor.preview import question_preview
from governance.ui.editor.scale import scale_fields
from governance.ui.editor.wording import title_at
from governance.ui.language import plain, t

KINDS: tuple[QuestionKind, ...] = ("level", "number", "checklist")


def question_part(desk: Desk, loc: Loc) -> None:
    """The fields of a question, from what is read first to what is rarely changed."""
    with st.container(border=True, key="card-editor-question"):
        text_fields(desk, (*loc, "title"), "question", long=True)
        text_fields(desk, (*loc, "help"), "help", long=True)
        line_fields(desk, (*loc, "evidence"), "evidence")
    st.subheader(t("editor.scale"), anchor=False)
    change_kind(desk, loc)
    scale_fields(desk, loc)
    with fold(t("editor.settings"), "question-settings", icon=":material/tune:") as opened:
        if opened:
            settings(desk, loc)
    with fold(t("editor.actions"), "actions", icon=":material/stairs:") as opened:
        if opened:
            actions_fold(desk, loc)
    with fold(t("editor.preview_question"), "preview-question", icon=":material/visibility:") as opened:
        if opened:
            question_preview(desk, loc)
    with st.container(horizontal=True, key="editor-whole-part"):
        part, title = address.part_at(desk.tree, loc[:2]), plain(title_at(desk.tree, loc))
        move_buttons(desk, loc, opens=True)
        hand_over_sheet(desk, loc)
        remove_sheet(desk, loc, t("editor.remove_question", title=title), part=part)


def settings(desk: Desk, loc: Loc) -> None:
    """What the question counts for, and who is asked."""
    number_field(desk, (*loc, "weight"), "weight", default=1, hint=t("editor.hints.weight"))
    for name in ("core", "flash", "people"):
        switch_field(desk, (*loc, name), name)
    switch_field(desk, (*loc, "not_applicable"), "not_applicable", default=True)
    tiers_field(desk, loc)
    several_field(desk, (*loc, "tags"), "tags", reading_titles(desk, loc), hint=t("editor.hints.tags"))
    word_field(desk, (*loc, "id"), "id", hint=t("editor.hints.part_id"))


def reading_titles(desk: Desk, loc: Loc) -> dict[str, str]:
    """The readings that a question can count for, and the tags that it has, declared or not."""
    titles = {
        str(value_at(reading, ("id",))): title_at(desk.tree, ("families", f, "readings", r))
        for f, family in enumerate(parts_of(desk.tree, "families"))
        for r, reading in enumerate(parts_of(family, "readings"))
    }
    own = [str(tag) for tag in parts_of(part_of(desk.tree, loc), "tags")]
    return {tag: tag for tag in own} | titles


def change_kind(desk: Desk, loc: Loc) -> None:
    """How the question is answered; another way once what it costs has been read."""
    kind = str(value_at(desk.tree, (*loc, "kind")))
    with st.container(horizontal=True, vertical_alignment="center"):
        if kind in CONTENT:
            st.markdown(t(f"editor.kinds.{kind}"), width="content")
        with sheet(t("editor.change_kind"), "kind", icon=":material/swap_horiz:") as opened:
            if opened:
                st.markdown(t("editor.change_kind_warning", count=len(actions_of(desk, loc))))
                for other in KINDS:
                    if other != kind:
                        st.button(
                            t(f"editor.become_{other}"), key=f"editor-kind-{other}", on_click=become,
                            args=(desk, loc, other),
                        )  # fmt: skip


def become(desk: Desk, loc: Loc, kind: QuestionKind) -> None:
    """Change the kind."""
    st.session_state["editor-sheet-kind"] = False
    desk.do(lambda tree: with_kind(tree, loc, kind, content(kind)[CONTENT[kind]]))
