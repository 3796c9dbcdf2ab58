# SPDX-License-Identifier: EUPL-1.2
"""``echelons territories check``: whether the installed outlines are whole and hold together."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely

from governance.errors import InputError
from governance.territories.folder import REFERENCE_FOLDER, outline_file
from governance.territories.install.manifest import POINTER, Installed, installed, pointed, root_of
from governance.territories.install.travelling import PLURAL
from governance.territories.table import Table

Problems = Iterator[InputError]


def verify_installed(data: Path, reference: Path = REFERENCE_FOLDER) -> list[InputError]:
    """Every problem of what is installed, worded; an empty list when all is well, or nothing is installed."""
    if not (root_of(data) / POINTER).exists():
        return []
    found = installed(data)
    if found is None:
        return [problem("unreadable", folder=pointed(root_of(data)) or root_of(data))]
    damaged = list(damaged_files(found))
    return damaged or list(wrong_outlines(found, Table.load(reference)))


def problem(key: str, **values: Any) -> InputError:
    """A problem of what is installed, worded in the catalogue."""
    return InputError(f"install.check.{key}", **values)


def damaged_files(found: Installed) -> Problems:
    """Files that are absent, or not those that were installed."""
    for name, facts in found.files.items():
        try:
            same = hashlib.sha256(found.read(name)).hexdigest() == facts["sha256"]
        except OSError:
            same = False
        if not same:
            yield problem("file_changed", file=found.folder / name)


def wrong_outlines(found: Installed, table: Table) -> Problems:
    """Outlines of territories that the reference no longer knows, broken ones, and neighbours that overlap."""
    for layer, plural in PLURAL.items():
        if not found.has(outline_file(plural)):
            continue
        for key, values in broken(found.read(outline_file(plural)), table):
            yield problem(key, layer=layer, **values)


def broken(content: bytes, table: Table) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is wrong with a file that travels: ``unknown`` territories, outlines that cross or ``overlap``."""
    features = json.loads(gzip.decompress(content))["features"]
    unknown = [feature["id"] for feature in features if feature["id"] not in table.numbers]
    if unknown:
        yield "unknown", {"territories": unknown}
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    if not shapely.is_valid(shapes).all() or not shapely.coverage_is_valid(shapes):
        yield "overlap", {}
