# SPDX-License-Identifier: EUPL-1.2
"""Insert or leave alone, by the database's own constraint: a read before the insert would race."""

from collections.abc import Mapping

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_if_absent(connection: Connection, table: Table, values: Mapping[str, object]) -> bool:
    """Insert one row; False when a unique constraint already holds another."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    # Not by the count of rows: SQLAlchemy does not keep it for an INSERT.
    statement = insert(table).values(**values).on_conflict_do_nothing().returning(*table.primary_key)
    return connection.execute(statement).first() is not None
