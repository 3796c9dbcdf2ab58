# SPDX-License-Identifier: EUPL-1.2
"""The committed outlines, the flat map and its insets."""

import gzip
import json
import math
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pytest
import shapely

from governance.territories import LAYERS, Territories
from governance.territories.folder import REFERENCE_FOLDER
from governance.territories.outlines import OUTLINE_LAYERS, OutlineLayer, frame_bytes, outline_bytes, outline_vintage
from governance.territories.projection import (
    EARTH_RADIUS,
    ENLARGED,
    INSETS,
    VIEW,
    frame_of,
    project,
    project_outline,
    to_pseudo_degrees,
    view,
)
from tests.conftest import absent

OFFICIAL = Path(__file__).parents[3] / "shared" / "geo"
Shapes = dict[str, Any]


def shapes(content: bytes) -> Shapes:
    return {
        feature["id"]: shapely.geometry.shape(feature["geometry"])
        for feature in json.loads(gzip.decompress(content))["features"]
    }


def frames(role: str) -> dict[str, Any]:
    features = json.loads(gzip.decompress(frame_bytes()))["features"]
    return {
        feature["properties"]["frame"]: shapely.geometry.shape(feature["geometry"])
        for feature in features
        if feature["properties"]["role"] == role
    }


@pytest.mark.parametrize(("layer", "count"), [("departements", 101 + 6), ("regions", 18 + 6)])
@pytest.mark.parametrize("flat", [False, True])
def test_every_inhabited_territory_has_an_outline(layer: OutlineLayer, count: int, flat: bool) -> None:
    assert len(shapes(outline_bytes(layer, flat=flat))) == count


@pytest.mark.parametrize("layer", OUTLINE_LAYERS)
def test_outlines_are_valid_and_neighbours_share_their_edges(layer: OutlineLayer) -> None:
    found = list(shapes(outline_bytes(layer)).values())
    assert all(shape.is_valid and not shape.is_empty for shape in found)
    assert shapely.coverage_is_valid(found)


@pytest.mark.parametrize("layer", OUTLINE_LAYERS)
def test_exterior_rings_run_clockwise(layer: OutlineLayer) -> None:
    parts = [part for shape in shapes(outline_bytes(layer)).values() for part in shape.geoms]
    assert not any(part.exterior.is_ccw for part in parts)


@pytest.mark.parametrize("layer", OUTLINE_LAYERS)
def test_features_carry_id_code_and_name_of_a_territory(layer: OutlineLayer, territories: Territories) -> None:
    for feature in json.loads(gzip.decompress(outline_bytes(layer)))["features"]:
        territory = territories.get(feature["id"])
        assert feature["properties"] == {"code": territory.code, "name": territory.name}


def test_the_files_that_travel_are_light() -> None:
    sizes = [len(outline_bytes(layer, flat=flat)) for layer in OUTLINE_LAYERS for flat in (False, True)]
    assert max(sizes) < 150_000
    assert sum(path.stat().st_size for path in REFERENCE_FOLDER.iterdir()) < 3_000_000


@pytest.mark.parametrize(("layer", "least"), [("departements", 0.955), ("regions", 0.97)])
def test_outlines_overlap_the_official_ones(layer: OutlineLayer, least: float) -> None:
    path = OFFICIAL / f"{layer}.geojson"
    if not path.exists():
        absent(str(path), "put the official outlines in a folder shared/geo beside the checkout")
    ours = {identifier.partition(":")[2]: shape for identifier, shape in shapes(outline_bytes(layer)).items()}
    overlaps = []
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        official, drawn = shapely.geometry.shape(feature["geometry"]), ours[feature["properties"]["code"]]
        overlaps.append(official.intersection(drawn).area / official.union(drawn).area)
    assert median(overlaps) > least
    assert min(overlaps) > 0.75


@pytest.mark.parametrize(("layer", "least"), [("epci", 1_240 / 1_255), ("commune", 0.98)])
def test_points_lie_in_the_official_outlines(layer: Any, least: float, territories: Territories) -> None:
    path = OFFICIAL / f"{layer}s.geojson".replace("epcis", "epci")
    if not path.exists():
        absent(str(path), "put the official outlines in a folder shared/geo beside the checkout")
    points = {row.code: row.point for row in territories.of_layer(layer) if row.point}
    features = json.loads(path.read_text("utf-8"))["features"]
    outlines = {feature["properties"]["code"]: shapely.geometry.shape(feature["geometry"]) for feature in features}
    inside = [outlines[code].buffer(0.003).covers(shapely.Point(point)) for code, point in points.items()]
    assert sum(inside) / len(inside) >= least


def test_the_vintage_in_addresses_begins_with_the_year_and_follows_the_content(tmp_path: Path) -> None:
    assert outline_vintage().startswith("2026-")
    text = (REFERENCE_FOLDER / "sources.yaml").read_text("utf-8")
    (tmp_path / "sources.yaml").write_text(text.replace("sha256: ", "sha256: 0"), "utf-8")
    assert outline_vintage(tmp_path) != outline_vintage()


# --- the flat map -----------------------------------------------------------------------------------------------------


def test_the_origin_of_lambert_93_is_the_middle_of_the_flat_map() -> None:
    assert np.allclose(project(3.0, 46.5, "24"), (0, 0), atol=1e-9)


