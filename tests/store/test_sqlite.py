# SPDX-License-Identifier: EUPL-1.2
"""How SQLite is opened."""

import logging
import os
import sqlite3
import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from governance.store import sqlite
from governance.store.database import open_database
from governance.store.migrate import HEAD
from governance.store.sqlite import BUSY_SECONDS, CACHE_KIB, journal_mode, wal_is_safe
from tests.older import make_older


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 7, 0), False),
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 9), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_wal_serves_only_on_versions_that_keep_every_commit(version: tuple[int, int, int], safe: bool) -> None:
    assert wal_is_safe(version) is safe
    assert journal_mode(version) == ("WAL" if safe else "DELETE")


def pragma(address: str, name: str) -> object:
    database = open_database(address)
    with database.reading() as connection:
        value = connection.scalar(text(f"PRAGMA {name}"))
    database.close()
    return value


def test_commits_wait_for_the_disk_and_foreign_keys_hold(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    assert pragma(address, "synchronous") == 3
    assert pragma(address, "foreign_keys") == 1
    assert pragma(address, "cache_size") == -CACHE_KIB
    assert pragma(address, "busy_timeout") == BUSY_SECONDS * 1000
    assert pragma(address, "journal_mode") == journal_mode(sqlite3.sqlite_version_info).lower()


@pytest.mark.parametrize(("version", "journal"), [((3, 51, 3), "wal"), ((3, 51, 2), "delete")])
def test_the_journal_follows_the_version_and_is_logged(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    version: tuple[int, int, int],
    journal: str,
) -> None:
    monkeypatch.setattr(sqlite.sqlite3, "sqlite_version_info", version)
    with caplog.at_level(logging.INFO, "governance.store.sqlite"):
        assert pragma(f"sqlite:///{tmp_path / 'x.sqlite3'}", "journal_mode") == journal
    assert f"journal {journal.upper()}, synchronous EXTRA" in caplog.text


def test_a_database_left_in_wal_mode_goes_back_to_delete_where_wal_is_unsafe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    with monkeypatch.context() as newer:
        newer.setattr(sqlite.sqlite3, "sqlite_version_info", (3, 52, 0))
        assert pragma(address, "journal_mode") == "wal"
    monkeypatch.setattr(sqlite.sqlite3, "sqlite_version_info", (3, 40, 1))
    assert pragma(address, "journal_mode") == "delete"


def test_strange_file_names_are_opened_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "état & lieux #1 100% ?x=y"
    path.mkdir()
    quoted = str(path / "a.sqlite3").replace("%", "%25").replace("?", "%3F")
    open_database(f"sqlite:///{quoted}").close()
    assert [entry.name for entry in path.iterdir()] == ["a.sqlite3"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_new_database_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    open_database(f"sqlite:///{folder / 'x.sqlite3'}", create_folder=True).close()
    assert stat.S_IMODE((folder / "x.sqlite3").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(sqlite.StoreError, match="another program"):
        open_database(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_an_existing_database_is_copied_before_its_migration(tmp_path: Path) -> None:
    path = tmp_path / "echelons.sqlite3"
    make_older(f"sqlite:///{path}", "0001")
    open_database(f"sqlite:///{path}").close()
    copy = tmp_path / f"echelons.before-{HEAD}.sqlite3"
    with sqlite3.connect(copy) as kept:
        assert kept.execute("SELECT version_num FROM echelons_schema").fetchall() == [("0001",)]
    kept.close()
    open_database(f"sqlite:///{copy}").close()


def test_a_new_database_leaves_no_copy(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path / 'echelons.sqlite3'}").close()
    assert [entry.name for entry in tmp_path.iterdir()] == ["echelons.sqlite3"]
