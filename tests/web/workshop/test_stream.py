# SPDX-License-Identifier: EUPL-1.2
"""Event streams: full state on connect, news at once, nothing for who takes nothing, an end."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.types import Message

from governance.bootstrap import Application
from governance.errors import StoreError
from governance.web.workshop import following, stream, workshop_routes
from governance.web.workshop.hub import Hub
from governance.web.workshop.live import hub, live
from governance.web.workshop.stream import BEAT, Event, EventStream
from governance.workshops.records import Version
from tests.loop import awaited
from tests.web.workshop.conftest import JSON
from tests.web.workshop.listening import SECONDS, Stream, opened


async def soon(condition: Any) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(SECONDS):
        while not condition():
            await asyncio.sleep(0.01)


def events(*given: Event | None, forever: bool = False) -> AsyncIterator[Event | None]:
    async def flow() -> AsyncIterator[Event | None]:
        for one in given:
            yield one
        if forever:
            await asyncio.Event().wait()

    return flow()


async def answered(response: EventStream, client: Stream) -> None:
    async with asyncio.timeout(SECONDS):
        await response({"type": "http"}, client.receive, client.send)


def everything_sent(client: Stream) -> bytes:
    return b"".join(client.pieces.get_nowait() for _ in range(client.pieces.qsize()))


def test_events_and_beats_are_written_as_browsers_read_them() -> None:
    client = Stream()
    awaited(answered(EventStream(events(Event("7", '{"a":1}'), None)), client))
    assert client.status == 200
    assert everything_sent(client) == b'retry: 1000\n\nid: 7\ndata: {"a":1}\n\n' + BEAT
    assert client.ended.is_set()


def test_a_client_that_takes_nothing_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "SECONDS_TO_TAKE", 0.05)
    client = Stream()

    async def send(message: Message) -> None:
        if message["type"] != "http.response.start":
            await asyncio.Event().wait()

    async def never() -> None:
        async with asyncio.timeout(SECONDS):
            await EventStream(events(forever=True))({"type": "http"}, client.receive, send)

    awaited(never())


def test_a_client_that_leaves_ends_its_stream_at_once() -> None:
    client, closed = Stream(), []

    async def flow() -> AsyncIterator[Event | None]:
        try:
            yield Event("1", "{}")
            await asyncio.Event().wait()
        finally:
            closed.append(True)

    async def leave() -> None:
        answering = asyncio.create_task(answered(EventStream(flow()), client))
        await soon(lambda: client.pieces.qsize() == 2)
        client.left.set()
        await answering

    awaited(leave())
    assert closed == [True]


def test_a_fault_of_ours_is_not_hidden() -> None:
    async def flow() -> AsyncIterator[Event | None]:
        yield Event("1", "{}")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        awaited(answered(EventStream(flow()), Stream()))


@pytest.fixture
def served(running: Application) -> tuple[Starlette, Any]:
    """The routes, and a workshop whose first question is open."""
    workshop = running.workshops.create_for("commune:56165", form="flash")
    running.workshops.open(workshop.id)
    return Starlette(routes=workshop_routes()), workshop


def test_a_stream_begins_with_the_whole_state_and_follows_votes_and_acts(
    served: tuple[Starlette, Any], running: Application
) -> None:
    app, workshop = served
    question = running.rooms.room(workshop.id).asked or ""

    async def follow() -> None:
        async with live(), opened(app, f"/screen/{workshop.screen_token}/events") as screen:
            first = await screen.event()
            assert (first["state"], first["answered"], first["result"]) == ("open", 0, None)
            await asyncio.to_thread(running.ballots.vote, workshop.id, "p" * 32, question, 1, "2", key="k")
            voted = await screen.until(lambda state: state["answered"] == 1)
            assert voted["version"] > first["version"]
            assert voted["stage"] == first["stage"]
            await asyncio.to_thread(running.workshops.close, workshop.id)
            closed = await screen.until(lambda state: state["state"] == "closed")
            assert closed["stage"] > first["stage"]
            await asyncio.to_thread(running.workshops.end, workshop.id)
            await screen.until(lambda state: state["state"] == "ended")
            await asyncio.wait_for(screen.ended.wait(), SECONDS)

    awaited(follow())


def test_phones_are_told_what_they_said_and_how_many_are_there(
    served: tuple[Starlette, Any], running: Application
) -> None:
    app, workshop = served
    question = running.rooms.room(workshop.id).asked
    address = f"/join/{workshop.code}"

    async def follow() -> None:
        import httpx2 as httpx

        transport = httpx.ASGITransport(app=app)
        async with live(), httpx.AsyncClient(transport=transport, base_url="http://testserver") as phone:
            await phone.get(address)
            async with (
                opened(app, f"{address}/events", phone.cookies) as mine,
                opened(app, f"/screen/{workshop.screen_token}/events") as screen,
            ):
                assert (await mine.event())["mine"] is None
                await screen.until(lambda state: state["connected"] == 1)
                fields = {"question": question, "round": "1", "answer": "3", "key": "k"}
                told = await phone.post(f"{address}/vote", data=fields, headers=JSON)
                assert told.status_code == 200
                assert (await mine.until(lambda state: state["answered"] == 1))["mine"] == "3"
                await screen.until(lambda state: state["answered"] == 1)
            await soon(lambda: hub().room(workshop.id).connected == 0)
            await phone.get(f"{address}/state")
            assert hub().room(workshop.id).connected == 1, "a phone that asks is there too"

    awaited(follow())


def test_streams_end_when_the_server_is_about_to_stop(served: tuple[Starlette, Any]) -> None:
    app, workshop = served

    async def stop() -> None:
        async with live(), opened(app, f"/screen/{workshop.screen_token}/events") as screen:
            await screen.event()
            hub().close()
            await asyncio.wait_for(screen.ended.wait(), SECONDS)

    awaited(stop())


def test_a_database_that_does_not_answer_leaves_pages_as_they_are(
    served: tuple[Starlette, Any], running: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, workshop = served
    monkeypatch.setattr(following, "SECONDS_BEFORE_ANOTHER_TRY", 0.01)
    failures: list[str] = []

    def fail(*_: Any) -> Any:
        failures.append("asked")
        raise StoreError("store.locked")

    async def follow() -> None:
        async with live(), opened(app, f"/screen/{workshop.screen_token}/events") as screen:
            first = await screen.event()
            with pytest.MonkeyPatch.context() as broken:
                broken.setattr(hub(), "versions", fail)
                broken.setattr(hub(), "look", fail)
                await soon(lambda: len(failures) >= 2)
                assert not screen.ended.is_set()
            await asyncio.to_thread(running.workshops.close, workshop.id)
            later = await screen.until(lambda state: state["state"] == "closed")
            assert later["version"] > first["version"]

    awaited(follow())


def test_what_moved_is_read_once_for_all_pages() -> None:
    looks: list[str] = []

    def look(workshop_id: str) -> tuple[Version, str]:
        looks.append(workshop_id)
        return Version(1, 0), "seen"

    async def read() -> None:
        ours: Hub[str] = Hub(lambda _ids: {"w": Version(1, 0)}, look, lambda _process, _present: None)
        async with ours.running():
            with ours.listening("w", 1.0):
                assert {await ours.seen("w") for _ in range(50)} == {(Version(1, 0), "seen")}
                assert looks == ["w"]
                await asyncio.gather(*(ours.seen("w") for _ in range(50)))
                assert looks == ["w"]

    awaited(read())


def test_counts_reach_a_phone_at_its_pace_and_acts_at_once() -> None:
    from governance.web.workshop.listener import Listener

    phone = Listener(pace=2.0)
    assert phone.hear(Version(1, 0)) is None
    assert phone.woken.is_set()
    phone.tell(Version(1, 0))
    phone.woken.clear()
    wait = phone.hear(Version(1, 1))
    assert wait is not None
    assert 0 < wait <= 2
    assert not phone.woken.is_set()
    assert phone.hear(Version(2, 1)) is None
    assert phone.woken.is_set()


def test_presence_adds_what_other_processes_hold() -> None:
    said: list[tuple[str, dict[str, int]]] = []

    async def count() -> None:
        ours: Hub[str] = Hub(
            lambda _ids: {"w": Version(1, 0)},
            lambda _id: (Version(1, 0), "seen"),
            lambda process, present: said.append((process, dict(present))),
        )
        async with ours.running():
            assert ours.connected("w", 3) == 3
            with ours.listening("w", 1.0, "me"), ours.listening("w", 1.0, "me"), ours.listening("w", 1.0, "you"):
                assert ours.connected("w", 3) == 5
                ours.nudge()
                await soon(lambda: said)
                assert said[0] == (ours.process, {"w": 2})
                await soon(lambda: ours.room("w").reported_now == 2)
                await ours.seen("w")
                assert ours.connected("w", 5) == 5
            await soon(lambda: "w" not in ours.rooms)

    awaited(count())


def test_a_quiet_stream_says_now_and_then_that_it_is_there(
    served: tuple[Starlette, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    _app, workshop = served
    monkeypatch.setattr(following, "SECONDS_BETWEEN_BEATS", 0.05)

    async def listen() -> list[Event | None]:
        async with live():
            flow = following.follow(workshop.id, 1.0, lambda _seen: {"version": 1, "timer": None}, tick=0.05)
            told = [await asyncio.wait_for(anext(flow), SECONDS) for _ in range(3)]
            await flow.aclose()  # type: ignore[attr-defined]
            return told

    assert [one and one.version for one in awaited(listen())] == ["1", None, None]
