# SPDX-License-Identifier: EUPL-1.2
"""The paper that a radar is drawn on: rings, spokes, and the names of the challenges around it."""

from collections.abc import Sequence
from math import ceil
from typing import Any

import plotly.graph_objects as go

from governance.language import Language, format_number
from governance.scoring.result import Node
from governance.views.canvas import SMALL_SIZE, TEXT_SIZE, canvas, folded, legend_below, text_only
from governance.views.palette import PALETTES, Palette, Theme
from governance.views.ring import angles
from governance.views.words import status_word

RINGS = (25, 50, 75, 100)
# Around the radar, names this wide hold beside it on a telephone; in the compact form they are numbered below it.
NAME_WIDTH = 13
LINE_HEIGHT = 18.2
ENTRY_HEIGHT = 30
# A legend of one entry a line, whose height is known beforehand.
UPRIGHT = {"orientation": "v", "x": 0, "xanchor": "left"}


def polar(nodes: Sequence[Node], names: Sequence[str], language: Language, theme: Theme, *, compact: bool) -> go.Figure:
    """An empty radar with one axis a node, in the given order, clockwise from the top."""
    figure = canvas(
        language,
        theme,
        showlegend=True,
        legend=legend_below(theme) | (UPRIGHT if compact else {}),
        polar=axes(axis_texts(nodes, names, language, compact=compact), PALETTES[theme], language),
    )
    if compact:
        figure.add_annotation(numbered(nodes, names, language))
    add_spokes(figure, nodes, PALETTES[theme])
    return figure


def settle(figure: go.Figure, axis_count: int, *, compact: bool) -> None:
    """Give the finished radar the height that its legend, and its list of names, need."""
    entries = sum(trace.showlegend is not False for trace in figure.data)
    if compact:
        below = round(44 + LINE_HEIGHT * axis_count + ENTRY_HEIGHT * entries)
        figure.update_layout(height=330 + below, margin={"l": 26, "r": 26, "t": 28, "b": below})
    else:
        below = 60 + ENTRY_HEIGHT * ceil(entries / 3)
        figure.update_layout(height=440 + below, margin={"l": 92, "r": 92, "t": 52, "b": below})


def axes(texts: Sequence[str], colours: Palette, language: Language) -> dict[str, Any]:
    """Centre 0, rim 100, rings at 25, 50 and 75, names horizontal and whole."""
    return {
        "bgcolor": "rgba(0, 0, 0, 0)",
        "angularaxis": {
            "rotation": 90,
            "direction": "clockwise",
            "tickmode": "array",
            "tickvals": angles(len(texts)),
            "ticktext": list(texts),
            "tickfont": {"size": TEXT_SIZE, "color": colours.ink},
            "showgrid": False,
            "linecolor": colours.rule,
            "ticks": "",
            "layer": "below traces",
        },
        "radialaxis": {
            "range": [0, 100],
            "tickmode": "array",
            "tickvals": list(RINGS),
            "ticktext": [format_number(ring, language) for ring in RINGS],
            "tickfont": {"size": SMALL_SIZE, "color": colours.muted},
            # Between two axes, where no name and no mark stands.
            "angle": 90 - 180 / len(texts),
            # Counted from the axis: upright whatever its direction.
            "tickangle": 90 - 180 / len(texts),
            "ticks": "",
            "showline": False,
            "gridcolor": colours.grid,
            "layer": "below traces",
        },
    }


def axis_texts(nodes: Sequence[Node], names: Sequence[str], language: Language, *, compact: bool) -> list[str]:
    """What stands at the end of each axis: its name, or its number; and why it has no score, if so."""
    if compact:
        return [f"<b>{rank}</b>" for rank in range(1, len(names) + 1)]
    return [
        folded(name, NAME_WIDTH) + ("" if node.score is not None else f"<br><i>{status_word(node, language)}</i>")
        for node, name in zip(nodes, names, strict=True)
    ]


def numbered(nodes: Sequence[Node], names: Sequence[str], language: Language) -> dict[str, Any]:
    """The names under the compact radar, one a line, each with the number of its axis."""
    lines = [
        f"<b>{rank}</b>  {text_only(name)}"
        + ("" if node.score is not None else f" <i>({status_word(node, language)})</i>")
        for rank, (node, name) in enumerate(zip(nodes, names, strict=True), start=1)
    ]
    return {
        "text": "<br>".join(lines),
        "align": "left",
        "showarrow": False,
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "y": 0,
        "yanchor": "top",
        "yshift": -30,
    }


def add_spokes(figure: go.Figure, nodes: Sequence[Node], colours: Palette) -> None:
    """A spoke for each axis, dotted where there is no score."""
    for dash, scored in (("solid", True), ("dot", False)):
        around = [
            angle for angle, node in zip(angles(len(nodes)), nodes, strict=True) if (node.score is not None) is scored
        ]
        figure.add_scatterpolar(
            r=[0, 100, None] * len(around),
            theta=[angle for spoke in around for angle in (spoke, spoke, None)],
            mode="lines",
            line={"color": colours.grid if scored else colours.rule, "width": 1, "dash": dash},
            hoverinfo="skip",
            showlegend=False,
        )
