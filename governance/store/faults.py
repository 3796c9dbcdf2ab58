# SPDX-License-Identifier: EUPL-1.2
"""What went wrong in the database, told so that a person knows what to do. The password never shows."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from governance.errors import StoreError

SQLITE = (
    ("SQLITE_BUSY", "store.locked"),
    ("SQLITE_LOCKED", "store.locked"),
    ("SQLITE_FULL", "store.full"),
    ("SQLITE_READONLY_DBMOVED", "store.absent"),
    ("SQLITE_READONLY", "store.read_only"),
    ("SQLITE_PERM", "store.read_only"),
    ("SQLITE_IOERR", "store.disk"),
    ("SQLITE_CORRUPT", "store.corrupt"),
    ("SQLITE_NOTADB", "store.corrupt"),
)
"""First the longer names: SQLite's extended codes begin with the plain ones (https://www.sqlite.org/rescode.html)."""

POSTGRESQL = (
    ("08", "store.connection_lost"),
    ("57P", "store.connection_lost"),
    ("53100", "store.full"),
    ("53", "store.busy"),
    ("55P03", "store.locked"),
    ("40", "store.locked"),
    ("57014", "store.locked"),
    ("25006", "store.read_only"),
    ("42501", "store.no_right"),
    ("42P01", "store.schema_absent"),
    ("58", "store.disk"),
    ("XX001", "store.corrupt"),
    ("XX002", "store.corrupt"),
)
"""Beginnings of SQLSTATE codes (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""

PASSWORD_WORDS = re.compile(r"password|mot de passe|passwort|contraseña", re.IGNORECASE)


@contextmanager
def told_clearly(url: URL) -> Iterator[None]:
    """Turn the faults of a database into StoreError; those of the code pass through."""
    try:
        yield
    except PoolTimeout as fault:
        raise StoreError("store.busy", place=place_of(url)) from fault
    except IntegrityError:
        raise
    except DBAPIError as fault:
        told = translate(fault, url)
        if told is None:
            raise
        raise told from fault
    except sqlite3.Error as fault:  # from the driver itself, where SQLAlchemy has no part: copies of the file
        path = file_of(url)
        key = sqlite_key(fault, path) or "store.disk"
        raise StoreError(key, place=str(path), reason=str(fault)) from fault


def place_of(url: URL) -> str:
    """The file, or the server and its base, as its owner knows it."""
    if url.get_backend_name() == "sqlite":
        return str(file_of(url))
    port = f":{url.port}" if url.port else ""
    return f"{url.database or url.username or ''} @ {url.host or url.query.get('host', 'localhost')}{port}"


def file_of(url: URL) -> Path:
    """The file that an SQLite address names."""
    return Path(url.database or "").absolute()


def translate(fault: DBAPIError, url: URL) -> StoreError | None:
    """The fault in our words; None when it is a mistake of the code."""
    driver = fault.orig
    key = sqlite_key(driver, file_of(url)) if isinstance(driver, sqlite3.Error) else postgresql_key(fault)
    return StoreError(key, place=place_of(url), reason=first_line(fault, url)) if key else None


def sqlite_key(fault: sqlite3.Error, path: Path) -> str | None:
    """The message for an SQLite error code; None for a mistake of the code."""
    name = getattr(fault, "sqlite_errorname", "")
    if name.startswith("SQLITE_CANTOPEN"):
        return unopened_key(path)
    if name == "SQLITE_ERROR" and "no such table" in str(fault):
        return "store.schema_absent"
    return next((key for beginning, key in SQLITE if name.startswith(beginning)), None)


def unopened_key(path: Path) -> str:
    """Why an SQLite file cannot be opened."""
    if not path.parent.is_dir():
        return "store.folder_absent"
    return "store.unopened" if path.exists() else "store.absent"


def postgresql_key(fault: DBAPIError) -> str | None:
    """The message for a PostgreSQL fault: by its code, or by what the connection said."""
    state = getattr(fault.orig, "sqlstate", None)
    if state:
        known = next((key for beginning, key in POSTGRESQL if state.startswith(beginning)), None)
        return known or ("store.connection_lost" if fault.connection_invalidated else None)
    if fault.connection_invalidated:
        return "store.connection_lost"
    return None if isinstance(fault, ProgrammingError) else unconnected_key(str(fault.orig))


def unconnected_key(told: str) -> str:
    """Why no connection was made. The server's own refusals, in its language, all carry the word FATAL."""
    if "FATAL" not in told and "fe_sendauth" not in told:
        return "store.unreachable"
    return "store.password_refused" if PASSWORD_WORDS.search(told) else "store.refused"


def first_line(fault: DBAPIError, url: URL) -> str:
    """What the database said, in one line, without the driver's preamble or the password."""
    told = str(fault.orig).strip().splitlines()[:1]
    reason = told[0].rpartition("FATAL:")[2].strip() if told else type(fault.orig).__name__
    return reason.replace(str(url.password), "***") if url.password else reason
