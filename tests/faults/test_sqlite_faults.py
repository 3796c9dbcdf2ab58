# SPDX-License-Identifier: EUPL-1.2
"""Disk full, read-only, locked, gone, damaged: no false acknowledgement, one clear message, no restart needed."""

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, text

from governance.errors import StoreError
from governance.language import LANGUAGES
from governance.store.database import Database, open_database
from tests.faults.conftest import Saver

resource = pytest.importorskip("resource", reason="limits on files are unknown to this system")

LONG = "é" * 4_000


def first_fault(saver: Saver, attempts: int) -> StoreError:
    for _ in range(attempts):
        try:
            saver.save(LONG)
        except StoreError as fault:
            return fault
    pytest.fail("every save was acknowledged")


def fails_clearly(saver: Saver, place: Path, *keys: str, attempts: int = 1) -> StoreError:
    """Save until it fails: with one of the keys, a sentence in each language that names the file, nothing half done."""
    fault = first_fault(saver, attempts)
    assert fault.key in keys
    for language in LANGUAGES:
        assert str(place) in fault.message(language)
        assert "Traceback" not in fault.message(language)
    return fault


def goes_on(saver: Saver) -> None:
    """Once mended, what was acknowledged is there, nothing else is, and saving works without a restart."""
    assert saver.stored() == saver.acknowledged
    saver.save()
    assert saver.stored() == saver.acknowledged


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """The system refuses to let files grow, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_refuses_to_write_stops_saves_until_there_is_room(saver: Saver, path: Path) -> None:
    with files_no_larger_than(path.stat().st_size + 20_000):
        fails_clearly(saver, path, "store.disk", "store.full", attempts=100)
    goes_on(saver)


def test_a_full_database_stops_saves_until_there_is_room(saver: Saver, database: Database, path: Path) -> None:
    pages = path.stat().st_size // 4096 + 5

    def limit(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(database.engine, "connect", limit)
    database.close()
    fault = fails_clearly(saver, path, "store.full", attempts=100)
    assert "Libérez de la place" in fault.message("fr")
    event.remove(database.engine, "connect", limit)
    database.close()
    goes_on(saver)


@pytest.mark.usefixtures("unprivileged")
def test_a_file_made_read_only_stops_saves_until_it_may_be_written(
    saver: Saver, database: Database, path: Path
) -> None:
    path.chmod(0o400)
    database.close()
    fails_clearly(saver, path, "store.read_only")
    assert saver.stored() == saver.acknowledged
    path.chmod(0o600)
    goes_on(saver)


@pytest.mark.usefixtures("unprivileged")
def test_a_folder_made_read_only_stops_saves_until_it_may_be_written(saver: Saver, path: Path) -> None:
    path.parent.chmod(0o500)
    fails_clearly(saver, path, "store.unopened", "store.read_only")
    path.parent.chmod(0o700)
    goes_on(saver)


@pytest.mark.usefixtures("unprivileged")
def test_a_folder_that_may_not_be_written_cannot_hold_a_new_database(folder: Path) -> None:
    folder.chmod(0o500)
    with pytest.raises(StoreError) as refusal:
        open_database(f"sqlite:///{folder / 'new.sqlite3'}")
    assert refusal.value.key == "store.unopened"
    assert not (folder / "new.sqlite3").exists()


def test_a_database_locked_by_another_program_is_waited_for_then_told(saver: Saver, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    fault = fails_clearly(saver, path, "store.locked")
    assert "Recommencez dans un instant" in fault.message("fr")
    other.execute("ROLLBACK")
    other.close()
    goes_on(saver)


def test_a_reader_of_another_program_only_delays_a_save(saver: Saver, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM answers").fetchone()
    release = threading.Timer(0.1, other.close)
    release.start()
    goes_on(saver)
    release.join()


def test_a_reader_that_never_ends_is_told_as_a_lock_and_nothing_is_half_saved(saver: Saver, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM answers").fetchone()
    journal = other.execute("PRAGMA journal_mode").fetchone()[0]
    if journal == "delete":
        fails_clearly(saver, path, "store.locked")
    other.close()
    goes_on(saver)


def test_a_writer_of_this_process_that_never_ends_is_told_as_a_lock(
    saver: Saver, database: Database, path: Path
) -> None:
    with database.writing():
        started = time.monotonic()
        with pytest.raises(StoreError) as failure:
            saver.save()
        assert failure.value.key == "store.locked"
        assert time.monotonic() - started < 5
    goes_on(saver)


def test_a_database_moved_away_is_never_replaced_by_an_empty_one(saver: Saver, path: Path) -> None:
    aside = path.with_suffix(".aside")
    path.rename(aside)
    fails_clearly(saver, path, "store.absent")
    assert not path.exists()
    aside.rename(path)
    goes_on(saver)


def test_a_database_deleted_in_the_middle_of_a_save_is_told(database: Database, saver: Saver, path: Path) -> None:
    content = path.read_bytes()
    with pytest.raises(StoreError) as failure:
        write_after_deletion(database, path)
    assert failure.value.key == "store.absent"
    path.write_bytes(content)
    goes_on(saver)


def write_after_deletion(database: Database, path: Path) -> None:
    with database.writing() as connection:
        path.unlink()
        connection.execute(text("UPDATE answers SET comment = 'lost'"))


def test_a_folder_moved_away_is_told_until_it_is_back(saver: Saver, path: Path) -> None:
    aside = path.parent.with_suffix(".aside")
    path.parent.rename(aside)
    fails_clearly(saver, path, "store.folder_absent")
    aside.rename(path.parent)
    goes_on(saver)


def test_a_deleted_database_is_told_and_a_restored_copy_serves_at_once(saver: Saver, path: Path) -> None:
    content = path.read_bytes()
    path.unlink()
    fails_clearly(saver, path, "store.absent")
    path.write_bytes(content)
    goes_on(saver)


def test_a_folder_that_does_not_exist_is_told_and_not_made(folder: Path) -> None:
    with pytest.raises(StoreError) as refusal:
        open_database(f"sqlite:///{folder / 'typo' / 'x.sqlite3'}")
    assert refusal.value.key == "store.folder_absent"
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_a_file_is_told(folder: Path) -> None:
    (folder / "file").write_text("x")
    for make_it in (True, False):
        with pytest.raises(StoreError) as refusal:
            open_database(f"sqlite:///{folder / 'file' / 'x.sqlite3'}", create_folder=make_it)
        assert refusal.value.key == "store.folder_absent"


def test_a_database_that_is_a_folder_is_told(folder: Path) -> None:
    with pytest.raises(StoreError) as refusal:
        open_database(f"sqlite:///{folder}")
    assert refusal.value.key == "store.unopened"


def garble_header(content: bytes) -> bytes:
    return b"SQLite format 4\0" + content[16:]


def garble_pages(content: bytes) -> bytes:
    return content[:4096] + os.urandom(len(content) - 4096)


def cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def start(path: Path) -> None:
    database = open_database(f"sqlite:///{path}")
    try:
        database.check()
    finally:
        database.close()


@pytest.mark.parametrize("damage", [garble_header, garble_pages, cut_short, lambda _: b"hello " * 1000])
def test_a_damaged_file_is_told_at_start_and_left_as_it_is(
    path: Path, saver: Saver, database: Database, damage: Callable[[bytes], bytes]
) -> None:
    database.close()
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    damaged = path.read_bytes()
    with pytest.raises(StoreError) as refusal:
        start(path)
    assert refusal.value.key == "store.corrupt"
    assert path.read_bytes() == damaged
    path.write_bytes(whole)
    goes_on(saver)


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.touch()
    database = open_database(f"sqlite:///{path}")
    assert database.check() == "sqlite"
    database.close()
