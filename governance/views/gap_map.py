# SPDX-License-Identifier: EUPL-1.2
"""The classes of the map of gaps between tiers: from below to above, in words and in a diverging ramp."""

from collections.abc import Sequence

from governance.language import Language, sentence
from governance.views.classes import MapClass
from governance.views.palette import PALETTES, Theme

BOUNDS = (-20.0, -5.0, 5.0, 20.0)
"""Points; within five either way, both sides say about the same."""
KEYS = ("far_below", "below", "same", "above", "far_above")
UNMEASURED = ("few_parts", "no_own")


def gap_classes(language: Language, theme: Theme) -> list[MapClass]:
    """Every class, in the order of legends."""
    colours = PALETTES[theme]
    shades = [*colours.diverging, colours.not_assessed, colours.no_answer]
    hatches = [*[""] * len(KEYS), "lines", ""]
    return [
        MapClass(key, sentence(f"views.gaps.{key}", language), *drawn)
        for key, *drawn in zip((*KEYS, *UNMEASURED), shades, hatches, strict=True)
    ]


def gap_class(points: float | None, *, own: bool) -> str:
    """The class of a gap; a bound belongs to the middle. ``own``: whether the territory itself has a score.

    >>> gap_class(-20.0, own=True), gap_class(5.0, own=True), gap_class(5.1, own=True), gap_class(None, own=False)
    ('below', 'same', 'above', 'no_own')
    """
    if points is None:
        return "few_parts" if own else "no_own"
    return KEYS[sum((points > bound) if bound > 0 else (points >= bound) for bound in BOUNDS)]


def gap_sentence(gaps: Sequence[float], language: Language, *, whole: str, parts: str) -> str:
    """How many stand above their parts, about level, and below. ``whole``, ``parts``: what both are called."""
    keys = [gap_class(points, own=True) for points in gaps]
    if not keys:
        return sentence("views.gaps.sentence_none", language, whole=whole, parts=parts)
    return sentence(
        "views.gaps.sentence",
        language,
        whole=whole,
        parts=parts,
        count=len(keys),
        above=sum(key in ("above", "far_above") for key in keys),
        same=keys.count("same"),
        below=sum(key in ("below", "far_below") for key in keys),
    )
