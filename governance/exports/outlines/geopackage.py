# SPDX-License-Identifier: EUPL-1.2
"""GeoPackage: an SQLite file held in memory, of which only plain tables are read.

Nothing but reading columns is allowed: no function, no other file, no view, no trigger.
"""

import re
import sqlite3
import struct
from typing import Any

import shapely

from governance.errors import InputError
from governance.exports.outlines.features import MOST_FEATURES, Features, as_text, chosen, kept
from governance.exports.outlines.systems import numbered

SIGNATURE = b"SQLite format 3\0"
ENVELOPES = (0, 32, 48, 48, 64)
ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
MEMORY = sqlite3.connect(":memory:", isolation_level=None)
"""Opened when this module is imported: afterwards the sandbox opens none."""
MEMORY.execute("PRAGMA trusted_schema = OFF")
COMPUTED = re.compile(r"\bAS\s*\(", re.IGNORECASE)
DAMAGED = (sqlite3.Error, struct.error, ValueError, UnicodeDecodeError, OverflowError)


def allow(action: int, *_: str | None) -> int:
    """SQLite asks for each thing that a statement would do."""
    return sqlite3.SQLITE_OK if action in ALLOWED else sqlite3.SQLITE_DENY


def read_geopackage(name: str, content: bytes, layer: str) -> Features:
    """The features of the table of a layer. InputError when there is none, or several that may be meant."""
    # The header of a file in « WAL » mode asks for a second file, which is not there.
    plain = content[:18] + b"\1\1" + content[20:] if content[18:20] == b"\2\2" else content
    MEMORY.set_authorizer(None)
    try:
        MEMORY.deserialize(plain)
        MEMORY.set_authorizer(allow)
        return read(name, layer)
    except DAMAGED as fault:
        raise InputError("outlines.damaged", name=name) from fault
    finally:
        MEMORY.set_authorizer(None)


def read(name: str, layer: str) -> Features:
    """The same, once the file is open."""
    places = rows("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns LIMIT 200")
    tables = {str(table): (str(column), system) for table, column, system in places}
    kinds = {
        str(table): (str(kind), str(sql)) for table, kind, sql in rows("SELECT name, type, sql FROM sqlite_master")
    }
    plain = [table for table in tables if is_plain(*kinds.get(table, ("", "")))]
    table = chosen(plain, layer)
    if table is None:
        raise InputError("outlines.tables", name=name, tables=plain[:20] or ["–"])
    column, system = tables[table]
    return features(name, table, column, system_of(system, name))


def is_plain(kind: str, sql: str) -> bool:
    """Whether something is a table that holds its rows itself: no view, no virtual table, no computed column."""
    return kind == "table" and not sql.upper().lstrip().startswith("CREATE VIRTUAL") and not COMPUTED.search(sql)


def features(name: str, table: str, column: str, system: int | None) -> Features:
    """The rows of a table."""
    cursor = MEMORY.execute(f"SELECT * FROM {quoted(table)} LIMIT 0")  # noqa: S608 — names are quoted
    names = kept([each[0] for each in cursor.description if each[0] != column])
    wanted = ", ".join(quoted(each) for each in [column, *names])
    found = rows(f"SELECT {wanted} FROM {quoted(table)} LIMIT {MOST_FEATURES + 1}")  # noqa: S608
    if len(found) > MOST_FEATURES:
        raise InputError("outlines.many", name=name, limit=MOST_FEATURES)
    blobs = [well_known(row[0]) for row in found]
    cells = [[as_text(value) for value in row[1:]] for row in found]
    return Features(table, list(names.values()), cells, shapely.from_wkb(blobs, on_invalid="ignore"), system)


def system_of(system: Any, name: str) -> int | None:
    """The EPSG code of a spatial reference of the file; None when it is left undefined."""
    found = MEMORY.execute(
        "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = ?", (system,)
    ).fetchone()
    if found is None or str(found[0]).upper() != "EPSG" or not isinstance(found[1], int):
        return None
    return numbered(found[1], name)


def well_known(blob: Any) -> bytes | None:
    """The geometry after GeoPackage's own header."""
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        return None
    kind = blob[3] >> 1 & 7
    return blob[8 + ENVELOPES[kind] :] if kind < len(ENVELOPES) else None


def rows(query: str) -> list[Any]:
    """The rows of a query."""
    return MEMORY.execute(query).fetchall()


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""').replace("\0", "") + '"'