def lambert_93(longitude: float, latitude: float) -> tuple[float, float]:
    """The formula of the national mapping agency, metres, with its constants (note NTG 71, algorithms 1 and 3)."""
    exponent, radius, false_east, false_north, eccentricity = (
        *(0.7256077650, 11_754_255.426, 700_000, 12_655_612.050, 0.08181919112),
    )
    sine = math.sin(math.radians(latitude))
    isometric = math.atanh(sine) - eccentricity * math.atanh(eccentricity * sine)
    distance, angle = radius * math.exp(-exponent * isometric), exponent * math.radians(longitude - 3)
    return false_east + distance * math.sin(angle), false_north - distance * math.cos(angle)


@pytest.mark.parametrize("point", [(-4.486, 48.39), (9.45, 42.7), (2.35, 48.86), (7.75, 48.58)])
def test_the_flat_map_of_metropolitan_france_is_lambert_93(point: tuple[float, float]) -> None:
    longitude, latitude = project(*point, "84")
    x = EARTH_RADIUS * math.radians(longitude)
    y = EARTH_RADIUS * math.asinh(math.tan(math.radians(latitude)))
    assert (x + 700_000, y + 6_600_000) == pytest.approx(lambert_93(*point), abs=0.01)


def test_points_go_in_together_and_come_out_together() -> None:
    x, y = project([2.35, 4.83], [48.85, 45.76], "11")
    assert x.shape == y.shape == (2,)


@pytest.mark.parametrize("inset", INSETS, ids=lambda inset: inset.name)
def test_each_overseas_territory_lies_in_its_own_labelled_frame(inset: Any, territories: Territories) -> None:
    frame = shapely.Polygon(frames("frame")[inset.id])
    outline = shapes(outline_bytes("regions", flat=True))[f"region:{inset.id}"]
    assert frame.buffer(1e-3).covers(outline)
    assert frame.covers(frames("label")[inset.id])
    place = territories.locate(f"region:{inset.id}")
    assert place is not None
    assert frame.covers(shapely.Point(project(place.longitude, place.latitude, inset.id)))


def test_every_overseas_departement_is_whole_in_its_frame() -> None:
    degrees, flat = shapes(outline_bytes("regions")), shapes(outline_bytes("regions", flat=True))
    for code in ("01", "02", "03", "04", "06"):
        frame = shapely.Polygon(frames("frame")[code])
        whole = project_outline(degrees[f"region:{code}"], code)
        assert frame.contains(whole)
        assert flat[f"region:{code}"].area == pytest.approx(whole.area, rel=0.01)


def test_frames_overlap_neither_each_other_nor_metropolitan_france() -> None:
    boxes = [shapely.Polygon(line) for line in frames("frame").values()]
    assert len(boxes) == len(INSETS) + 1
    assert sum(box.area for box in boxes) == pytest.approx(shapely.union_all(boxes).area)
    degrees = shapes(outline_bytes("regions"))
    mainland = shapely.union_all(
        [project_outline(degrees[f"region:{code}"], code) for code in ("53", "75", "11", "94")]
    )
    assert not shapely.union_all(boxes).intersects(mainland)


def test_ile_de_france_is_drawn_in_its_place_and_enlarged() -> None:
    paris = shapes(outline_bytes("departements", flat=True))["departement:75"]
    small, large = sorted(paris.geoms, key=lambda part: part.area)
    assert large.area / small.area == pytest.approx(ENLARGED.scale**2, rel=0.1)
    assert large.covers(shapely.Point(project(2.35, 48.86, "ile-de-france")))
    assert small.covers(shapely.Point(project(2.35, 48.86, "11")))


def test_a_point_outside_its_frame_is_not_shown() -> None:
    longitudes, latitudes = (-139.0, -149.4), (-9.8, -17.6)  # Marquesas, Tahiti
    x, y = project(longitudes, latitudes, "987")
    assert np.isnan([x[0], y[0]]).all()
    assert np.isfinite([x[1], y[1]]).all()


def test_territories_without_inhabitants_are_not_drawn() -> None:
    assert frame_of("984") is None
    assert np.isnan(project([70.0], [-49.0], "984")).all()
    assert project_outline(shapely.box(69, -50, 71, -48), "984").is_empty


def test_the_whole_flat_map_fits_the_view() -> None:
    west, south, east, north = VIEW
    corners = [to_pseudo_degrees(x, y) for x, y in ((west, south), (east, north))]
    window = shapely.box(*[float(value) for corner in corners for value in corner])
    drawn = [*shapes(outline_bytes("regions", flat=True)).values(), *frames("frame").values()]
    assert all(window.covers(shape) for shape in drawn)


def test_a_smaller_picture_shows_the_same_at_a_lower_zoom() -> None:
    large, small = view(1000, 700), view(500, 350)
    assert large[:2] == small[:2]
    assert large[2] - small[2] == pytest.approx(1)


def test_every_located_territory_falls_on_the_map_or_on_an_island_that_it_does_not_show(
    territories: Territories,
) -> None:
    hidden = set()
    for layer in LAYERS[1:]:
        for row in territories.of_layer(layer):
            place = territories.locate(row.id)
            if place and np.isnan(project(place.longitude, place.latitude, place.region)).any():
                hidden.add(row.id)
    assert hidden == set()
