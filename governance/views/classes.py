# SPDX-License-Identifier: EUPL-1.2
"""The classes of a map: five fixed ones of 20 points, so that maps compare between places and years.

What has no plain score is never a low score: it has classes of its own.
"""

from dataclasses import dataclass
from math import isnan

from governance.language import Language, format_number, sentence
from governance.scoring.result import Status
from governance.views.palette import PALETTES, Theme

BOUNDS = (0, 20, 40, 60, 80, 100)
NO_ANSWER = "no_answer"
"""The status of a territory that nobody has assessed."""
UNSCORED = (Status.PROVISIONAL.label, Status.NOT_ASSESSED.label, Status.NOT_APPLICABLE.label, NO_ANSWER)


@dataclass(frozen=True, slots=True)
class MapClass:
    """One class: its key, its words, its colour."""

    key: str
    words: str
    colour: str


def map_classes(language: Language, theme: Theme) -> list[MapClass]:
    """Every class, in the order of legends: the five of the scores, then those without a plain score."""
    colours = PALETTES[theme]
    scored = [
        MapClass(f"class_{rank}", class_words(rank, language), colour) for rank, colour in enumerate(colours.ramp)
    ]
    return scored + [
        MapClass(status, sentence(f"views.statuses.{status}", language), getattr(colours, status))
        for status in UNSCORED
    ]


def class_key(status: str, score: float | None) -> str:
    """The class of a territory. A bound belongs to the class above it, 100 to the last.

    >>> class_key("published", 20.0), class_key("published", 100.0), class_key("not_assessed", None)
    ('class_1', 'class_4', 'not_assessed')
    """
    if status != Status.PUBLISHED.label:
        return status
    if score is None or isnan(score):
        msg = "a published figure has a score"
        raise ValueError(msg)
    return f"class_{min(int(score // 20), 4)}"


def class_words(rank: int, language: Language) -> str:
    """A class of scores in words.

    >>> class_words(0, "fr"), class_words(1, "fr"), class_words(4, "fr")
    ('moins de 20', '20 à moins de 40', '80 et plus')
    """
    position = "first" if rank == 0 else "last" if rank == len(BOUNDS) - 2 else "between"
    low, high = (format_number(bound, language) for bound in BOUNDS[rank : rank + 2])
    return sentence(f"views.classes.{position}", language, low=low, high=high)
