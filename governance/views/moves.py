# SPDX-License-Identifier: EUPL-1.2
"""Who moved between two rounds: the level before against the level after, for all who chose one in both."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from governance.language import Language, sentence
from governance.views.canvas import SMALL_SIZE, TEXT_SIZE, canvas
from governance.views.moves_words import moved_sentence
from governance.views.palette import PALETTES, Theme
from governance.views.view import View
from governance.workshops.moves import Moves

CELL, ABOVE, ASIDE = 46, 44, 46
"""The height of a row and the room for the axes, in pixels."""
FAINT = 0.12
"""How strong the colour of the smallest count is; the largest has half of the accent, so that ink reads on all."""


def moves(moved: Moves, language: Language, theme: Theme) -> View:
    """A grid of the moves between two rounds: on the diagonal people kept their level, to its right they went up.

    ValueError for so few people that they have no table.
    """
    if moved.table is None:
        raise ValueError("moves of few people are told, not drawn")
    figure = grid(moved.table, moved.first, moved.second, language, theme)
    return View(figure, moves_table(moved.table, language), moved_sentence(moved, language))


def grid(table: Sequence[Sequence[int]], before: int, after: int, language: Language, theme: Theme) -> go.Figure:
    """A square for each pair of levels, with its count; those who kept theirs are framed."""
    colours = PALETTES[theme]
    size = len(table)
    levels = [str(level) for level in range(size)]
    figure = canvas(
        language,
        theme,
        height=CELL * size + ABOVE + 8,
        margin={"l": ASIDE, "r": 4, "t": ABOVE, "b": 4},
        xaxis=axis(sentence("views.workshop.moves.after", language, round=after), levels) | {"side": "top"},
        yaxis=axis(sentence("views.workshop.moves.before", language, round=before), levels) | {"autorange": "reversed"},
        shapes=[kept(level, colours.rule) for level in range(size)],
    )
    figure.add_heatmap(
        x=levels,
        y=levels,
        z=[list(row) for row in table],
        text=[[str(count) if count else "" for count in row] for row in table],
        texttemplate="%{text}",
        textfont={"size": TEXT_SIZE + 1, "color": colours.ink},
        customdata=[[cell_words(count, i, j, language) for j, count in enumerate(row)] for i, row in enumerate(table)],
        hovertemplate="%{customdata}<extra></extra>",
        colorscale=[[0, colours.surface], [FAINT, colours.surface], [1, halfway(colours.accent, colours.surface)]],
        zmin=0,
        zmax=max(1, *(count for row in table for count in row)),
        showscale=False,
        xgap=3,
        ygap=3,
    )
    return figure


def axis(title: str, levels: Sequence[str]) -> dict[str, Any]:
    """One side of the grid: the levels, in their order."""
    return {
        "title": {"text": title, "font": {"size": SMALL_SIZE + 1}, "standoff": 6},
        "type": "category",
        "categoryarray": list(levels),
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "",
    }


def kept(level: int, colour: str) -> dict[str, Any]:
    """The frame of the square of those who kept a level."""
    ends = {"x0": level - 0.46, "x1": level + 0.46, "y0": level - 0.46, "y1": level + 0.46}
    return {"type": "rect", "xref": "x", "yref": "y", **ends, "line": {"color": colour, "width": 1.5, "dash": "dot"}}


def halfway(colour: str, other: str) -> str:
    """The colour between two.

    >>> halfway("#000000", "#FFFFFF")
    'rgb(127, 127, 127)'
    """
    first, second = (tuple(int(each[i : i + 2], 16) for i in (1, 3, 5)) for each in (colour, other))
    mixed = (str((a + b) // 2) for a, b in zip(first, second, strict=True))
    return f"rgb({', '.join(mixed)})"


def cell_words(count: int, before: int, after: int, language: Language) -> str:
    """What a square says."""
    return sentence("views.workshop.moves.cell", language, count=count, before=before, after=after)


def moves_table(table: Sequence[Sequence[int]], language: Language) -> pd.DataFrame:
    """One line a level before, one column a level after."""
    columns: dict[str, Any] = {
        sentence("views.workshop.columns.before", language): [
            sentence("views.answers.level", language, level=level) for level in range(len(table))
        ]
    }
    for level in range(len(table)):
        header = sentence("views.workshop.columns.after", language, level=level)
        columns[header] = [row[level] for row in table]
    return pd.DataFrame(columns)
