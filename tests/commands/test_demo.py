# SPDX-License-Identifier: EUPL-1.2
"""`echelons demo`: loaded and purged in one action each, the rest untouched."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from governance.bootstrap import application
from governance.cli import main
from governance.settings import get_settings
from governance.store import sqlite
from tests.commands.process import run

TABLES = ("assessments", "answers", "snapshots")


def rows(data: Path, where: str = "") -> dict[str, int]:
    connection = sqlite3.connect(data / "echelons.sqlite3")
    counts = {name: connection.execute(f"SELECT count(*) FROM {name} {where}").fetchone()[0] for name in TABLES}  # noqa: S608
    connection.close()
    return counts


def test_it_loads_twice_the_same_and_purges_all(tmp_path: Path) -> None:
    first = run(tmp_path, "demo", "load")
    assert (first.returncode, first.stderr) == (0, "")
    loaded = rows(tmp_path)
    assert first.stdout.startswith(f"{loaded['assessments']} évaluations simulées")
    again = run(tmp_path, "demo", "load")
    assert (again.stdout, rows(tmp_path)) == (first.stdout, loaded)
    purged = run(tmp_path, "demo", "purge")
    assert purged.returncode == 0
    assert purged.stdout.startswith(f"{loaded['assessments']} ")
    assert rows(tmp_path) == dict.fromkeys(TABLES, 0)
    assert run(tmp_path, "demo", "purge").stdout.startswith("0 évaluation simulée")


def test_a_purge_leaves_real_assessments(tmp_path: Path) -> None:
    assert run(tmp_path, "demo", "load").returncode == 0
    connection = sqlite3.connect(tmp_path / "echelons.sqlite3")
    connection.execute("UPDATE assessments SET simulated = 0 WHERE id = (SELECT min(assessment_id) FROM answers)")
    connection.commit()
    connection.close()
    assert run(tmp_path, "demo", "purge").returncode == 0
    left = rows(tmp_path)
    assert left["assessments"] == 1
    assert left["answers"] > 0


def test_it_speaks_english_to_an_english_terminal(tmp_path: Path) -> None:
    done = run(tmp_path, "demo", "purge", LC_ALL="", LANG="en_GB.UTF-8")
    assert done.stdout.startswith("0 simulated")


@pytest.fixture
def hurried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CliRunner]:
    """The command within this process, which waits for locks only briefly."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    monkeypatch.setenv("ECHELONS_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("ECHELONS_DATABASE_URL", raising=False)
    application.cache_clear()
    get_settings.cache_clear()
    yield CliRunner(env={"LC_ALL": "fr"})
    application().database.close()
    application.cache_clear()
    get_settings.cache_clear()


@pytest.mark.parametrize("action", ["load", "purge"])
def test_a_locked_database_is_said_and_nothing_is_half_done(action: str, hurried: CliRunner, tmp_path: Path) -> None:
    assert hurried.invoke(main, ["demo", "load"]).exit_code == 0
    before = rows(tmp_path)
    other = sqlite3.connect(tmp_path / "echelons.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    done = hurried.invoke(main, ["demo", action])
    other.close()
    assert (done.exit_code, done.stdout) == (1, "")
    assert str(tmp_path / "echelons.sqlite3") in done.stderr
    assert rows(tmp_path) == before
