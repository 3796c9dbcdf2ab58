# SPDX-License-Identifier: EUPL-1.2
"""How SQLite is opened so that what was acknowledged stays: journal, synchronisation, locks."""

import logging
import os
import sqlite3
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import InvalidatePoolError

from governance.errors import StoreError

SYNCHRONOUS = "EXTRA"
"""FULL, and the folder too once the journal is removed: else a power cut could bring the journal back and undo a
commit. In WAL mode EXTRA and FULL are the same."""
BUSY_SECONDS = 4.0
"""How long a connection waits for another program's lock before saying that the database is busy."""
CACHE_KIB = 512
"""What each connection keeps of the file: the system keeps it too, and a long workshop filled 2 MB for each."""
WRITE = "echelons_write"
"""Execution option of a connection that is about to write."""

log = logging.getLogger(__name__)


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite keeps every commit in WAL mode with several connections.

    Versions 3.7.0 to 3.51.2 can lose some ("WAL-reset"), but for the corrected branches 3.44.6+ and 3.50.7+.

    >>> wal_is_safe((3, 40, 1)), wal_is_safe((3, 44, 6)), wal_is_safe((3, 50, 6)), wal_is_safe((3, 51, 3))
    (False, True, False, True)
    """
    corrected = {(3, 44): 6, (3, 50): 7}
    major, minor, patch = version
    return version >= (3, 51, 3) or patch >= corrected.get((major, minor), 1_000)


def journal_mode(version: tuple[int, int, int]) -> Literal["WAL", "DELETE"]:
    """WAL, in which readers and the writer do not wait for each other, where it is safe."""
    return "WAL" if wal_is_safe(version) else "DELETE"


def open_sqlite(url: URL) -> Engine:
    """An engine on an SQLite file, which must exist: a missing one is never replaced by an empty one in silence."""
    path = database_file(url)
    journal = journal_mode(sqlite3.sqlite_version_info)
    engine = create_engine(
        url, creator=lambda: connect(path, journal), pool_size=8, max_overflow=24, pool_timeout=BUSY_SECONDS
    )
    event.listen(engine, "begin", begin)
    event.listen(engine, "connect", remember_file(path))
    event.listen(engine, "checkout", refuse_changed_file(path))
    log.info("SQLite %s: journal %s, synchronous %s", sqlite3.sqlite_version, journal, SYNCHRONOUS)
    return engine


def connect(path: Path, journal: str) -> sqlite3.Connection:
    """One connection, with foreign keys, the journal and the synchronisation that commits need."""
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # transactions begin where this module says, not where the driver guesses
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute(f"PRAGMA cache_size = {-CACHE_KIB}")
        # What is deleted is overwritten with zeros: votes of a session that has ended, an assessment.
        connection.execute("PRAGMA secure_delete = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def database_file(url: URL) -> Path:
    """The file that an SQLite address names. StoreError for a database in memory, which keeps nothing."""
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise StoreError("store.no_file", place=url.render_as_string())
    return Path(url.database).absolute()


def create_file(path: Path, *, create_folder: bool) -> None:
    """Make an empty database file, readable by its owner only, where there is none."""
    try:
        if create_folder:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # An existing file is not even opened: closing it would free SQLite's locks on it in the whole process.
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as fault:
        key = "store.unopened" if path.parent.is_dir() else "store.folder_absent"
        raise StoreError(key, place=str(path), reason=fault) from fault


def begin(connection: Connection) -> None:
    """Take the write lock at once when about to write: a transaction that reads first could not be upgraded later."""
    writes = connection.get_execution_options().get(WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def remember_file(path: Path) -> Any:
    """Note which file a new connection has opened."""

    def remember(_connection: sqlite3.Connection, record: Any) -> None:
        record.info["file"] = state_of(path)

    return remember


def refuse_changed_file(path: Path) -> Any:
    """Drop pooled connections whose file was replaced, deleted, or made writable or read-only since.

    They would write to a file that nobody sees, or still find read-only what was mended.
    """

    def check(_connection: sqlite3.Connection, record: Any, _proxy: Any) -> None:
        if record.info.get("file") != state_of(path):
            raise InvalidatePoolError(f"{path} is not what it was")

    return check


def state_of(path: Path) -> tuple[int, int, bool] | None:
    """What tells a file from another of the same name, and whether we may write to it; None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    writable = os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    return status.st_dev, status.st_ino, writable
