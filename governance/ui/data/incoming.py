# SPDX-License-Identifier: EUPL-1.2
"""A file on its way in: what kind it is, what is said of it, the file, the button."""

import streamlit as st

from governance.bootstrap import Application
from governance.ui.data.bringing import Incoming, bring
from governance.ui.data.examples import example_of
from governance.ui.data.fields import FIELDS, provenance_fields
from governance.ui.language import t

MEGABYTES = 5
ENDINGS = {"outlines": ["geojson", "json", "gz", "gpkg", "zip", "parquet"]}
TABLES = ["csv", "txt", "xlsx", "ods", "xls"]


def incoming(app: Application) -> None:
    """The choice, the form, the button."""
    kind = st.segmented_control(
        t("data.which"), list(FIELDS), key="data-which", default="answers", required=True,
        format_func=lambda each: t(f"data.kinds.{each}"),
    )  # fmt: skip
    st.markdown(t(f"data.hints.{kind}", limit=MEGABYTES))
    if kind != "outlines":
        example(app, kind)
    said = provenance_fields()
    asked = FIELDS[kind](app)
    endings = ENDINGS.get(kind, TABLES)
    file = st.file_uploader(
        t("data.file", limit=MEGABYTES, endings=", ".join(endings)), type=endings, key=f"data-file-{kind}",
        max_upload_size=MEGABYTES,
    )  # fmt: skip
    pressed = st.button(
        t("data.import"), key="data-import", type="primary", icon=":material/upload:", disabled=file is None
    )
    if pressed and file is not None:
        with st.spinner(t("data.working")):
            bring(app, Incoming(kind, file.name, file.getvalue(), said, asked))
        st.rerun()


def example(app: Application, kind: str) -> None:
    """A small file of the kind, to begin from."""
    content = example_of(kind, app.questionnaire().questions[0].id)
    st.download_button(
        t("data.example"), content, f"{kind}.csv", "text/csv", icon=":material/description:",
        key=f"data-example-{kind}", type="tertiary",
    )  # fmt: skip
