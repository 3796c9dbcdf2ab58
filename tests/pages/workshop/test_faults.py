# SPDX-License-Identifier: EUPL-1.2
"""Sessions found again, unknown, or whose database cannot serve."""

from collections.abc import Callable

from governance.bootstrap import Application, application
from governance.language import Language, sentence
from tests.pages.conftest import Visit
from tests.pages.room import Room
from tests.pages.workshop.leading import lead, main, press, revealed


def test_an_unknown_session_is_told_with_the_way_back(language: Language, visit: Visit, running: Application) -> None:
    visitor = visit("workshop", language, seance="no-such-one")
    assert visitor.title == sentence("ui.workshop.gone_title", language)
    assert len(visitor.errors) == 1
    press(visitor, "all")
    assert visitor.title == sentence("ui.workshop.title", language)


def test_sessions_are_found_again_in_the_list(language: Language, visit: Visit, room: Room) -> None:
    visitor = visit("workshop", language)
    links = [(link.label, link.proto.query_string) for link in visitor.at.page_link]
    assert (sentence("ui.workshop.resume", language), f"seance={room.id}") in links
    application().workshops.end(room.id)
    links = [(link.label, link.proto.query_string) for link in visitor.again().at.page_link]
    assert (sentence("ui.workshop.reread", language), f"seance={room.id}") in links


def test_a_database_that_cannot_serve_is_said_and_nothing_is_lost(
    language: Language, visit: Visit, room: Room, other_program: Callable[[str], None]
) -> None:
    visitor = visit("workshop", language, seance=room.id)
    lead(visitor, "begin")
    other_program("BEGIN EXCLUSIVE")
    press(visitor, "main.open")
    assert visitor.errors
    assert visitor.says("workshop.kept")
    other_program("ROLLBACK")
    visitor.press(sentence("ui.assessment.retry", language))
    assert visitor.says("workshop.not_done")
    assert main(visitor) == sentence("ui.workshop.main.open", language)
    lead(visitor, "open")


def test_a_decision_that_could_not_be_stored_keeps_its_words(
    visit: Visit, room: Room, other_program: Callable[[str], None]
) -> None:
    room.join(6)
    visitor = visit("workshop", seance=room.id)
    revealed(lead(visitor, "begin"), room, (1, 1, 1, 2, 2, 0))
    press(visitor, "other.retain")
    visitor.act(visitor.at.radio(key=f"workshop-retain-level:{room.id}:{room.view.room.asked}").set_value(2))
    visitor.act(visitor.at.text_area[0].set_value("À garder"))
    other_program("BEGIN EXCLUSIVE")
    press(visitor, "retain_save")
    assert visitor.errors
    other_program("ROLLBACK")
    visitor.again()
    assert room.view.room.decision is None
    assert visitor.at.text_area[0].value == "À garder"
    press(visitor, "retain_save")
    decision = room.view.room.decision
    assert decision
    assert (decision.level, decision.note) == (2, "À garder")
