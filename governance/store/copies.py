# SPDX-License-Identifier: EUPL-1.2
"""Copies of an SQLite database, made while it serves, and put back."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from governance.errors import StoreError
from governance.store.faults import told_clearly


def back_up(source: Path, target: Path) -> Path:
    """Copy the database as it is at this moment, whole and checked, and return the copy's place.

    The application may go on writing. The copy appears under its name only once it is complete and on disk.
    """
    if not source.is_file():
        raise StoreError("store.absent", place=str(source), reason="")
    if not target.parent.is_dir():
        raise StoreError("store.folder_absent", place=str(target), reason="")
    unfinished = target.with_name(f"{target.name}.part")
    with told_clearly(address_of(target)):
        try:
            unfinished.unlink(missing_ok=True)
            os.close(os.open(unfinished, os.O_CREAT | os.O_RDWR, 0o600))
            copy(source, unfinished)
            check_integrity(unfinished)
            unfinished.replace(target)
            synchronise_folder(target.parent)
        except OSError as fault:
            raise StoreError("store.unopened", place=str(target), reason=fault) from fault
        finally:
            unfinished.unlink(missing_ok=True)
    return target


def restore(backup: Path, target: Path) -> None:
    """Put a copy back in the place of the database, all or nothing; what was answered since the copy is gone."""
    if not backup.is_file():
        raise StoreError("store.absent", place=str(backup), reason="")
    with told_clearly(address_of(backup)):
        check_integrity(backup)
    with told_clearly(address_of(target)):
        copy(backup, target)


def copy(source: Path, target: Path) -> None:
    """Copy all pages in one transaction, under SQLite's own locks."""
    with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(target)) as destination:
        destination.execute("PRAGMA synchronous = EXTRA")
        origin.backup(destination)


def check_integrity(path: Path) -> None:
    """StoreError when the file is damaged, or no database."""
    with closing(sqlite3.connect(path)) as connection:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise StoreError("store.corrupt", place=str(path), reason=str(verdict).splitlines()[0])


def synchronise_folder(folder: Path) -> None:
    """Put a change of names on disk, on systems where a folder can be synchronised."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def address_of(path: Path) -> URL:
    """The SQLAlchemy address of a file, for messages."""
    return URL.create("sqlite", database=str(path))
