# SPDX-License-Identifier: EUPL-1.2
"""How often one may ask: a whole room gets in, a guesser does not."""

import pytest
from starlette.testclient import TestClient

from governance.web.workshop import limits
from governance.web.workshop.door import COOKIE, SIGNATURE
from governance.web.workshop.limits import (
    ARRIVALS_OVERALL,
    ARRIVALS_PER_ADDRESS,
    VOTES_PER_PARTICIPANT,
    WRONG_CODES_OVERALL,
    WRONG_CODES_PER_ADDRESS,
    Limit,
    Limits,
)
from governance.workshops.codes import sign
from tests.web.workshop.conftest import Room


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_limit_lets_through_what_it_says_and_fills_again_with_time() -> None:
    clock = Clock()
    limit = Limit(3, 60, clock)
    assert [limit.take("a") for _ in range(4)] == [True, True, True, False]
    assert limit.spent("a")
    assert not limit.spent("b")
    clock.now += 20
    assert [limit.take("a") for _ in range(2)] == [True, False]
    clock.now += 3600
    assert limit.left("a") == 3


def test_being_refused_does_not_prolong_the_wait() -> None:
    clock = Clock()
    limit = Limit(60, 60, clock)
    while limit.take("a"):
        pass
    for _ in range(9):
        clock.now += 0.11
        limit.take("a")
    clock.now += 0.11
    assert limit.take("a")


def test_keys_are_forgotten_rather_than_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REMEMBERED", 2)
    limit, all_of_them = Limit(1), Limits()
    for key in "abc":
        limit.take(key)
        all_of_them.remember(key)
    assert list(limit.buckets) == ["b", "c"]
    assert list(all_of_them.joined) == ["b", "c"]


def test_a_room_of_300_behind_one_address_gets_in_within_a_minute_typing_errors_included() -> None:
    """No second passes here: what the limits allow at once, they allow within a minute."""
    ours = Limits()
    for person in range(300):
        if person % 3 == 0:
            assert ours.may_try_codes("192.0.2.1")
            ours.wrong_code("192.0.2.1")
        assert ours.may_try_codes("192.0.2.1")
        assert ours.may_arrive("192.0.2.1")


def test_a_guesser_is_held_up_wherever_they_come_from() -> None:
    ours = Limits()
    for _ in range(WRONG_CODES_PER_ADDRESS):
        ours.wrong_code("192.0.2.1")
    assert not ours.may_try_codes("192.0.2.1")
    assert ours.may_try_codes("192.0.2.2")
    for number in range(WRONG_CODES_OVERALL):
        ours.wrong_code(f"198.51.{number // 100}.{number % 100}")
    assert not ours.may_try_codes("192.0.2.2")


def test_the_numbers_leave_room_and_protect() -> None:
    assert WRONG_CODES_PER_ADDRESS <= WRONG_CODES_OVERALL
    assert 300 < ARRIVALS_PER_ADDRESS < ARRIVALS_OVERALL
    assert VOTES_PER_PARTICIPANT >= 20, "a vote each three seconds"
    tries_in_a_year = WRONG_CODES_OVERALL * 60 * 24 * 365
    assert 31**8 / (tries_in_a_year * 100) > 10, "years to find one of a hundred open workshops"


def test_after_too_many_wrong_codes_a_right_one_is_not_told_either(room: Room, site: TestClient) -> None:
    inside = room.phone()
    guesser = TestClient(site.app)
    guesser.portal = site.portal
    for _ in range(WRONG_CODES_PER_ADDRESS):
        assert guesser.get("/join/ZZZZ-ZZZZ/state").status_code == 404
    for address in ("/join/ZZZZ-ZZZZ", room.address, f"{room.address}/state", f"/qr/{room.workshop.code}.svg"):
        answer = guesser.get(address)
        assert answer.status_code == 429, address
        assert COOKIE not in answer.headers.get("set-cookie", "")
    assert guesser.get(room.address).headers["retry-after"]
    # Who is in stays in, and who scans the code on the screen comes in.
    room.open()
    assert inside.get(room.address).status_code == 200
    assert room.vote(inside, "1").status_code == 200
    signature = sign(room.workshop.secret, room.workshop.code)
    assert guesser.get(f"{room.address}?{SIGNATURE}={'0' * len(signature)}").status_code == 429
    assert guesser.get(f"{room.address}?{SIGNATURE}={signature}").status_code == 200
    assert guesser.get(room.address).status_code == 200


def test_too_many_arrivals_at_once_are_asked_to_wait(room: Room, site: TestClient) -> None:
    from governance.web.workshop.live import limits as ours

    ours().arrivals_here.most = 2
    first, second = room.phone(), room.phone()
    late = TestClient(site.app)
    late.portal = site.portal
    answer = late.get(room.address)
    assert answer.status_code == 429
    assert answer.headers["refresh"]
    assert first.get(room.address).status_code == second.get(room.address).status_code == 200


def test_one_phone_cannot_flood_the_vote(room: Room) -> None:
    room.open()
    phone = room.phone()
    statuses = [room.vote(phone, "1").status_code for _ in range(VOTES_PER_PARTICIPANT + 30)]
    assert statuses[:VOTES_PER_PARTICIPANT] == [200] * VOTES_PER_PARTICIPANT
    limited = room.vote(phone, "2")
    while limited.status_code == 200:
        limited = room.vote(phone, "2")
    assert limited.status_code == 429
    assert limited.headers["retry-after"]
    page = phone.post(f"{room.address}/vote", data={"question": room.questions[0]}, headers={"accept": "text/html"})
    assert page.status_code == 429
    assert room.vote(room.phone(), "3").status_code == 200


def test_a_cookie_that_cannot_be_read_is_no_cookie(site: TestClient, room: Room) -> None:
    for cookie in ("=;;;=", f"{COOKIE}=", 'a="\\', "x" * 5000):
        stranger = TestClient(site.app, headers={"cookie": cookie})
        stranger.portal = site.portal
        assert stranger.get(room.address).status_code == 200
