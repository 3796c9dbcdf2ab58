# SPDX-License-Identifier: EUPL-1.2
"""The editor's page: the shelf, or one draft in one of its views."""

import streamlit as st

from governance.bootstrap import application
from governance.errors import NotFoundError, StoreError
from governance.questionnaire.edition import Draft
from governance.ui.editor import address, check
from governance.ui.editor.challenge_part import challenge_part
from governance.ui.editor.choosing import choose
from governance.ui.editor.desk import Desk
from governance.ui.editor.frame_part import frame_part
from governance.ui.editor.header import header
from governance.ui.editor.preview import preview_view
from governance.ui.editor.question_part import question_part
from governance.ui.editor.readings_part import readings_part
from governance.ui.editor.release import publish_view, published
from governance.ui.editor.shelf import shelf
from governance.ui.faults import PageEndError
from governance.ui.language import current, plain, t


def editor() -> None:
    """What the address asks for."""
    draft_id = address.draft_id()
    if draft_id is None:
        published()
        shelf()
        return
    desk = Desk(found(draft_id))
    desk.see()
    header(desk)
    {"edit": edit_view, "check": check.check_view, "preview": preview_view, "publish": publish_view}[view(desk)](desk)


def found(draft_id: str) -> Draft:
    """The draft of the address; without it the page says why, offers the way on, and ends there."""
    try:
        return application().questionnaires.draft(draft_id)
    except (NotFoundError, StoreError) as fault:
        st.title(t("editor.title"), anchor=False)
        st.error(plain(fault.message(current())), icon=":material/error:")
        if isinstance(fault, StoreError):
            st.caption(t("editor.typed_kept"))
            st.button(t("assessment.retry"), key="editor-again", icon=":material/refresh:")
        else:
            st.button(t("editor.back"), key="editor-back", on_click=address.leave, icon=":material/arrow_back:")
        raise PageEndError from fault


def view(desk: Desk) -> address.View:
    """Which view of the draft is open; the choice among them."""
    names = {address.ADDRESSES[name]: name for name in address.VIEWS}
    count = len(check.problems(desk))
    address.chosen(address.PART, list(address.parts(desk.tree)))
    chosen = address.chosen(address.VIEW, list(names))

    def words(option: str) -> str:
        marked = names[option] == "check" and count
        return t("editor.views.check_count", count=count) if marked else t(f"editor.views.{names[option]}")

    choose(
        st.segmented_control, t("editor.view"), list(names), address.key_of(address.VIEW), words, required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    return names[chosen]


def edit_view(desk: Desk) -> None:
    """The choice of a part, and its fields."""
    parts = address.parts(desk.tree)
    counts = {part: len(check.problems_of(desk, part)) for part in parts}

    def words(part: str) -> str:
        name = check.part_name(desk, part)
        return t("editor.part_counted", part=name, count=counts[part]) if counts[part] else name

    part = choose(st.selectbox, t("editor.part"), list(parts), address.key_of(address.PART), words)
    check.part_problems(desk, part)
    if part == address.FRAME:
        frame_part(desk)
    elif part == address.READINGS:
        readings_part(desk)
    elif "questions" in parts[part]:
        question_part(desk, parts[part])
    else:
        challenge_part(desk, parts[part])
