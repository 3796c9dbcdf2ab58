# SPDX-License-Identifier: EUPL-1.2
"""Hundreds of phones in one process: bare HTTP/1.1 on bare sockets, so that the server is what is measured.

Each phone opens the participants' page, keeps its cookie, follows its stream, and votes at its pace over a connection
that it keeps. What was acknowledged is noted: it is what the database must hold.
"""

import asyncio
import json
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlencode, urlsplit

SECONDS_TO_ANSWER = 60.0
ANSWERS = ("0", "1", "2", "3", "4", "NSP")


@dataclass
class Answer:
    """A response."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Connection:
    """One kept-alive connection."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Answer:
        """One request and its whole response; on another connection when the server has closed this one."""
        async with asyncio.timeout(SECONDS_TO_ANSWER):
            try:
                return await self._ask(method, path, headers or {}, body)
            except (ConnectionError, asyncio.IncompleteReadError):
                self.close()
                return await self._ask(method, path, headers or {}, body)

    async def _ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        await self.send(method, path, headers, body)
        status, told = await self.head()
        assert self.reader
        length = int(told.get("content-length", 0))
        return Answer(status, told, await self.reader.readexactly(length))

    async def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> None:
        """Write a request."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        lines = [f"{method} {path} HTTP/1.1", f"host: {self.host}:{self.port}", f"content-length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await self.writer.drain()

    async def head(self) -> tuple[int, dict[str, str]]:
        """Read a response up to its body."""
        assert self.reader
        first, *lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in lines if line)
        return int(first.split()[1]), {name.lower(): value.strip() for name, _, value in pairs}

    def close(self) -> None:
        """Let go."""
        if self.writer:
            self.writer.close()
        self.reader = self.writer = None


@dataclass
class Told:
    """A state that the screen was sent."""

    at: float
    version: int


@dataclass
class Vote:
    """A vote that was acknowledged."""

    sent: float
    seconds: float
    version: int


@dataclass
class Crowd:
    """The phones of a room, and its screen."""

    address: str
    join: str
    screen: str
    phones: int
    statuses: Counter[int] = field(default_factory=Counter)
    votes: list[Vote] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    streams: Counter[str] = field(default_factory=Counter)
    last: dict[int, dict[int, str]] = field(default_factory=dict)
    """The last acknowledged answer of each phone, by round."""
    round: int = 1
    question: str = ""
    pressed: int = 0
    everybody_there: Callable[[], None] = lambda: None
    """Called once all have come and listen."""

    def connection(self) -> Connection:
        """A connection of its own."""
        parts = urlsplit(self.address)
        return Connection(parts.hostname or "", parts.port or 80)

    async def vote_for(
        self, seconds: float, pace: float, *, streams: bool = True, arriving_counts: bool = False
    ) -> None:
        """Everybody comes, then votes every ``pace`` seconds for some time, that of arriving included or not."""
        end = monotonic() + seconds
        doors = asyncio.Semaphore(20)
        phones = [Phone(self, number, random.Random(number)) for number in range(self.phones)]  # noqa: S311
        screen = asyncio.create_task(self.follow_screen())
        await asyncio.gather(*(phone.arrive(doors) for phone in phones))
        listening = [asyncio.create_task(phone.listen()) for phone in phones] if streams else []
        end = end if arriving_counts else monotonic() + seconds
        self.everybody_there()
        await asyncio.gather(*(phone.vote_until(end, pace) for phone in phones))
        await self.until_told()
        for task in (*listening, screen):
            task.cancel()
        await asyncio.gather(*listening, screen, return_exceptions=True)
        for phone in phones:
            phone.connection.close()

    async def until_told(self) -> None:
        """Wait until the screen shows the last vote; for a while at most."""
        newest = max((vote.version for vote in self.votes), default=0)
        end = monotonic() + SECONDS_TO_ANSWER
        while self.screen and monotonic() < end and not (self.told and self.told[-1].version >= newest):
            await asyncio.sleep(0.05)

    async def follow_screen(self) -> None:
        """Note when the room's screen is told what."""
        if not self.screen:
            return
        async for version, _state in events(self.connection(), f"{self.screen}/events", {}):
            self.told.append(Told(monotonic(), version))

    def to_screen(self) -> list[float]:
        """For each vote, the seconds from its press to a screen that counts it."""
        moments = iter(sorted(self.told, key=lambda told: told.at))
        found: list[float] = []
        told = next(moments, None)
        for vote in sorted(self.votes, key=lambda vote: vote.version):
            while told is not None and told.version < vote.version:
                told = next(moments, None)
            if told is None:
                break
            found.append(max(0.0, told.at - vote.sent))
        return found

    def expected(self, round_number: int) -> Counter[str]:
        """How often each answer must have been counted in a round."""
        return Counter(self.last.get(round_number, {}).values())


@dataclass
class Phone:
    """One participant."""

    crowd: Crowd
    number: int
    chance: random.Random
    cookie: str = ""

    def __post_init__(self) -> None:
        self.connection = self.crowd.connection()

    async def arrive(self, doors: asyncio.Semaphore) -> None:
        """Open the page."""
        async with doors:
            answer = await self.connection.ask("GET", self.crowd.join, {"accept": "text/html"})
        self.crowd.statuses[answer.status] += 1
        self.cookie = answer.headers.get("set-cookie", "").partition(";")[0]

    async def listen(self) -> None:
        """Follow the stream; come back when it breaks."""
        while True:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                headers = {"cookie": self.cookie}
                async for _version, _state in events(self.crowd.connection(), f"{self.crowd.join}/events", headers):
                    self.crowd.streams["events"] += 1
            self.crowd.streams["breaks"] += 1
            await asyncio.sleep(0.5 + self.chance.random())

    async def vote_until(self, end: float, pace: float) -> None:
        """Vote at least once, think, change one's mind."""
        await asyncio.sleep(self.chance.random() * pace)
        while True:
            start = monotonic()
            await self.vote()
            if start + pace >= end:
                return
            await asyncio.sleep(max(0.0, start + pace - monotonic()))

    async def vote(self) -> None:
        """Press the button."""
        crowd, answer, round_number = self.crowd, self.chance.choice(ANSWERS), self.crowd.round
        crowd.pressed += 1
        fields = {"question": crowd.question, "round": round_number, "answer": answer, "key": f"k{crowd.pressed}"}
        headers = {
            "cookie": self.cookie,
            "accept": "application/json",
            "content-type": "application/x-www-form-urlencoded",
        }
        start = monotonic()
        told = await self.connection.ask("POST", f"{crowd.join}/vote", headers, urlencode(fields).encode())
        crowd.statuses[told.status] += 1
        if told.status == 200:
            crowd.last.setdefault(round_number, {})[self.number] = answer
            crowd.votes.append(Vote(start, monotonic() - start, json.loads(told.body).get("version", 0)))


async def events(connection: Connection, path: str, headers: Mapping[str, str]) -> AsyncIterator[tuple[int, bytes]]:
    """The versions and states of a stream, as they come."""
    try:
        await connection.send("GET", path, {"accept": "text/event-stream", **headers})
        status, _told = await connection.head()
        if status != 200:
            raise ConnectionError(status)
        assert connection.reader
        version = 0
        while line := await connection.reader.readline():
            if line.startswith(b"id: "):
                version = int(line[4:])
            elif line.startswith(b"data: "):
                yield version, line[6:]
    finally:
        connection.close()


def share(values: list[float], part: float) -> float:
    """The value under which a part (0–1) of some lies; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0
