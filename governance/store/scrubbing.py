# SPDX-License-Identifier: EUPL-1.2
"""Leave nothing behind of what was replaced: the files of the tables that hold votes are written anew."""

import time

from sqlalchemy import Engine, text

from governance.errors import StoreError
from governance.store.database import Database
from governance.store.faults import told_clearly

TABLES = ("workshop_votes", "workshop_participants", "workshop_arguments", "workshops")
ATTEMPTS, PAUSE_SECONDS = 5, 0.2


def scrub(database: Database) -> None:
    """Rewrite SQLite's file, or PostgreSQL's tables of votes. StoreError when somebody keeps it from happening.

    PostgreSQL's own write-ahead log and its archives are its administrator's affair (docs/workshops.md).
    """
    for attempt in range(ATTEMPTS):
        try:
            rewrite(database.engine)
        except StoreError as fault:
            if fault.key != "store.locked" or attempt == ATTEMPTS - 1:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return


def rewrite(engine: Engine) -> None:
    """One attempt, outside any transaction."""
    with told_clearly(engine.url):
        if engine.dialect.name == "sqlite":
            # The driver's own connection: SQLAlchemy would begin a transaction, in which VACUUM is refused.
            connection = engine.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                cursor.close()
            finally:
                connection.close()
            return
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connected:
            for table in TABLES:
                connected.execute(text(f"VACUUM FULL {table}"))
