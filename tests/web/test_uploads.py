# SPDX-License-Identifier: EUPL-1.2
"""Files sent to the server: only to an uploader, small, few at once, and cut off in time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import httpx2 as httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from governance.web import uploads
from governance.web.uploads import FRAMING, MOST_AT_ONCE, MOST_BYTES, MOST_FOR_SESSION, UPLOAD_PATH, BoundedUploads
from tests.loop import awaited

PLACE = f"{UPLOAD_PATH}/session-1/file-1"
FORM = {"content-type": "multipart/form-data; boundary=x"}

Send = Callable[..., Awaitable[httpx.Response]]


class Receiver:
    """What stands behind the middleware: reads whole bodies, as Streamlit does, and keeps them."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []
        self.gate: asyncio.Event | None = None
        self.app = BoundedUploads(
            Starlette(
                routes=[
                    Route(f"{UPLOAD_PATH}/{{session}}/{{file}}", self.put, methods=["PUT", "POST"]),
                    Route(f"{UPLOAD_PATH}/{{session}}/{{file}}", self.delete, methods=["DELETE"]),
                    Route("/{path:path}", self.put, methods=["GET", "PUT"]),
                ]
            )
        )

    async def put(self, request: Request) -> Response:
        if self.gate:
            await self.gate.wait()
        body = await request.body()
        self.kept.append(body)
        return Response(status_code=204)

    async def delete(self, _request: Request) -> Response:
        self.kept.pop()
        return Response(status_code=204)

    async def send(
        self, method: str, path: str, content: bytes | AsyncIterator[bytes] = b"", headers: dict[str, str] = FORM
    ) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.request(method, path, content=content, headers=headers)


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


def sent(receiver: Receiver, *args: object, **more: object) -> int:
    """The status of one request."""
    return awaited(receiver.send(*args, **more)).status_code  # type: ignore[arg-type]


async def in_pieces(count: int, size: int = 100_000) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"x" * size


def test_a_file_of_the_largest_size_goes_through(receiver: Receiver) -> None:
    assert sent(receiver, "PUT", PLACE, b"x" * (MOST_BYTES + FRAMING)) == 204
    assert len(receiver.kept[0]) == MOST_BYTES + FRAMING


def test_a_larger_one_is_refused_before_it_is_read(receiver: Receiver) -> None:
    read: list[int] = []

    async def pieces() -> AsyncIterator[bytes]:
        read.append(1)
        yield b"x"

    said = FORM | {"content-length": str(MOST_BYTES + FRAMING + 1)}
    assert sent(receiver, "PUT", PLACE, pieces(), said) == 413
    assert receiver.kept == read == []


def test_one_that_does_not_say_its_size_is_cut_off_where_the_limit_is(receiver: Receiver) -> None:
    taken = []

    async def pieces() -> AsyncIterator[bytes]:
        async for piece in in_pieces(80):
            taken.append(len(piece))
            yield piece

    assert sent(receiver, "PUT", PLACE, pieces()) == 413
    assert receiver.kept == []
    assert receiver.app.under_way == 0


def test_one_that_lies_about_its_size_is_cut_off_too(receiver: Receiver) -> None:
    assert sent(receiver, "PUT", PLACE, in_pieces(80), FORM | {"content-length": "10"}) == 413
    assert receiver.kept == []


@pytest.mark.parametrize("length", ["-5", "1e3", "٣", "9" * 30])
def test_a_size_that_is_no_number_is_refused(receiver: Receiver, length: str) -> None:
    headers = [(b"content-type", b"multipart/form-data"), (b"content-length", length.encode())]
    status: list[int] = []

    async def run() -> None:
        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                status.append(int(str(message["status"])))

        scope = {"type": "http", "method": "PUT", "path": PLACE, "headers": headers, "query_string": b""}
        await receiver.app(scope, receive, send)  # type: ignore[arg-type]

    awaited(run())
    assert status == [400]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", PLACE),
        ("PATCH", PLACE),
        ("PUT", UPLOAD_PATH),
        ("PUT", f"{UPLOAD_PATH}/session-1"),
        ("PUT", f"{PLACE}/more"),
        ("PUT", f"{UPLOAD_PATH}/a%2f..%2fb/c"),
        ("PUT", f"{UPLOAD_PATH}s/a/b"),
        ("DELETE", f"{UPLOAD_PATH}/session-1"),
    ],
)
def test_nothing_is_taken_at_another_address_or_in_another_way(receiver: Receiver, method: str, path: str) -> None:
    assert sent(receiver, method, path, b"x") == 403
    assert receiver.kept == []


def test_what_is_no_form_is_refused(receiver: Receiver) -> None:
    assert sent(receiver, "PUT", PLACE, b"x", {"content-type": "application/zip"}) == 415


def test_other_requests_are_none_of_its_business(receiver: Receiver) -> None:
    assert sent(receiver, "GET", "/healthz") == 204


def test_only_so_many_files_are_on_their_way_at_once(receiver: Receiver) -> None:
    async def run() -> list[int]:
        receiver.gate = asyncio.Event()
        waiting = [
            asyncio.create_task(receiver.send("PUT", f"{UPLOAD_PATH}/s{n}/f", b"x")) for n in range(MOST_AT_ONCE)
        ]
        while receiver.app.under_way < MOST_AT_ONCE:
            await asyncio.sleep(0)
        late = await receiver.send("PUT", PLACE, b"x")
        assert late.headers["retry-after"]
        receiver.gate.set()
        first = [(await task).status_code for task in waiting]
        return [*first, late.status_code, (await receiver.send("PUT", PLACE, b"x")).status_code]

    assert awaited(run()) == [204] * MOST_AT_ONCE + [503, 204]


def test_a_session_holds_only_so_many_files_until_it_removes_some(receiver: Receiver) -> None:
    async def run() -> list[int]:
        for _ in range(MOST_FOR_SESSION):
            await receiver.send("PUT", PLACE, b"x")
        full = await receiver.send("PUT", PLACE, b"x")
        other = await receiver.send("PUT", f"{UPLOAD_PATH}/session-2/file", b"x")
        await receiver.send("DELETE", PLACE)
        return [full.status_code, other.status_code, (await receiver.send("PUT", PLACE, b"x")).status_code]

    assert awaited(run()) == [429, 204, 204]


def test_sessions_of_the_past_are_forgotten(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_SESSIONS", 2)
    for name in ("a", "b", "c"):
        sent(receiver, "PUT", f"{UPLOAD_PATH}/{name}/f", b"x")
    assert list(receiver.app.held) == ["b", "c"]


def test_a_file_that_comes_too_slowly_is_cut_off(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "SECONDS", 0.05)

    async def run() -> int:
        receiver.gate = asyncio.Event()
        return (await receiver.send("PUT", PLACE, b"x")).status_code

    assert awaited(run()) == 408
    assert receiver.app.under_way == 0
