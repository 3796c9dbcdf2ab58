# SPDX-License-Identifier: EUPL-1.2
"""A room that votes, against a plain route that only stores a row, under the same crowd in the same run.

``BENCH_WORKSHOP_SECONDS`` shortens the long run (600 s by default).
"""

import asyncio
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from benchmarks import floor
from benchmarks.crowd import Crowd, share
from benchmarks.row import Row
from governance.bootstrap import Application, assemble
from governance.commands.capacity import raise_open_files
from governance.settings import Settings
from governance.workshops.records import Workshop

PHONES, PACE, SECONDS = 300, 3.0, 600.0
MANY, BURST = 1000, 10.0
FLOOR_SECONDS = 60.0
VOTE_LIMIT, SCREEN_LIMIT = 0.3, 1.0
SECONDS_TO_START = 60.0
FLOOR = "plain route that stores a row"


@dataclass
class Measured:
    """What a crowd met."""

    vote: float
    screen: float
    note: str


def rows() -> list[Row]:
    """The table's lines: a long session, then many at once."""
    raise_open_files()
    seconds = float(os.environ.get("BENCH_WORKSHOP_SECONDS", SECONDS))
    long = ours(PHONES, seconds, PACE)
    long_floor = theirs(PHONES, min(seconds, FLOOR_SECONDS), PACE)
    burst, burst_floor = ours(MANY, BURST, BURST), theirs(MANY, BURST, BURST)
    name = f"{PHONES} phones for {seconds:.0f} s, a vote each {PACE:.0f} s"
    many = f"{MANY} votes within {BURST:.0f} s"
    return [
        Row(f"{name}: vote, p95", long.vote, FLOOR, long_floor, VOTE_LIMIT, note=long.note),
        Row(f"{name}: vote to screen, p95", long.screen, FLOOR, long_floor, SCREEN_LIMIT),
        Row(f"{many}: vote, p95", burst.vote, FLOOR, burst_floor, note=burst.note),
        Row(f"{many}: vote to screen, p95", burst.screen, FLOOR, burst_floor),
    ]


def ours(phones: int, seconds: float, pace: float) -> Measured:
    """Our server under a crowd whose every phone follows its stream; AssertionError when a vote is lost or doubled."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as (address, pid):
        running = assemble(Settings(data_dir=Path(folder)))
        workshop = running.workshops.open(running.workshops.create_for("commune:56165", form="flash").id)
        crowd = Crowd(address, f"/join/{workshop.code}", f"/screen/{workshop.screen_token}", phones)
        crowd.question = workshop.current or ""
        held: list[float] = []
        crowd.everybody_there = lambda: held.append(memory(pid))
        asyncio.run(crowd.vote_for(seconds, pace))
        grown = memory(pid) - held[0]
        check(running, workshop, crowd)
    times = [vote.seconds for vote in crowd.votes]
    note = f"{len(times)} votes, 0 lost, 0 double, 0 faults; memory {grown:+.0f} MB"
    return Measured(share(times, 0.95), share(crowd.to_screen(), 0.95), note)


def check(running: Application, workshop: Workshop, crowd: Crowd) -> None:
    """The database holds the last answer of each phone, once."""
    assert crowd.statuses.keys() == {200}, crowd.statuses
    running.workshops.close(workshop.id)
    running.workshops.reveal(workshop.id)
    result = running.rooms.room(workshop.id).result
    assert result
    stored = Counter({str(level): count for level, count in enumerate(result.consensus.counts) if count})
    stored += Counter({"NSP": result.consensus.dont_know})
    assert stored == crowd.expected(1)


def theirs(phones: int, seconds: float, pace: float) -> float:
    """The floor under the same crowd: its p95."""
    with tempfile.TemporaryDirectory() as folder:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "uvicorn", "benchmarks.floor:app", "--port", str(port), "--no-access-log"]
        environment = os.environ | {floor.DATABASE: str(Path(folder) / "floor.sqlite3")}
        with running_process([*command, "--log-level", "warning"], environment):
            wait_for(port)
            crowd = Crowd(f"http://127.0.0.1:{port}", floor.ADDRESS, "", phones)
            asyncio.run(crowd.vote_for(seconds, pace, streams=False))
    return share([vote.seconds for vote in crowd.votes], 0.95)


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, int]]:
    """`echelons serve` on a data folder: its address, its process."""
    settings = {
        "ECHELONS_DATA_DIR": str(folder),
        "ECHELONS_PORT": "0",
        "ECHELONS_OUTLINES_AT_START": "false",
    }
    command = [str(Path(sys.executable).with_name("echelons")), "serve"]
    with running_process(command, os.environ | settings) as process:
        assert process.stdout
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, "the server did not say its address"
        yield found.group(), process.pid


@contextmanager
def running_process(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A program for as long as it is needed."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int) -> None:
    """Until something listens."""
    end = monotonic() + SECONDS_TO_START
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if monotonic() > end:
                raise
            sleep(0.1)
        else:
            return


def memory(pid: int) -> float:
    """Megabytes that a process holds; 0 where the system does not say."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]
    except OSError:
        return 0.0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6
