# SPDX-License-Identifier: EUPL-1.2
"""One suite, both engines: every test here runs on an SQLite file and on a PostgreSQL server."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url

from governance.services.assessments import AssessmentService
from governance.store.database import Database, open_database
from governance.store.store import Store
from tests.postgresql import Server
from tests.sample import SampleQuestionnaires, SampleTerritories


class SteppingClock:
    """A clock that advances by a second each time it is read, so that tests can tell moments apart."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 9, 0, 0, 123456, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "echelons.sqlite3"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def migrated_base(postgresql_server: Server) -> Iterator[str]:
    address = postgresql_server.create_database()
    open_database(address).close()
    yield address
    postgresql_server.drop_database(address)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_address(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database that holds nothing yet."""
    if engine_name == "sqlite":
        yield f"sqlite:///{tmp_path / 'echelons.sqlite3'}"
        return
    server: Server = request.getfixturevalue("postgresql_server")
    address = server.create_database()
    yield address
    server.drop_database(address)


@pytest.fixture
def address(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database with the present schema and no data."""
    if engine_name == "sqlite":
        copy = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "echelons.sqlite3")
        yield f"sqlite:///{copy}"
        return
    server: Server = request.getfixturevalue("postgresql_server")
    made = server.create_database(template=make_url(request.getfixturevalue("migrated_base")).database)
    yield made
    server.drop_database(made)


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    database = open_database(address)
    yield database
    database.close()


@pytest.fixture
def store(database: Database) -> Store:
    return Store(database)


@pytest.fixture
def questionnaires() -> SampleQuestionnaires:
    return SampleQuestionnaires()


@pytest.fixture
def service(store: Store, questionnaires: SampleQuestionnaires) -> AssessmentService:
    return AssessmentService(store, questionnaires, SampleTerritories(), SteppingClock())
