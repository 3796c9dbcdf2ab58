# SPDX-License-Identifier: EUPL-1.2
"""An installation of the real outlines of France, which are never part of the project."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely

from governance.territories import Territories
from governance.territories.install import Installed, install
from governance.territories.install.verifying import verify_installed
from tests.official import OFFICIAL, read
from tests.outlines import TIERS

INVALID = "defauts_21_communes_brutes_invalides.geojson"
LOST = ["39140", "41284"]
"""Two communes that the published file of 1000 m reduces to a line (see the README of that folder)."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("official")


@pytest.fixture(scope="module")
def official(data: Path) -> Installed:
    """The four files as they are published, invalid communes and arrondissements included, installed."""
    raw = {feature["properties"]["code"]: feature for feature in read(INVALID)}
    source = data / "published"
    source.mkdir()
    for tier in TIERS:
        features = [raw.get(feature["properties"]["code"], feature) for feature in read(f"{tier}.geojson")]
        features += [raw["13202"]] if tier == "communes" else []
        content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
        (source / f"{tier}-1000m.geojson.gz").write_bytes(gzip.compress(content, 1))
    return install(data, str(source))


def collection(content: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(gzip.decompress(content))["features"]
    return found


def test_every_territory_has_its_outline_but_two_that_are_named(official: Installed, data: Path) -> None:
    counts = {layer: facts["outlines"] for layer, facts in official.layers.items()}
    assert counts == {"commune": 34_961, "epci": 1_255, "ept": 11, "departement": 107, "region": 24}
    assert official.layers["commune"]["missing"] == LOST
    assert official.layers["commune"]["unknown"] == ["13202"]
    assert len(official.layers["commune"]["repaired"]) == 17
    assert {
        code for layer in ("epci", "departement", "region") for code in official.layers[layer]["differing"]
    } == set()
    assert verify_installed(data) == []


def test_the_national_files_are_light(official: Installed) -> None:
    sizes = {name: facts["bytes"] for name, facts in official.files.items() if name.endswith(".geojson.gz")}
    assert max(sizes["epci.geojson.gz"], sizes["epci_map.geojson.gz"]) <= 450_000
    assert max(sizes["departements_map.geojson.gz"], sizes["regions_map.geojson.gz"]) <= 150_000
    assert max(sizes["communes.geojson.gz"], sizes["communes_map.geojson.gz"]) <= 2_000_000
    assert sum(facts["bytes"] for facts in official.files.values()) <= 15_000_000


def test_the_communes_of_each_departement_are_light_and_all_there(
    official: Installed, territories: Territories
) -> None:
    for departement in territories.of_layer("departement"):
        if departement.region in {"984", "989"}:
            continue
        for plane in ("", "_map"):
            content = official.read(f"communes/{departement.code}{plane}.geojson.gz")
            assert len(content) <= 150_000, departement
        members = {commune.id for commune in territories.members(departement.id)}
        found = {feature["id"] for feature in collection(official.read(f"communes/{departement.code}.geojson.gz"))}
        assert found == members - {f"commune:{code}" for code in LOST}


@pytest.mark.parametrize("name", ["communes", "epci", "departements", "regions", "communes/44", "communes/2A"])
def test_what_travels_is_valid_matched_at_its_edges_and_clockwise(name: str, official: Installed) -> None:
    features = collection(official.read(f"{name}.geojson.gz"))
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    exteriors = shapely.get_exterior_ring(shapely.get_parts(shapes))
    assert not shapely.is_ccw(exteriors).any()


def test_simplified_outlines_stay_close_to_the_published_ones(official: Installed) -> None:
    published = {feature["properties"]["code"]: feature["geometry"] for feature in read("epci.geojson")}
    for feature in collection(official.read("epci.geojson.gz")):
        code = feature["properties"]["code"]
        ours, theirs = shapely.geometry.shape(feature["geometry"]), shapely.geometry.shape(published[code])
        assert ours.intersection(theirs).area / ours.union(theirs).area > 0.93, code


def test_tiers_fit_each_other(official: Installed, territories: Territories) -> None:
    communes = geopandas.read_parquet(official.folder / "communes.parquet").set_index("id").geometry
    epci = geopandas.read_parquet(official.folder / "epci.parquet").set_index("id").geometry
    assert shapely.coverage_is_valid(communes.array)
    for identifier in ("epci:244400404", "epci:200054781", "epci:200046977"):
        members = [commune.id for commune in territories.members(identifier) if commune.id in communes.index]
        assert epci[identifier].equals(shapely.union_all(communes[members].array))


def test_continuous_integration_has_the_official_outlines() -> None:
    """A skip there would hide everything above."""
    if os.environ.get("CI") and OFFICIAL.parent.exists():
        assert (OFFICIAL / "communes.geojson").exists()
