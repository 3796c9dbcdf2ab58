# SPDX-License-Identifier: EUPL-1.2
"""Gaps between tiers on the map: how territories see themselves, and how those that they are made of do."""

import streamlit as st

from governance.bootstrap import application
from governance.language import sentence
from governance.services.gaps import PARTS
from governance.territories.territory import Layer
from governance.ui.compare.drawing import Classed, draw
from governance.ui.compare.scope import Compared
from governance.ui.figures import theme
from governance.ui.language import current, plain, t
from governance.views.gap_map import gap_class, gap_classes, gap_sentence


def gap_view(compared: Compared) -> None:
    """The whole view."""
    st.markdown(t("compare.gap_what"))
    layer: Layer = st.segmented_control(
        t("compare.gap_pair"), list(PARTS), default=next(iter(PARTS)), required=True, key="compare-pair",
        format_func=lambda each: t(f"compare.pairs.{each}"),
    )  # fmt: skip
    scope = compared.scope
    found = application().gaps.read(layer, scope.area, compared.questionnaire, scope.form, scope.node_id)
    names = {"whole": t(f"compare.nouns.{layer}"), "parts": t(f"compare.nouns.{PARTS[layer]}")}
    told = gap_sentence([row.points for row in found.measured if row.points is not None], current(), **names)
    st.markdown(f"**{plain(told)}**")
    if not found.measured:
        return
    shown = Classed(
        classes=gap_classes(current(), theme()),
        territories=[row.territory for row in found.rows],
        keys=[gap_class(row.points, own=row.own is not None) for row in found.rows],
        figures=[row.points for row in found.rows],
        figure_name=sentence("views.gaps.figure", current()),
        simulated=found.simulated,
    )
    title = sentence("views.gaps.title", current(), node=compared.node_name, **names)
    draw(title, shown, scope.area, told=told, key="compare-gaps")
