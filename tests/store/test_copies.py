# SPDX-License-Identifier: EUPL-1.2
"""Backups made while people answer, and put back."""

import shutil
import sqlite3
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from governance.errors import StoreError
from governance.services.assessments import AssessmentService
from governance.store.copies import back_up, restore
from governance.store.database import Database, open_database
from governance.store.store import Store
from tests.sample import SampleQuestionnaires, SampleTerritories


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "echelons.sqlite3"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{path}")
    yield database
    database.close()


def service_on(database: Database) -> AssessmentService:
    return AssessmentService(Store(database), SampleQuestionnaires(), SampleTerritories())


def test_a_restored_backup_holds_what_was_there_and_nothing_later(database: Database, tmp_path: Path) -> None:
    service = service_on(database)
    head = service.open("epci:200000001")
    service.save(head.id, "split", "2", expected_version=0, key="before")
    snapshot = service.freeze(head.id, "Printemps")
    then = service.find(head.id), service.history(head.id)
    copy = database.back_up(tmp_path / "backup.sqlite3")
    service.save(head.id, "split", "4", expected_version=1, key="after")
    database.restore(copy)
    assert (service.find(head.id), service.history(head.id)) == then
    assert service.snapshot(snapshot.id) == snapshot
    assert service.save(head.id, "split", "3", expected_version=1, key="later").version == 2


def test_a_backup_is_a_database_of_its_own(database: Database, path: Path, tmp_path: Path) -> None:
    head = service_on(database).open("epci:200000001")
    copy = back_up(path, tmp_path / "backup.sqlite3")
    elsewhere = open_database(f"sqlite:///{copy}")
    assert service_on(elsewhere).find(head.id).head == head
    elsewhere.close()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_backups_taken_while_people_answer_are_whole(database: Database, path: Path, tmp_path: Path) -> None:
    service = service_on(database)
    head = service.open("epci:200000001")
    stop = threading.Event()
    saved = []

    def answer() -> None:
        while not stop.is_set():
            saved.append(
                service.save(head.id, "split", str(len(saved) % 5), expected_version=len(saved), key=f"k{len(saved)}")
            )

    writer = threading.Thread(target=answer)
    writer.start()
    try:
        for number in range(5):
            copy = back_up(path, tmp_path / f"{number}.sqlite3")
            elsewhere = open_database(f"sqlite:///{copy}")
            found = service_on(elsewhere)
            answers = found.find(head.id).answers
            assert len(found.history(head.id)) == (answers["split"].version if answers else 0)
            elsewhere.close()
    finally:
        stop.set()
        writer.join()
    assert len(service.history(head.id)) == len(saved) > 5


def test_what_is_no_database_is_never_put_back(database: Database, path: Path, tmp_path: Path) -> None:
    head = service_on(database).open("epci:200000001")
    wrong = tmp_path / "wrong.sqlite3"
    wrong.write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError) as refusal:
        restore(wrong, path)
    assert refusal.value.key == "store.corrupt"
    assert str(wrong) in refusal.value.message("fr")
    assert service_on(database).find(head.id).head == head


def test_a_damaged_backup_is_never_put_back(database: Database, path: Path, tmp_path: Path) -> None:
    head = service_on(database).open("epci:200000001")
    copy = back_up(path, tmp_path / "backup.sqlite3")
    content = bytearray(copy.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    copy.write_bytes(content)
    with pytest.raises(StoreError) as refusal:
        restore(copy, path)
    assert refusal.value.key == "store.corrupt"
    assert service_on(database).find(head.id).head == head


def test_a_damaged_database_gives_no_backup_and_spares_the_previous_one(
    database: Database, path: Path, tmp_path: Path
) -> None:
    service_on(database).open("epci:200000001")
    previous = back_up(path, tmp_path / "backup.sqlite3").read_bytes()
    database.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError) as refusal:
        back_up(path, tmp_path / "backup.sqlite3")
    assert refusal.value.key == "store.corrupt"
    assert (tmp_path / "backup.sqlite3").read_bytes() == previous


def test_absent_files_and_folders_are_named(database: Database, path: Path, tmp_path: Path) -> None:
    for attempt, named in (
        (lambda: back_up(tmp_path / "absent", tmp_path / "copy"), "absent"),
        (lambda: back_up(path, tmp_path / "nowhere" / "copy"), "nowhere"),
        (lambda: restore(tmp_path / "absent", path), "absent"),
    ):
        with pytest.raises(StoreError, match=named):
            attempt()


def test_a_failed_backup_leaves_the_previous_one(
    database: Database, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = back_up(path, tmp_path / "backup.sqlite3")
    before = copy.read_bytes()
    service_on(database).open("epci:200000001")

    def break_off(_source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("governance.store.copies.copy", break_off)
    with pytest.raises(StoreError):
        back_up(path, copy)
    assert copy.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_a_copied_file_put_in_place_while_serving_is_seen_at_once(
    database: Database, path: Path, tmp_path: Path
) -> None:
    service = service_on(database)
    copy = back_up(path, tmp_path / "backup.sqlite3")
    service.open("epci:200000001")
    shutil.move(copy, path)
    assert service.recent() == []
    with sqlite3.connect(path) as direct:
        assert direct.execute("SELECT count(*) FROM assessments").fetchone() == (0,)
    direct.close()
