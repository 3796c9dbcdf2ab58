# SPDX-License-Identifier: EUPL-1.2
"""The classes of a map: of scores between bounds, or of staged levels; and the class of each territory.

What has no plain score is never a low score: it has classes of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from governance.comparison.classification import FIXED, ranks
from governance.language import Language, format_number, sentence
from governance.scoring.result import Status
from governance.views.palette import PALETTES, Palette, Theme
from governance.views.ramp import ramp
from governance.views.words import level_word

NO_ANSWER = "no_answer"
"""The status of a territory that nobody has assessed."""
UNSCORED = (Status.PROVISIONAL.label, Status.NOT_ASSESSED.label, Status.NOT_APPLICABLE.label, NO_ANSWER)
HATCHES = {Status.PROVISIONAL.label: "dots", Status.NOT_ASSESSED.label: "lines", Status.NOT_APPLICABLE.label: "cross"}
NO_LEVEL = "no_level"
LEVELS = 5


@dataclass(frozen=True, slots=True)
class MapClass:
    """One class: its key, its words, its colour, and its hatching (``lines``, ``cross``, ``dots`` or none)."""

    key: str
    words: str
    colour: str
    hatch: str = ""

    @property
    def unscored(self) -> bool:
        """Whether the class says why there is no plain score."""
        return self.key in UNSCORED


@dataclass(frozen=True, slots=True)
class Shading:
    """The classes of a map in the order of its legend, and the place among them of each territory."""

    classes: tuple[MapClass, ...]
    places: NDArray[np.uint8]
    bounds: tuple[float, ...] = ()
    """The inner bounds, where the classes are of scores."""

    def counts(self) -> list[int]:
        """How many territories each class has."""
        return [int(count) for count in np.bincount(self.places, minlength=len(self.classes))]

    def words(self) -> list[str]:
        """The words of each territory's class."""
        words = [each.words for each in self.classes]
        return [words[place] for place in self.places]


def shade_scores(values: pd.DataFrame, language: Language, theme: Theme, bounds: Sequence[float] = FIXED) -> Shading:
    """Territories by score. ``values`` has the columns ``score`` and ``status``.

    A bound belongs to the class above it; only plainly published scores are in a class of scores.
    """
    colours = PALETTES[theme]
    shades = ramp(colours.ramp, len(bounds) + 1)
    scored = [
        MapClass(f"class_{place}", words, colour)
        for place, (words, colour) in enumerate(zip(bound_words(bounds, language), shades, strict=True))
    ]
    published = (values["status"] == Status.PUBLISHED.label).to_numpy()
    scores = values["score"].to_numpy(np.float64)
    if np.isnan(scores[published]).any():
        msg = "a published figure has a score"
        raise ValueError(msg)
    return among(
        scored,
        ranks(scores, bounds),
        published,
        values["status"],
        colours=colours,
        language=language,
        bounds=tuple(bounds),
    )


def shade_levels(values: pd.DataFrame, language: Language, theme: Theme) -> Shading:
    """Territories by staged level; those that have a score and no level yet are a class of their own."""
    colours = PALETTES[theme]
    levels = [
        MapClass(f"level_{level}", sentence("views.atlas.level", language, level=level, word=word), colour)
        for level, (word, colour) in enumerate(
            zip((level_word(level, language) for level in range(LEVELS)), colours.ramp, strict=True)
        )
    ]
    none = MapClass(NO_LEVEL, level_word(None, language), colours.no_answer, "dots")
    level = values["level"].to_numpy(np.float64)
    places = np.where(np.isnan(level), LEVELS, np.nan_to_num(level)).astype(np.intp)
    known = values["score"].notna().to_numpy()
    return among([*levels, none], places, known, values["status"], colours=colours, language=language)


def among(
    scored: Sequence[MapClass],
    places: NDArray[np.intp],
    known: NDArray[np.bool_],
    statuses: "pd.Series[str]",
    *,
    colours: Palette,
    language: Language,
    bounds: tuple[float, ...] = (),
) -> Shading:
    """The classes given, where the figure is ``known``, then those that say why it is not."""
    classes = (*scored, *unscored_classes(colours, language))
    why = {each.key: place for place, each in enumerate(classes) if each.key in UNSCORED}
    elsewhere = statuses.map(why).fillna(why[Status.NOT_ASSESSED.label]).to_numpy(np.intp)
    return Shading(classes, np.where(known, places, elsewhere).astype(np.uint8), bounds)


def unscored_classes(colours: Palette, language: Language) -> list[MapClass]:
    """The classes of what has no plain score: each its own grey, and its own hatching."""
    return [
        MapClass(
            status, sentence(f"views.statuses.{status}", language), getattr(colours, status), HATCHES.get(status, "")
        )
        for status in UNSCORED
    ]


def bound_words(bounds: Sequence[float], language: Language) -> list[str]:
    """The classes between bounds, in words.

    >>> bound_words((20, 40), "fr")
    ['moins de 20', '20 à moins de 40', '40 et plus']
    """
    if not bounds:
        return [sentence("views.atlas.one_class", language)]
    shown = [bound_text(bound, language) for bound in bounds]
    between = [sentence("views.classes.between", language, low=low, high=high) for low, high in pairwise(shown)]
    first = sentence("views.classes.first", language, high=shown[0])
    return [first, *between, sentence("views.classes.last", language, low=shown[-1])]


def bound_text(bound: float, language: Language) -> str:
    """A bound with the decimals that it needs.

    >>> bound_text(20.0, "fr"), bound_text(32.5, "fr")
    ('20', '32,5')
    """
    decimals = next((few for few in range(3) if round(bound, few) == bound), 3)
    return format_number(bound, language, decimals)
