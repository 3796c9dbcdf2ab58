# SPDX-License-Identifier: EUPL-1.2
"""`echelons database`: backed up in one action, put back in another, nothing lost on the way."""

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from governance.store.migrate import VERSION_TABLE
from tests.commands.process import run, told
from tests.older import make_older


def count(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        found: int = connection.execute("SELECT count(*) FROM assessments").fetchone()[0]
    return found


def former(data: Path) -> list[Path]:
    return sorted(data.glob("*.before-restore-*"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with something in its database."""
    folder = tmp_path / "data"
    assert run(folder, "demo", "load").returncode == 0
    return folder


def test_what_was_backed_up_is_put_back_and_what_was_there_is_kept(data: Path, tmp_path: Path) -> None:
    file, copy = data / "echelons.sqlite3", tmp_path / "copy.sqlite3"
    before = count(file)
    done = run(data, "database", "backup", str(copy))
    assert (done.returncode, done.stderr) == (0, "")
    assert str(copy) in done.stdout
    assert count(copy) == before > 0
    if os.name != "nt":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert run(data, "demo", "purge").returncode == 0
    assert count(file) == 0
    done = run(data, "database", "restore", str(copy), LC_ALL="en_GB.UTF-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert count(file) == count(copy) == before
    [kept] = former(data)
    assert str(kept) in done.stdout
    assert count(kept) == 0


def test_a_backup_never_replaces_a_file_least_of_all_the_database(data: Path) -> None:
    file = data / "echelons.sqlite3"
    before = file.read_bytes()
    assert str(file) in told(run(data, "database", "backup", str(file)))
    assert file.read_bytes() == before


def test_without_a_database_there_is_nothing_to_back_up_and_none_is_made(tmp_path: Path) -> None:
    words = told(run(tmp_path, "database", "backup", str(tmp_path / "copy")))
    assert "echelons.sqlite3" in words
    assert list(tmp_path.iterdir()) == []


def test_a_new_machine_starts_from_a_backup(data: Path, tmp_path: Path) -> None:
    copy, elsewhere = tmp_path / "copy.sqlite3", tmp_path / "new" / "machine"
    assert run(data, "database", "backup", str(copy)).returncode == 0
    done = run(elsewhere, "database", "restore", str(copy))
    assert (done.returncode, former(elsewhere)) == (0, [])
    assert count(elsewhere / "echelons.sqlite3") == count(copy)


def test_a_damaged_database_is_replaced_and_kept(data: Path, tmp_path: Path) -> None:
    file, copy = data / "echelons.sqlite3", tmp_path / "copy.sqlite3"
    assert run(data, "database", "backup", str(copy)).returncode == 0
    damaged = b"\xff" * 20_000
    file.write_bytes(damaged)
    Path(f"{file}-wal").write_bytes(b"left over")
    assert run(data, "database", "restore", str(copy)).returncode == 0
    assert count(file) == count(copy)
    assert damaged in [path.read_bytes() for path in former(data)]
    assert not Path(f"{file}-wal").exists()


@pytest.mark.parametrize("wrong", ["absent", "damaged", "foreign", "newer", "folder", "empty"])
def test_what_is_no_backup_changes_nothing(wrong: str, data: Path, tmp_path: Path) -> None:
    file, copy = data / "echelons.sqlite3", tmp_path / "copy.sqlite3"
    if wrong == "damaged":
        copy.write_bytes(b"no database" * 1000)
    elif wrong == "foreign":
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("CREATE TABLE theirs (x)")
    elif wrong == "newer":
        shutil.copy(file, copy)
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")  # noqa: S608
            connection.commit()
    elif wrong == "folder":
        copy.mkdir()
    elif wrong == "empty":
        copy.touch()
    before = file.read_bytes()
    assert str(copy) in told(run(data, "database", "restore", str(copy)))
    assert file.read_bytes() == before
    assert former(data) == []


def test_an_older_backup_is_brought_to_the_present_schema(data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "older.sqlite3"
    make_older(f"sqlite:///{copy}", "0001")
    assert run(data, "database", "restore", str(copy)).returncode == 0
    assert run(data, "demo", "purge").returncode == 0


def test_a_server_is_backed_up_in_its_own_way(tmp_path: Path) -> None:
    address = "postgresql+psycopg://u:secret@127.0.0.1:9/base"
    words = told(run(tmp_path, "database", "backup", str(tmp_path / "x"), ECHELONS_DATABASE_URL=address))
    assert "pg_dump" in words
    assert "secret" not in words
