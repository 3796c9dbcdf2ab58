# SPDX-License-Identifier: EUPL-1.2
"""A folder that permissions apply to, and a database in it that waits for locks only briefly."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from governance.assessments.records import AssessmentHead, StoredAnswer
from governance.language import LANGUAGES
from governance.language.catalogue import catalogue
from governance.services.assessments import AssessmentService
from governance.store import database as database_module
from governance.store import sqlite
from governance.store.database import Database, open_database
from governance.store.store import Store
from tests.sample import SampleQuestionnaires, SampleTerritories

NOBODY = 65_534


class Saver:
    """Saves one answer after the other, each with its number, and remembers what was acknowledged."""

    def __init__(self, service: AssessmentService, head: AssessmentHead) -> None:
        self._service = service
        self._head = head
        self.acknowledged: list[StoredAnswer] = []

    def save(self, comment: str = "") -> StoredAnswer:
        version = len(self.acknowledged)
        saved = self._service.save(
            self._head.id, "split", str(version % 5), expected_version=version, key=f"k{version}", comment=comment
        )
        self.acknowledged.append(saved)
        return saved

    def stored(self) -> list[StoredAnswer]:
        return [change.answer for change in self._service.history(self._head.id)]


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder that other accounts can reach, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="echelons-faults-"))
    try:
        yield path
    finally:
        for entry in (path, *path.rglob("*")):
            entry.chmod(0o700)
        shutil.rmtree(path)


@pytest.fixture
def unprivileged(folder: Path, saver: Saver) -> Iterator[None]:
    """Root, whom no permission stops, acts as an account that owns the folder and no more."""
    if os.geteuid() != 0:
        yield
        return
    # That account may not be able to read the project: what the tests need of it is read before.
    for language in LANGUAGES:
        catalogue("messages", language)
    for entry in (folder, *folder.rglob("*")):
        os.chown(entry, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "echelons.sqlite3"


@pytest.fixture
def database(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    for module in (sqlite, database_module):
        monkeypatch.setattr(module, "BUSY_SECONDS", 0.3)
    database = open_database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def service(database: Database) -> AssessmentService:
    return AssessmentService(Store(database), SampleQuestionnaires(), SampleTerritories())


@pytest.fixture
def head(service: AssessmentService) -> AssessmentHead:
    return service.open("epci:200000001", "full")


@pytest.fixture
def saver(service: AssessmentService, head: AssessmentHead) -> Saver:
    saver = Saver(service, head)
    saver.save()
    return saver
