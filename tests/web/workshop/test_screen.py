# SPDX-License-Identifier: EUPL-1.2
"""The room's screen and the QR code, through the routes."""

from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import segno
from starlette.testclient import TestClient

from governance.settings import get_settings
from governance.web.public_address import public_url
from governance.web.workshop.door import SIGNATURE
from governance.web.workshop.qr import drawn, join_address
from governance.workshops.codes import is_signed
from tests.web.workshop.conftest import Room


@pytest.mark.parametrize(
    ("language", "words", "named"), [("fr", "Bienvenue", "Atelier : "), ("en", "Welcome", "Workshop: ")]
)
def test_the_screen_welcomes_with_the_code(room: Room, site: TestClient, language: str, words: str, named: str) -> None:
    page = site.get(room.screen, headers={"accept-language": language})
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert words in page.text
    assert f"{named}Ploërmel" in unescape(page.text).replace("\u00a0", " ")
    assert room.workshop.code in page.text
    assert "data:image/svg+xml" in page.text
    assert "set-cookie" not in page.headers


def test_a_link_that_opens_nothing_says_so(site: TestClient, room: Room) -> None:
    room.running.workshops.end(room.id)
    for address in ("/screen/none", "/screen/%00", room.screen):
        page = site.get(address)
        assert page.status_code == 404
        assert "<h1>" in page.text
        assert site.get(f"{address}/state").status_code == 404
        assert site.get(f"{address}/events").status_code == 404


def test_the_screen_counts_answers_and_shows_levels_only_once_revealed(room: Room, site: TestClient) -> None:
    room.open()
    phones = [room.phone() for _ in range(6)]
    for phone, answer in zip(phones, "122234", strict=True):
        room.vote(phone, answer)
    state = site.get(f"{room.screen}/state").json()
    assert (state["answered"], state["joined"], state["result"]) == (6, 6, None)
    assert "6 réponses" in site.get(room.screen).text
    room.close()
    room.reveal()
    state = site.get(f"{room.screen}/state").json()
    assert state["result"]["counts"] == [0, 1, 3, 1, 1]
    assert state["result"]["median"] == 2
    page = unescape(site.get(room.screen).text)
    assert "médiane" in page
    assert "accord" in page
    assert "mine" not in state


def test_the_second_round_is_shown_beside_the_first(room: Room, site: TestClient) -> None:
    phones = [room.phone() for _ in range(6)]
    for number, answers in ((1, "001122"), (2, "111122")):
        room.open()
        for phone, answer in zip(phones, answers, strict=True):
            assert room.vote(phone, answer, round_number=number).status_code == 200
        room.close()
        room.reveal()
    page = unescape(site.get(room.screen).text)
    assert "Tour 1\u00a0: 2" in page
    assert "4 personnes ont gardé leur niveau, 2 sont montées, aucune n’est descendue" in page


def test_a_level_retained_is_shown_with_its_note(room: Room, site: TestClient) -> None:
    room.open()
    room.vote(room.phone(), "2")
    room.close()
    room.reveal()
    room.running.workshops.retain(room.id, 3, note="Depuis <mars>", dissent="Un élu voit un 1")
    for address in (room.screen, room.address):
        page = room.phone().get(address).text
        assert "Depuis &lt;mars&gt;" in page
        assert "Un élu voit un 1" in page


def test_who_asks_for_the_screens_state_again_is_told_when_nothing_moved(room: Room, site: TestClient) -> None:
    first = site.get(f"{room.screen}/state")
    again = {"if-none-match": f'W/{first.headers["etag"]}, "other"'}
    assert site.get(f"{room.screen}/state", headers=again).status_code == 304
    room.open()
    assert site.get(f"{room.screen}/state", headers=again).status_code == 200


def test_the_qr_code_carries_the_address_and_a_signature(room: Room, site: TestClient) -> None:
    answer = site.get(f"/qr/{room.workshop.code}.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    address = join_address(room.workshop, public_url(get_settings(), str(site.base_url)))
    assert answer.content == drawn(address)
    parts = urlsplit(address)
    assert parts.path == room.address
    assert is_signed(room.workshop.secret, room.workshop.code, parse_qs(parts.query)[SIGNATURE][0])
    assert segno.make_qr(address, error="m").version <= 8, "few enough modules to be read from the back of a room"
    held = unquote(unescape(site.get(room.screen).text).partition('src="data:image/svg+xml,')[2].partition('"')[0])
    assert held.encode() == drawn(address)


def test_the_qr_code_of_no_workshop_is_not_found(site: TestClient) -> None:
    assert site.get("/qr/ZZZZ-ZZZZ.svg").status_code == 404
    assert site.get("/qr/x.svg").status_code == 404
