# SPDX-License-Identifier: EUPL-1.2
"""The screens as people meet them, without a browser: the whole shell runs, on a database of its own.

``AppTest.from_file("app.py")`` passes with nothing on the page: the shell is what is tested.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st

from governance.bootstrap import Application, application
from governance.language import Language
from governance.settings import get_settings
from governance.store import sqlite
from tests.pages.visitor import Visitor

PLOERMEL, NANTES = "commune:56165", "commune:44109"

Visit = Callable[..., Visitor]


def forget_application() -> None:
    """The next page opens its own application, as a new process does."""
    application.cache_clear()
    get_settings.cache_clear()


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a fresh installation, which waits for locks only briefly."""
    monkeypatch.setenv("ECHELONS_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("ECHELONS_DATABASE_URL", raising=False)
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    # In this mode another program's lock stops readers too, whatever the version of SQLite.
    monkeypatch.setattr(sqlite, "journal_mode", lambda _version: "DELETE")
    forget_application()
    yield tmp_path
    if application.cache_info().currsize:
        application().database.close()
    forget_application()


@pytest.fixture
def running(data_dir: Path) -> Application:
    """The application on an empty database."""
    return application()


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demonstration, made once."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ECHELONS_DATA_DIR", str(folder))
        forget_application()
        application().demo.load()
        application().database.close()
        forget_application()
    return folder / "echelons.sqlite3"


@pytest.fixture
def demo(data_dir: Path, demo_file: Path) -> Application:
    """The application with the demonstration loaded."""
    shutil.copy(demo_file, data_dir / "echelons.sqlite3")
    return application()


@pytest.fixture
def database_file(data_dir: Path) -> Path:
    return data_dir / "echelons.sqlite3"


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture
def visit(caplog: pytest.LogCaptureFixture, data_dir: Path) -> Iterator[Visit]:
    """Opens a page as a new visitor: ``visit("results", dossier=…)``. A traceback fails the test, shown or logged."""
    visitors: list[Visitor] = []

    def visit(page: str, language: Language = "fr", **query: str) -> Visitor:
        visitors.append(Visitor(language))
        return visitors[-1].open(page, **query)

    yield visit
    st.session_state.clear()
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
    for visitor in visitors:
        assert visitor.tracebacks == []


@pytest.fixture
def dossier(running: Application) -> str:
    """An assessment of Ploërmel in the short form, without answers."""
    return running.assessments.open(PLOERMEL, form="flash").id


@pytest.fixture
def answered(running: Application, dossier: str) -> str:
    """The same with a level for each question of the short form, one don't-know, and a comment like code."""
    for rank, question in enumerate(running.questionnaire().asked("flash")):
        running.assessments.save(
            dossier,
            question.id,
            "NSP" if rank == 3 else str(rank % 5),
            comment="<b>gras</b> [lien](x)" if rank == 0 else "",
            author="Ana *Étoile*",
            expected_version=0,
            key=f"given-{rank}",
        )
    return dossier


@pytest.fixture
def other_program(database_file: Path) -> Iterator[Callable[[str], None]]:
    """Another program on the same file: ``other_program("BEGIN EXCLUSIVE")`` locks it."""
    connections: list[sqlite3.Connection] = []

    def execute(statement: str) -> None:
        if not connections:
            connections.append(sqlite3.connect(database_file, isolation_level=None))
        connections[0].execute(statement)

    yield execute
    for connection in connections:
        connection.close()
