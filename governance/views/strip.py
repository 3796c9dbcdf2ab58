# SPDX-License-Identifier: EUPL-1.2
"""Strips: on each challenge, the peers as nameless dots, their middle half, and my mark. Never an order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from governance.comparison.bands import Band, Place
from governance.language import Language, format_number, sentence
from governance.scoring.result import Floats
from governance.views.bars import ABOVE, BELOW, label
from governance.views.canvas import SMALL_SIZE, TEXT_SIZE, canvas, legend_below, text_only
from governance.views.palette import PALETTES, Palette, Theme
from governance.views.sentences import listed
from governance.views.table import column, header
from governance.views.view import ABSENT, View
from governance.views.words import score_words

ROW_HEIGHT = 70
LEGEND_HEIGHT = 64
SPREAD = 0.11
"""How far dots are spread above and below their line, in rows, so that they do not hide one another."""
GOLDEN = 0.618034
BAND_HALF = 0.15


@dataclass(frozen=True, slots=True)
class Strip:
    """One challenge, or the whole: my score, those of the peers in no order, and their quartiles."""

    title: str
    mine: float | None
    peers: Floats
    band: Band


def strips(rows: Sequence[Strip], language: Language, theme: Theme, *, name: str, peers: str) -> View:
    """The strips, their table and their sentence. ``name``: whose mark it is; ``peers``: what the others are called."""
    colours = PALETTES[theme]
    figure = canvas(
        language,
        theme,
        height=ROW_HEIGHT * len(rows) + LEGEND_HEIGHT,
        margin={"l": 10, "r": 12, "t": 4, "b": LEGEND_HEIGHT},
        hovermode="closest",
        showlegend=True,
        legend=legend_below(theme),
        xaxis={"range": [-1, 101], "visible": False, "fixedrange": True},
        yaxis={"range": [len(rows) - 0.5, -0.5], "visible": False, "fixedrange": True},
        annotations=[text for row, each in enumerate(rows) for text in labels(row, each, language, colours)],
    )
    add_tracks(figure, len(rows), colours)
    add_bands(figure, rows, language, colours)
    add_dots(figure, rows, peers, colours)
    add_mine(figure, rows, name, language, colours)
    return View(figure, table(rows, language), strips_sentence(rows, language, name, peers))


def labels(row: int, each: Strip, language: Language, colours: Palette) -> list[dict[str, object]]:
    """Name and score above the strip, where I stand below it."""
    score = ABSENT if each.mine is None else format_number(each.mine, language)
    quiet = {"size": SMALL_SIZE + 1, "color": colours.muted}
    return [
        label(row, ABOVE + 4, "left", text_only(each.title), {"size": TEXT_SIZE}),
        label(row, ABOVE + 4, "right", f"<b>{score}</b>", {"size": TEXT_SIZE + 1}),
        label(row, BELOW - 2, "left", place_words(each.band, language), quiet),
    ]


def place_words(band: Band, language: Language) -> str:
    """Where I stand beside the peers; why it is not said, where it is not.

    >>> place_words(Band(12, 30.0, 40.0, 50.0, Place.MIDDLE_HALF), "fr")
    'dans la moitié du milieu'
    """
    if band.median is None:
        return sentence("views.comparison.places.few", language, count=band.n)
    return sentence(f"views.comparison.places.{band.mine or 'unknown'}", language)


def add_tracks(figure: go.Figure, count: int, colours: Palette) -> None:
    """The way from 0 to 100."""
    figure.add_scatter(
        x=[0, 100, None] * count,
        y=[end for row in range(count) for end in (row, row, None)],
        mode="lines",
        line={"color": colours.grid, "width": 1},
        hoverinfo="skip",
        showlegend=False,
    )


def add_bands(figure: go.Figure, rows: Sequence[Strip], language: Language, colours: Palette) -> None:
    """The middle half of the peers, as a box of grey, with its median."""
    placed = [(row, each.band) for row, each in enumerate(rows) if each.band.median is not None]
    corners = [
        corner
        for row, band in placed
        for corner in (
            (band.lower, row - BAND_HALF), (band.upper, row - BAND_HALF), (band.upper, row + BAND_HALF),
            (band.lower, row + BAND_HALF), (band.lower, row - BAND_HALF), (None, None),
        )
    ]  # fmt: skip
    figure.add_scatter(
        x=[x for x, _ in corners],
        y=[y for _, y in corners],
        mode="lines",
        fill="toself",
        fillcolor=colours.peers,
        line={"width": 0},
        hoverinfo="skip",
        name=sentence("views.comparison.middle", language),
    )
    figure.add_scatter(
        x=[end for _, band in placed for end in (band.median, band.median, None)],
        y=[end for row, _ in placed for end in (row - BAND_HALF, row + BAND_HALF, None)],
        mode="lines",
        line={"color": colours.muted, "width": 2},
        hoverinfo="skip",
        name=sentence("views.comparison.median", language),
    )


def add_dots(figure: go.Figure, rows: Sequence[Strip], peers: str, colours: Palette) -> None:
    """One dot a peer, without name, spread the same way at each drawing."""
    figure.add_scatter(
        x=np.concatenate([np.sort(each.peers) for each in rows]).round(1) if rows else [],
        y=np.concatenate([row + scattered(len(each.peers)) for row, each in enumerate(rows)]).round(3) if rows else [],
        mode="markers",
        marker={"size": 6, "color": colours.rule, "opacity": 0.55},
        hoverinfo="skip",
        name=text_only(peers),
    )


def scattered(count: int) -> Floats:
    """Offsets that fill the height evenly, whatever the count: multiples of the golden section.

    >>> abs(scattered(100)).max() <= SPREAD
    np.True_
    """
    offsets: Floats = SPREAD * (2 * (np.arange(1, count + 1, dtype=np.float64) * GOLDEN % 1) - 1)
    return offsets


def add_mine(figure: go.Figure, rows: Sequence[Strip], name: str, language: Language, colours: Palette) -> None:
    """My own mark, over everything."""
    own = [(row, each) for row, each in enumerate(rows) if each.mine is not None]
    figure.add_scatter(
        x=[each.mine for _, each in own],
        y=[row for row, _ in own],
        mode="markers",
        marker={
            "symbol": "diamond",
            "size": 15,
            "color": colours.accent,
            "line": {"color": colours.background, "width": 2},
        },
        cliponaxis=False,
        text=[f"<b>{text_only(each.title)}</b><br>{score_words(each.mine or 0.0, language)}" for _, each in own],
        hovertemplate="%{text}<extra></extra>",
        name=text_only(name),
        legendrank=1,
    )


def table(rows: Sequence[Strip], language: Language) -> pd.DataFrame:
    """One line a challenge: my score, the middle half of the peers, how many they are, and where I stand."""
    columns: dict[str, list[str] | list[float]] = {
        "challenge": [each.title for each in rows],
        "score": column(each.mine for each in rows),
        "peers_low": column(each.band.lower for each in rows),
        "peers_median": column(each.band.median for each in rows),
        "peers_high": column(each.band.upper for each in rows),
        "peers_count": [float(each.band.n) for each in rows],
        "place": [place_words(each.band, language) for each in rows],
    }
    named = {"peers_median", "peers_count", "place"}
    return pd.DataFrame(
        {
            (sentence(f"views.comparison.columns.{key}", language) if key in named else header(key, language)): values
            for key, values in columns.items()
        }
    )


def strips_sentence(rows: Sequence[Strip], language: Language, name: str, peers: str) -> str:
    """On which challenges I stand in the upper quarter of the peers, in the lower one, and between."""
    parts = [
        sentence(f"views.comparison.sentence_{place}", language, names=listed(quoted, language))
        for place in (Place.UPPER_QUARTER, Place.MIDDLE_HALF, Place.LOWER_QUARTER)
        if (quoted := [in_quotes(each.title, language) for each in rows if each.band.mine is place])
    ]
    if not parts:
        return sentence("views.comparison.sentence_none", language, name=name, peers=peers)
    separator = sentence("views.comparison.separator", language)
    return sentence("views.comparison.sentence", language, name=name, peers=peers, parts=separator.join(parts))


def in_quotes(title: str, language: Language) -> str:
    """A title as sentences write it."""
    return sentence("views.sentences.quoted", language, name=title)
