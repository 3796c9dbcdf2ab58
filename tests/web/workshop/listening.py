# SPDX-License-Identifier: EUPL-1.2
"""A client of event streams that talks to the application without a server in between."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.types import ASGIApp, Message, Scope

SECONDS = 30.0


class Stream:
    """One open stream: what was sent to it, as it came."""

    def __init__(self) -> None:
        self.status = 0
        self.pieces: asyncio.Queue[bytes] = asyncio.Queue()
        self.left = asyncio.Event()
        self.ended = asyncio.Event()
        self.taking = asyncio.Event()
        self.taking.set()
        self.text = ""

    async def receive(self) -> Message:
        """The client says nothing until it leaves."""
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """What the server sends; it waits while the client takes nothing."""
        await self.taking.wait()
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.pieces.put_nowait(message.get("body", b""))
            if not message.get("more_body"):
                self.ended.set()

    async def event(self) -> dict[str, Any]:
        """The next state."""
        async with asyncio.timeout(SECONDS):
            while True:
                head, found, rest = self.text.partition("\n\n")
                if not found:
                    self.text += (await self.pieces.get()).decode()
                    continue
                self.text = rest
                for line in head.splitlines():
                    if line.startswith("data: "):
                        state: dict[str, Any] = json.loads(line.removeprefix("data: "))
                        return state

    async def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first state that is as wanted."""
        while not wanted(state := await self.event()):
            pass
        return state


@asynccontextmanager
async def opened(app: ASGIApp, path: str, cookies: Mapping[str, str] | None = None) -> AsyncIterator[Stream]:
    """A stream for as long as a client listens."""
    stream = Stream()
    cookie = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"testserver"), (b"accept", b"text/event-stream"), (b"cookie", cookie.encode())],
        "client": ("testclient", 1),
        "server": ("testserver", 80),
    }
    serving = asyncio.create_task(app(scope, stream.receive, stream.send))  # type: ignore[arg-type]
    try:
        yield stream
    finally:
        stream.left.set()
        stream.taking.set()
        await serving


async def first_event(app: ASGIApp, path: str, cookies: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The state with which a stream begins."""
    async with opened(app, path, cookies) as stream:
        return await stream.event()
