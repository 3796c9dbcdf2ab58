# SPDX-License-Identifier: EUPL-1.2
"""The whole build: packages in, files of data/territories out."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from governance.territories.build.listings import former_rows, member_rows
from governance.territories.build.maps import write_frames, write_outlines
from governance.territories.build.outlines import Outlines, departement_outlines, dissolve, inner_point
from governance.territories.build.packages import read_json
from governance.territories.build.points import Commune, locate_communes
from governance.territories.build.rows import Divisions, Point, Row, territory_rows
from governance.territories.build.sources import write_sources
from governance.territories.build.writing import FORMER_SCHEMA, MEMBER_SCHEMA, TERRITORY_SCHEMA, write_table
from governance.territories.folder import FORMER_NAMES, FRAMES, MEMBERS, TERRITORIES, outline_file

LISTS = ("communes", "epci", "ept", "departements", "regions")


def build_reference(
    divisions_tarball: Path, outlines_tarball: Path, places: Iterable[Mapping[str, Any]], folder: Path
) -> None:
    """Write every file of the reference into ``folder``. ``places`` are GeoNames' towns of the world."""
    divisions = Divisions(*read_json(divisions_tarball, *(f"data/{name}.json" for name in LISTS)))
    outlines = departement_outlines(outlines_tarball, divisions.departements)
    regions = dissolve(outlines, {row["code"]: row["region"] for row in divisions.departements})
    points = locate_communes(towns_sought(divisions), places, outlines)
    territories = territory_rows(divisions, points, inner_points(outlines, regions))
    folder.mkdir(parents=True, exist_ok=True)
    rows_of = write_tables(folder, divisions, territories)
    for layer, shapes in (("departement", outlines), ("region", regions)):
        write_outlines(folder, f"{layer}s", shapes, {row["code"]: row for row in territories if row["layer"] == layer})
        rows_of |= {outline_file(f"{layer}s", flat=flat): len(shapes) for flat in (False, True)}
    rows_of[FRAMES] = write_frames(folder)
    write_sources(folder, territories, rows_of)


def write_tables(folder: Path, divisions: Divisions, territories: list[Row]) -> dict[str, int]:
    """The three tables; file name → rows."""
    tables = {
        TERRITORIES: (territories, TERRITORY_SCHEMA),
        MEMBERS: (member_rows(divisions), MEMBER_SCHEMA),
        FORMER_NAMES: (former_rows(divisions, territories), FORMER_SCHEMA),
    }
    for name, (rows, schema) in tables.items():
        write_table(folder / name, rows, schema)
    return {name: len(rows) for name, (rows, _) in tables.items()}


def towns_sought(divisions: Divisions) -> list[Commune]:
    """The communes, under their name and that of the chief town that a merged commune took its code from."""
    chief_towns = {row["code"]: row["nom"] for row in divisions.former if row.get("chefLieu") == row["code"]}
    epci_of = divisions.group_of(divisions.epci)
    return [
        Commune(
            row["code"],
            tuple(name for name in (row["nom"], chief_towns.get(row["code"])) if name),
            row.get("population"),
            row["departement"],
            row["region"],
            epci_of.get(row["code"]),
        )
        for row in divisions.current
    ]


def inner_points(outlines: Outlines, regions: Outlines) -> dict[str, Point]:
    """Territory id → a point inside its outline."""
    layers = (("departement", outlines), ("region", regions))
    return {f"{layer}:{code}": inner_point(shape) for layer, shapes in layers for code, shape in shapes.items()}
