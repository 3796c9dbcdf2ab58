# SPDX-License-Identifier: EUPL-1.2
"""The participants' page and what phones send, through the routes."""

import re

import pytest
from starlette.testclient import TestClient

from governance.errors import StoreError
from governance.web.workshop.door import COOKIE
from governance.web.workshop.pages import CONTENT_POLICY
from tests.web.workshop.conftest import JSON, Room


def test_the_form_for_the_code_leads_to_the_workshop_however_the_code_is_typed(site: TestClient, room: Room) -> None:
    assert 'name="code"' in site.get("/join").text
    code = room.workshop.code
    for typed in (code, code.lower(), code.replace("-", ""), f" {code[:4]} {code[5:]} ", code.replace("-", "–")):
        answer = site.get("/join", params={"code": typed}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, room.address)
        assert site.get(f"/join/{typed}").status_code == 200


@pytest.mark.parametrize("typed", ["ZZZZ-ZZZZ", "zzzzzzzz", "K7MP", "O0I1-L0O1", "<b>x<b>", "é" * 40, "%00"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_wrong_code_gets_a_page_that_helps(site: TestClient, typed: str, language: str) -> None:
    for address in (f"/join/{typed}", f"/join?code={typed}"):
        page = site.get(address, headers={"accept-language": language})
        assert page.status_code == 404
        assert f'<html lang="{language}">' in page.text
        assert 'role="alert"' in page.text
        assert '<form action="/join"' in page.text
        assert "<b>x<b>" not in page.text


def test_a_workshop_that_has_ended_opens_no_more(room: Room) -> None:
    phone = room.phone()
    room.running.workshops.end(room.id)
    assert phone.get(room.address).status_code == 404
    assert phone.get(f"{room.address}/state").status_code == 404
    assert phone.get(f"{room.address}/events").status_code == 404
    assert room.vote(phone, "1").status_code == 404
    assert phone.get(f"/qr/{room.workshop.code}.svg").status_code == 404


def test_the_page_gives_the_phone_a_secret_that_scripts_cannot_read(site: TestClient, room: Room) -> None:
    cookie = TestClient(site.app).get(room.address).headers["set-cookie"]
    assert re.match(rf"{COOKIE}=[\w-]{{24}};", cookie)
    assert {"httponly", "samesite=lax", "path=/join"} <= {part.strip().lower() for part in cookie.split(";")}
    phone = room.phone()
    assert "set-cookie" not in phone.get(room.address).headers


def test_who_opens_the_page_twice_has_joined_once(room: Room) -> None:
    phones = [room.phone() for _ in range(3)]
    for phone in phones:
        phone.get(room.address)
    assert phones[0].get(f"{room.address}/state").json()["joined"] == 3


def test_these_pages_run_no_script_but_their_own(room: Room, site: TestClient) -> None:
    for address in ("/join", room.address, room.screen, "/join/ZZZZ-ZZZZ", "/screen/none"):
        page = site.get(address)
        assert page.headers["content-security-policy"] == CONTENT_POLICY
        assert "style=" not in page.text
        assert not re.search(r"<script(?! src=)", page.text)
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page.text)
        for asset in re.findall(r'(?:src|href)="(/join/assets/[^"]+)"', page.text):
            answer = site.get(asset)
            assert answer.status_code == 200
            assert "immutable" in answer.headers["cache-control"]
            assert "http:" not in answer.text.replace("http://www.w3.org", "")


def test_a_style_of_another_version_is_not_found(site: TestClient) -> None:
    assert site.get("/join/assets/phone-000000000000.css").status_code == 404


def test_the_participants_page_is_light(room: Room, site: TestClient) -> None:
    """The whole of it as it travels: the question with the longest levels, its style, its script."""
    room.open("networking_peers")
    page = room.phone().get(room.address, headers={"accept": "text/html"})
    assets = re.findall(r'(?:src|href)="(/join/assets/[^"]+)"', page.text)
    assert len(assets) == 2
    sizes = [len(page.content)]
    for asset in assets:
        with site.stream("GET", asset, headers={"accept-encoding": "gzip"}) as answer:
            sizes.append(len(b"".join(answer.iter_raw())))
    assert sum(sizes) < 30_000


def test_a_form_without_script_votes_and_comes_back_to_the_page(room: Room) -> None:
    room.open()
    phone = room.phone()
    page = phone.get(room.address).text
    assert page.count('type="radio"') == 6
    fields = {"question": room.questions[0], "round": "1", "answer": "2"}
    answer = phone.post(f"{room.address}/vote", data=fields, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, room.address)
    page = phone.get(room.address).text
    assert re.search(r'value="2" required checked', page)
    assert "Changer mon vote" in page


def test_a_vote_can_be_changed_until_the_close_and_its_last_answer_counts(room: Room) -> None:
    room.open()
    phone = room.phone()
    for answer in ("0", "NSP", "3"):
        told = room.vote(phone, answer)
        assert told.status_code == 200
        assert told.json()["stored"] is True
        assert phone.get(f"{room.address}/state").json()["version"] >= told.json()["version"]
    assert phone.get(f"{room.address}/state").json()["mine"] == "3"
    room.close()
    assert room.vote(phone, "1").status_code == 409
    room.reveal()
    assert phone.get(f"{room.address}/state").json()["result"]["counts"] == [0, 0, 0, 1, 0]


def test_a_vote_sent_again_under_its_key_is_acknowledged_even_after_the_close(room: Room) -> None:
    room.open()
    phone = room.phone()
    assert room.vote(phone, "2", key="same").status_code == 200
    room.close()
    assert room.vote(phone, "2", key="same").status_code == 200
    assert room.vote(phone, "2", key="other").status_code == 409
    assert phone.get(f"{room.address}/state").json()["answered"] == 1


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"answer": "9"}, 422),
        ({"answer": ""}, 422),
        ({"answer": "-1"}, 422),
        ({"answer": "1", "round": "first"}, 422),
        ({"answer": "1", "round": "2"}, 409),
        ({"answer": "1", "round": "0"}, 409),
        ({"answer": "1", "question": "no_such_question"}, 422),
        ({"answer": "1", "question": ""}, 422),
        ({"answer": "1", "key": "k" * 20_000}, 413),
    ],
)
def test_a_wrong_vote_is_refused_in_words_and_stores_nothing(room: Room, fields: dict[str, str], status: int) -> None:
    room.open()
    phone = room.phone("en")
    whole = {"question": room.questions[0], "round": "1"} | fields
    told = phone.post(f"{room.address}/vote", data=whole, headers=JSON)
    assert told.status_code == status
    assert told.json()["stored"] is False
    assert len(told.json()["message"]) > 10
    page = phone.post(f"{room.address}/vote", data=whole, follow_redirects=False)
    assert page.status_code == status
    assert 'role="alert"' in page.text
    assert 'type="radio"' in page.text
    assert phone.get(f"{room.address}/state").json()["answered"] == 0


