# SPDX-License-Identifier: EUPL-1.2
"""Where a room put its points: one bar an action, the most wanted first."""

from typing import Any

import pandas as pd

from governance.language import Language, sentence
from governance.views.ballots import AFTER, AGAINST_THE_LEFT, LINE, ROOM_FOR_COUNT, THICK
from governance.views.canvas import TEXT_SIZE, canvas, folded
from governance.views.palette import PALETTES, Theme
from governance.views.sentences import listed
from governance.views.view import View
from governance.workshops.views import PrioritiesResult

CHARACTERS = {False: 110, True: 40}
NAMED = 3
"""How many actions the sentence names."""


def priorities(result: PrioritiesResult, language: Language, theme: Theme, *, compact: bool = False) -> View:
    """The points of each action. ``compact`` for a phone."""
    colours = PALETTES[theme]
    words = [folded(option.title, CHARACTERS[compact]) for option, _ in result.points]
    heights = [(word.count("<br>") + 1) * LINE for word in words]
    tops = [sum(heights[:rank]) + rank * (THICK + AFTER) for rank in range(len(words) + 1)]
    points = [count for _, count in result.points]
    figure = canvas(
        language,
        theme,
        height=tops[-1] + 12,
        margin={"l": 2, "r": 6, "t": 4, "b": 4},
        hovermode=False,
        xaxis={"range": [0, max([1, *points]) * ROOM_FOR_COUNT], "visible": False, "fixedrange": True},
        yaxis={"range": [tops[-1], 0], "visible": False, "fixedrange": True},
    )
    figure.add_bar(
        x=points,
        y=[top + height + THICK / 2 for top, height in zip(tops, heights, strict=False)],
        width=[THICK] * len(points),
        orientation="h",
        marker={"color": colours.accent, "line": {"width": 0}},
        text=[f"<b>{count}</b>" for count in points],
        textposition="outside",
        textfont={"size": TEXT_SIZE, "color": colours.ink},
        cliponaxis=False,
    )
    for word, top in zip(words, tops, strict=False):
        figure.add_annotation(text=word, y=top, font={"size": TEXT_SIZE, "color": colours.ink}, **AGAINST_THE_LEFT)
    return View(figure, priorities_table(result, language), priorities_sentence(result, language))


def priorities_table(result: PrioritiesResult, language: Language) -> pd.DataFrame:
    """One line an action."""
    columns: dict[str, Any] = {
        "action": [option.title for option, _ in result.points],
        "points": [points for _, points in result.points],
    }
    return pd.DataFrame(
        {sentence(f"views.workshop.columns.{name}", language): values for name, values in columns.items()}
    )


def priorities_sentence(result: PrioritiesResult, language: Language) -> str:
    """How many people spread their points, and what comes first; those level with the last one named are named too."""
    given = [(option, points) for option, points in result.points if points]
    if not given:
        return sentence("views.workshop.priorities.none", language)
    least = given[:NAMED][-1][1]
    first = [
        sentence("views.sentences.quoted", language, name=option.title) for option, points in given if points >= least
    ]
    return sentence(
        "views.workshop.priorities.sentence", language, count=result.voters, actions=listed(first, language)
    )
