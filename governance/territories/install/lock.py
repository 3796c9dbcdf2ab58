# SPDX-License-Identifier: EUPL-1.2
"""One installation at a time in a data folder.

The lock is that of an empty SQLite file: it works on every system, and the system frees it when its holder dies.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from governance.errors import InputError

LOCK = "lock.sqlite3"
PATIENCE_SECONDS = 0.5


@contextmanager
def alone(root: Path, patience_seconds: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Hold the lock of a folder of installations; InputError when another process holds it."""
    with closing(locked(root / LOCK, patience_seconds)):
        yield


def locked(path: Path, patience_seconds: float) -> sqlite3.Connection:
    """A connection that holds the lock until it is closed."""
    try:
        connection = sqlite3.connect(path, timeout=patience_seconds, isolation_level=None)
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error:
            connection.close()
            raise
    except sqlite3.Error as fault:
        if fault.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise InputError("install.busy") from fault
        raise OSError(str(fault)) from fault
    return connection


def is_held(root: Path) -> bool:
    """Whether an installation is under way."""
    if not (root / LOCK).exists():
        return False
    try:
        with alone(root, patience_seconds=0):
            return False
    except (InputError, OSError) as fault:
        return isinstance(fault, InputError)