def test_a_body_that_is_no_form_is_refused(room: Room) -> None:
    room.open()
    phone = room.phone()
    for body in (b"\xff\xfe=1", b"a=1&" * 200, b"{}"):
        assert phone.post(f"{room.address}/vote", content=body, headers=JSON).status_code == 422


def test_a_phone_that_keeps_no_cookie_cannot_vote_without_end(room: Room, site: TestClient) -> None:
    room.open()
    stranger = TestClient(site.app)
    stranger.portal = site.portal
    assert room.vote(stranger, "1").status_code == 403
    assert stranger.get(f"{room.address}/state").json()["joined"] == 0


def test_who_asks_for_the_state_again_is_told_when_nothing_moved(room: Room) -> None:
    room.open()
    phone, other = room.phone(), room.phone()
    first = phone.get(f"{room.address}/state")
    again = {"if-none-match": first.headers["etag"]}
    assert phone.get(f"{room.address}/state", headers=again).status_code == 304
    room.vote(other, "1")
    moved = phone.get(f"{room.address}/state", headers=again)
    assert (moved.status_code, moved.json()["answered"], moved.json()["mine"]) == (200, 1, None)


def test_a_running_countdown_alone_is_no_news(room: Room) -> None:
    room.open()
    room.running.workshops.start_timer(room.id, 600)
    phone = room.phone()
    first = phone.get(f"{room.address}/state")
    assert first.json()["timer"]["running"] is True
    assert 590 <= first.json()["timer"]["remaining"] <= 600
    from governance.web.workshop.payload import digest

    later = first.json() | {"timer": {"remaining": 12, "running": True}}
    paused = first.json() | {"timer": {"remaining": 12, "running": False}}
    assert digest(later) == digest(first.json()) != digest(paused)


