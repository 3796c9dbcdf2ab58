# SPDX-License-Identifier: EUPL-1.2
"""A vote as horizontal bars: for each level its descriptor in full and how many chose it, round after round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from governance.language import Language, sentence
from governance.questionnaire.model import Question
from governance.scoring.consensus import Consensus
from governance.views.canvas import SMALL_SIZE, TEXT_SIZE, canvas, folded, text_only
from governance.views.consensus_words import round_words, vote_words
from governance.views.palette import PALETTES, Palette, Theme
from governance.views.view import View

LINE = 19
THICK, THIN, BETWEEN = 16, 8, 3
"""The last round's bar, an earlier one's, and the room between two, in pixels."""
AFTER = 14
ROOM_FOR_COUNT = 1.12
CHARACTERS = {False: 58, True: 40}
"""How long a line of a descriptor is, by whether the screen is a phone's."""


@dataclass(frozen=True, slots=True)
class Row:
    """A level, or *je ne sais pas*: its words on some lines, its counts round by round, and where it begins."""

    words: str
    lines: int
    counts: tuple[int, ...]
    top: int

    @property
    def height(self) -> int:
        """In pixels, the space below included."""
        return self.lines * LINE + bars_height(len(self.counts)) + AFTER

    def middle(self, place: int) -> float:
        """The middle of the bar of a round, the earliest at the top."""
        above = place * (THIN + BETWEEN)
        return self.top + self.lines * LINE + above + (THICK if place == len(self.counts) - 1 else THIN) / 2


def ballots(
    question: Question, rounds: Mapping[int, Consensus], language: Language, theme: Theme, *, compact: bool = False
) -> View:
    """The distribution of a question's votes over its levels, and of those who do not know.

    ``rounds`` by number: the last is drawn in the accent, the earlier ones thin and grey above it. ``compact`` for a
    phone.
    """
    rows = list(rows_of(question, list(rounds.values()), language, CHARACTERS[compact]))
    figure = frame(rows, language, theme)
    for place, number in enumerate(rounds):
        add_round(figure, rows, place, round_words(number, language), PALETTES[theme])
    add_words(figure, rows, median_row(rounds), language, PALETTES[theme])
    return View(figure, ballot_table(question, rounds, language), ballots_sentence(rounds, language))


def rows_of(question: Question, rounds: Sequence[Consensus], language: Language, width: int) -> Sequence[Row]:
    """The levels from the lowest to the highest, then *je ne sais pas*."""
    rows: list[Row] = []
    for rank, words in enumerate(choices(question, language)):
        shown = folded(words, width)
        counts = tuple((*vote.counts, vote.dont_know)[rank] for vote in rounds)
        top = rows[-1].top + rows[-1].height if rows else 0
        rows.append(Row(shown, shown.count("<br>") + 1, counts, top))
    return rows


def choices(question: Question, language: Language) -> list[str]:
    """What people could choose: each level with its number and descriptor, and that one does not know."""
    levels = [
        sentence("views.workshop.level", language, level=rank, words=level.title.to(language))
        for rank, level in enumerate(question.levels)
    ]
    return [*levels, sentence("views.workshop.dont_know", language)]


def bars_height(count: int) -> int:
    """How high the bars of a row are together."""
    return (count - 1) * (THIN + BETWEEN) + THICK


def median_row(rounds: Mapping[int, Consensus]) -> int | None:
    """The row of the last round's median level."""
    return list(rounds.values())[-1].median if rounds else None


def frame(rows: Sequence[Row], language: Language, theme: Theme) -> go.Figure:
    """The empty figure; its vertical axis counts pixels from the top."""
    height = rows[-1].top + rows[-1].height
    most = max((count for row in rows for count in row.counts), default=0)
    return canvas(
        language,
        theme,
        height=height + 8,
        margin={"l": 2, "r": 6, "t": 4, "b": 4},
        barmode="overlay",
        hovermode="closest",
        xaxis={"range": [0, max(most, 1) * ROOM_FOR_COUNT], "visible": False, "fixedrange": True},
        yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
    )


def add_round(figure: go.Figure, rows: Sequence[Row], place: int, name: str, colours: Palette) -> None:
    """The bars of one round, each with its count at its end."""
    last = place == len(rows[0].counts) - 1
    figure.add_bar(
        x=[row.counts[place] for row in rows],
        y=[row.middle(place) for row in rows],
        width=[THICK if last else THIN] * len(rows),
        orientation="h",
        name=name,
        marker={"color": colours.accent if last else colours.rule, "line": {"width": 0}},
        text=[f"<b>{row.counts[place]}</b>" if last else str(row.counts[place]) for row in rows],
        textposition="outside",
        textfont={"size": TEXT_SIZE if last else SMALL_SIZE - 2, "color": colours.ink if last else colours.muted},
        constraintext="none",
        cliponaxis=False,
        hovertemplate="%{x}<extra>%{fullData.name}</extra>",
    )


def add_words(figure: go.Figure, rows: Sequence[Row], median: int | None, language: Language, colours: Palette) -> None:
    """The descriptor above the bars of each row; the median level says that it is."""
    mark = sentence("views.workshop.median_mark", language)
    for rank, row in enumerate(rows):
        figure.add_annotation(
            text=f"<b>{row.words}</b> ({text_only(mark)})" if rank == median else row.words,
            font={"size": TEXT_SIZE, "color": colours.ink},
            y=row.top,
            **AGAINST_THE_LEFT,
        )


AGAINST_THE_LEFT: dict[str, Any] = {
    "x": 0,
    "xref": "paper",
    "xanchor": "left",
    "yref": "y",
    "yanchor": "top",
    "align": "left",
    "showarrow": False,
    "borderpad": 0,
}


def ballot_table(question: Question, rounds: Mapping[int, Consensus], language: Language) -> pd.DataFrame:
    """One line a level, one column a round."""
    header = sentence("views.workshop.columns.level", language)
    columns: dict[str, Any] = {header: choices(question, language)}
    for number, vote in rounds.items():
        columns[round_words(number, language)] = [*vote.counts, vote.dont_know]
    return pd.DataFrame(columns)


def ballots_sentence(rounds: Mapping[int, Consensus], language: Language) -> str:
    """Each round in words."""
    return " ".join(round_sentence(number, vote, language) for number, vote in rounds.items())


def round_sentence(number: int, vote: Consensus, language: Language) -> str:
    """One round in words."""
    words = vote_words(vote, language)
    return sentence("views.workshop.said", language, name=round_words(number, language), words=words)
