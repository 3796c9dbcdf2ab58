# SPDX-License-Identifier: EUPL-1.2
"""Killed at any moment while eight people save: nothing that was acknowledged is lost.

``ECHELONS_KILL_CYCLES=1000`` asks for more cycles than the suite runs.
"""

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from governance.settings import ROOT
from governance.store.database import open_database
from governance.workshops.vote import digest_of

CYCLES = int(os.environ.get("ECHELONS_KILL_CYCLES", "100"))
CONTROL_CYCLES = 10
LONGEST_LIFE_SECONDS = 0.2

pytestmark = [
    pytest.mark.durability,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork nor SIGKILL"),
]


@dataclass
class Report:
    """What a series of cycles found."""

    acknowledged: int = 0
    busy_cycles: int = 0
    lost: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)


class Nest:
    """The process that writing processes are forked from."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def live_and_die(
        self, address: str, cycle: int, seconds: float, *, eager: bool, votes: bool = False
    ) -> list[tuple[str, int, str]]:
        """Let eight writers save, or vote, for so long, kill them, and return what they had acknowledged."""
        order = json.dumps({"address": address, "cycle": cycle, "eager": eager, "votes": votes})
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(order + "\n")
        self._process.stdin.flush()
        acknowledged = []
        child = None
        for line in self._process.stdout:
            match line.split():
                case ["child", number]:
                    child = int(number)
                case ["ready"]:
                    time.sleep(seconds)
                    assert child
                    os.kill(child, signal.SIGKILL)
                case ["ack", question, version, key]:
                    acknowledged.append((question, int(version), key))
                case ["end", status]:
                    assert int(status) == -signal.SIGKILL, f"a writer ended by itself in cycle {cycle}"
                    return acknowledged
        raise AssertionError("the nest of writers is gone")


@pytest.fixture(scope="module")
def nest() -> Iterator[Nest]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.writer", "nest"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield Nest(process)
        assert process.stdin
        process.stdin.close()


def run_cycles(nest: Nest, path: Path, cycles: int, *, eager: bool = False, votes: bool = False) -> Report:
    """Kill and restart so many times, each time looking for what was acknowledged."""
    report = Report()
    lives = random.Random(2898)  # noqa: S311 — moments to kill at, no secret
    address = f"sqlite:///{path}"
    for cycle in range(cycles):
        acknowledged = nest.live_and_die(
            address, cycle, lives.uniform(0, LONGEST_LIFE_SECONDS), eager=eager, votes=votes
        )
        open_database(address).close()
        report.acknowledged += len(acknowledged)
        report.busy_cycles += bool(acknowledged)
        with contextlib.closing(sqlite3.connect(path)) as connection:
            report.lost += (missing_votes if votes else missing)(connection, acknowledged)
            report.damaged += damages(connection, cycle)
    return report


def missing(connection: sqlite3.Connection, acknowledged: list[tuple[str, int, str]]) -> list[str]:
    """The keys of acknowledged answers that are not in the history, or are younger than the present answer."""
    present = dict(connection.execute("SELECT question_id, version FROM answers"))
    lost = []
    for question, version, key in acknowledged:
        line = connection.execute("SELECT question_id, version FROM answer_changes WHERE key = ?", [key]).fetchone()
        if line != (question, version) or present.get(question, 0) < version:
            lost.append(key)
    return lost


def missing_votes(connection: sqlite3.Connection, acknowledged: list[tuple[str, int, str]]) -> list[str]:
    """The keys of acknowledged votes that are not in the table, or whose vote is older than what was acknowledged."""
    found = {row[0]: row[1:] for row in connection.execute("SELECT participant, answer, keys FROM workshop_votes")}
    latest = dict(sorted((participant, turn) for participant, turn, _ in acknowledged))
    lost = []
    for participant, turn, key in acknowledged:
        answer, keys = found.get(participant, ("", ""))
        # The writer may have had time to store one more than it could acknowledge.
        recent = {str(latest[participant] % 5), str((latest[participant] + 1) % 5)}
        if digest_of(key) not in keys or answer not in recent:
            lost.append(f"{key} ({turn})")
    return lost


def damages(connection: sqlite3.Connection, cycle: int) -> list[str]:
    """What is not whole: the file itself, or an answer that its history does not account for."""
    verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    torn = connection.execute(
        "SELECT a.question_id FROM answers a WHERE a.version <> "
        "(SELECT max(c.version) FROM answer_changes c WHERE c.question_id = a.question_id)"
    ).fetchall()
    return [f"cycle {cycle}: {found}" for found in ([] if verdict == "ok" else [verdict]) + torn]


def test_nothing_acknowledged_is_lost_when_killed_at_random(nest: Nest, tmp_path: Path) -> None:
    report = run_cycles(nest, tmp_path / "echelons.sqlite3", CYCLES)
    print(f"{CYCLES} kills, {report.acknowledged} saves acknowledged, {len(report.lost)} lost")
    assert report.lost == []
    assert report.damaged == []
    # The harness must have had something to lose.
    assert report.busy_cycles >= CYCLES / 2
    assert report.acknowledged >= 5 * CYCLES


def test_no_vote_acknowledged_is_lost_when_killed_at_random(nest: Nest, tmp_path: Path) -> None:
    report = run_cycles(nest, tmp_path / "echelons.sqlite3", CYCLES // 2, votes=True)
    print(f"{CYCLES // 2} kills, {report.acknowledged} votes acknowledged, {len(report.lost)} lost")
    assert report.lost == []
    assert report.damaged == []
    assert report.busy_cycles >= CYCLES / 4
    assert report.acknowledged >= CYCLES


def test_the_harness_catches_a_vote_acknowledged_before_its_commit(nest: Nest, tmp_path: Path) -> None:
    assert run_cycles(nest, tmp_path / "echelons.sqlite3", CONTROL_CYCLES, eager=True, votes=True).lost


def test_the_harness_catches_a_writer_that_acknowledges_before_its_commit(nest: Nest, tmp_path: Path) -> None:
    report = run_cycles(nest, tmp_path / "echelons.sqlite3", CONTROL_CYCLES, eager=True)
    assert report.lost
