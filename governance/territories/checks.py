# SPDX-License-Identifier: EUPL-1.2
"""``echelons territories check``: whether the reference is whole and holds together."""

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import shapely
import yaml

from governance.errors import InputError
from governance.territories.finding import Finder
from governance.territories.folder import (
    FORMER_NAMES,
    FRAMES,
    MEMBERS,
    REFERENCE_FOLDER,
    SOURCES,
    TERRITORIES,
    outline_file,
)
from governance.territories.outlines import OUTLINE_LAYERS
from governance.territories.sources import Sources, load_sources
from governance.territories.table import GROUPS, Table

CODES = {
    "commune": re.compile(r"(\d{2}|2[AB])\d{3}"),
    "epci": re.compile(r"\d{9}"),
    "ept": re.compile(r"\d{9}"),
    "departement": re.compile(r"\d{2}|2[AB]|\d{3}"),
    "region": re.compile(r"\d{2,3}"),
}
FILES = (
    *(TERRITORIES, MEMBERS, FORMER_NAMES, FRAMES),
    *(outline_file(layer, flat=flat) for layer in OUTLINE_LAYERS for flat in (False, True)),
)
Problems = Iterator[InputError]


def check(folder: Path = REFERENCE_FOLDER) -> list[InputError]:
    """Every problem found in the reference, worded; an empty list when all is well."""
    missing = [name for name in (SOURCES, *FILES) if not (folder / name).is_file()]
    if missing:
        return [problem("file_missing", file=name) for name in missing]
    try:
        sources = load_sources(folder)
    except (yaml.YAMLError, LookupError, TypeError):
        return [problem("file_changed", file=SOURCES)]
    damaged = list(damaged_files(folder, sources))
    if damaged:
        return damaged
    table = Table.load(folder)
    return [
        *wrong_counts(table, sources),
        *malformed_codes(table),
        *orphans(table),
        *wrong_members(folder, table),
        *lost_names(folder, table),
        *(found for layer in OUTLINE_LAYERS for found in wrong_outlines(folder, layer, table)),
    ]


def problem(key: str, **values: Any) -> InputError:
    """A problem of this package, worded in the catalogue."""
    return InputError(f"territories.check.{key}", **values)


def damaged_files(folder: Path, sources: Sources) -> Problems:
    """Files that are not those whose checksums stand in sources.yaml."""
    announced = {file["name"]: file["sha256"] for file in sources.files}
    for name in FILES:
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != announced.get(name):
            yield problem("file_changed", file=name)


def wrong_counts(table: Table, sources: Sources) -> Problems:
    """Layers that do not have as many rows as sources.yaml says."""
    counts = Counter(table.columns["layer"])
    for layer, facts in sources.layers.items():
        if counts[layer] != facts["rows"]:
            yield problem("count", layer=layer, found=counts[layer], expected=facts["rows"])


def malformed_codes(table: Table) -> Problems:
    """Codes that have not the form of their layer."""
    for layer, code in zip(table.columns["layer"], table.columns["code"], strict=True):
        if not CODES[layer].fullmatch(code):
            yield problem("code", layer=layer, code=code)


def orphans(table: Table) -> Problems:
    """Rows that name an EPCI, EPT, département, région or authority that does not exist."""
    for number, identifier in enumerate(table.numbers):
        named = [f"{layer}:{code}" for layer in GROUPS if (code := table.columns[layer][number])]
        authority = table.columns["authority"][number]
        for parent in [*named, *([authority] if authority else [])]:
            if parent not in table.numbers:
                yield problem("parent", territory=identifier, parent=parent)


def wrong_members(folder: Path, table: Table) -> Problems:
    """Groups whose list of members differs from what their communes say."""
    columns = pq.ParquetFile(folder / MEMBERS).read().to_pydict()
    listed: dict[str, set[str]] = {}
    for layer, group, commune in zip(columns["layer"], columns["group"], columns["commune"], strict=True):
        listed.setdefault(f"{layer}:{group}", set()).add(commune)
    groups = {identifier for identifier in table.numbers if identifier.startswith(("epci:", "ept:"))}
    for group in sorted(groups | listed.keys()):
        if listed.get(group, set()) != {table.columns["code"][number] for number in table.communes.get(group, [])}:
            yield problem("members", territory=group)


def lost_names(folder: Path, table: Table) -> Problems:
    """Former names that lead nowhere."""
    for name, code, identifier in Finder.load(folder, table).former:
        if identifier not in table.numbers:
            yield problem("former_name", name=name or code, territory=identifier)


def wrong_outlines(folder: Path, layer: str, table: Table) -> Problems:
    """Outlines of unknown territories, broken ones, and layers whose outlines overlap or do not meet."""
    features = json.loads(gzip.decompress((folder / outline_file(layer)).read_bytes()))["features"]
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
    for feature, shape in zip(features, shapes, strict=True):
        if feature["id"] not in table.numbers:
            yield problem("outline_unknown", layer=layer, territory=feature["id"])
        if shape.is_empty or not shape.is_valid:
            yield problem("outline_invalid", layer=layer, territory=feature["id"])
    if not shapely.coverage_is_valid(shapes):
        yield problem("outline_overlap", layer=layer)
