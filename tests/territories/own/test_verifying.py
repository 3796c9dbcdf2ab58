# SPDX-License-Identifier: EUPL-1.2
"""Imported outlines verified: whole, damaged, of another reference, unreadable."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from governance.errors import InputError
from governance.territories.own.shelf import OwnLayer, keep, root_of
from governance.territories.own.verifying import verify_own
from tests.outlines import Document

COMMUNES = OwnLayer("commune", "2027", "SIG", "SIG du pays", "Ana", "2027-01-01", "a.geojson", 2)
EPCI = replace(COMMUNES, layer="epci", made_of="commune")
SQUARES = {"commune:44109": shapely.box(0, 0, 1, 1), "commune:35238": shapely.box(1, 0, 2, 1)}


def travelling(shapes: dict[str, shapely.Geometry]) -> bytes:
    features: list[Document] = [
        {"type": "Feature", "id": name, "properties": {}, "geometry": json.loads(shapely.to_geojson(shape))}
        for name, shape in shapes.items()
    ]
    return gzip.compress(json.dumps({"type": "FeatureCollection", "features": features}).encode())


def bring(data: Path, shapes: dict[str, shapely.Geometry], layer: OwnLayer = COMMUNES) -> Path:
    """Outlines put in force; gives the file that travels."""
    name = "communes.geojson.gz" if layer is COMMUNES else "epci.geojson.gz"
    return keep(data, {name: travelling(shapes)}, [layer]).folder / name


def keys(data: Path) -> list[list[str]]:
    return [[problem.key for problem in each.problems] for each in verify_own(data)]


def test_nothing_imported_is_nothing_to_say(tmp_path: Path) -> None:
    assert verify_own(tmp_path) == []


def test_each_layer_is_told_with_its_state(tmp_path: Path) -> None:
    bring(tmp_path, SQUARES)
    bring(tmp_path, {"epci:244400404": SQUARES["commune:44109"]}, EPCI)
    found = verify_own(tmp_path)
    assert [(each.layer.layer, each.layer.vintage, each.problems) for each in found] == [
        ("commune", "2027", []),
        ("epci", "2027", []),
    ]


@pytest.mark.parametrize("damage", [lambda file: file.write_bytes(b""), lambda file: file.unlink()])
def test_a_file_changed_or_gone_is_told_of_its_layer_alone(damage: object, tmp_path: Path) -> None:
    bring(tmp_path, SQUARES)
    bring(tmp_path, {"epci:244400404": SQUARES["commune:44109"]}, EPCI)
    file = next(root_of(tmp_path).glob("own/*/epci.geojson.gz"))
    damage(file)  # type: ignore[operator]
    assert keys(tmp_path) == [[], ["outlines.check.changed"]]


def test_territories_that_the_reference_does_not_know_and_outlines_that_overlap_are_told(tmp_path: Path) -> None:
    bring(tmp_path, SQUARES | {"commune:00000": shapely.box(0.5, 0, 3, 1)})
    (found,) = verify_own(tmp_path)
    assert [problem.key for problem in found.problems] == ["outlines.check.unknown", "outlines.check.overlap"]
    assert "commune:00000" in found.problems[0].message("fr")


def test_epci_may_be_those_of_an_imported_composition(tmp_path: Path) -> None:
    bring(tmp_path, {"epci:999999999": SQUARES["commune:44109"]}, EPCI)
    assert keys(tmp_path) == [[]]


def test_what_cannot_be_read_is_said_with_its_folder(tmp_path: Path) -> None:
    folder = bring(tmp_path, SQUARES).parent
    (folder / "manifest.json").write_text("{")
    with pytest.raises(InputError) as told:
        verify_own(tmp_path)
    assert str(folder) in told.value.message("fr")
