# SPDX-License-Identifier: EUPL-1.2
"""Server-sent events: what a page is told as long as it stays open.

Each event holds the full state, so nothing is ever queued nor replayed: a slow client gets the newest state next, and
one that takes nothing for ``SECONDS_TO_TAKE`` is let go; its browser comes back by itself.
Reference: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from dataclasses import dataclass

from starlette.types import Message, Receive, Scope, Send

SECONDS_BETWEEN_BEATS = 15.0
"""A line that says nothing: it keeps proxies from closing the connection, and finds out who has left."""
SECONDS_TO_TAKE = 10.0
MILLISECONDS_TO_RETURN = 1000
"""After how long a browser comes back when the stream breaks."""
HEADERS = {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    # nginx would otherwise hold events back until its buffer is full.
    "x-accel-buffering": "no",
}
BEAT = b": \n\n"


@dataclass(frozen=True, slots=True)
class Event:
    """A state and its version. JSON has no line breaks: one ``data`` line holds it."""

    version: str
    data: str

    def encoded(self) -> bytes:
        """As it travels."""
        return f"id: {self.version}\ndata: {self.data}\n\n".encode()


class EventStream:
    """The response that sends events until they end, or until nobody takes them any more."""

    def __init__(self, events: AsyncIterator[Event | None]) -> None:
        self.events = events

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Send; stop at once when the client leaves."""
        raw = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        sending = asyncio.create_task(self.send_all(send))
        leaving = asyncio.create_task(departure(receive))
        try:
            await asyncio.wait((sending, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (sending, leaving):
                task.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)
        if not sending.cancelled() and (fault := sending.exception()):
            raise fault

    async def send_all(self, send: Send) -> None:
        """Every event as it comes; None is a beat."""
        with suppress(TimeoutError):
            await take(send, f"retry: {MILLISECONDS_TO_RETURN}\n\n".encode())
            async with aclosing(self.events) as events:  # type: ignore[type-var]
                async for event in events:
                    await take(send, event.encoded() if event else BEAT)
            await take(send, b"", more=False)


async def take(send: Send, body: bytes, *, more: bool = True) -> None:
    """Send a piece; TimeoutError when the client takes nothing."""
    message: Message = {"type": "http.response.body", "body": body, "more_body": more}
    async with asyncio.timeout(SECONDS_TO_TAKE):
        await send(message)


async def departure(receive: Receive) -> None:
    """Wait until the client leaves."""
    while (await receive())["type"] != "http.disconnect":
        pass
