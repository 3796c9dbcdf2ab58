# SPDX-License-Identifier: EUPL-1.2
"""What a process keeps of workshops while it serves: who listens, and how often one may ask. The truth is the store."""

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import cache
from types import FrameType

from governance.bootstrap import application
from governance.web.workshop.box import Box
from governance.web.workshop.hub import Hub
from governance.web.workshop.limits import Limits
from governance.workshops.records import Version
from governance.workshops.views import Mine, RoomView


@dataclass(frozen=True, slots=True)
class Seen:
    """A workshop as its pages show it: the same room for all, and what each participant said."""

    room: RoomView
    mine: Mapping[str, Mine]


def look(workshop_id: str) -> tuple[Version, Seen]:
    """Read it."""
    running = application()
    room = running.rooms.room(workshop_id)
    return room.version, Seen(room, {} if room.ended else running.ballots.mine_of_all(workshop_id))


def versions(workshop_ids: Collection[str]) -> Mapping[str, Version]:
    """Where workshops are."""
    return application().rooms.versions(workshop_ids)


def report(process: str, connected: Mapping[str, int]) -> None:
    """Tell the other processes how many phones this one holds."""
    application().rooms.report_presence(process, connected)


@cache
def hub() -> Hub[Seen]:
    """The open pages of this process."""
    return Hub(versions, look, report)


@cache
def box() -> Box:
    """Votes on their way to the disk."""
    return Box(application().ballots.vote_together)


@cache
def limits() -> Limits:
    """How often one may ask this process."""
    return Limits()


@asynccontextmanager
async def live() -> AsyncIterator[None]:
    """While the server runs."""
    async with hub().running():
        with before_the_end(hub().close):
            yield


@contextmanager
def before_the_end(close: Callable[[], None]) -> Iterator[None]:
    """Have ``close`` called when the process is asked to stop.

    A server waits for its connections before it tells the application that it stops: streams would keep it waiting.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def asked(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(close)
        if callable(handler := before[signal.Signals(number)]):
            handler(number, frame)

    for number in before:
        signal.signal(number, asked)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
