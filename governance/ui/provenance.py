# SPDX-License-Identifier: EUPL-1.2
"""Where imported answers come from, said wherever they show."""

import streamlit as st

from governance.bootstrap import application
from governance.imports.provenance import provenance_words
from governance.ui.language import current, plain


def provenance_note(assessment_id: str) -> None:
    """A line for each import that brought some of the answers of an assessment; nothing where there is none."""
    for record in application().imports.of_assessments([assessment_id]).get(assessment_id, ()):
        st.caption(plain(provenance_words(record, current())))
