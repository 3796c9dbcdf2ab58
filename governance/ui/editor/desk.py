# SPDX-License-Identifier: EUPL-1.2
"""A draft on the desk of one person: what they change is stored at once, or kept in the session until it can be.

Two people may edit one draft: changes of different values are put together; of the same value, each sees both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from governance.bootstrap import application
from governance.errors import ConflictError, EchelonsError, InputError
from governance.questionnaire.editing import anchor
from governance.questionnaire.edition import Draft
from governance.questionnaire.tree import Tree
from governance.ui import dossier
from governance.ui.editor import address
from governance.ui.editor.field import Edit, Field

TRIES = 4
"""How often a save is tried again when somebody else's comes between reading and writing."""

NEVER_EMPTY = ("id", "version")
"""A part without its name would lose what belongs to it: these come back when they are erased."""


@dataclass(slots=True)
class Desk:
    """One draft in one session. Everything that must last lives in Streamlit's session state, or in the store."""

    draft: Draft

    @property
    def tree(self) -> Tree:
        """The questionnaire as stored."""
        return dict(self.draft.document)

    def key(self, name: str) -> str:
        """The session key of a memory of this draft."""
        return f"editor:{self.draft.draft_id}:{name}"

    @property
    def pending(self) -> dict[Field, Edit]:
        """What is not stored yet."""
        held: dict[Field, Edit] = st.session_state.setdefault(self.key("pending"), {})
        return held

    def see(self) -> None:
        """Note that the person is shown the draft as it is."""
        st.session_state[self.key("seen")] = self.draft.revision

    # Values.

    def follow(self, field: Field, shown: Callable[[Any], Any]) -> str:
        """Bring a field's widget to what is stored, unless a change of it waits; the widget's key."""
        key, stored = self.key(field.name), field.read(self.tree)
        waiting = self.pending.get(field)
        seen = (anchor(self.tree, field.loc), stored)
        if waiting and key not in st.session_state:
            st.session_state[key] = shown(waiting.value)
        elif not waiting and (key not in st.session_state or st.session_state.get(f"{key}:seen") != seen):
            st.session_state[key] = shown(stored)
            st.session_state[f"{key}:seen"] = seen
        return key

    def commit(self, field: Field, given: Callable[[Any], Any]) -> None:
        """Store what the field's widget says: its callback."""
        key = self.key(field.name)
        where, before = st.session_state[f"{key}:seen"]
        waiting = self.pending.get(field)
        value = given(st.session_state.get(key))
        if value is None and field.loc[-1] in NEVER_EMPTY:
            self.keep_theirs(field)
            return
        self.pending[field] = Edit(field, where, waiting.before if waiting else before, value)
        self.flush()

    def flush(self) -> None:
        """Store every change that waits; what cannot be stored says why, and goes on waiting."""
        try:
            for _ in range(TRIES):
                if self.stored():
                    return
        except EchelonsError as fault:
            for edit in self.pending.values():
                edit.fault = edit.fault or fault

    def stored(self) -> bool:
        """Try once to store what waits; False when somebody else's save came between."""
        drafts = application().questionnaires
        draft = drafts.draft(self.draft.draft_id)
        tree, ready = self.merged(draft)
        if ready and tree != draft.document:
            try:
                saved = drafts.save(draft.draft_id, tree, draft.revision, dossier.author())
            except ConflictError:
                return False
            if st.session_state.get(self.key("seen")) == draft.revision:
                st.session_state[self.key("seen")] = saved.revision
        for edit in ready:
            st.session_state[f"{self.key(edit.field.name)}:seen"] = (edit.anchor, edit.field.read(tree))
            self.pending.pop(edit.field)
        return True

    def merged(self, draft: Draft) -> tuple[Tree, list[Edit]]:
        """The stored tree with the changes that wait, and those that could be put in."""
        tree, ready = dict(draft.document), []
        for edit in self.pending.values():
            try:
                tree = edit.merged(draft, tree)
            except EchelonsError as fault:
                edit.fault = fault
            else:
                edit.fault = None
                ready.append(edit)
        return tree, ready

    def keep_mine(self, field: Field) -> None:
        """After a conflict: store my value over theirs, knowingly."""
        edit = self.pending[field]
        if edit.conflict:
            edit.before = edit.conflict[2]
        self.flush()

    def keep_theirs(self, field: Field) -> None:
        """Give my change up: what is stored is shown again."""
        self.pending.pop(field, None)
        st.session_state.pop(f"{self.key(field.name)}:seen", None)

    # Parts.

    def do(self, change: Callable[[Tree], Tree], part: str | None = None) -> None:
        """Add, remove or move parts: a button's callback. ``part`` is opened afterwards."""
        st.session_state.pop(self.key("undo"), None)
        try:
            before = self.must_be_seen()
            saved = application().questionnaires.save(
                before.draft_id, change(dict(before.document)), before.revision, dossier.author()
            )
        except (EchelonsError, IndexError) as fault:
            gone = isinstance(fault, IndexError)
            st.session_state[self.key("notice")] = InputError("editing.moved_on_unnamed") if gone else fault
            return
        st.session_state[self.key("seen")] = saved.revision
        st.session_state[self.key("undo")] = (saved.revision, before.document)
        if part is not None:
            address.open_part(part)

    def must_be_seen(self) -> Draft:
        """The stored draft, if it is the one that the person saw, with nothing that waits. EchelonsError otherwise."""
        self.flush()
        if self.pending:
            raise InputError("editing.waiting")
        draft = application().questionnaires.draft(self.draft.draft_id)
        if draft.revision != st.session_state.get(self.key("seen")):
            raise ConflictError("editing.moved_on" if draft.author else "editing.moved_on_unnamed", who=draft.author)
        return draft

    @property
    def undo(self) -> Tree | None:
        """The draft as it was before the last change of its parts, while that is still the last change."""
        revision, document = st.session_state.get(self.key("undo"), (None, None))
        return dict(document) if document is not None and revision == self.draft.revision else None

    def notice(self) -> EchelonsError | None:
        """Why the last change of parts was not done; told once."""
        fault: EchelonsError | None = st.session_state.pop(self.key("notice"), None)
        return fault
