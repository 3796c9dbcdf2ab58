# SPDX-License-Identifier: EUPL-1.2
"""Putting everything together, and what runs as long as the server does."""

import asyncio
import gc
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from governance import bootstrap
from governance.bootstrap import application, assemble, lifespan
from governance.errors import NotFoundError, StoreError
from governance.services.shipped import ShippedQuestionnaires
from governance.settings import Settings, get_settings
from tests.loop import awaited

SECONDS = 20


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ECHELONS_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("ECHELONS_DATABASE_URL", raising=False)
    application.cache_clear()
    get_settings.cache_clear()
    yield
    if application.cache_info().currsize:
        application().database.close()
    application.cache_clear()
    get_settings.cache_clear()


def test_a_fresh_application_makes_its_folder_and_its_database(tmp_path: Path) -> None:
    running = assemble(Settings(data_dir=tmp_path / "a" / "b"))
    assert running.check_database() == "sqlite"
    assert (tmp_path / "a" / "b" / "echelons.sqlite3").is_file()
    assert running.assessments.recent() == []
    assert running.questionnaire().id == "echelons"
    assert not running.demo.is_loaded()
    running.database.close()


def test_the_folder_of_a_typed_address_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refusal:
        assemble(Settings(database_url=f"sqlite:///{tmp_path / 'typo' / 'x.sqlite3'}"))
    assert refusal.value.key == "store.folder_absent"
    assert list(tmp_path.iterdir()) == []


def test_there_is_one_application_for_a_process() -> None:
    assert application() is application()


def test_what_was_answered_is_there_after_a_restart(tmp_path: Path) -> None:
    first = assemble(Settings(data_dir=tmp_path))
    head = first.assessments.open("commune:56165")
    first.database.close()
    again = assemble(Settings(data_dir=tmp_path))
    assert again.assessments.find(head.id).head == head
    again.database.close()


def test_only_shipped_versions_are_known() -> None:
    shipped = ShippedQuestionnaires()
    latest = shipped.latest()
    assert shipped.get("echelons", latest.version) is latest
    for name, version in (("echelons", "0.0.1"), ("nothing", "1.0.0"), ("../echelons", "1.0.0")):
        with pytest.raises(NotFoundError):
            shipped.get(name, version)


def test_while_the_server_runs_garbage_is_collected_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[bool] = []
    monkeypatch.setattr(bootstrap, "SECONDS_BETWEEN_COLLECTIONS", 0.01)
    monkeypatch.setattr(gc, "collect", lambda *_: collected.append(True))

    async def serve() -> None:
        async with asyncio.timeout(SECONDS), lifespan(object()) as state:
            assert state == {}
            assert application.cache_info().currsize == 1, "the first page would wait"
            for _ in range(200):
                await asyncio.sleep(0.01)
                if len(collected) > 1:
                    break
        # Nothing is left running once the server has stopped.
        assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []

    started = time.monotonic()
    awaited(serve())
    assert len(collected) > 1
    assert time.monotonic() - started < SECONDS, "the server would not stop"


def test_a_database_that_cannot_serve_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECHELONS_DATABASE_URL", f"sqlite:///{tmp_path / 'none' / 'x.sqlite3'}")

    async def serve() -> None:
        async with lifespan(object()):
            pytest.fail("it served")

    with pytest.raises(StoreError):
        awaited(serve())


def test_a_first_start_installs_the_official_outlines_beside_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is asked for once everything is ready, and ended with the server; only where the setting says so."""
    told: list[str] = []
    monkeypatch.setattr(bootstrap, "begin", lambda _data: told.append("begun"))
    monkeypatch.setattr(bootstrap, "end", lambda _process: told.append("ended"))

    async def serve() -> None:
        async with lifespan(object()):
            told.append("serving")

    awaited(serve())
    assert told == ["serving", "ended"], "the tests' own setting"
    told.clear()
    monkeypatch.setenv("ECHELONS_OUTLINES_AT_START", "true")
    get_settings.cache_clear()
    awaited(serve())
    assert told == ["begun", "serving", "ended"]
