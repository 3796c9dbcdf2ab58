# SPDX-License-Identifier: EUPL-1.2
"""Who is looking at which workshop in this process, and how they learn that something moved.

One poller asks the store for the versions of all workshops that have a page open here: that is how what happens in
another process, or in the console, arrives. A vote stored by this process hurries it. What moved is read once, however
many pages show it.
"""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from time import monotonic
from typing import Generic, TypeVar

from governance.errors import EchelonsError
from governance.web.workshop.listener import Listener, Room
from governance.workshops.records import Version

SECONDS_BETWEEN_POLLS = 0.3
SECONDS_BETWEEN_HURRIED_POLLS = 0.05
"""Votes that arrive together are shown together."""
SECONDS_BETWEEN_REPORTS = 5.0
"""How often this process says how many phones it holds."""

Look = TypeVar("Look")
log = logging.getLogger(__name__)


class Hub(Generic[Look]):
    """All rooms of a process. The three functions ask the store; they run in threads."""

    def __init__(
        self,
        versions: Callable[[Collection[str]], Mapping[str, Version]],
        look: Callable[[str], tuple[Version, Look]],
        report: Callable[[str, Mapping[str, int]], None],
    ) -> None:
        self.versions, self.look, self.report = versions, look, report
        self.process = secrets.token_hex(8)
        self.rooms: dict[str, Room[Look]] = {}
        self.hurry, self.closing = asyncio.Event(), asyncio.Event()
        self.failing = False
        self.reported_at = 0.0

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """While the server runs: the poller."""
        self.hurry, self.closing = asyncio.Event(), asyncio.Event()
        self.rooms.clear()
        poller = asyncio.create_task(self.poll())
        try:
            yield
        finally:
            self.close()
            poller.cancel()
            with suppress(asyncio.CancelledError):
                await poller

    def close(self) -> None:
        """End all streams: the server is stopping."""
        self.closing.set()
        for room in self.rooms.values():
            for listener in room.listeners:
                listener.woken.set()

    def nudge(self) -> None:
        """Something was just stored by this process: look now."""
        self.hurry.set()

    @contextmanager
    def listening(self, workshop_id: str, pace: float, participant: str | None = None) -> Iterator[Listener]:
        """A page for as long as it is open."""
        listener = Listener(pace, participant)
        self.room(workshop_id).listeners.add(listener)
        try:
            yield listener
        finally:
            self.room(workshop_id).listeners.discard(listener)

    def note_asking(self, workshop_id: str, participant: str) -> None:
        """A phone without stream asked for the state: it is there."""
        self.room(workshop_id).asking[participant] = monotonic()

    def room(self, workshop_id: str) -> Room[Look]:
        """The room of a workshop, from its first page on."""
        return self.rooms.setdefault(workshop_id, Room(workshop_id))

    def connected(self, workshop_id: str, told: int) -> int:
        """How many phones are there: those of the other processes, ``told`` by the store with ours, and ours now."""
        room = self.rooms.get(workshop_id)
        return max(0, told - room.reported) + room.connected if room else told

    async def seen(self, workshop_id: str, *, oldest: float = 60.0) -> tuple[Version, Look]:
        """What there is to show of a workshop, read once for all pages that ask while it has not moved."""
        room = self.rooms.get(workshop_id)
        if room is None:
            return await asyncio.to_thread(self.look, workshop_id)
        async with room.reading:
            if room.seen is None or room.seen[0] != room.version or monotonic() - room.seen_at > oldest:
                reported = room.reported_now
                room.seen = await asyncio.to_thread(self.look, workshop_id)
                room.seen_at, room.reported = monotonic(), reported
                room.version = max(room.seen[0], room.version or room.seen[0])
            return room.seen

    async def present(self, workshop_id: str) -> Look:
        """The same for one page that asks by itself, perhaps just after another process moved it."""
        found = await asyncio.to_thread(self.versions, [workshop_id])
        if (room := self.rooms.get(workshop_id)) and workshop_id in found:
            room.version = found[workshop_id]
        return (await self.seen(workshop_id))[1]

    async def poll(self) -> None:
        """Ask for versions from time to time, and wake the pages that are behind."""
        wait = SECONDS_BETWEEN_POLLS
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self.hurry.wait()
                    await asyncio.sleep(SECONDS_BETWEEN_HURRIED_POLLS)
            self.hurry.clear()
            for room in [room for room in self.rooms.values() if room.empty]:
                del self.rooms[room.workshop_id]
            if self.rooms:
                await self.follow()
            waits = [room.announce() for room in self.rooms.values()]
            wait = min([SECONDS_BETWEEN_POLLS, *(each for each in waits if each is not None)])

    async def follow(self) -> None:
        """Read the versions, report who is here. While the store cannot answer, pages keep what they show."""
        try:
            found = await asyncio.to_thread(self.versions, list(self.rooms))
            if monotonic() - self.reported_at > SECONDS_BETWEEN_REPORTS:
                await self.report_presence()
        except Exception as fault:
            if not self.failing:
                log.warning(
                    "Workshops are not followed for now: %s", fault, exc_info=not isinstance(fault, EchelonsError)
                )
            self.failing = True
            return
        self.failing = False
        for workshop_id, version in found.items():
            if room := self.rooms.get(workshop_id):
                room.version = version

    async def report_presence(self) -> None:
        """Say how many phones this process holds."""
        present = {workshop_id: room.connected for workshop_id, room in self.rooms.items()}
        await asyncio.to_thread(self.report, self.process, present)
        self.reported_at = monotonic()
        for workshop_id, count in present.items():
            if room := self.rooms.get(workshop_id):
                room.reported_now = count
