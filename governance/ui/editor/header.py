# SPDX-License-Identifier: EUPL-1.2
"""The top of a draft: its name, its state, whether everything is stored, and the way back."""

from datetime import UTC, datetime

import streamlit as st

from governance.assessments.texts import AUTHOR_LIMIT
from governance.language import format_date, format_time
from governance.questionnaire.edition import Draft
from governance.ui.editor import address, check
from governance.ui.editor.desk import Desk
from governance.ui.editor.wording import title_at
from governance.ui.language import current, plain, t


def header(desk: Desk) -> None:
    """Title, version, state, and what waits."""
    st.button(
        t("editor.back"), key="editor-back", on_click=address.leave, type="tertiary", icon=":material/arrow_back:"
    )
    st.title(plain(title_at(desk.tree, ())), anchor=False)
    st.caption(" · ".join([plain(f"{desk.tree.get('id')} {desk.tree.get('version')}"), origin(desk.draft)]))
    with st.container(horizontal=True, vertical_alignment="center", key="editor-state"):
        clean = not check.problems(desk) and not check.obstacle(desk)
        st.markdown(f":material/{'check_circle' if clean else 'rule'}: **{check.state_words(desk)}**", width="content")
        st.caption(saved_words(desk), width="content")
        who_edits()
    waiting(desk)
    told(desk)


def origin(draft: Draft) -> str:
    """Where a draft comes from."""
    if draft.based_on is None:
        return t("editor.imported")
    return t("editor.based_on", edition=plain(" ".join(draft.based_on)))


def saved_words(desk: Desk) -> str:
    """When the draft was stored for the last time, and by whom; nothing of the kind while something waits."""
    if desk.pending:
        return f":material/cloud_off: {t('editor.unsaved', count=len(desk.pending))}"
    return f":material/check: {moment_words(desk.draft)}"


def moment_words(draft: Draft) -> str:
    """When a draft was stored, and by whom where they said so."""
    at = draft.updated_at.astimezone()
    time = format_time(at, current())
    today = at.date() == datetime.now(UTC).astimezone().date()
    words = t("editor.saved", time=time) if today else t("editor.saved_on", date=format_date(at, current()), time=time)
    return f"{words} {t('editor.by', author=plain(draft.author))}" if draft.author else words


def who_edits() -> None:
    """The name that stands beside what is stored; drawn once opened."""
    opened = st.popover(
        t("editor.author"), type="tertiary", icon=":material/person:", on_change="rerun", key="editor-who"
    )
    if opened.open:
        with opened:
            st.text_input(
                t("editor.author_name"), key="author", help=t("editor.author_hint"), max_chars=AUTHOR_LIMIT,
                persist_state="session",
            )  # fmt: skip


def waiting(desk: Desk) -> None:
    """Changes that are not stored, when their fields may not be on this screen."""
    for edit in list(desk.pending.values()):
        part = address.part_at(desk.tree, edit.field.loc)
        with st.container(horizontal=True, vertical_alignment="center", key=f"editor-waits-{edit.field.name}"):
            reason = plain(edit.fault.message(current())) if edit.fault else ""
            st.error(t("editor.waits", part=check.part_name(desk, part), reason=reason), icon=":material/cloud_off:")
            st.button(t("editor.see"), key=f"editor-see-{edit.field.name}", on_click=address.open_part, args=(part,))


def told(desk: Desk) -> None:
    """Why the last change of parts was not done, or how to take it back."""
    if fault := desk.notice():
        st.error(plain(fault.message(current())), icon=":material/error:")
    if (before := desk.undo) is not None:
        st.button(
            t("editor.undo"), key="editor-undo", icon=":material/undo:", on_click=desk.do, args=(lambda _: before,)
        )
