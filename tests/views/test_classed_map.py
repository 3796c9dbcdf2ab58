# SPDX-License-Identifier: EUPL-1.2
"""Maps of classes in words: gaps between tiers, clusters."""

from itertools import combinations
from math import nan
from typing import Any

import numpy as np
import pandas as pd
import pytest

from governance.comparison.spatial import Clusters, Pattern
from governance.language import LANGUAGES, Language
from governance.views.classed_map import classed_table, shaded, signed
from governance.views.classes import MapClass
from governance.views.cluster_map import cluster_classes, cluster_sentence
from governance.views.gap_map import KEYS, UNMEASURED, gap_class, gap_classes, gap_sentence
from governance.views.palette import PALETTES, Theme
from tests.views.test_palette import APART, SEEN_BY, lab

VALUES = pd.DataFrame(
    {
        "name": ["Écully", "Dole", "Évian"],
        "figure": [12.4, -0.2, nan],
        "population": [1_000_000.0, 10_000.0, nan],
    }
)


def test_each_territory_has_the_class_of_its_key() -> None:
    found = shaded(gap_classes("fr", "light"), ["above", "same", "above"])
    assert found.counts() == [0, 0, 1, 2, 0, 0, 0]
    assert found.words()[1] == "à peu près au même point (5 points au plus)"


def test_an_unknown_class_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        shaded(gap_classes("fr", "light"), ["sideways"])


def test_the_table_is_in_the_order_of_names_whatever_their_accents() -> None:
    shading = shaded(gap_classes("fr", "light"), ["above", "same", "few_parts"])
    table = classed_table(VALUES, shading, "Écart (points)", "fr")
    assert table["Territoire"].tolist() == ["Dole", "Écully", "Évian"]
    assert table["Écart (points)"].tolist()[:2] == [-0.2, 12.4]
    assert table["Classe"].tolist()[2].startswith("trop peu")


def test_a_difference_has_its_sign() -> None:
    assert [signed(each, "fr") for each in (7.6, -7.6, 0.4, -0.4)] == ["+8", "−8", "0", "0"]


@pytest.mark.parametrize(
    ("points", "key"),
    [(-30, "far_below"), (-20, "below"), (-5.1, "below"), (-5, "same"), (0, "same"), (5, "same"), (5.1, "above"),
     (20, "above"), (20.1, "far_above")],
)  # fmt: skip
def test_gaps_have_classes_alike_on_both_sides(points: float, key: str) -> None:
    assert gap_class(points, own=True) == key


def test_what_cannot_be_measured_says_why() -> None:
    assert (gap_class(None, own=True), gap_class(None, own=False)) == UNMEASURED


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", PALETTES)
def test_every_class_has_its_words_and_its_colour(language: Language, theme: Theme) -> None:
    gaps, patterns = gap_classes(language, theme), cluster_classes(language, theme)
    assert [each.key for each in gaps] == [*KEYS, *UNMEASURED]
    assert {each.key for each in patterns} == set(Pattern)
    for classes in (gaps, patterns):
        assert len({each.words for each in classes}) == len(classes)
        assert len({each.colour for each in classes}) == len(classes)


@pytest.mark.parametrize("seer", SEEN_BY)
@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("classes", [gap_classes, cluster_classes])
def test_classes_stay_apart_for_every_kind_of_colour_blindness(classes: Any, theme: Theme, seer: str) -> None:
    found: list[MapClass] = classes("fr", theme)
    gaps = {
        (one.key, other.key): float(np.linalg.norm(lab(one.colour, seer) - lab(other.colour, seer)))
        for one, other in combinations(found, 2)
    }
    assert {pair: gap for pair, gap in gaps.items() if gap < APART} == {}


def test_the_sentence_of_gaps_counts_above_level_and_below() -> None:
    told = gap_sentence([30, 6, 0, -6], "fr", whole="intercommunalités", parts="communes")
    assert told == (
        "Sur 4 intercommunalités que l’on peut comparer à leurs communes, 2 se voient plus avancées,"
        " 1 au même point, 1 moins avancées."
    )
    assert "Aucun écart" in gap_sentence([], "fr", whole="régions", parts="départements")


def clusters(moran: float, p_value: float, *patterns: Pattern) -> Clusters:
    nothing = np.full(len(patterns), np.nan)
    return Clusters(40, moran, -0.03, p_value, nothing, nothing, patterns)


def test_the_sentence_of_clusters_says_whether_neighbours_are_alike() -> None:
    assert "se ressemblent plus" in cluster_sentence(clusters(0.4, 0.01), "fr")
    assert "diffèrent plus" in cluster_sentence(clusters(-0.4, 0.01), "fr")
    assert "pas plus que par hasard" in cluster_sentence(clusters(0.4, 0.2), "fr")


def test_the_sentence_of_clusters_counts_those_that_stand_out() -> None:
    found = clusters(0.4, 0.01, Pattern.HIGH_HIGH, Pattern.HIGH_HIGH, Pattern.LOW_HIGH, Pattern.NONE)
    told = cluster_sentence(found, "fr")
    assert "2 avancés parmi des avancés, 1 qui pourrait profiter de ses voisins" in told
    assert "Aucun ne se détache" in cluster_sentence(clusters(0.4, 0.01, Pattern.NONE), "fr")
