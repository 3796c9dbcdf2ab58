# SPDX-License-Identifier: EUPL-1.2
"""The ballot box: votes that arrive while others are being stored are stored together next.

A commit waits for the disk whatever it holds: a room that presses the button at once waits for a few commits, not for
one each. A vote that comes alone is stored at once, and each is acknowledged only once it is on disk.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from governance.services.workshop_ballots import Cast
from governance.workshops.records import Version

MOST_TOGETHER = 200
"""Votes of one transaction: a facilitator's act waits for it."""

Outcome = Version | Exception
Store = Callable[[str, Sequence[Cast]], Sequence[Outcome]]


@dataclass(slots=True)
class Waiting:
    """A vote, and who waits to know what became of it."""

    cast: Cast
    outcome: asyncio.Future[Outcome]


class Box:
    """The votes of all workshops on their way to the disk. ``store`` runs in a thread."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.waiting: dict[str, list[Waiting]] = {}
        self.tasks: set[asyncio.Task[None]] = set()

    async def put(self, workshop_id: str, cast: Cast) -> Version:
        """Store a vote; returns once it is on disk, or raises why it is not."""
        waiting = Waiting(cast, asyncio.get_running_loop().create_future())
        if workshop_id in self.waiting:
            self.waiting[workshop_id].append(waiting)
        else:
            self.waiting[workshop_id] = [waiting]
            task = asyncio.create_task(self.empty(workshop_id))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
        outcome = await waiting.outcome
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    async def empty(self, workshop_id: str) -> None:
        """Store what waits, then what has come meanwhile."""
        while together := self.waiting[workshop_id][:MOST_TOGETHER]:
            del self.waiting[workshop_id][:MOST_TOGETHER]
            outcomes = await self.stored(workshop_id, [one.cast for one in together])
            for one, outcome in zip(together, outcomes, strict=True):
                # Who has left meanwhile waits no more.
                if not one.outcome.done():
                    one.outcome.set_result(outcome)
        del self.waiting[workshop_id]

    async def stored(self, workshop_id: str, casts: Sequence[Cast]) -> Sequence[Outcome]:
        """One transaction. What stops it stops all of its votes: nothing of it is stored, and each is told so."""
        try:
            return await asyncio.to_thread(self.store, workshop_id, casts)
        except Exception as fault:  # noqa: BLE001 — raised again by each vote's own request
            return [fault] * len(casts)
