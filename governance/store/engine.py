# SPDX-License-Identifier: EUPL-1.2
"""From a database address to an engine that keeps its promises."""

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from governance.errors import StoreError
from governance.store.postgresql import open_postgresql
from governance.store.sqlite import open_sqlite


def open_engine(address: str) -> Engine:
    """An engine on an SQLite file or a PostgreSQL server; nothing is read yet. StoreError when it is neither."""
    url = parse(address)
    try:
        match url.get_backend_name():
            case "sqlite":
                return open_sqlite(url.set(drivername="sqlite"))
            case "postgresql":
                return open_postgresql(url.set(drivername="postgresql+psycopg"))
    except (ArgumentError, NoSuchModuleError, ValueError) as fault:
        raise StoreError("store.address_invalid") from fault
    raise StoreError("store.engine_unknown", engine=url.get_backend_name())


def parse(address: str) -> URL:
    """The parts of an address. It may hold a password: no message repeats it."""
    try:
        return make_url(address)
    except (ArgumentError, ValueError) as fault:
        raise StoreError("store.address_invalid") from fault
