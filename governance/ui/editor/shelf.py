# SPDX-License-Identifier: EUPL-1.2
"""The shelf: questionnaires at hand, each to be copied; drafts, each to be taken up again; a file to begin from."""

import streamlit as st

from governance.bootstrap import application
from governance.language import LANGUAGES, format_date, sentence
from governance.questionnaire.beginnings import free, slug
from governance.questionnaire.editing import with_value
from governance.questionnaire.edition import Draft, Edition
from governance.questionnaire.tree import value_at
from governance.ui import dossier
from governance.ui.editor import address, header
from governance.ui.editor.acting import actor, kept_fault
from governance.ui.editor.folding import sheet
from governance.ui.editor.incoming import incoming
from governance.ui.editor.release import downloads
from governance.ui.editor.wording import title_at
from governance.ui.faults import explained
from governance.ui.language import current, plain, t, text

FAULT = "editor-shelf-fault"
DONE = "editor-shelf-done"


def shelf() -> None:
    """Everything at hand."""
    st.title(t("editor.title"), anchor=False)
    st.markdown(t("editor.introduction"))
    told()
    with explained():
        drafts = application().questionnaires.drafts()
        if drafts:
            st.header(t("editor.drafts"), anchor=False)
            for draft in drafts:
                draft_card(draft)
        st.header(t("editor.at_hand"), anchor=False)
        editions = application().questionnaires.shelf()
        for edition in editions:
            edition_card(edition, editions)
        incoming()


def told() -> None:
    """What the last button did or could not do, once."""
    if fault := st.session_state.pop(FAULT, None):
        st.error(plain(fault.message(current())), icon=":material/error:")
    if done := st.session_state.pop(DONE, None):
        st.success(done, icon=":material/check_circle:")


def draft_card(draft: Draft) -> None:
    """A draft: what it is, who wrote to it last, and the way back to it."""
    with st.container(border=True, key=f"editor-draft-{draft.draft_id}"):
        document = dict(draft.document)
        st.subheader(plain(title_at(document, ())), anchor=False)
        named = plain(f"{document.get('id')} {document.get('version')}")
        st.caption(" · ".join([named, header.origin(draft), header.moment_words(draft)]))
        with st.container(horizontal=True):
            st.button(
                t("editor.resume"), key=f"editor-resume-{draft.draft_id}", type="primary", icon=":material/edit:",
                on_click=address.open_draft, args=(draft.draft_id,),
            )  # fmt: skip
            with sheet(t("editor.discard"), f"discard-{draft.draft_id}", icon=":material/delete:") as opened:
                if opened:
                    st.markdown(t("editor.discard_warning"))
                    st.button(
                        t("editor.discard_now"), key=f"editor-discard-{draft.draft_id}", type="primary",
                        on_click=discard, args=(draft.draft_id,),
                    )  # fmt: skip


def discard(draft_id: str) -> None:
    """Delete a draft."""
    with kept_fault(FAULT):
        application().questionnaires.discard(draft_id)
        st.session_state[DONE] = t("editor.discarded")


def edition_card(edition: Edition, editions: list[Edition]) -> None:
    """A questionnaire that can be answered: what it is, and what can be done with it."""
    name = f"{edition.id}-{edition.version}"
    with st.container(border=True, key=f"editor-edition-{name}"):
        st.subheader(text(edition.title), anchor=False)
        st.caption(" · ".join([plain(f"{edition.id} {edition.version}"), *facts(edition)]))
        with st.container(horizontal=True):
            with sheet(t("editor.copy"), f"copy-{name}", icon=":material/content_copy:") as opened:
                if opened:
                    copy_form(edition, editions)
            with sheet(t("editor.download"), f"download-{name}", icon=":material/download:") as opened:
                if opened:
                    downloads(application().questionnaires.tree(edition.id, edition.version), name)
            if edition.origin == "local" and not edition.assessments:
                withdrawal(edition, name)


def facts(edition: Edition) -> list[str]:
    """Where an edition comes from, and how many authorities answer it."""
    if edition.published_at is None:
        where = t("editor.shipped")
    else:
        where = t("editor.published_on", date=format_date(edition.published_at.astimezone(), current()))
    return [where, t("editor.assessments", count=edition.assessments)]


def copy_form(edition: Edition, editions: list[Edition]) -> None:
    """What a copy is for, and what it will be called."""
    st.markdown(t("editor.copy_hint"))
    name = f"{edition.id}-{edition.version}"
    if edition.origin == "local":
        st.button(
            t("editor.copy_version"), key=f"editor-next-{name}", on_click=copy, args=(edition, None),
            help=t("editor.copy_version_hint"),
        )  # fmt: skip
        st.markdown(t("editor.copy_other"))
    with st.form(f"editor-copy-{name}", border=False):
        for language in LANGUAGES:
            st.text_input(
                t(f"editor.in_{language}", label=t("editor.fields.title")), key=f"editor-copy-{name}-{language}",
                value=sentence("messages.versions.copy_of", language, title=edition.title.to(language)),
            )  # fmt: skip
        taken = {each.id for each in editions}
        suggestion = free(f"{slug(edition.id, 'questionnaire')}-local", taken)
        st.text_input(t("editor.fields.id"), value=suggestion, key=f"editor-copy-{name}-id", help=t("editor.hints.id"))
        st.form_submit_button(t("editor.copy_now"), type="primary", on_click=copy, args=(edition, name))


def copy(edition: Edition, form: str | None) -> None:
    """Begin a draft: of another questionnaire, as a form says, or of the next version."""
    with kept_fault(FAULT):
        drafts, author = application().questionnaires, dossier.author()
        if form is None:
            address.open_draft(drafts.copy(edition.id, edition.version, author=author).draft_id)
            return
        new_id = str(st.session_state.get(f"editor-copy-{form}-id") or "")
        draft = drafts.copy(edition.id, edition.version, new_id, author)
        tree = dict(draft.document)
        for language in LANGUAGES:
            words = str(st.session_state.get(f"editor-copy-{form}-{language}") or "").strip()
            if words:
                tree = with_value(tree, ("title", language), words)
        if value_at(tree, ("title",)) != value_at(dict(draft.document), ("title",)):
            drafts.save(draft.draft_id, tree, draft.revision, author)
        address.open_draft(draft.draft_id)


def withdrawal(edition: Edition, name: str) -> None:
    """A questionnaire published here that nobody has answered may go."""
    with sheet(t("editor.withdraw"), f"withdraw-{name}", icon=":material/delete:") as opened:
        if opened:
            st.markdown(t("editor.withdraw_warning"))
            st.button(
                t("editor.withdraw_now"), key=f"editor-withdraw-{name}", type="primary", on_click=withdraw,
                args=(edition,),
            )  # fmt: skip


def withdraw(edition: Edition) -> None:
    """Delete an edition."""
    with kept_fault(FAULT):
        application().questionnaires.withdraw(edition.id, edition.version, actor())
        st.session_state[DONE] = t("editor.withdrawn")
