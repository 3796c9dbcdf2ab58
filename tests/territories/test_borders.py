# SPDX-License-Identifier: EUPL-1.2
"""Who is next to whom: small squares by hand, PySAL on the same, the real outlines, and nothing found twice."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas
import libpysal
import numpy as np
import pytest
import shapely

from governance.territories import borders as module
from governance.territories.borders import Borders, borders_in, borders_of, drawn_borders
from governance.territories.install import install
from governance.territories.install.matching import array
from governance.territories.own.shelf import OwnLayer, keep
from tests.official import read
from tests.outlines import QUICK, publish

LOOSE = replace(QUICK, least_known=0.0)

SQUARES = {
    "a": shapely.box(0.0, 45.0, 0.1, 45.1),
    "b": shapely.box(0.1, 45.0, 0.2, 45.1),
    "c": shapely.box(0.2, 45.1, 0.3, 45.2),
    "near": shapely.box(0.5, 45.0, 0.6, 45.1),
    "far": shapely.box(9.0, 45.0, 9.1, 45.1),
}
"""Two side by side, one that touches the second by a corner; one 16 km from these, one 660 km away."""


def pairs_of(borders: Borders) -> set[frozenset[str]]:
    names = list(borders.places)
    return {frozenset(names[place] for place in pair) for pair in borders.pairs.tolist()}


def drawn(squares: dict[str, shapely.Geometry]) -> Borders:
    return borders_of("squares", list(squares), array(squares.values()))


def queen(frame: geopandas.GeoDataFrame) -> set[frozenset[str]]:
    """PySAL's pairs."""
    weights = libpysal.weights.Queen.from_dataframe(frame, ids=frame["id"].tolist(), silence_warnings=True)
    return {frozenset({one, other}) for one, others in weights.neighbors.items() for other in others}


def test_sides_and_corners_are_borders_and_an_island_takes_the_nearest() -> None:
    found = pairs_of(drawn(SQUARES))
    assert found == {frozenset("ab"), frozenset("bc"), frozenset({"c", "near"})}, "corner to corner 16 km, far off"


def test_the_nearest_is_told_on_the_ground_and_not_in_degrees() -> None:
    """At 60° north, a degree of longitude is half as long as one of latitude."""
    island = shapely.box(0.0, 60.0, 0.1, 60.1)
    east, north = shapely.box(1.0, 60.0, 1.1, 60.1), shapely.box(0.0, 60.8, 0.1, 60.9)
    cape = shapely.box(0.0, 60.9, 0.1, 61.0)
    found = pairs_of(drawn({"island": island, "east": east, "north": north, "cape": cape}))
    assert frozenset({"island", "east"}) in found
    assert frozenset({"island", "north"}) not in found


@pytest.mark.parametrize(("gap", "count"), [(2.52, 1), (2.56, 0)])
def test_beyond_200_km_an_island_has_nobody(gap: float, count: int) -> None:
    """At 45° of latitude a degree of longitude is 78.6 km."""
    found = drawn({"one": shapely.box(0, 45, 0.1, 45.01), "other": shapely.box(0.1 + gap, 45, 3.1, 45.01)})
    assert len(pairs_of(found)) == count


def test_two_islands_that_are_nearest_to_each_other_are_neighbours_once() -> None:
    found = drawn({"one": SQUARES["a"], "other": SQUARES["c"]})
    _, counts = found.among(["one", "other"])
    assert pairs_of(found) == {frozenset({"one", "other"})}
    assert counts.all()


def test_one_outline_alone_has_no_neighbour() -> None:
    assert not len(drawn({"one": SQUARES["a"]}).pairs)


def test_borders_are_those_of_pysal() -> None:
    touching = {name: SQUARES[name] for name in "abc"}
    frame = geopandas.GeoDataFrame({"id": list(touching)}, geometry=list(touching.values()), crs=4326)
    assert pairs_of(drawn(touching)) == queen(frame) == {frozenset("ab"), frozenset("bc")}


def test_on_the_real_epci_they_are_those_of_pysal_and_islands_have_one() -> None:
    features = read("epci.geojson")
    codes = [feature["properties"]["code"] for feature in features]
    shapes = array(shapely.geometry.shape(feature["geometry"]) for feature in features)
    found = borders_of("epci", codes, shapes)
    theirs = queen(geopandas.GeoDataFrame({"id": codes}, geometry=shapes, crs=4326))
    bridges = pairs_of(found) - theirs
    assert theirs <= pairs_of(found)
    assert len(theirs) > 3_400
    belle_ile, auray = "245600465", "200043123"
    assert frozenset({belle_ile, auray}) in bridges
    assert len(bridges) <= 8
    alone = set(codes) - {code for pair in pairs_of(found) for code in pair}
    assert alone == set(), "every island has a neighbour within 200 km"


def test_outlines_are_measured_once_for_each_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "data", str(publish(tmp_path / "published")), limits=LOOSE)
    passes: list[str] = []
    found = module.borders_of
    monkeypatch.setattr(module, "borders_of", lambda *given: passes.append(given[0]) or found(*given))
    borders_in.cache_clear()
    first = drawn_borders(tmp_path / "data", "commune")
    assert first is not None
    assert drawn_borders(tmp_path / "data", "commune") is first
    assert len(passes) == 1
    assert frozenset({"commune:01001", "commune:01002"}) in pairs_of(first)


def own_layer(**changes: Any) -> OwnLayer:
    values = {"vintage": "2026", "source": "Essai", "credit": "Essai", "author": "", "imported_at": "2026-01-01"}
    return OwnLayer("commune", file_name="f", outlines=2, **values | changes)


def test_imported_outlines_come_before_the_official_ones(tmp_path: Path) -> None:
    data = tmp_path / "data"
    install(data, str(publish(tmp_path / "published")), limits=LOOSE)
    frame = geopandas.GeoDataFrame(
        {"id": ["commune:01001", "commune:75056"]}, geometry=[SQUARES["a"], SQUARES["b"]], crs=4326
    )
    frame.to_parquet(tmp_path / "made.parquet")
    keep(data, {"communes.parquet": (tmp_path / "made.parquet").read_bytes()}, [own_layer()])
    found = drawn_borders(data, "commune")
    assert found is not None
    assert pairs_of(found) == {frozenset({"commune:01001", "commune:75056"})}
    regions = drawn_borders(data, "region")
    assert regions is not None, "those of other tiers stay the official ones"
    assert {"region:84", "region:44"} <= regions.places.keys()


def test_without_outlines_there_are_borders_of_departements_alone(tmp_path: Path) -> None:
    assert drawn_borders(tmp_path, "epci") is None
    assert drawn_borders(tmp_path, "grouping") is None
    found = drawn_borders(tmp_path, "departement")
    assert found is not None
    pairs = pairs_of(found)
    assert frozenset({"departement:35", "departement:53"}) in pairs
    assert frozenset({"departement:29", "departement:35"}) not in pairs
    assert frozenset({"departement:2A", "departement:2B"}) in pairs
    assert not any("departement:974" in pair for pair in pairs), "La Réunion is further than 200 km from anybody"


def test_a_perimeter_keeps_its_order_and_leaves_out_those_outside() -> None:
    borders = drawn(SQUARES)
    pairs, known = borders.among(["c", "nobody", "b"])
    assert {frozenset(pair) for pair in pairs.tolist()} == {frozenset({0, 2})}
    assert np.flatnonzero(known).tolist() == [0, 2]
    empty, none = borders.among([])
    assert (len(empty), len(none)) == (0, 0)