def test_the_page_speaks_the_language_of_the_phone_until_another_is_chosen(room: Room) -> None:
    phone = room.phone("en-GB,en;q=0.9")
    assert '<html lang="en">' in phone.get(room.address).text
    answer = phone.get(f"{room.address}?lang=fr", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, room.address)
    assert '<html lang="fr">' in phone.get(room.address).text
    assert phone.get(f"{room.address}/state").json()["answered_words"] == "0 réponse reçue"


def test_colleges_are_asked_first_and_kept(room_of_colleges: Room) -> None:
    room = room_of_colleges
    room.open()
    phone = room.phone()
    page = phone.get(room.address).text
    assert 'name="college"' in page
    assert 'name="answer"' not in page
    answer = phone.post(room.address, data={"college": "agents"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, room.address)
    page = phone.get(room.address).text
    assert 'name="answer"' in page
    assert "Agents" in page
    assert phone.get(f"{room.address}/state").json()["college"] == "staff"
    assert phone.post(room.address, data={"college": "martians"}, headers=JSON).status_code == 422
    assert phone.post(room.address, data={}, headers=JSON).status_code == 422


def test_a_reason_reaches_the_facilitator_and_nobody_else_until_it_is_shown(room: Room) -> None:
    room.open()
    phone = room.phone()
    room.vote(phone, "2")
    said = {"question": room.questions[0], "text": "Parce que <b>tout</b> est dit.", "level": "2", "key": "k1"}
    assert phone.post(f"{room.address}/argue", data=said, headers=JSON).json() == {"stored": True}
    room.close()
    room.reveal()
    assert "est dit" not in phone.get(room.address).text
    argument = room.running.rooms.console(room.id).arguments[0]
    room.running.workshops.show_argument(room.id, argument.id)
    for address in (room.address, room.screen):
        page = phone.get(address).text
        assert "Parce que &lt;b&gt;tout&lt;/b&gt; est dit." in page
    assert phone.post(f"{room.address}/argue", data=said | {"text": " "}, headers=JSON).status_code == 422


def test_points_are_spread_over_the_actions(room: Room) -> None:
    for title in ("Écrire une feuille de route", "Former les agents"):
        room.running.workshops.add_option(room.id, title)
    room.running.workshops.show(room.id, "priorities:points")
    phone = room.phone()
    assert "bientôt" in phone.get(room.address).text
    room.running.workshops.open(room.id)
    page = phone.get(room.address).text
    names = re.findall(r'name="(points:[^"]+)"', page)
    assert len(names) == 2
    fields = {"question": "priorities:points", "round": "1", names[0]: "7", names[1]: "3"}
    assert phone.post(f"{room.address}/vote", data=fields, follow_redirects=False).status_code == 303
    assert 'value="7"' in phone.get(room.address).text
    for wrong in ({names[0]: "11"}, {names[0]: "-1"}, {names[0]: "x"}):
        assert phone.post(f"{room.address}/vote", data=fields | wrong, headers=JSON).status_code == 422
    room.close()
    room.reveal()
    assert "7 points" in phone.get(room.address).text


def test_while_the_database_cannot_serve_everything_says_so_and_asks_to_come_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.open()
    phone = room.phone()

    def locked(*_: object, **__: object) -> None:
        raise StoreError("store.locked", place="echelons.sqlite3")

    for service, name in ((room.running.ballots, "find"), (room.running.rooms, "by_screen_token")):
        monkeypatch.setattr(type(service), name, locked)
    for address in (room.address, room.screen):
        page = phone.get(address, headers={"accept": "text/html"})
        assert page.status_code == 503
        assert page.headers["refresh"]
        assert "<h1>" in page.text
        for path in ("state", "events"):
            assert phone.get(f"{address}/{path}").status_code == 503
    assert room.vote(phone, "1").json()["stored"] is False
    monkeypatch.undo()
    monkeypatch.setattr(type(room.running.ballots), "_write", locked)
    told = room.vote(phone, "1")
    assert (told.status_code, told.json()["stored"]) == (503, False)
    assert told.headers["retry-after"]
    monkeypatch.undo()
    assert room.vote(phone, "1").status_code == 200
