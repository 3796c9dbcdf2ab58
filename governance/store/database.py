# SPDX-License-Identifier: EUPL-1.2
"""The database of this process: short transactions to read or to write, and faults told clearly."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from governance.errors import StoreError
from governance.store.copies import back_up, restore
from governance.store.engine import open_engine
from governance.store.faults import file_of, place_of, told_clearly
from governance.store.migrate import migrate
from governance.store.sqlite import BUSY_SECONDS, WRITE, create_file

READ_OPTIONS = {
    "sqlite": {},
    # One view of the data for a whole reading, as SQLite gives.
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}


class Database:
    """Transactions on one engine. What a ``writing`` block did is on disk once the block has ended without error."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # Threads queue here rather than on SQLite's lock, which is polled and forgets who came first.
        self._writer = threading.Lock() if engine.dialect.name == "sqlite" else None

    @property
    def place(self) -> str:
        """The file or the server, for people; never the password."""
        return place_of(self.engine.url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view, for as short as possible."""
        with told_clearly(self.engine.url), self.engine.connect() as connection:
            yield connection.execution_options(**READ_OPTIONS[self.engine.dialect.name])

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All or nothing: committed when the block ends, undone when it raises."""
        with self._turn(), told_clearly(self.engine.url), self.engine.connect() as connection:
            connection.execution_options(**{WRITE: True})
            with connection.begin():
                yield connection

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One writer at a time in this process, where the engine knows but one."""
        if self._writer is None:
            yield
            return
        if not self._writer.acquire(timeout=BUSY_SECONDS):
            raise StoreError("store.locked", place=self.place, reason="")
        try:
            yield
        finally:
            self._writer.release()

    def check(self) -> str:
        """The engine's name when the database answers. StoreError when it does not."""
        with self.reading() as connection:
            connection.execute(text("SELECT 1 FROM assessments LIMIT 1"))
        return self.engine.dialect.name

    def back_up(self, target: Path) -> Path:
        """Copy the database to a file while it serves. StoreError on a server, which has its own way."""
        return back_up(self.file, target)

    def restore(self, copy: Path) -> None:
        """Put a copy back in the place of the database: what was written since is gone."""
        restore(copy, self.file)

    @property
    def file(self) -> Path:
        """The file of an SQLite database. StoreError on a server, which has its own way."""
        if self.engine.dialect.name != "sqlite":
            raise StoreError("store.backup_by_server", place=self.place)
        return file_of(self.engine.url)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def open_database(address: str, *, create_folder: bool = False) -> Database:
    """The database at an address, made or brought to the present schema first. StoreError when it cannot serve.

    ``create_folder`` also makes the folder of an SQLite file: for the default place, never for a typed address.
    """
    engine = open_engine(address)
    try:
        if engine.dialect.name == "sqlite":
            create_file(file_of(engine.url), create_folder=create_folder)
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine)
