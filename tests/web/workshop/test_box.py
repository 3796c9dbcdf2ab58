# SPDX-License-Identifier: EUPL-1.2
"""Votes that come together are stored together, each acknowledged or refused by itself."""

import asyncio
import threading
from collections.abc import Sequence

import pytest

from governance.bootstrap import Application
from governance.errors import ConflictError, InputError, StoreError
from governance.services.workshop_ballots import Cast
from governance.web.workshop.box import MOST_TOGETHER, Box, Outcome
from governance.workshops.records import Version
from tests.loop import awaited
from tests.web.workshop.listening import SECONDS


def cast(person: int, answer: str = "1", *, question: str = "q", number: int = 1, key: str = "") -> Cast:
    return Cast(f"{person:032d}", question, number, answer, key or f"key-{person}-{answer}")


class Slow:
    """A store that waits until the test lets it go on."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.begun = threading.Event()
        self.commits: list[list[str]] = []

    def __call__(self, _workshop_id: str, casts: Sequence[Cast]) -> Sequence[Outcome]:
        self.begun.set()
        assert self.gate.wait(SECONDS)
        self.commits.append([one.participant for one in casts])
        return [Version(1, len(self.commits))] * len(casts)


def test_a_vote_alone_is_stored_at_once_and_those_that_come_meanwhile_together_next() -> None:
    store = Slow()

    async def press() -> list[Version]:
        box = Box(store)
        first = asyncio.create_task(box.put("w", cast(0)))
        await asyncio.to_thread(store.begun.wait, SECONDS)
        others = [asyncio.create_task(box.put("w", cast(person))) for person in range(1, 301)]
        await asyncio.sleep(0)
        assert not any(task.done() for task in (first, *others))
        store.gate.set()
        versions = await asyncio.gather(first, *others)
        assert box.waiting == {}
        return versions

    versions = awaited(press())
    assert [len(commit) for commit in store.commits] == [1, MOST_TOGETHER, 300 - MOST_TOGETHER]
    assert versions[0] == Version(1, 1)
    assert versions[-1] == Version(1, 3)


def test_who_left_before_the_commit_holds_up_nobody() -> None:
    store = Slow()

    async def leave() -> Version:
        box = Box(store)
        first, gone, last = (asyncio.create_task(box.put("w", cast(person))) for person in range(3))
        await asyncio.to_thread(store.begun.wait, SECONDS)
        gone.cancel()
        await asyncio.sleep(0)
        store.gate.set()
        await first
        return await last

    assert awaited(leave()) == Version(1, 1)
    assert [len(commit) for commit in store.commits] == [3]


def test_what_stops_a_transaction_is_told_to_each_of_its_votes_and_the_next_goes_on() -> None:
    faults: list[Exception] = [StoreError("store.locked"), ZeroDivisionError()]

    def store(_workshop_id: str, casts: Sequence[Cast]) -> Sequence[Outcome]:
        if faults:
            raise faults.pop(0)
        return [Version(1, 1)] * len(casts)

    async def press() -> None:
        box = Box(store)
        outcomes = await asyncio.gather(*(box.put("w", cast(person)) for person in range(2)), return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [StoreError, StoreError]
        with pytest.raises(ZeroDivisionError):
            await box.put("w", cast(3))
        assert await box.put("w", cast(4)) == Version(1, 1)

    awaited(press())


def test_in_one_transaction_each_vote_is_stored_or_refused_by_itself(running: Application) -> None:
    workshop = running.workshops.create_for("commune:56165", form="flash")
    question = running.workshops.open(workshop.id).current or ""
    together = [
        cast(1, "2", question=question),
        cast(2, "9", question=question),
        cast(3, "2", question=question, number=2),
        cast(4, "3", question="no_such_question"),
        cast(1, "4", question=question, key="changed"),
        cast(1, "4", question=question, key="changed"),
        cast(5, "NSP", question=question),
    ]
    outcomes = running.ballots.vote_together(workshop.id, together)
    kinds = [Version, InputError, ConflictError, InputError, Version, Version, Version]
    assert [type(outcome) for outcome in outcomes] == kinds
    running.workshops.close(workshop.id)
    late = running.ballots.vote_together(workshop.id, [cast(6, question=question), together[-1]])
    assert [type(outcome) for outcome in late] == [ConflictError, Version]
    running.workshops.reveal(workshop.id)
    result = running.rooms.room(workshop.id).result
    assert result
    assert (result.consensus.counts, result.consensus.dont_know) == ((0, 0, 0, 0, 1), 1)
