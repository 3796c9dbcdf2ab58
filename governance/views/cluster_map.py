# SPDX-License-Identifier: EUPL-1.2
"""The classes of the map of clusters: what a territory and its neighbours are together, in words."""

from collections import Counter

from governance.comparison.spatial import Clusters, Pattern
from governance.language import Language, sentence
from governance.views.classes import MapClass
from governance.views.palette import PALETTES, Theme

FIRM = 0.05


def cluster_classes(language: Language, theme: Theme) -> list[MapClass]:
    """Every pattern, in the order of legends."""
    colours = PALETTES[theme]
    far_below, below, _, above, far_above = colours.diverging
    shades = {
        Pattern.HIGH_HIGH: far_above,
        Pattern.HIGH_LOW: above,
        Pattern.LOW_HIGH: below,
        Pattern.LOW_LOW: far_below,
        Pattern.NONE: colours.diverging[2],
        Pattern.ISOLATED: colours.not_assessed,
        Pattern.NO_SCORE: colours.no_answer,
    }
    hatches = {Pattern.ISOLATED: "lines"}
    return [
        MapClass(pattern, sentence(f"views.clusters.{pattern}", language), shade, hatches.get(pattern, ""))
        for pattern, shade in shades.items()
    ]


def cluster_sentence(found: Clusters, language: Language) -> str:
    """Whether alike territories are neighbours as a rule, then how many stand out of what chance would do."""
    key = "none" if found.p_value > FIRM else "alike" if found.moran > found.expected else "unlike"
    told = sentence(f"views.clusters.whole_{key}", language, counted=found.counted)
    counts = Counter(found.patterns)
    named = [
        sentence(f"views.clusters.count_{pattern}", language, count=counts[pattern])
        for pattern in (Pattern.HIGH_HIGH, Pattern.LOW_LOW, Pattern.HIGH_LOW, Pattern.LOW_HIGH)
        if counts[pattern]
    ]
    if not named:
        return told + sentence("views.clusters.nobody", language)
    return told + sentence("views.clusters.some", language, parts=", ".join(named))
