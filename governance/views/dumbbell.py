# SPDX-License-Identifier: EUPL-1.2
"""Dumbbells: on each challenge, the scores of several territories, or of several dates, and the gap between them."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from governance.language import Language, format_number, sentence
from governance.language.figures import rounded
from governance.views.bars import ABOVE, BELOW, label
from governance.views.canvas import SMALL_SIZE, TEXT_SIZE, canvas, legend_below, text_only
from governance.views.palette import PALETTES, Palette, Theme
from governance.views.series import Series, strokes
from governance.views.table import column, header
from governance.views.view import View
from governance.views.words import TIE, score_words

ROW_HEIGHT = 62
LEGEND_HEIGHT = 56


def dumbbells(series: Sequence[Series], titles: Mapping[str, str], language: Language, theme: Theme) -> View:
    """One row a challenge, in the given order; marks joined by a line from the lowest to the highest."""
    colours = PALETTES[theme]
    figure = canvas(
        language,
        theme,
        height=ROW_HEIGHT * len(titles) + LEGEND_HEIGHT,
        margin={"l": 10, "r": 12, "t": 4, "b": LEGEND_HEIGHT},
        hovermode="closest",
        showlegend=True,
        legend=legend_below(theme),
        xaxis={"range": [-1, 101], "visible": False, "fixedrange": True},
        yaxis={"range": [len(titles) - 0.5, -0.5], "visible": False, "fixedrange": True},
        annotations=[
            text
            for row, (node_id, title) in enumerate(titles.items())
            for text in row_labels(row, title, gap(series, node_id), language, colours)
        ],
    )
    add_lines(figure, [spread(series, node_id) for node_id in titles], colours)
    for each, stroke in zip(series, strokes(len(series), colours), strict=True):
        scores = [each.score(node_id) for node_id in titles]
        figure.add_scatter(
            x=scores,
            y=list(range(len(titles))),
            mode="markers",
            marker={
                "symbol": stroke.symbol,
                "size": 13,
                "color": stroke.colour,
                "line": {"color": colours.background, "width": 1.5},
            },
            cliponaxis=False,
            text=[
                f"<b>{text_only(each.name)}</b><br>{text_only(title)}<br>{score_words(score or 0.0, language)}"
                for title, score in zip(titles.values(), scores, strict=True)
            ],
            hovertemplate="%{text}<extra></extra>",
            name=text_only(each.name),
        )
    return View(figure, series_table(series, titles, language), gaps_sentence(series, titles, language))


def add_lines(figure: go.Figure, spans: Sequence[tuple[float, float] | None], colours: Palette) -> None:
    """The way from 0 to 100, and over it the gap of each row."""
    count = len(spans)
    figure.add_scatter(
        x=[0, 100, None] * count,
        y=[end for row in range(count) for end in (row, row, None)],
        mode="lines",
        line={"color": colours.grid, "width": 1},
        hoverinfo="skip",
        showlegend=False,
    )
    wide = [(row, *span) for row, span in enumerate(spans) if span]
    figure.add_scatter(
        x=[end for _, low, high in wide for end in (low, high, None)],
        y=[end for row, *_ in wide for end in (row, row, None)],
        mode="lines",
        line={"color": colours.rule, "width": 3},
        hoverinfo="skip",
        showlegend=False,
    )


def row_labels(
    row: int, title: str, points: float | None, language: Language, colours: Palette
) -> list[dict[str, object]]:
    """The challenge above its row, the gap below it."""
    quiet = {"size": SMALL_SIZE + 1, "color": colours.muted}
    words = sentence(
        "views.tiers.gap_none" if points is None else "views.tiers.gap", language, **shown(points, language)
    )
    return [
        label(row, ABOVE, "left", text_only(title), {"size": TEXT_SIZE}),
        label(row, BELOW, "left", words, quiet),
    ]


def shown(points: float | None, language: Language) -> dict[str, object]:
    """What fills a sentence about a gap."""
    return {} if points is None else {"points": format_number(points, language), "count": float(rounded(points))}


def spread(series: Sequence[Series], node_id: str) -> tuple[float, float] | None:
    """The lowest and the highest score on a challenge; None where fewer than two have one."""
    scores = [score for each in series if (score := each.score(node_id)) is not None]
    return (min(scores), max(scores)) if len(scores) > 1 else None


def gap(series: Sequence[Series], node_id: str) -> float | None:
    """The points between the lowest and the highest; None where there is nothing to compare.

    Of the figures as shown: whoever subtracts finds the same.
    """
    ends = spread(series, node_id)
    return None if ends is None else float(rounded(ends[1]) - rounded(ends[0]))


def series_table(series: Sequence[Series], titles: Mapping[str, str], language: Language) -> pd.DataFrame:
    """One line a challenge: the score of each, and the gap."""
    scores = {each.name: column(each.score(node_id) for node_id in titles) for each in series}
    return pd.DataFrame(
        {
            header("challenge", language): list(titles.values()),
            **scores,
            sentence("views.tiers.column", language): column(gap(series, node_id) for node_id in titles),
        }
    )


def gaps_sentence(series: Sequence[Series], titles: Mapping[str, str], language: Language) -> str:
    """Where the gap is widest, and who stands higher there; where it is narrowest."""
    gaps = {node_id: points for node_id in titles if (points := gap(series, node_id)) is not None}
    names = {"names": sentence("views.sentences.comma", language).join(each.name for each in series)}
    if not gaps:
        return sentence("views.tiers.sentence_none", language, **names)
    widest = max(gaps, key=lambda node_id: gaps[node_id])
    narrowest = min(gaps, key=lambda node_id: gaps[node_id])
    if gaps[widest] <= TIE:
        return sentence("views.tiers.sentence_same", language, **names)
    told = sentence(
        "views.tiers.sentence",
        language,
        **names,
        widest=titles[widest],
        first=highest(series, widest).name,
        **shown(gaps[widest], language),
    )
    if narrowest == widest or gaps[narrowest] == gaps[widest]:
        return told
    return told + sentence(
        "views.tiers.sentence_least", language, narrowest=titles[narrowest], **shown(gaps[narrowest], language)
    )


def highest(series: Sequence[Series], node_id: str) -> Series:
    """Who stands highest on a challenge, the first named among equals."""
    return max(series, key=lambda each: -1.0 if (score := each.score(node_id)) is None else score)
