# SPDX-License-Identifier: EUPL-1.2
"""Maps of classes in words: gaps between tiers, clusters."""

from dataclasses import replace
from itertools import combinations
from math import nan
from typing import Any

import numpy as np
import pandas as pd
import pytest

from governance.comparison.spatial import Clusters, Pattern
from governance.language import LANGUAGES, Language
from governance.views.area_map import AreaClass, AreaMap, area_map, signed
from governance.views.cluster_map import cluster_classes, cluster_sentence
from governance.views.gap_map import KEYS, UNMEASURED, gap_class, gap_classes, gap_sentence
from governance.views.palette import PALETTES, Theme
from governance.views.view import View
from tests.views.test_palette import APART, SEEN_BY, lab

VALUES = pd.DataFrame(
    {
        "id": ["epci:1", "epci:2", "epci:3"],
        "name": ["Là <b>", "Ici", "Ailleurs"],
        "class": ["above", "same", "above"],
        "figure": [12.4, -0.2, nan],
        "population": [1_000_000.0, 10_000.0, nan],
        "lon": [0.0, 1.0, nan],
        "lat": [0.0, 1.0, nan],
    }
)
CONTENT = AreaMap("Écarts", "Insee", gap_classes("fr", "light"), VALUES, "Écart (points)", "/geo/epci.json")


def drawn(content: AreaMap = CONTENT, **changes: Any) -> View:
    return area_map(replace(content, **changes), "fr", "light", told="La phrase.", width=640)


def kinds(view: View, kind: str) -> list[Any]:
    return [trace for trace in view.figure.data if trace.type == kind]


def test_outlines_travel_by_address_one_trace_a_class_with_its_count() -> None:
    same, above = kinds(drawn(), "choroplethmap")
    assert (same.geojson, above.geojson) == ("/geo/epci.json", "/geo/epci.json")
    assert above.name == "de 5 à 20 points au-dessus (2)"
    assert list(above.locations) == ["epci:1", "epci:3"]
    assert [each[0] for each in above.customdata] == ["epci:1", "epci:3"]


def test_bubbles_say_the_name_the_class_and_the_figure_as_they_are_written() -> None:
    (_, above) = kinds(drawn(simulated=True), "choroplethmap")
    assert above.text[0].startswith("<b>Là &lt;b&gt;</b><br>de 5 à 20 points au-dessus<br>Écart (points)")
    assert above.text[0].endswith("Données simulées")
    assert "Écart (points)" not in above.text[1]


def test_without_outlines_territories_are_circles_over_the_ground_that_places_them() -> None:
    view = drawn(outlines=None, ground=("/geo/departements.json", ["departement:35"]))
    (ground,) = kinds(view, "choroplethmap")
    assert (ground.geojson, list(ground.locations), ground.showlegend) == (
        "/geo/departements.json",
        ["departement:35"],
        False,
    )
    circles = [trace for trace in kinds(view, "scattermap") if trace.showlegend]
    assert {each for trace in circles for each in trace.marker.size} == {6, 24}


def test_the_table_is_in_the_order_of_names_and_holds_every_figure() -> None:
    table = drawn().table
    assert table["Territoire"].tolist() == ["Ailleurs", "Ici", "Là <b>"]
    assert table["Écart (points)"].tolist()[1:] == [-0.2, 12.4]
    assert table["Classe"].tolist()[0] == "de 5 à 20 points au-dessus"


def test_the_sentence_stands_for_the_map() -> None:
    assert (drawn().sentence, drawn().alt) == ("La phrase.", "La phrase.")


def test_simulated_data_are_said_so_in_the_figure_itself() -> None:
    def notes(view: View) -> str:
        return " ".join(note.text for note in view.figure.layout.annotations)

    assert "Données simulées" in notes(drawn(simulated=True))
    assert "Données simulées" not in notes(drawn())
    assert "Insee" in notes(drawn())


def test_the_map_holds_every_point_and_every_frame() -> None:
    few, more = drawn(), drawn(lines=[[(-10.0, -5.0), (5.0, 5.0)]])
    assert more.figure.layout.map.zoom < few.figure.layout.map.zoom
    assert drawn(values=VALUES.iloc[2:]).figure.layout.map.center.lon == 0


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
    found: list[AreaClass] = classes("fr", theme)
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
