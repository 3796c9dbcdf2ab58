# SPDX-License-Identifier: EUPL-1.2
"""The events of one open page: the whole state at once, then each time something moves."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from time import monotonic
from typing import Any

from governance.errors import EchelonsError, NotFoundError
from governance.web.workshop.listener import Listener
from governance.web.workshop.live import Seen, hub
from governance.web.workshop.payload import digest, encoded
from governance.web.workshop.stream import SECONDS_BETWEEN_BEATS, Event

SECONDS_BEFORE_ANOTHER_TRY = 1.0
OLDEST_SEEN = 5.0
"""Seconds after which a screen reads again how many phones the other processes hold."""


async def follow(
    workshop_id: str,
    pace: float,
    told: Callable[[Seen], Mapping[str, Any]],
    participant: str | None = None,
    *,
    tick: float = SECONDS_BETWEEN_BEATS,
) -> AsyncIterator[Event | None]:
    """States until the workshop ends or the server stops; None to keep the connection alive.

    A state that says nothing new is not sent. Every ``tick`` seconds the page looks by itself.
    """
    last, last_at = "", 0.0
    with hub().listening(workshop_id, pace, participant) as listener:
        while not hub().closing.is_set():
            listener.woken.clear()
            try:
                version, seen = await hub().seen(workshop_id, oldest=OLDEST_SEEN)
            except NotFoundError:
                return
            except EchelonsError:
                await asyncio.sleep(SECONDS_BEFORE_ANOTHER_TRY)
                continue
            listener.tell(version)
            state = told(seen)
            if (mark := digest(state)) != last:
                last, last_at = mark, monotonic()
                yield Event(str(state["version"]), encoded(state))
            elif monotonic() - last_at >= SECONDS_BETWEEN_BEATS:
                last_at = monotonic()
                yield None
            if seen.room.ended:
                return
            await pause(listener, tick)


async def pause(listener: Listener, seconds: float) -> None:
    """Until something moves, or the time has passed."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await listener.woken.wait()
