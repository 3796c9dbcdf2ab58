# SPDX-License-Identifier: EUPL-1.2
"""Nothing per level leaves the server before the reveal: every route, every stream, every state.

The votes are such that their counts (9, 7, 6) stand nowhere else: neither as numbers, nor in words, nor in a page.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from governance.web.workshop import workshop_routes
from tests.loop import awaited
from tests.web.workshop.conftest import JSON, Room
from tests.web.workshop.listening import first_event

ANSWERS = ["1"] * 9 + ["2"] * 7 + ["NSP"] * 6
TELLING = {"counts", "median", "agreement", "within_one", "dont_know", "dissent", "votes", "by_hand"}
"""Fields that only a result has."""
SECRETS = (9, 7, 6)


def numbers(node: Any) -> Iterator[float]:
    """Every number of a state but those that the protocol gives to all: versions, ranks, numbers of people."""
    if isinstance(node, dict):
        for name, child in node.items():
            if name not in {"version", "stage", "rank", "total", "answered", "joined", "connected", "remaining"}:
                yield from numbers(child)
    elif isinstance(node, list):
        for child in node:
            yield from numbers(child)
    elif isinstance(node, int | float) and not isinstance(node, bool):
        yield node


def fields(node: Any) -> Iterator[str]:
    """Every name in a state."""
    if isinstance(node, dict):
        for name, child in node.items():
            yield name
            yield from fields(child)
    elif isinstance(node, list):
        for child in node:
            yield from fields(child)


def assert_no_result(state: dict[str, Any]) -> None:
    """A state says nothing of levels."""
    assert state["result"] is None
    assert TELLING & set(fields(state)) == set()
    assert set(SECRETS) & set(numbers(state)) == set()


def assert_no_result_on_page(page: str) -> None:
    """A page says nothing of levels: no bar, no count, no median."""
    assert 'class="bars"' not in page
    assert "médiane" not in page
    assert "median" not in page
    visible = re.sub(r"<(script|style|template).*?</\1>|<[^>]+>|&#?\w+;|\d+:\d\d", " ", page, flags=re.S)
    assert [count for count in SECRETS if re.search(rf"(?<![\w.,-]){count}(?![\w.,-])", visible)] == []
    values = re.findall(r'(?:value|max|data-(?!stage)[a-z-]+)="(\d+)"', page)
    assert [value for value in values if int(value) in SECRETS] == []


def everything(room: Room, phone: TestClient, site: TestClient) -> Iterator[tuple[str, Any]]:
    """What each address says now, streams included."""
    for reader, base in ((phone, room.address), (site, room.screen)):
        yield f"{base} page", reader.get(base).text
        yield f"{base} state", reader.get(f"{base}/state").json()
        yield f"{base} events", awaited(first_event(reader.app, f"{base}/events", reader.cookies))
    yield "qr", site.get(f"/qr/{room.workshop.code}.svg").text
    yield "vote", room.vote(phone, "1").json()
    yield "vote refused", room.vote(phone, "8").json()
    wrong = phone.post(f"{room.address}/vote", data={"question": room.questions[0], "round": "1", "answer": "8"})
    yield "vote refused, page", wrong.text
    said = {"question": room.questions[0], "text": "Parce que", "key": "said"}
    yield "argue", phone.post(f"{room.address}/argue", data=said, headers=JSON).json()
    yield "college", phone.post(room.address, data={"college": "elected"}, headers=JSON).json()


def test_every_route_is_watched() -> None:
    """A route added later must be added to ``everything``."""
    paths = {getattr(route, "path", "") for route in workshop_routes()}
    assert paths == {
        "/join",
        "/join/assets/{name}",
        "/join/{code}",
        "/join/{code}/vote",
        "/join/{code}/argue",
        "/join/{code}/state",
        "/join/{code}/events",
        "/screen/{token}",
        "/screen/{token}/state",
        "/screen/{token}/events",
        "/qr/{code}.svg",
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_before_the_reveal_nothing_per_level_is_said_anywhere(
    room_of_colleges: Room, site: TestClient, language: str
) -> None:
    room = room_of_colleges
    phones = [room.phone(language) for _ in ANSWERS]
    watcher = phones[0]
    for number, phone in enumerate(phones):
        phone.post(room.address, data={"college": ("elected", "staff")[number % 2]}, headers=JSON)
    check(room, watcher, site)
    room.open()
    for phone, answer in zip(phones, ANSWERS, strict=True):
        assert room.vote(phone, answer).status_code == 200
    check(room, watcher, site)
    room.running.workshops.start_timer(room.id, 600)
    check(room, watcher, site)
    room.close()
    check(room, watcher, site)
    room.running.workshops.back(room.id)
    check(room, watcher, site)
    room.close()
    room.reveal()
    assert site.get(f"{room.screen}/state").json()["result"]["counts"] == [0, 9, 7, 0, 0]


def check(room: Room, watcher: TestClient, site: TestClient) -> None:
    """Look everywhere."""
    for place, said in everything(room, watcher, site):
        try:
            if isinstance(said, str):
                assert_no_result_on_page(said)
            elif "state" in said:
                assert_no_result(said)
            else:
                assert said.keys() <= {"stored", "version", "message"}
        except AssertionError as fault:
            raise AssertionError(f"{place}: {json.dumps(said, ensure_ascii=False)[:2000]}") from fault


def test_before_its_reveal_a_second_round_says_no_more_than_the_first_did(room: Room, site: TestClient) -> None:
    phones = [room.phone() for _ in ANSWERS]
    room.open()
    for phone in phones:
        room.vote(phone, "0")
    room.close()
    room.reveal()
    revealed = site.get(f"{room.screen}/state").json()["result"]
    room.open()
    for phone, answer in zip(phones, ANSWERS, strict=True):
        assert room.vote(phone, answer, round_number=2).status_code == 200
    for _ in ("open", "closed"):
        for base in (room.address, room.screen):
            state = phones[0].get(f"{base}/state").json()
            assert state["result"] is None
            assert state["moves"] is None
            assert state.pop("earlier") == [revealed]
            assert_no_result({**state, "decision": None})
            page = phones[0].get(base).text
            assert [count for count in SECRETS if re.search(rf"\b{count} votes?\b", page)] == []
        if room.running.rooms.room(room.id).state == "open":
            room.close()


def test_before_the_reveal_of_priorities_nothing_is_said_of_points(room: Room, site: TestClient) -> None:
    option = room.running.workshops.add_option(room.id, "Écrire une feuille de route")
    other = room.running.workshops.add_option(room.id, "Former les agents")
    room.running.workshops.show(room.id, "priorities:points")
    room.running.workshops.open(room.id)
    phones = [room.phone() for _ in range(3)]
    for phone in phones:
        fields = {f"points:{option.id}": "9", f"points:{other.id}": "1"}
        told = phone.post(
            f"{room.address}/vote", data={"question": "priorities:points", "round": "1"} | fields, headers=JSON
        )
        assert told.status_code == 200
    stranger = room.phone()
    for close in (lambda: None, room.close):
        close()
        for base in (room.address, room.screen):
            state = stranger.get(f"{base}/state").json()
            assert state["priorities"]["result"] is None
            assert 27 not in set(numbers(state))
            assert not re.search(r"\b27 points", stranger.get(base).text)
    room.reveal()
    points = site.get(f"{room.screen}/state").json()["priorities"]["result"]["points"]
    assert [line["points"] for line in points] == [27, 3]
