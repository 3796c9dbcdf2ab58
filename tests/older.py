# SPDX-License-Identifier: EUPL-1.2
"""Databases as an earlier version of the program left them."""

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, make_url

from governance.store.migrate import MIGRATIONS


def make_older(address: str, revision: str) -> None:
    """Bring an empty database to an earlier schema."""
    url = make_url(address)
    engine = create_engine(url.set(drivername="postgresql+psycopg") if url.drivername.startswith("postgres") else url)
    with engine.connect() as connection, connection.begin():
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        command.upgrade(config, revision)
    engine.dispose()
