# SPDX-License-Identifier: EUPL-1.2
"""The check of the reference: each fault is named, and nothing else is."""

import gzip
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml

from governance.language import LANGUAGES
from governance.territories.build.writing import TERRITORY_SCHEMA, write_table
from governance.territories.checks import FILES, check

Rows = list[dict[str, Any]]


@pytest.fixture
def folder(small: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small, tmp_path / "territories"))


def problems(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    return [(problem.key.removeprefix("territories.check."), problem.values) for problem in check(folder)]


def announce(folder: Path) -> None:
    """Make sources.yaml say what the files are now."""
    document = yaml.safe_load((folder / "sources.yaml").read_text("utf-8"))
    for file in document["files"]:
        file["sha256"] = hashlib.sha256((folder / file["name"]).read_bytes()).hexdigest()
    (folder / "sources.yaml").write_text(yaml.safe_dump(document), "utf-8")


def change_rows(folder: Path, name: str, change: Callable[[Rows], object]) -> None:
    table = pq.ParquetFile(folder / name).read()
    rows = table.to_pylist()
    change(rows)
    write_table(folder / name, rows, table.schema)
    announce(folder)


def change_features(folder: Path, change: Callable[[Rows], object]) -> None:
    path = folder / "regions.geojson.gz"
    document = json.loads(gzip.decompress(path.read_bytes()))
    change(document["features"])
    path.write_bytes(gzip.compress(json.dumps(document).encode()))
    announce(folder)


def row(rows: Rows, code: str) -> dict[str, Any]:
    return next(found for found in rows if found["code"] == code)


def test_the_committed_reference_has_no_problem() -> None:
    assert check() == []


@pytest.mark.parametrize("name", [*FILES, "sources.yaml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert problems(folder) == [("file_missing", {"file": name})]


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_changed_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    assert problems(folder) == [("file_changed", {"file": name})]


@pytest.mark.parametrize("content", ["[", "", "layers: 3", "a: 1"])
def test_unreadable_sources_are_named(folder: Path, content: str) -> None:
    (folder / "sources.yaml").write_text(content, "utf-8")
    assert problems(folder) == [("file_changed", {"file": "sources.yaml"})]


def test_a_layer_with_a_row_too_few_is_told(folder: Path) -> None:
    change_rows(folder, "territories.parquet", lambda rows: rows.remove(row(rows, "97801")))
    assert ("count", {"layer": "commune", "found": 6, "expected": 7}) in problems(folder)


def test_a_malformed_code_is_told(folder: Path) -> None:
    change_rows(folder, "territories.parquet", lambda rows: row(rows, "97801").update(code="9780"))
    assert problems(folder) == [("code", {"layer": "commune", "code": "9780"})]


def test_a_commune_of_an_unknown_departement_is_told(folder: Path) -> None:
    change_rows(folder, "territories.parquet", lambda rows: row(rows, "97801").update(departement="99"))
    assert problems(folder) == [("parent", {"territory": "commune:97801", "parent": "departement:99"})]


def test_an_authority_that_does_not_exist_is_told(folder: Path) -> None:
    change_rows(folder, "territories.parquet", lambda rows: row(rows, "97801").update(authority="region:99"))
    assert problems(folder) == [("parent", {"territory": "commune:97801", "parent": "region:99"})]


def test_a_member_that_its_epci_does_not_list_is_told(folder: Path) -> None:
    change_rows(folder, "members.parquet", lambda rows: rows.pop(0))
    assert problems(folder) == [("members", {"territory": "epci:200000001"})]


def test_a_former_name_that_leads_nowhere_is_told(folder: Path) -> None:
    gone = {"name": "Ys", "code": None, "territory": "commune:29999"}
    change_rows(folder, "former_names.parquet", lambda rows: rows.append(gone))
    assert problems(folder) == [("former_name", {"name": "Ys", "territory": "commune:29999"})]


def test_an_outline_of_no_territory_is_told(folder: Path) -> None:
    change_features(folder, lambda features: features[0].update(id="region:99"))
    assert problems(folder) == [("outline_unknown", {"layer": "regions", "territory": "region:99"})]


def test_an_outline_that_crosses_itself_is_told(folder: Path) -> None:
    bow = [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]
    change_features(folder, lambda features: features[0]["geometry"].update(type="Polygon", coordinates=bow))
    assert ("outline_invalid", {"layer": "regions", "territory": "region:03"}) in problems(folder)


def test_outlines_that_overlap_are_told(folder: Path) -> None:
    change_features(folder, lambda features: features[1].update(geometry=features[0]["geometry"]))
    assert problems(folder) == [("outline_overlap", {"layer": "regions"})]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_is_one_clear_sentence_in_both_languages(folder: Path, language: Any) -> None:
    change_rows(folder, "territories.parquet", lambda rows: rows.remove(row(rows, "01")))
    found = [problem.message(language) for problem in check(folder)]
    assert found
    assert all("{" not in message and "make territories" in message for message in found)


def test_the_schema_of_the_territories_is_the_announced_one(small: Path) -> None:
    assert pq.ParquetFile(small / "territories.parquet").schema_arrow.equals(TERRITORY_SCHEMA)
