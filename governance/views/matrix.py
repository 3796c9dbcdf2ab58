# SPDX-License-Identifier: EUPL-1.2
"""The priority matrix: what actions bring against what they ask, to be discussed around a table."""

from collections.abc import Iterator, Sequence
from typing import Any

import plotly.graph_objects as go

from governance.language import Language, sentence
from governance.plans.possible import PossibleAction
from governance.views.canvas import SMALL_SIZE, canvas, folded, legend_below, text_only
from governance.views.matrix_ground import ABOVE, BELOW, MARK, MOST_MARKS, Ground, Mark, placed
from governance.views.matrix_table import (
    columns_of,
    effort_words,
    gain_words,
    highest,
    matrix_sentence,
    matrix_table,
)
from governance.views.palette import PALETTES, Palette, Theme
from governance.views.view import View
from governance.views.words import SEPARATOR


def matrix(
    actions: Sequence[PossibleAction], language: Language, theme: Theme, *, compact: bool = False, after: int = 0
) -> View:
    """Twenty actions at most, numbered in their order: the first ones, or those ``after`` so many.

    ``compact`` for a phone. An action of which nobody knows what it brings has no place: it is left out.

    Columns are efforts (days, months, more than a year, and unknown where an action has no advice); upwards are points
    gained on the whole. Marks that would hide one another are moved apart: the table has the exact figures.
    """
    known = [action for action in actions if action.known]
    shown = known[after : after + MOST_MARKS]
    ground = Ground(columns_of(shown), highest(shown), compact, best=highest(known))
    marks = list(placed(shown, ground, after))
    figure = frame(ground, language, theme)
    for core in (True, False):
        add_marks(figure, [mark for mark in marks if mark.action.gain.core is core], language, PALETTES[theme], core)
    return View(figure, matrix_table(shown, language, after), matrix_sentence(shown, language, known, after))


def frame(ground: Ground, language: Language, theme: Theme) -> go.Figure:
    """The empty matrix: columns named at the top, quadrants in words, the line above which an action brings much."""
    colours = PALETTES[theme]
    words = [
        folded(sentence(f"views.matrix.effort_{cell or 'unknown'}", language), 14 if ground.compact else 30)
        for cell in ground.columns
    ]
    return canvas(
        language,
        theme,
        height=ground.height,
        margin={"l": 44, "r": 4, "t": ABOVE, "b": BELOW},
        showlegend=True,
        legend=legend_below(theme),
        hovermode="closest",
        xaxis={
            "range": [-0.5, len(ground.columns) - 0.5],
            "tickvals": list(range(len(ground.columns))),
            "ticktext": [f"<b>{name}</b>" for name in words],
            "side": "top",
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "ticks": "",
        },
        yaxis={
            "range": list(ground.ends),
            "title": {"text": sentence("views.matrix.gain", language), "font": {"size": SMALL_SIZE + 1}},
            "gridcolor": colours.grid,
            "zeroline": False,
            "fixedrange": True,
            "nticks": 5,
        },
        shapes=list(lines(ground, colours)),
        annotations=list(quadrants(ground, language, colours)),
    )


def lines(ground: Ground, colours: Palette) -> Iterator[dict[str, Any]]:
    """What parts the columns, and what brings much from the rest."""
    upright = {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "line": {"color": colours.grid, "width": 1}}
    for edge in range(1, len(ground.columns)):
        yield {**upright, "x0": edge - 0.5, "x1": edge - 0.5, "layer": "below"}
    if ground.much is not None:
        level = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "layer": "below"}
        dashes = {"color": colours.rule, "width": 1, "dash": "dash"}
        yield {**level, "y0": ground.much, "y1": ground.much, "line": dashes}


def quadrants(ground: Ground, language: Language, colours: Palette) -> Iterator[dict[str, Any]]:
    """What to make of each corner, in words; the upper ones only where some action brings much."""
    corners = {"first": ("days", True), "handy": ("days", False), "prepare": ("years", True), "later": ("years", False)}
    for name, (effort, high) in corners.items():
        if high and ground.much is None:
            continue
        yield {
            "text": f"<i>{folded(sentence(f'views.matrix.{name}', language), 12 if ground.compact else 28)}</i>",
            "x": ground.columns.index(effort),
            "y": 1 if high else 0,
            "yref": "paper",
            "yanchor": "top" if high else "bottom",
            "showarrow": False,
            "font": {"size": SMALL_SIZE, "color": colours.muted},
        }


def add_marks(figure: go.Figure, marks: Sequence[Mark], language: Language, colours: Palette, core: bool) -> None:
    """Numbered marks: filled for core questions, open for the others."""
    figure.add_scatter(
        x=[mark.x for mark in marks],
        y=[mark.y for mark in marks],
        mode="markers+text",
        name=sentence(f"views.matrix.{'core' if core else 'other'}", language),
        marker={
            "size": MARK,
            "color": colours.button if core else colours.background,
            "line": {"width": 1.5, "color": colours.button if core else colours.rule},
            "symbol": "circle",
        },
        text=[str(mark.number) for mark in marks],
        textfont={"size": SMALL_SIZE, "color": "#FFFFFF" if core else colours.ink},
        hovertext=[hover(mark, language) for mark in marks],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )


def hover(mark: Mark, language: Language) -> str:
    """What a mark says under the pointer."""
    action = mark.action
    title = folded(action.title.to(language), 48)
    challenge = text_only(action.challenge.title.to(language))
    figures = SEPARATOR.join([effort_words(action, language), gain_words(action, language)])
    return f"<b>{mark.number}. {title}</b><br>{challenge}<br>{figures}"
