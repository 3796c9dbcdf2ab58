# SPDX-License-Identifier: EUPL-1.2
"""The way out: publishing a draft for good, and files of any questionnaire."""

import streamlit as st

from governance.bootstrap import application
from governance.exports.questionnaires import FORMS, SUFFIXES, Form, write
from governance.questionnaire.edition import Edition
from governance.questionnaire.tree import Tree
from governance.ui.editor import address, check
from governance.ui.editor.acting import actor, kept_fault
from governance.ui.editor.desk import Desk
from governance.ui.faults import explained
from governance.ui.language import current, plain, t, text
from governance.ui.navigation import link

PUBLISHED, FAULT = "editor-published", "editor-publish-fault"
MIME: dict[str, str] = {
    ".yaml": "application/yaml",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def publish_view(desk: Desk) -> None:
    """What publishing means, its button, and the files."""
    st.subheader(t("editor.publish_title"), anchor=False)
    st.markdown(t("editor.publish_meaning"))
    found = check.problems(desk)
    if found:
        st.info(t("editor.publish_not_yet", count=len(found)), icon=":material/rule:")
        part = st.session_state.get(address.key_of(address.PART), address.FRAME)
        st.button(t("editor.to_check"), key="editor-to-check", on_click=address.open_part, args=(part, "check"))
    fault = check.obstacle(desk)
    if fault:
        check.stopped(fault)
    closed = bool(found or fault)
    sure = st.checkbox(t("editor.publish_sure"), key="editor-publish-sure", disabled=closed)
    st.button(
        t("editor.publish_now"), key="editor-publish", type="primary", icon=":material/publish:",
        disabled=closed or not sure or bool(desk.pending), on_click=publish, args=(desk,),
    )  # fmt: skip
    if fault := st.session_state.pop(FAULT, None):
        st.error(plain(fault.message(current())), icon=":material/error:")
    st.subheader(t("editor.download"), anchor=False)
    downloads(desk.tree, plain_name(desk.tree), sound=not found)


def publish(desk: Desk) -> None:
    """Publish, and go to what says so."""
    with kept_fault(FAULT):
        desk.must_be_seen()
        edition = application().questionnaires.publish(desk.draft.draft_id, actor())
        address.leave()
        st.session_state[PUBLISHED] = edition


def published() -> None:
    """After publishing: what it is called, and where it is offered."""
    edition: Edition | None = st.session_state.get(PUBLISHED)
    if edition is None:
        return
    with st.container(border=True, key="editor-published-card"):
        st.success(
            t("editor.published", title=text(edition.title), version=plain(edition.version)),
            icon=":material/check_circle:",
        )
        st.markdown(t("editor.published_where"))
        link("home", t("editor.published_begin"), icon=":material/play_arrow:")
        st.button(t("editor.published_close"), key="editor-published-close", on_click=close, type="tertiary")


def close() -> None:
    """What was to be said has been read."""
    st.session_state.pop(PUBLISHED, None)


def plain_name(tree: Tree) -> str:
    """What the files of a draft are called."""
    words = f"{tree.get('id') or 'questionnaire'}-{tree.get('version') or '1'}"
    return "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in words)


def downloads(tree: Tree, name: str, *, sound: bool = True) -> None:
    """One button for each form. A spreadsheet may not hold what is unsound: then it is made first, or says why not."""
    st.caption(t("editor.download_hint"))
    with st.container(horizontal=True, key=f"editor-files-{name}"):
        for form in FORMS:
            with explained():
                download(tree, name, form, ready=not sound and form in ("xlsx", "xlsform"))


def download(tree: Tree, name: str, form: Form, *, ready: bool) -> None:
    """The button of one form; its file is made when it is pressed, unless it must be ``ready``."""
    suffix, language = SUFFIXES[form], current()
    content = write(tree, form, language) if ready else None
    st.download_button(
        t(f"editor.forms.{form}"),
        lambda: write(tree, form, language) if content is None else content,
        file_name=f"{name}-{form}{suffix}" if form == "xlsform" else f"{name}{suffix}",
        mime=MIME[suffix],
        key=f"editor-file-{name}-{form}",
        on_click="ignore",
        icon=":material/download:",
        help=t(f"editor.forms_hints.{form}"),
    )
