# SPDX-License-Identifier: EUPL-1.2
"""What is asked beside a file: of every import, and of each kind."""

from typing import Any

import streamlit as st

from governance.assessments.texts import AUTHOR_LIMIT
from governance.bootstrap import Application
from governance.imports.records import CREDIT_LIMIT, SOURCE_LIMIT, TITLE_LIMIT, VINTAGE_LIMIT, Provenance
from governance.questionnaire.edition import Edition
from governance.services.indicators import UNIT_LIMIT
from governance.ui.language import t, text

LAYERS = ("auto", "commune", "epci", "ept", "departement", "region")


def provenance_fields() -> Provenance:
    """Where the file comes from, and who brings it."""
    source = st.text_input(t("data.source"), key="data-source", max_chars=SOURCE_LIMIT, help=t("data.source_hint"))
    left, right = st.columns(2)
    vintage = left.text_input(
        t("data.vintage"), key="data-vintage", max_chars=VINTAGE_LIMIT, help=t("data.vintage_hint")
    )
    author = right.text_input(
        t("data.author"), key="author", max_chars=AUTHOR_LIMIT, help=t("data.author_hint"), persist_state="session"
    )
    credit = st.text_input(t("data.credit"), key="data-credit", max_chars=CREDIT_LIMIT, help=t("data.credit_hint"))
    return Provenance(source, vintage, credit, author)


def answers_fields(app: Application) -> dict[str, Any]:
    """Which questionnaire is answered, and what becomes of answers that people entered."""
    editions = {f"{edition.id}@{edition.version}": edition for edition in app.questionnaires.shelf()}
    latest = app.questionnaires.latest()
    names = sorted(editions, key=lambda name: name != f"{latest.id}@{latest.version}")
    chosen = names[0]
    if len(names) > 1:
        chosen = st.selectbox(
            t("data.questionnaire"), names, key="data-questionnaire", format_func=lambda name: titled(editions[name])
        )
    people = st.radio(
        t("data.people"),
        ("refuse", "keep", "replace"),
        key="data-people",
        format_func=lambda choice: t(f"data.people_{choice}"),
    )
    return {"questionnaire": (editions[chosen].id, editions[chosen].version), "people": people}


def titled(edition: Edition) -> str:
    """A questionnaire's title and version."""
    return f"{text(edition.title)} · {edition.version}"


def groupings_fields(_app: Application) -> dict[str, Any]:
    """Whether groupings that the file does not have stay."""
    return {"replace_all": st.checkbox(t("data.replace_all"), key="data-replace-all")}


def composition_fields(_app: Application) -> dict[str, Any]:
    """Nothing more."""
    return {}


def indicator_fields(_app: Application) -> dict[str, Any]:
    """What the figures measure, and whether they may fill areas."""
    left, right = st.columns([2, 1])
    title = left.text_input(t("data.indicator_title"), key="data-title", max_chars=TITLE_LIMIT)
    unit = right.text_input(t("data.unit"), key="data-unit", max_chars=UNIT_LIMIT)
    kind = st.radio(
        t("data.kind"), ("ratio", "stock"), key="data-kind", format_func=lambda choice: t(f"data.kind_{choice}")
    )
    return {"title": title, "unit": unit, "kind": kind}


def outlines_fields(_app: Application) -> dict[str, Any]:
    """The tier of the outlines, and whether others stay beside them."""
    layer = st.selectbox(
        t("data.layer"), LAYERS, key="data-layer",
        format_func=lambda each: t("data.layer_auto") if each == "auto" else t(f"data.layers.{each}"),
    )  # fmt: skip
    alone = st.radio(
        t("data.alone"), (False, True), key="data-alone",
        format_func=lambda choice: t("data.alone_yes" if choice else "data.alone_no"),
    )  # fmt: skip
    return {"layer": None if layer == "auto" else layer, "alone": alone}


FIELDS = {
    "answers": answers_fields,
    "groupings": groupings_fields,
    "composition": composition_fields,
    "indicator": indicator_fields,
    "outlines": outlines_fields,
}
