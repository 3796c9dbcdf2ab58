# SPDX-License-Identifier: EUPL-1.2
"""The pages for paper of a session: its minutes, and the sheet that brings people in."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from importlib import import_module
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from governance.bootstrap import Application
from governance.language import LANGUAGES, Language, sentence
from tests.pages.room import Room, begin_room
from tests.web.running import fresh, plain_routes

PLOERMEL = "commune:56165"
FIRST = (0, 0, 1, 1, 1, 2, 2, 3, 3, 4, "NSP", 1)
THEN = (1, 1, 1, 1, 1, 2, 1, 1, 2, 4, 1, 1)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Application]:
    with fresh(tmp_path) as running:
        yield running


@pytest.fixture
def site(running: Application) -> TestClient:
    return plain_routes()


@pytest.fixture
def room(running: Application) -> Room:
    """Twelve people of two colleges, in front of the first of two questions."""
    head = running.assessments.open(PLOERMEL, "flash")
    for rank, question in enumerate(running.questionnaire().asked("flash")):
        running.assessments.save(head.id, question.id, "1", expected_version=0, key=f"given-{rank}")
    room = begin_room(running, head.id, colleges=True)
    room.join(12)
    return room


def voted(room: Room, votes: tuple[int | str, ...], *, reveal: bool = True) -> None:
    workshops = room.running.workshops
    workshops.open(room.id)
    room.vote(votes)
    if reveal:
        workshops.close(room.id)
        workshops.reveal(room.id)


def read(site: TestClient, room: Room, language: Language = "fr", page: str = "minutes") -> str:
    answer = site.get(f"/workshop/{room.id}/{page}?lang={language}")
    assert answer.status_code == 200
    return unescape(answer.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_minutes_tell_both_rounds_the_decision_and_what_was_said(
    language: Language, site: TestClient, room: Room
) -> None:
    workshops, ballots = room.running.workshops, room.running.ballots
    voted(room, FIRST)
    asked = str(room.view.room.asked)
    shown = ballots.argue(room.id, "p0", asked, "La liste <b>existe</b>", level=1, key="a")
    ballots.argue(room.id, "p1", asked, "Jamais relu", level=2, key="b")
    workshops.show_argument(room.id, shown.id)
    voted(room, THEN)
    workshops.retain(room.id, 1, note="Vu <i>ensemble</i>", dissent="Un élu dit 4")
    workshops.end(room.id)
    page = read(site, room, language)
    for words in ("Ploërmel", "Ana *Étoile*", "La liste <b>existe</b>", "Vu <i>ensemble</i>", "Un élu dit 4"):
        assert words in page
    assert "<b>existe" not in site.get(f"/workshop/{room.id}/minutes").text, "what people write is text"
    assert "Jamais relu" not in page
    for number in (1, 2):
        assert sentence("views.workshop.round", language, round=number) in page
    assert sentence("views.workshop.agreement.partial", language) in page
    assert sentence("views.workshop.agreement.broad", language) in page
    assert sentence("views.workshop.moves.stayed", language, count=6) in page
    assert sentence("views.workshop.colleges.elected", language) in page
    assert sentence("ui.workshop.record.not_asked", language) in page
    assert sentence("ui.workshop.record.running", language) not in page
    assert f'<html lang="{language}">' in page, "the language that was asked for, whatever the browser's"
    assert "{" not in page.split("</style>")[1]


def test_a_vote_that_is_not_revealed_is_not_in_the_minutes(site: TestClient, room: Room) -> None:
    voted(room, FIRST, reveal=False)
    page = read(site, room)
    assert sentence("ui.workshop.record.nothing", "fr") in page
    assert sentence("ui.workshop.record.running", "fr") in page
    assert "accord" not in page.split("<footer")[0].split("</style>")[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_participants_are_counted_by_college_once_the_session_has_ended(
    language: Language, site: TestClient, room: Room
) -> None:
    heading = sentence("ui.workshop.record.by_college", language)
    counts = ", ".join(
        sentence("ui.workshop.record.head_count", language, name=name, people=6)
        for name in (sentence(f"views.workshop.colleges.{college}", language) for college in ("elected", "staff"))
    )
    voted(room, FIRST)
    assert heading not in read(site, room, language), "two counts of a room that fills would tell who came between"
    room.running.workshops.end(room.id)
    page = read(site, room, language)
    assert f"{heading} — {counts}" in page
    assert sentence("ui.workshop.record.others", language) not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_college_of_few_is_neither_counted_nor_left_to_subtract(
    language: Language, site: TestClient, room: Room
) -> None:
    room.running.ballots.join(room.id, "late", "elected")
    head = room.running.assessments.open("commune:44109", "flash")
    few = begin_room(room.running, head.id, colleges=True)
    few.join(9)
    for each in (room, few):
        each.running.workshops.end(each.id)
    told = read(site, room, language)
    assert sentence("ui.workshop.record.head_count", language, name="", people=7).strip() in told
    untold = read(site, few, language)
    assert sentence("ui.workshop.record.head_count_hidden", language) in untold
    assert sentence("ui.workshop.record.by_college", language) not in untold


def test_those_whom_no_college_counts_are_told_together(site: TestClient, room: Room) -> None:
    for rank in range(5):
        room.running.ballots.join(room.id, f"guest {rank}")
    room.running.workshops.end(room.id)
    assert "Élus : 6, Agents : 6, autres participants : 5" in read(site, room)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rehearsal_is_marked_on_every_page_of_its_own(language: Language, site: TestClient, room: Room) -> None:
    head = room.running.assessments.open("commune:44109", "flash")
    rehearsed = begin_room(room.running, head.id)
    room.running.workshops.rehearse(rehearsed.id, 12)
    mark = sentence("ui.workshop.rehearsal", language)
    assert mark in read(site, rehearsed, language)
    assert mark in read(site, rehearsed, language, "sheet")


def test_hands_are_told_apart(site: TestClient, room: Room) -> None:
    room.running.workshops.open(room.id)
    room.running.workshops.count_hands(room.id, {"2": 7})
    room.running.workshops.close(room.id)
    room.running.workshops.reveal(room.id)
    page = read(site, room).replace("\u00a0", " ")
    assert "Tour 1 : 7 à main levée." in page
    assert sentence("ui.workshop.record.and_hands", "fr", count=7).replace("\u00a0", " ") in page


def test_the_priorities_come_last_the_most_wanted_first(site: TestClient, room: Room) -> None:
    workshops = room.running.workshops
    workshops.propose_options(room.id)
    first = workshops.add_option(room.id, "Fêter <le> numérique")
    workshops.show(room.id, "priorities:points")
    workshops.open(room.id, "priorities:points")
    other = room.view.options[0]
    room.spread([{first.id: 10}, {first.id: 6, other.id: 4}])
    workshops.close(room.id)
    workshops.reveal(room.id)
    page = read(site, room)
    assert page.index("Fêter <le> numérique") < page.index(other.title)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_bears_the_code_the_address_and_the_picture_to_scan(
    language: Language, site: TestClient, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = room.running.settings.model_copy(update={"public_url": "https://atelier.example"})
    module = import_module("governance.web.join_sheet")
    monkeypatch.setattr(module, "application", lambda: replace(room.running, settings=told))
    page = read(site, room, language, "sheet")
    assert room.workshop.code in page
    assert f'src="/qr/{room.workshop.code}.svg"' in page
    assert "https://atelier.example/join" in page
    assert room.workshop.screen_token not in page


def test_the_sheet_of_a_session_that_has_ended_brings_nobody_to_a_closed_door(site: TestClient, room: Room) -> None:
    room.running.workshops.end(room.id)
    answer = site.get(f"/workshop/{room.id}/sheet")
    assert answer.status_code == 404
    assert sentence("ui.workshop.sheet_closed", "fr") in unescape(answer.text)


@pytest.mark.parametrize("page", ["minutes", "sheet"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_session_gets_a_sentence(page: str, language: Language, site: TestClient) -> None:
    answer = site.get(f"/workshop/no-such-one/{page}?lang={language}")
    assert answer.status_code == 404
    assert sentence("messages.workshop.unknown", language) in unescape(answer.text)
