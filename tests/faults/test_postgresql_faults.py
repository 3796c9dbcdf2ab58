# SPDX-License-Identifier: EUPL-1.2
"""A server that goes down and comes back: nothing acknowledged is lost, nothing is saved twice, nobody restarts."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from governance.errors import StoreError
from governance.language import LANGUAGES
from governance.services.assessments import AssessmentService
from governance.services.ports import Unit
from governance.store.database import Database, open_database
from governance.store.engine import open_engine
from governance.store.store import Store
from tests.postgresql import PASSWORD, Cluster
from tests.sample import SampleQuestionnaires, SampleTerritories

pytestmark = pytest.mark.postgresql

WRONG = "guess"


@pytest.fixture
def address(postgresql_cluster: Cluster) -> Iterator[str]:
    address = postgresql_cluster.create_database()
    yield address
    postgresql_cluster.drop_database(address)


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    database = open_database(address)
    yield database
    database.close()


def service_on(store: Store) -> AssessmentService:
    return AssessmentService(store, SampleQuestionnaires(), SampleTerritories())


def test_a_server_that_stops_is_told_and_found_again_when_it_is_back(
    database: Database, postgresql_cluster: Cluster
) -> None:
    service = service_on(Store(database))
    head = service.open("epci:200000001")
    first = service.save(head.id, "split", "1", expected_version=0, key="first")
    postgresql_cluster.stop()
    try:
        for _ in range(2):
            with pytest.raises(StoreError) as fault:
                service.save(head.id, "split", "2", expected_version=1, key="second")
            assert fault.value.key in ("store.unreachable", "store.connection_lost")
            for language in LANGUAGES:
                assert "127.0.0.1" in fault.value.message(language)
                assert PASSWORD not in fault.value.message(language)
        with pytest.raises(StoreError):
            database.check()
    finally:
        postgresql_cluster.start()
    assert database.check() == "postgresql"
    assert service.find(head.id).answers["split"] == first
    assert service.save(head.id, "split", "2", expected_version=1, key="second").version == 2


def test_idle_connections_cut_by_the_server_are_replaced_unseen(database: Database) -> None:
    service = service_on(Store(database))
    head = service.open("epci:200000001")
    cut_others(database)
    # Reading is never asked twice: only a connection tried before use can answer.
    assert service.find(head.id).head == head
    cut_others(database)
    assert service.change_form(head.id, "full").form == "full"


def cut_others(database: Database) -> None:
    """The server ends every connection to the base, those that lie idle in the application's pool included."""
    engine = open_engine(database.engine.url.render_as_string(hide_password=False))
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()


class CutOnceStore(Store):
    """Loses the connection once: before the commit reaches the server, or after, on the way back."""

    def __init__(self, database: Database, *, stored: bool) -> None:
        super().__init__(database)
        self._stored = stored
        self.cuts = 1

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        with super().writing() as unit:
            yield unit
            if self.cuts and not self._stored:
                self.cuts -= 1
                raise StoreError("store.connection_lost", place="")
        if self.cuts:
            self.cuts -= 1
            raise StoreError("store.connection_lost", place="")


@pytest.mark.parametrize("stored", [True, False])
def test_a_commit_cut_in_flight_is_asked_again_and_stored_once(database: Database, stored: bool) -> None:
    head = service_on(Store(database)).open("epci:200000001")
    store = CutOnceStore(database, stored=stored)
    service = service_on(store)
    saved = service.save(head.id, "split", "3", expected_version=0, key="k")
    assert store.cuts == 0
    assert [change.answer for change in service.history(head.id)] == [saved]


def test_a_connection_cut_again_and_again_is_told(database: Database) -> None:
    head = service_on(Store(database)).open("epci:200000001")
    store = CutOnceStore(database, stored=False)
    store.cuts = 2
    service = service_on(store)
    with pytest.raises(StoreError, match="not confirmed"):
        service.save(head.id, "split", "3", expected_version=0, key="k")
    assert service.history(head.id) == []


