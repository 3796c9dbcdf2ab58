# SPDX-License-Identifier: EUPL-1.2
"""A profile as horizontal bars: each figure with its name, its range and its words."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import plotly.graph_objects as go

from governance.language import Language, format_number
from governance.questionnaire.model import Questionnaire
from governance.scoring.result import Node, Profile, Status
from governance.views.canvas import SMALL_SIZE, TEXT_SIZE, canvas, text_only
from governance.views.palette import PALETTES, Palette, Theme
from governance.views.pen import hover_text
from governance.views.sentences import profile_sentence, readings_sentence
from governance.views.table import header, nodes_table
from governance.views.view import ABSENT, View
from governance.views.words import band_words, notes, situation, uncertain

Order = Literal["score", "questionnaire"]
ROW_HEIGHT = 64
NOTE_HEIGHT = 16
BAR_HEIGHT = 13
# A name and its score stand above a bar, its words below: nothing is cut at any width.
ABOVE, BELOW = 17, -17


def bars(
    profile: Profile,
    questionnaire: Questionnaire,
    language: Language,
    theme: Theme,
    *,
    order: Order = "score",
    name: str | None = None,
) -> View:
    """The challenges of a profile as bars, best first, or in the order of the questionnaire.

    Those without score come last in the order by score, hatched and said so, never as an empty bar.
    """
    titles = {challenge.id: challenge.title.to(language) for challenge in questionnaire.challenges}
    nodes = [profile.node(challenge.id) for challenge in questionnaire.challenges]
    shown = best_first(nodes) if order == "score" else nodes
    figure = bar_figure(shown, titles, language, theme)
    table = nodes_table(shown, titles, "challenge", language)
    return View(figure, table, profile_sentence(profile, questionnaire, language, name))


def reading_bars(
    profile: Profile, questionnaire: Questionnaire, language: Language, theme: Theme, *, family: str | None = None
) -> View:
    """The cross-readings of one family as bars, in its order; of all the questionnaire without ``family``.

    Raises KeyError for a family that the questionnaire does not have.
    """
    families = {each.id: each for each in questionnaire.families}
    readings = questionnaire.readings if family is None else families[family].readings
    title = header("readings", language) if family is None else families[family].title.to(language)
    titles = {reading.id: reading.title.to(language) for reading in readings}
    nodes = [profile.node(reading.id) for reading in readings]
    figure = bar_figure(nodes, titles, language, theme)
    return View(
        figure, nodes_table(nodes, titles, "reading", language), readings_sentence(nodes, titles, language, title)
    )


def best_first(nodes: Sequence[Node]) -> list[Node]:
    """From the highest score down, ties in the questionnaire's order, those without score last."""
    return sorted(nodes, key=lambda node: (node.score is None, -(node.score or 0.0)))


def bar_figure(nodes: Sequence[Node], titles: Mapping[str, str], language: Language, theme: Theme) -> go.Figure:
    """One row a node, from top to bottom: name and score, bar and range, words."""
    colours = PALETTES[theme]
    # Where every figure comes from the short form, the page says so once.
    nodes_words = [notes(node, language, form=len({each.form for each in nodes}) > 1) for node in nodes]
    row_height = ROW_HEIGHT + NOTE_HEIGHT * any(nodes_words)
    figure = canvas(
        language,
        theme,
        height=row_height * len(nodes) + 8,
        margin={"l": 2, "r": 10, "t": 4, "b": 4},
        barmode="overlay",
        # Bars as thick in pixels whatever the height of a row.
        bargap=1 - BAR_HEIGHT / row_height,
        hovermode="closest",
        xaxis={"range": [0, 100], "visible": False, "fixedrange": True},
        yaxis={"range": [len(nodes) - 0.5, -0.5], "visible": False, "fixedrange": True},
        annotations=[
            label
            for row, (node, note) in enumerate(zip(nodes, nodes_words, strict=True))
            for label in row_labels(row, node, language, colours, title=titles[node.id], note=note)
        ],
    )
    add_tracks(figure, nodes, colours)
    add_scores(figure, nodes, titles, language, colours)
    add_ranges(figure, nodes, colours)
    return figure


def add_tracks(figure: go.Figure, nodes: Sequence[Node], colours: Palette) -> None:
    """The way from 0 to 100 behind each bar; hatched where there is no score."""
    figure.add_bar(
        x=[100] * len(nodes),
        y=list(range(len(nodes))),
        orientation="h",
        marker={
            "color": colours.surface,
            "line": {"width": 0},
            "pattern": {
                "shape": [hatching(node) for node in nodes],
                "fgcolor": colours.rule,
                "bgcolor": colours.surface,
                "size": 7,
                "solidity": 0.25,
            },
        },
        hoverinfo="skip",
    )


def hatching(node: Node) -> str:
    """Plain behind a bar; strokes where nothing is assessed, dots where there is no object."""
    if node.score is not None:
        return ""
    return "." if node.status is Status.NOT_APPLICABLE else "/"


def add_scores(
    figure: go.Figure, nodes: Sequence[Node], titles: Mapping[str, str], language: Language, colours: Palette
) -> None:
    """The bars themselves: none, not even of zero, where there is no score."""
    scored = [(row, node) for row, node in enumerate(nodes) if node.score is not None]
    figure.add_bar(
        x=[node.score for _, node in scored],
        y=[row for row, _ in scored],
        orientation="h",
        marker={"color": colours.accent, "line": {"width": 0}},
        text=[hover_text(node, titles, language) for _, node in scored],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )


def add_ranges(figure: go.Figure, nodes: Sequence[Node], colours: Palette) -> None:
    """The range of each score: a thin line with an end mark at both ends."""
    spans = [(row, *ends) for row, node in enumerate(nodes) if (ends := uncertain(node))]
    # A halo first: the line crosses the bar and the empty track alike.
    for colour, width in ((colours.background, 4), (colours.ink, 1.5)):
        figure.add_scatter(
            x=[end for _, low, high in spans for end in (low, high, None)],
            y=[end for row, *_ in spans for end in (row, row, None)],
            mode="lines+markers",
            line={"color": colour, "width": width},
            marker={"symbol": "line-ns-open", "size": 9, "color": colour, "line": {"width": width}},
            cliponaxis=False,
            hoverinfo="skip",
        )


def row_labels(
    row: int, node: Node, language: Language, colours: Palette, *, title: str, note: str
) -> list[dict[str, Any]]:
    """Name and score above the bar; words, range and notes below it."""
    score = ABSENT if node.score is None else format_number(node.score, language)
    quiet = {"size": SMALL_SIZE + 1, "color": colours.muted}
    return [
        label(row, ABOVE, "left", text_only(title), {"size": TEXT_SIZE}),
        label(row, ABOVE, "right", f"<b>{score}</b>", {"size": TEXT_SIZE + 1}),
        label(row, BELOW, "left", situation(node, language), quiet),
        label(row, BELOW, "right", band_words(node, language), quiet),
        label(row, BELOW - NOTE_HEIGHT, "left", note, quiet),
    ]


def label(row: int, shift: int, side: Literal["left", "right"], text: str, font: dict[str, Any]) -> dict[str, Any]:
    """One text of a row, against a side of the figure."""
    return {
        "text": text,
        "x": 0 if side == "left" else 1,
        "xref": "paper",
        "xanchor": side,
        "y": row,
        "yref": "y",
        "yanchor": "middle",
        "yshift": shift,
        "showarrow": False,
        "borderpad": 0,
        "font": font,
    }
