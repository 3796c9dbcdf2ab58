# SPDX-License-Identifier: EUPL-1.2
"""The frame of a questionnaire: its name, whom it is for, how the whole is counted, what a score takes."""

import streamlit as st

from governance.questionnaire.beginnings import new_challenge
from governance.questionnaire.editing import with_part
from governance.questionnaire.model import ALL_TIERS, Thresholds
from governance.questionnaire.structure import SHARES
from governance.questionnaire.tree import parts_of
from governance.ui.editor.desk import Desk
from governance.ui.editor.fields import choice_field, number_field, several_field, text_fields, word_field
from governance.ui.editor.folding import fold
from governance.ui.editor.listing import add_part
from governance.ui.language import t


def frame_part(desk: Desk) -> None:
    """The fields of the head, its thresholds, and a new challenge."""
    text_fields(desk, ("title",), "title")
    text_fields(desk, ("description",), "description", long=True)
    text_fields(desk, ("source",), "source", long=True, hint=t("editor.hints.source"))
    left, right = st.columns(2)
    with left:
        word_field(desk, ("id",), "id", hint=t("editor.hints.id"))
    with right:
        word_field(desk, ("version",), "version", hint=t("editor.hints.version"))
    tiers_field(desk, ())
    counting(desk, ())
    with fold(t("editor.thresholds"), "thresholds") as opened:
        if opened:
            thresholds(desk)
    if kept := [name for name in ("audiences", "bibliography", "changes") if desk.tree.get(name)]:
        st.caption(t("editor.kept", names=", ".join(t(f"editor.kept_{name}") for name in kept)))
    count = len(parts_of(desk.tree, "challenges"))
    add_part(
        desk, "challenge", lambda tree, title: with_part(tree, ("challenges", count), new_challenge(tree, title)),
        part=f"{count + 1}",
    )  # fmt: skip


def tiers_field(desk: Desk, loc: tuple[str | int, ...]) -> None:
    """Who is asked."""
    tiers = {str(tier): t(f"common.tiers.{tier}") for tier in ALL_TIERS}
    several_field(desk, (*loc, "tiers"), "tiers", tiers, everything=list(tiers), hint=t("editor.hints.tiers"))


def counting(desk: Desk, loc: tuple[str | int, ...]) -> None:
    """How scores below are put together."""
    left, right = st.columns(2)
    ways = {name: t(f"editor.aggregations.{name}") for name in ("arithmetic", "geometric")}
    with left:
        choice_field(
            desk, (*loc, "aggregation"), "aggregation", ways, default="arithmetic", hint=t("editor.hints.aggregation")
        )
    with right:
        number_field(desk, (*loc, "floor"), "floor", hint=t("editor.hints.floor"))


def thresholds(desk: Desk) -> None:
    """From when on a figure is published, in words."""
    st.markdown(t("editor.thresholds_hint"))
    for name, field in Thresholds.model_fields.items():
        number_field(
            desk, ("thresholds", name), name, default=field.default, share=name in SHARES,
            hint=t(f"editor.hints.{name}"),
        )  # fmt: skip