def test_eight_people_saving_through_a_crash_lose_nothing_and_save_nothing_twice(
    database: Database, postgresql_cluster: Cluster
) -> None:
    """Each repeats a save that was not acknowledged, with the same key, until it is."""
    service = service_on(Store(database))
    heads = [service.open(territory) for territory in ("epci:200000001", "epci:200000002")]
    questions = ("split", "lanes", "spans", "tolls")
    deadline = time.monotonic() + 60
    failures: list[str] = []

    def work(number: int) -> list[str]:
        head, question, acknowledged = heads[number // 4], questions[number % 4], []
        while len(acknowledged) < 40 and time.monotonic() < deadline:
            version = len(acknowledged)
            key = f"{number}.{version}"
            try:
                service.save(head.id, question, str(version % 5), expected_version=version, key=key)
            except StoreError as fault:
                failures.append(fault.key)
                time.sleep(0.1)
            else:
                acknowledged.append(key)
        return acknowledged

    with ThreadPoolExecutor(8) as people:
        working = [people.submit(work, number) for number in range(8)]
        time.sleep(0.15)
        postgresql_cluster.stop("immediate")
        time.sleep(0.3)
        postgresql_cluster.start()
        acknowledged = [key for person in working for key in person.result()]
    stored = [change.key for head in heads for change in service.history(head.id)]
    assert sorted(stored) == sorted(acknowledged)
    assert len(stored) == 8 * 40
    assert failures
    assert set(failures) <= {"store.unreachable", "store.connection_lost", "store.refused"}


def test_a_base_configured_to_answer_before_the_disk_is_overruled(
    database: Database, address: str, postgresql_cluster: Cluster
) -> None:
    postgresql_cluster.execute(f"ALTER DATABASE {make_url(address).database} SET synchronous_commit = off")
    database.close()
    with database.reading() as connection:
        assert connection.scalar(text("SHOW synchronous_commit")) == "on"
        assert connection.scalar(text("SHOW fsync")) == "on"


def test_a_row_locked_too_long_is_told_as_a_lock(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("governance.store.postgresql.LOCK_SECONDS", 1)
    database.close()
    service = service_on(Store(database))
    head = service.open("epci:200000001")
    with database.writing() as connection:
        connection.execute(text("SELECT id FROM assessments FOR UPDATE"))
        with pytest.raises(StoreError) as fault:
            service.save(head.id, "split", "1", expected_version=0, key="k")
    assert fault.value.key == "store.locked"
    assert service.save(head.id, "split", "1", expected_version=0, key="k").version == 1


def test_a_server_is_backed_up_with_its_own_tool(database: Database, tmp_path: Path) -> None:
    for attempt in (database.back_up, database.restore):
        with pytest.raises(StoreError, match="pg_dump"):
            attempt(tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_password_an_absent_base_and_a_closed_port_are_told_apart(address: str) -> None:
    url = make_url(address)
    for wrong, key in (
        (url.set(password=WRONG), "store.password_refused"),
        (url.set(database="absent"), "store.refused"),
        (url.set(port=1), "store.unreachable"),
    ):
        with pytest.raises(StoreError) as refusal:
            open_database(wrong.render_as_string(hide_password=False))
        assert refusal.value.key == key
        assert str(wrong.password) not in refusal.value.message("fr")


def test_an_account_without_rights_is_told(postgresql_cluster: Cluster, address: str) -> None:
    postgresql_cluster.execute("DROP ROLE IF EXISTS reader")
    postgresql_cluster.execute(f"CREATE ROLE reader LOGIN PASSWORD '{WRONG}'")
    try:
        with pytest.raises(StoreError) as refusal:
            open_database(
                make_url(address).set(username="reader", password=WRONG).render_as_string(hide_password=False)
            )
        assert refusal.value.key == "store.no_right"
    finally:
        postgresql_cluster.execute("DROP ROLE reader")
