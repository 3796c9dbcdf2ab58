# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire from a file: always a new draft. A broken file changes nothing, and says so in one sentence."""

import streamlit as st

from governance.bootstrap import application
from governance.errors import EchelonsError
from governance.exports.questionnaires import read
from governance.questionnaire.beginnings import free
from governance.questionnaire.tree import Tree
from governance.ui import dossier
from governance.ui.editor import address
from governance.ui.language import current, plain, t

MEGABYTES = 5
FAULT = "editor-file-fault"
KEY = "editor-file"


def incoming() -> None:
    """Where a file is given, and what was wrong with the last one."""
    st.header(t("editor.import"), anchor=False)
    st.markdown(t("editor.import_hint", limit=MEGABYTES))
    st.file_uploader(t("editor.file"), key=KEY, on_change=take, max_upload_size=MEGABYTES)
    if fault := st.session_state.get(FAULT):
        st.error(plain(fault.message(current())), icon=":material/error:")


def take() -> None:
    """Read the file that was given, and open the draft that it makes."""
    st.session_state.pop(FAULT, None)
    file = st.session_state.get(KEY)
    if file is None:
        return
    try:
        tree = renamed(read(file.name, file.getvalue()))
        draft = application().questionnaires.begin(tree, dossier.author())
    except EchelonsError as fault:
        st.session_state[FAULT] = fault
    else:
        address.open_draft(draft.draft_id)
        address.open_part(address.FRAME, "check")


def renamed(tree: Tree) -> Tree:
    """A tree that bears the id of a shipped questionnaire, under one of its own: a variant could not be published."""
    editions = application().questionnaires.shelf()
    if tree.get("id") not in [edition.id for edition in editions if edition.origin == "shipped"]:
        return tree
    return tree | {"id": free(f"{tree['id']}-local", {edition.id for edition in editions})}
