# SPDX-License-Identifier: EUPL-1.2
"""The schema: made by migrations, the same as the code's, once, and never touched when it is newer."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, insert, inspect, select, text

from governance.errors import StoreError
from governance.settings import ROOT
from governance.store import migrate as migrate_module
from governance.store.database import Database, open_database
from governance.store.migrate import HEAD, VERSION_TABLE, current_revision, migrate
from governance.store.schema import NEVER_UPDATED, assessments, metadata
from governance.store.store import Store
from tests.older import make_older


def test_an_empty_database_is_brought_to_the_present_schema(empty_address: str) -> None:
    database = open_database(empty_address)
    assert current_revision(database.engine) == HEAD
    assert set(inspect(database.engine).get_table_names()) == {*metadata.tables, VERSION_TABLE}
    database.close()


def test_migrations_lead_to_the_schema_of_the_code(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_database_of_the_first_version_keeps_its_answers(empty_address: str) -> None:
    make_older(empty_address, "0001")
    # As the first version wrote them: the present code may know more columns.
    engine = create_engine(empty_address)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO assessments VALUES ('a', 'region:53', 'sample', '1.0.0', 'full', :false, '', :at, :at, 1)"
            ),
            {"false": False, "at": datetime(2026, 7, 1, tzinfo=UTC)},
        )
        connection.execute(
            text("INSERT INTO answers VALUES ('a', 'split', '3', '', 'depuis mai', '', 1, 'Awa', :at)"),
            {"at": datetime(2026, 7, 1, tzinfo=UTC)},
        )
    engine.dispose()
    database = open_database(empty_address)
    assert current_revision(database.engine) == HEAD
    with Store(database).reading() as unit:
        assert unit.answers.of_assessment("a")["split"].comment == "depuis mai"
        assert unit.plans.of_assessment("a") == []
    database.close()


def test_tables_declared_immutable_carry_their_trigger(database: Database) -> None:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger",
    }[database.engine.dialect.name]
    with database.reading() as connection:
        names = set(connection.scalars(text(query)))
    assert {f"{table}_never_change" for table in NEVER_UPDATED} <= names


def test_starting_again_changes_nothing(database: Database) -> None:
    migrate(database.engine)
    assert current_revision(database.engine) == HEAD
    assert database.check() == database.engine.dialect.name


STARTER = """
import sys
from alembic import command
from governance.store.database import open_database
print("ready", flush=True)
sys.stdin.readline()
print(open_database(sys.argv[1]).check(), flush=True)
"""


def test_three_processes_starting_at_once_migrate_once(empty_address: str, engine_name: str) -> None:
    with ExitStack() as running:
        starts = [
            running.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", STARTER, empty_address],
                    cwd=ROOT,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(3)
        ]
        for start in starts:
            assert start.stdout.readline() == "ready\n"
        for start in starts:
            start.stdin.write("go\n")
            start.stdin.flush()
        assert [start.communicate(timeout=60) for start in starts] == [(f"{engine_name}\n", "")] * 3


def test_eight_threads_starting_at_once_migrate_once(empty_address: str) -> None:
    with ThreadPoolExecutor(8) as starts:
        databases = list(starts.map(lambda _: open_database(empty_address), range(8)))
    for database in databases:
        assert database.check()
        database.close()


def test_a_newer_database_is_left_alone_and_said_to_be_newer(database: Database, address: str) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE echelons_schema SET version_num = '9999'"))
    with pytest.raises(StoreError) as refusal:
        open_database(address)
    assert refusal.value.key == "store.newer_schema"
    assert "Mettez Échelons à jour" in refusal.value.message("fr")
    assert current_revision(database.engine) == "9999"


def test_a_migration_that_fails_leaves_nothing_behind(empty_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_at_the_end(connection: Connection) -> None:
        upgrade(connection)
        raise RuntimeError("power cut")

    upgrade = migrate_module.upgrade
    monkeypatch.setattr(migrate_module, "upgrade", fail_at_the_end)
    with pytest.raises(RuntimeError, match="power cut"):
        open_database(empty_address)
    monkeypatch.undo()
    database = open_database(empty_address)
    assert database.check()
    database.close()


def test_a_database_emptied_of_its_tables_is_told_clearly(database: Database) -> None:
    with database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(text(f"DROP TABLE {table.name}"))
    with pytest.raises(StoreError) as fault:
        database.check()
    assert fault.value.key == "store.schema_absent"


def test_moments_come_back_in_utc_and_need_a_time_zone(database: Database) -> None:
    paris = timezone(timedelta(hours=2))
    row = {
        "id": "a", "territory_id": "region:53", "questionnaire_id": "q", "questionnaire_version": "1", "form": "full",
        "simulated": False, "author": "", "revision": 0,
        "created_at": datetime(2026, 7, 1, 0, 30, 0, 1, tzinfo=paris), "updated_at": datetime(2026, 7, 1, tzinfo=UTC),
    }  # fmt: skip
    with database.writing() as connection:
        connection.execute(insert(assessments), [row])
    with database.reading() as connection:
        moment = connection.scalar(select(assessments.c.created_at))
    assert moment == row["created_at"]
    assert moment.isoformat() == "2026-06-30T22:30:00.000001+00:00"
    with pytest.raises(Exception, match="time zone"), database.writing() as connection:
        connection.execute(insert(assessments), [row | {"id": "b", "created_at": datetime(2026, 7, 1)}])  # noqa: DTZ001
