# SPDX-License-Identifier: EUPL-1.2
"""A map of two figures at once: score and context, each in thirds of the territories shown, nine classes.

Reference: Trumbo (1981), "A theory for coloring bivariate statistical maps".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from governance.comparison.classification import ranks, thirds
from governance.language import Language, sentence
from governance.scoring.result import Floats, Status
from governance.views.classes import MapClass, Shading, bound_text, unscored_classes
from governance.views.palette import PALETTES, Theme

SIDE = 3
STEPS = ("low", "middle", "high")
NO_VALUE = "no_value"
# Context low to high, in each score low to high: the score goes towards blue, the context towards orange, and both
# away from the page.
COLOURS: dict[Theme, tuple[str, ...]] = {
    "light": (
        "#FAE2CB", "#96D2E4", "#47B1B3",
        "#E6BF7C", "#9CA891", "#676B95",
        "#E28D12", "#836B31", "#342526",
    ),
    "dark": (
        "#131819", "#597C92", "#3999CC",
        "#8A6B30", "#ACA8A9", "#98C6D7",
        "#DD7A1E", "#F1C17B", "#F9EEE0",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Square:
    """The legend of two figures: nine colours by rows of context, low first, with their counts; axes in words."""

    across: str
    """The name of the score, whose thirds run from left to right."""
    upwards: str
    """The name of the context, with its unit."""
    across_bounds: tuple[str, ...]
    upwards_bounds: tuple[str, ...]
    cells: tuple[tuple[str, int], ...]


def shade_pair(values: pd.DataFrame, context: Floats, language: Language, theme: Theme) -> Shading:
    """Territories by third of the score and third of the context; those that lack either have classes of their own."""
    published = (values["status"] == Status.PUBLISHED.label).to_numpy()
    scores = values["score"].to_numpy(np.float64)
    both = published & ~np.isnan(context)
    score_thirds, context_thirds = (ranks(each, thirds(each[both])) for each in (scores, context))
    unscored = unscored_classes(PALETTES[theme], language)
    # Nine colours leave no room for a tenth: provisional scores are told by their dots.
    grey = PALETTES[theme].no_answer
    unscored = [replace(each, colour=grey) if each.key == Status.PROVISIONAL.label else each for each in unscored]
    missing = MapClass(NO_VALUE, sentence("views.atlas.no_value", language), grey, "lines")
    classes = (*pair_classes(language, theme), missing, *unscored)
    why = {each.key: SIDE * SIDE + 1 + place for place, each in enumerate(unscored)}
    elsewhere = values["status"].map(why).fillna(SIDE * SIDE).to_numpy(np.intp)
    return Shading(classes, np.where(both, context_thirds * SIDE + score_thirds, elsewhere).astype(np.uint8))


def pair_classes(language: Language, theme: Theme) -> list[MapClass]:
    """The nine classes, by rows of context."""
    colours = COLOURS[theme]
    return [
        MapClass(f"pair_{row}{column}", pair_words(column, row, language), colours[row * SIDE + column])
        for row in range(SIDE)
        for column in range(SIDE)
    ]


def pair_words(score: int, context: int, language: Language) -> str:
    """A class in words.

    >>> pair_words(0, 2, "fr")
    'score bas, contexte haut'
    """
    words = {name: sentence(f"views.atlas.{STEPS[third]}", language) for name, third in
             (("score", score), ("context", context))}  # fmt: skip
    return sentence("views.atlas.pair", language, **words)


def square(values: pd.DataFrame, context: Floats, shading: Shading, names: Sequence[str], language: Language) -> Square:
    """The legend of :func:`shade_pair`; ``names`` are those of the score and of the context."""
    scores = values["score"].to_numpy(np.float64)
    both = shading.places < SIDE * SIDE
    bounds = [tuple(bound_text(bound, language) for bound in thirds(each[both])) for each in (scores, context)]
    counts = shading.counts()
    cells = tuple((each.colour, counts[place]) for place, each in enumerate(shading.classes[: SIDE * SIDE]))
    return Square(names[0], names[1], bounds[0], bounds[1], cells)


def pair_sentence(shading: Shading, names: Sequence[str], language: Language) -> str:
    """Where both are high, where both are low, and where the context is high while the score is low."""
    counts = shading.counts()
    known = sum(counts[: SIDE * SIDE])
    return sentence(
        "views.atlas.pair_sentence",
        language,
        score=names[0],
        context=names[1],
        count=known,
        both_high=counts[SIDE * SIDE - 1],
        both_low=counts[0],
        needy=counts[(SIDE - 1) * SIDE],
    )
