# SPDX-License-Identifier: EUPL-1.2
"""What a hostile GeoPackage may not make SQLite do, beside what no statement of ours asks for."""

import sqlite3
from collections.abc import Iterator

import pytest

from governance.exports.outlines.geopackage import MEMORY, allow


@pytest.fixture
def guarded() -> Iterator[sqlite3.Connection]:
    MEMORY.set_authorizer(allow)
    yield MEMORY
    MEMORY.set_authorizer(None)


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE '/etc/passwd' AS other",
        "SELECT load_extension('x')",
        "SELECT upper('x')",
        "CREATE TABLE t (a)",
        "PRAGMA trusted_schema = ON",
        "VACUUM INTO 'copy.sqlite3'",
    ],
)
def test_nothing_but_reading_columns_is_allowed(guarded: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.DatabaseError):
        guarded.execute(statement)


def test_reading_is(guarded: sqlite3.Connection) -> None:
    assert guarded.execute("SELECT name FROM sqlite_master WHERE name = 'x'").fetchall() == []
