# SPDX-License-Identifier: EUPL-1.2
"""Alembic's environment: runs on the connection that governance.store.migrate hands over, in its transaction."""

from alembic import context

from governance.store.migrate import VERSION_TABLE
from governance.store.schema import metadata


def run() -> None:
    """Apply the migrations that Alembic has chosen."""
    context.configure(
        connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
    )
    with context.begin_transaction():
        context.run_migrations()


# Alembic runs this file; whoever merely imports it (the search for doctests) has no environment.
if hasattr(context, "config"):
    run()
