# SPDX-License-Identifier: EUPL-1.2
"""Bring a database to the schema that this code knows: at each start, whoever starts first."""

import logging
import threading
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from governance.errors import StoreError
from governance.store.copies import back_up
from governance.store.faults import file_of, place_of, told_clearly
from governance.store.sqlite import WRITE

HEAD = "0006"
"""The revision of schema.py: the last file of migrations/versions. A test keeps them together."""
VERSION_TABLE = "echelons_schema"
"""Its own name, so that Échelons can share a PostgreSQL base with another Alembic application."""
MIGRATIONS = Path(__file__).parent / "migrations"
ADVISORY_LOCK = 0x6563_6865_6C6F_6E73  # "echelons" in ASCII: any number that nobody else takes

log = logging.getLogger(__name__)
# Alembic's environment is a global of the process.
one_at_a_time = threading.Lock()


def migrate(engine: Engine) -> None:
    """Apply the missing migrations in one transaction: done whole, or not at all. Starts at the same time take turns.

    StoreError when the database is newer than the code, or belongs to another program.
    """
    if current_revision(engine) == HEAD:
        return
    with one_at_a_time, told_clearly(engine.url), engine.connect() as connection:
        connection.execution_options(**{WRITE: True})
        with connection.begin():
            wait_for_turn(connection)
            revision = read_revision(connection)
            if revision != HEAD:
                prepare(engine, connection, revision)
                upgrade(connection)
                log.info("Database schema brought from %s to %s", revision, HEAD)


def current_revision(engine: Engine) -> str | None:
    """The schema that the database is at; None when it has none."""
    with told_clearly(engine.url), engine.connect() as connection:
        return read_revision(connection)


def read_revision(connection: Connection) -> str | None:
    """The same, within a transaction."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    revision = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608 — our own constant
    return None if revision is None else str(revision)


def wait_for_turn(connection: Connection) -> None:
    """Let one process migrate at a time. SQLite's write lock, already held, does it there."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = '5min'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": ADVISORY_LOCK})


def prepare(engine: Engine, connection: Connection, revision: str | None) -> None:
    """Refuse what must not be touched, and copy an SQLite file before it changes."""
    if revision is not None and revision not in known_revisions():
        raise StoreError("store.newer_schema", place=place_of(engine.url), revision=revision)
    if engine.dialect.name != "sqlite":
        return
    path = file_of(engine.url)
    if revision is not None:
        copy = back_up(path, path.with_name(f"{path.stem}.before-{HEAD}{path.suffix}"))
        log.info("Database copied to %s before its migration", copy)
    elif inspect(connection).get_table_names():
        raise StoreError("store.foreign", place=str(path))


def known_revisions() -> set[str]:
    """The revisions that this code can start from."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 — slow to import, and seldom needed

    return {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def upgrade(connection: Connection) -> None:
    """Run the migrations on this connection, within its transaction."""
    from alembic import command  # noqa: PLC0415 — slow to import, and seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    # Alembic reads % as the beginning of a substitution.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
