# SPDX-License-Identifier: EUPL-1.2
"""The other ways in, beside one's own assessment: comparing territories, leading a workshop, understanding."""

import streamlit as st

from governance.ui import navigation
from governance.ui.language import t

DOORS = {
    "compare": {
        "map": ":material/map:",
        "portrait": ":material/badge:",
        "compare": ":material/balance:",
        "data": ":material/upload_file:",
    },
    "lead": {"workshop": ":material/groups:"},
    "understand": {
        "questionnaire": ":material/list_alt:",
        "method": ":material/calculate:",
        "glossary": ":material/dictionary:",
    },
}


def other_doors() -> None:
    """One card each: whom it is for, and where it leads."""
    for column, (door, pages) in zip(st.columns(len(DOORS), gap="medium"), DOORS.items(), strict=True):
        with column, st.container(border=True, height="stretch", key=f"door-{door}"):
            st.subheader(t(f"doors.titles.{door}"), anchor=False)
            st.caption(t(f"doors.words.{door}"))
            for page, icon in pages.items():
                navigation.link(page, icon=icon)
