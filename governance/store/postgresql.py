# SPDX-License-Identifier: EUPL-1.2
"""How PostgreSQL is reached: the engine for many users and several processes of the application."""

from typing import Any

from sqlalchemy import URL, Engine, create_engine, event

CONNECT_SECONDS = 5
"""How long to wait for the server to answer."""
LOCK_SECONDS = 10
"""How long a write waits for another one on the same row."""


def open_postgresql(url: URL) -> Engine:
    """An engine whose connections are tried before use: a server that came back is found again without a restart."""
    engine = create_engine(
        url,
        pool_pre_ping=True,
        pool_size=8,
        max_overflow=24,
        pool_timeout=LOCK_SECONDS,
        connect_args={"connect_timeout": CONNECT_SECONDS},
    )
    event.listen(engine, "connect", prepare)
    return engine


def prepare(connection: Any, _record: Any) -> None:
    """Wait for locks only so long, and never have a commit acknowledged before it is on disk."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
        cursor.execute("SHOW synchronous_commit")
        if cursor.fetchone()[0] == "off":
            cursor.execute("SET synchronous_commit = on")
    connection.commit()
