# SPDX-License-Identifier: EUPL-1.2
"""300 phones for a minute on one server: nothing lost, nothing counted twice, no fault. Times are reported."""

import asyncio
import json
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.crowd import Crowd, share
from governance.bootstrap import Application, assemble
from governance.settings import Settings
from governance.workshops.records import Workshop
from tests.browser.server import Server
from tests.loop import awaited

PHONES = 300
SECONDS = 60.0
PACE = 3.0
ROUNDS = 3


def test_a_room_of_300_votes_for_a_minute_without_loss(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    server = Server(tmp_path)
    server.start()
    try:
        assert server.process
        running = assemble(Settings(data_dir=tmp_path))
        workshop = running.workshops.create_for("commune:56165", form="flash")
        crowd = Crowd(server.address, f"/join/{workshop.code}", f"/screen/{workshop.screen_token}", PHONES)
        pid = server.process.pid
        held: list[float] = []
        crowd.everybody_there = lambda: held.append(memory(pid))
        awaited(lead(running, workshop, crowd))
        grown = memory(pid) - held[0]
    finally:
        server.stop()
    check(running, workshop, crowd)
    report = {
        "votes": len(crowd.votes),
        "vote p95 (s)": round(share([vote.seconds for vote in crowd.votes], 0.95), 3),
        "vote to screen p95 (s)": round(share(crowd.to_screen(), 0.95), 3),
        "memory grown (MB)": round(grown, 1),
        "events to phones": crowd.streams["events"],
    }
    print(json.dumps(report))
    for name, value in report.items():
        record_property(name, value)


async def lead(running: Application, workshop: Workshop, crowd: Crowd) -> None:
    """Three rounds while everybody votes: some votes come while a round closes."""
    opened = await asyncio.to_thread(running.workshops.open, workshop.id)
    crowd.question = opened.current or ""
    voting = asyncio.create_task(crowd.vote_for(SECONDS, PACE))
    for number in range(2, ROUNDS + 1):
        await asyncio.sleep(SECONDS / ROUNDS)
        await asyncio.to_thread(running.workshops.close, workshop.id)
        await asyncio.to_thread(running.workshops.reveal, workshop.id)
        await asyncio.to_thread(running.workshops.open, workshop.id)
        crowd.round = number
    await voting
    await asyncio.to_thread(running.workshops.close, workshop.id)
    await asyncio.to_thread(running.workshops.reveal, workshop.id)


def check(running: Application, workshop: Workshop, crowd: Crowd) -> None:
    """The database holds the last answer that each phone saw acknowledged, once, and nothing else."""
    assert crowd.statuses.keys() <= {200, 409}, crowd.statuses
    assert crowd.streams["breaks"] == 0
    room = running.rooms.room(workshop.id)
    assert room.result
    assert room.joined == PHONES
    for result in (*room.earlier, room.result):
        stored = Counter({str(level): count for level, count in enumerate(result.consensus.counts) if count})
        stored += Counter({"NSP": result.consensus.dont_know})
        assert stored == crowd.expected(result.round), f"round {result.round}"
        assert result.answered == len(crowd.last[result.round]) <= PHONES
    # On a machine that keeps the pace each phone votes about twenty times; on any machine, more than once a round.
    assert len(crowd.votes) > PHONES * ROUNDS
    assert len(crowd.told) > ROUNDS
    assert crowd.told[-1].version >= max(vote.version for vote in crowd.votes)
    assert crowd.streams["events"] > PHONES * ROUNDS


def memory(pid: int) -> float:
    """Megabytes that a process holds."""
    status = Path(f"/proc/{pid}/statm").read_text("ascii")
    return int(status.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
