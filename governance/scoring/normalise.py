# SPDX-License-Identifier: EUPL-1.2
"""From what was answered (a level's rank, a number, a share of items) to points, and back.

Goalposts and level values belong to the questionnaire version: one authority's score never moves because another
answered.
"""

from collections.abc import Callable

import numpy as np

from governance.questionnaire.model import Goalposts, Question
from governance.scoring.result import Floats

TIE_POINTS = 1e-9
"""Scores nearer than this are equal: 74.9999999999 counts as 75."""
POINTS_PER_LEVEL = 25.0
TOP_LEVEL = 4


def normalise(question: Question, values: Floats) -> Floats:
    """The points (0–100) of answers to one question; NaN stays NaN.

    Level: the value that the questionnaire gives to that rank. Number: 100·(f(x) − f(low)) / (f(high) − f(low)), where
    f is the identity or the logarithm, and x is first brought back between the goalposts. Checklist: 100 · share held.

    >>> from governance.language import LocalizedText
    >>> speed = Question(id="speed", kind="number", title=LocalizedText(fr="Débit", en="Speed"),
    ...                  goalposts=Goalposts(low=1, high=100, scale="log"))
    >>> normalise(speed, np.array([0.5, 10, 1000, np.nan])).tolist()
    [0.0, 50.0, 100.0, nan]
    """
    if question.kind == "checklist":
        return values * 100
    if question.goalposts is not None:
        return between(question.goalposts, values)
    absent = np.isnan(values)
    points = np.array(question.level_values)[np.where(absent, 0, values).astype(np.intp)]
    return np.where(absent, np.nan, points)


def between(goalposts: Goalposts, numbers: Floats) -> Floats:
    """The points of numbers between two goalposts, capped at both ends."""
    scaled = scale(goalposts)
    least, most = sorted((goalposts.low, goalposts.high))
    low, high = scaled(np.array([goalposts.low, goalposts.high]))
    points: Floats = 100 * (scaled(np.clip(numbers, least, most)) - low) / (high - low)
    return points


def scale(goalposts: Goalposts) -> Callable[[Floats], Floats]:
    """The function on which the goalposts are evenly spread."""
    return np.log if goalposts.scale == "log" else np.positive


def number_worth(goalposts: Goalposts, points: float) -> float:
    """The number worth that many points: the inverse of ``between``.

    >>> number_worth(Goalposts(low=40, high=0), 25)
    30.0
    """
    share = points / 100
    if goalposts.scale == "log":
        return float(goalposts.low ** (1 - share) * goalposts.high**share)
    return goalposts.low + share * (goalposts.high - goalposts.low)


def lowest(question: Question) -> float:
    """The least points that any answer to the question can bring."""
    return min(question.level_values, default=0.0)


def highest(question: Question) -> float:
    """The most points that any answer to the question can bring."""
    return max(question.level_values, default=100.0)


def levels(question: Question, values: Floats, points: Floats) -> Floats:
    """The level that each answer counts as in the staged level: the rank chosen, or ⌊points / 25⌋, at most 4.

    A level question keeps its ranks however many it has: the third of three levels counts as 2, not as 4.
    """
    if question.kind == "level":
        return values
    return np.floor((points + TIE_POINTS) / POINTS_PER_LEVEL)


def highest_level(question: Question) -> int:
    """The highest level that an answer to the question can count as."""
    return len(question.levels) - 1 if question.kind == "level" else TOP_LEVEL
