# SPDX-License-Identifier: EUPL-1.2
"""A database kept in a file and put back from it, as its operator asks: nothing is overwritten nor thrown away."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from governance.errors import InputError, StoreError
from governance.store.copies import address_of, check_integrity
from governance.store.database import Database, open_database
from governance.store.engine import open_engine
from governance.store.faults import told_clearly
from governance.store.migrate import VERSION_TABLE, known_revisions
from governance.store.sqlite import create_file

SIDE_FILES = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a database: it belongs to it, and would damage another one."""


def keep(address: str, target: Path) -> Path:
    """Copy the database at an address into a new file. InputError when there is a file of that name already."""
    if target.exists():
        raise InputError("database.taken", place=target)
    database = Database(open_engine(address))
    try:
        return database.back_up(target)
    finally:
        database.close()


def put_back(address: str, copy: Path, *, create_folder: bool = False) -> Path | None:
    """Put a copy in the place of the database at an address, and bring it to the present schema.

    What was there before is kept beside it, under the name that is returned; none when there was nothing.
    """
    refuse_foreign(copy)
    database = Database(open_engine(address))
    try:
        former = set_aside(database) if database.file.exists() else None
        create_file(database.file, create_folder=create_folder)
        database.restore(copy)
    finally:
        database.close()
    open_database(address).close()
    return former


def refuse_foreign(copy: Path) -> None:
    """StoreError unless a file is a sound database of Échelons, of a schema that this program knows."""
    if not copy.is_file():
        raise StoreError("database.no_backup", place=copy)
    with told_clearly(address_of(copy)):
        check_integrity(copy)
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            tables = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (VERSION_TABLE,)).fetchone()
            found = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone() if tables else None  # noqa: S608
    if found is None:
        raise StoreError("database.not_ours", place=copy)
    if found[0] not in known_revisions():
        raise StoreError("store.newer_schema", place=str(copy), revision=found[0])


def set_aside(database: Database) -> Path:
    """Keep what the database holds now: as a sound copy, or, where it is damaged, its very files."""
    file = database.file
    stem = f"{file.stem}.before-restore-{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}"
    aside = file.with_name(f"{stem}{file.suffix}")
    try:
        return database.back_up(aside)
    except StoreError as fault:
        if fault.key != "store.corrupt":
            raise
    for end in ("", *SIDE_FILES):
        if (beside := Path(f"{file}{end}")).exists():
            shutil.move(beside, f"{aside}{end}")
    return aside
