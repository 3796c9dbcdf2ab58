# SPDX-License-Identifier: EUPL-1.2
"""A session led state after state: what shows, what waits, what can be undone."""

from governance.bootstrap import Application, application
from governance.language import Language, sentence
from governance.workshops.records import PRIORITIES
from tests.pages.conftest import Visit
from tests.pages.room import Room, begin_room
from tests.pages.workshop.leading import TWELVE_FIRST, TWELVE_THEN, lead, main, press, revealed


def test_a_question_goes_its_whole_way_with_one_main_button_a_state(
    language: Language, visit: Visit, room: Room
) -> None:
    room.join(12)
    visitor = visit("workshop", language, seance=room.id)
    assert visitor.says("workshop.states.waiting")
    lead(visitor, "begin")
    assert room.state == ("prepared", 0)
    revealed(visitor, room, TWELVE_FIRST)
    assert room.state == ("revealed", 1)
    lead(visitor, "discuss", "again")
    assert room.state == ("open", 2)
    room.vote(TWELVE_THEN)
    lead(visitor, "close", "reveal")
    assert room.view.room.moves
    assert len(visitor.at.get("download_button")) == 1
    lead(visitor, "retain")
    level = visitor.at.radio(key=f"workshop-retain-level:{room.id}:{room.view.room.asked}")
    assert level.value is None
    visitor.act(level.set_value(1))
    visitor.act(visitor.at.text_area[0].set_value("Vu <b>en séance</b>"))
    visitor.act(visitor.at.text_area[1].set_value("Deux *élus* disent 2"))
    press(visitor, "retain_save")
    decision = room.view.room.decision
    assert decision
    assert (decision.level, decision.note, decision.dissent) == (1, "Vu <b>en séance</b>", "Deux *élus* disent 2")
    assert "Vu <b>en séance</b>" in visitor.words
    lead(visitor, "next")
    assert room.state == ("prepared", 0)
    assert room.view.room.rank == 2


def test_nothing_of_a_vote_shows_before_the_reveal(language: Language, visit: Visit, room: Room) -> None:
    room.join(12)
    visitor = visit("workshop", language, seance=room.id)
    lead(visitor, "begin", "open")
    empty = visitor.again().words
    room.vote(TWELVE_FIRST)
    full = visitor.again().words
    counted = (
        sentence("ui.workshop.answered", language, count=0, joined=12),
        sentence("ui.workshop.answered", language, count=12, joined=12),
    )
    assert full == empty.replace(*counted)
    assert visitor.at.get("plotly_chart") == []
    lead(visitor, "close")
    assert visitor.at.get("plotly_chart") == []
    lead(visitor, "reveal")
    assert visitor.at.get("plotly_chart")


def test_a_reload_and_another_device_show_the_same_state(visit: Visit, room: Room) -> None:
    room.join(6)
    first = visit("workshop", seance=room.id)
    lead(first, "begin", "open")
    second = visit("workshop", seance=room.id)
    assert main(second) == main(first) == "Clore le vote"
    lead(second, "close")
    assert main(first.again()) == "Révéler les résultats"


def test_a_step_taken_twice_changes_nothing_and_alarms_nobody(language: Language, visit: Visit, room: Room) -> None:
    visitor = visit("workshop", language, seance=room.id)
    lead(visitor, "begin", "open")
    application().workshops.close(room.id)
    press(visitor, "main.close")
    assert visitor.errors == []
    assert visitor.says("workshop.moved_on")
    assert room.state == ("closed", 1)


def test_opening_and_closing_can_be_undone(visit: Visit, room: Room) -> None:
    visitor = visit("workshop", seance=room.id)
    lead(visitor, "begin", "open")
    press(visitor, "other.cancel")
    assert room.state == ("prepared", 0)
    lead(visitor, "open", "close")
    press(visitor, "other.reopen")
    assert room.state == ("open", 1)


def test_the_countdown_begins_with_the_vote_and_can_be_paused_and_extended(
    visit: Visit, running: Application, dossier: str
) -> None:
    room = begin_room(running, dossier, vote_seconds=120)
    visitor = visit("workshop", seance=room.id)
    lead(visitor, "begin", "open")
    timer = room.view.room.timer
    assert timer
    assert timer.running
    press(visitor, "timer_pause")
    assert visitor.says("workshop.time_paused")
    press(visitor, "timer_extend")
    timer = room.view.room.timer
    assert timer
    assert 150 < (timer.left or 0) <= 180
    press(visitor, "timer_go_on")
    lead(visitor, "close")
    assert room.view.room.timer is None


def test_shown_hands_are_added(visit: Visit, room: Room) -> None:
    visitor = visit("workshop", seance=room.id)
    lead(visitor, "begin", "open")
    visitor.unfold("workshop-hands")
    place = f"{room.id}:{room.view.room.asked}:1"
    visitor.act(visitor.at.number_input(key=f"workshop-hands-2:{place}").set_value(7))
    visitor.act(visitor.at.number_input(key=f"workshop-hands-NSP:{place}").set_value(1))
    press(visitor, "hands_save")
    assert dict(room.view.hands) == {"2": 7, "NSP": 1}
    lead(visitor, "close", "reveal")
    result = room.view.room.result
    assert result
    assert (result.consensus.counts[2], result.by_hand) == (7, 8)


def test_arguments_wait_for_the_facilitator(language: Language, visit: Visit, room: Room) -> None:
    room.join(5)
    visitor = visit("workshop", language, seance=room.id)
    lead(visitor, "begin", "open")
    room.vote((1, 1, 2, 2, 3))
    asked = str(room.view.room.asked)
    application().ballots.argue(room.id, "p0", asked, "La liste *existe* <b>", level=1, key="a")
    assert "existe" not in visitor.again().words
    lead(visitor, "close", "reveal")
    assert "La liste *existe* <b>" in visitor.words
    assert room.view.room.arguments == ()
    press(visitor, "show_argument")
    assert [argument.text for argument in room.view.room.arguments] == ["La liste *existe* <b>"]
    press(visitor, "hide_argument")
    assert room.view.room.arguments == ()


def test_in_the_discussion_arguments_come_before_the_chart(language: Language, visit: Visit, room: Room) -> None:
    room.join(5)
    visitor = visit("workshop", language, seance=room.id)
    lead(visitor, "begin", "open")
    room.vote((1, 1, 2, 2, 3))
    titles = [sentence(f"ui.workshop.{name}", language) for name in ("results", "arguments")]
    for steps, expected in ((("close", "reveal"), titles), (("discuss",), titles[::-1])):
        lead(visitor, *steps)
        assert [part.value for part in visitor.at.subheader if part.value in titles] == expected


def test_colleges_show_from_five_votes_on(language: Language, visit: Visit, running: Application, dossier: str) -> None:
    room = begin_room(running, dossier, colleges=True)
    room.join(12)
    visitor = visit("workshop", language, seance=room.id)
    lead(visitor, "begin")
    revealed(visitor, room, TWELVE_FIRST)
    assert sentence("views.workshop.colleges.elected", language) in visitor.words
    assert not visitor.says("workshop.by_college_hidden")


def test_small_colleges_stay_hidden(visit: Visit, running: Application, dossier: str) -> None:
    room = begin_room(running, dossier, colleges=True)
    room.join(6)
    visitor = visit("workshop", seance=room.id)
    lead(visitor, "begin")
    revealed(visitor, room, TWELVE_FIRST[:6])
    assert visitor.says("workshop.by_college_hidden")
    assert "Élus" not in visitor.words


def test_a_rehearsal_says_so_until_it_is_purged(language: Language, visit: Visit, room: Room) -> None:
    visitor = visit("workshop", language, seance=room.id)
    press(visitor, "rehearse")
    assert visitor.says("workshop.rehearsal_hint")
    lead(visitor, "begin", "open")
    assert room.view.room.answered > 10
    lead(visitor, "close", "reveal")
    assert visitor.says("workshop.rehearsal_hint")
    assert visitor.at.get("download_button") == [], "a file of simulated votes would not say that it is one"
    press(visitor, "purge")
    assert not visitor.says("workshop.rehearsal_hint")
    assert room.state == ("waiting", 0)
    assert room.view.room.joined == 0


def test_another_device_takes_over_and_the_first_one_sees_it(language: Language, visit: Visit, room: Room) -> None:
    first = visit("workshop", language, seance=room.id)
    lead(first, "begin")
    application().workshops.take_over(room.id, "tablet", "Bo *b*")
    assert first.again().says("workshop.led_elsewhere")
    assert "Bo *b*" in first.words
    assert not [button for button in first.at.button if str(button.key).startswith("workshop-main")]
    press(first, "take_over")
    assert main(first) == sentence("ui.workshop.main.open", language)


def test_secret_links_can_be_changed(visit: Visit, room: Room) -> None:
    visitor = visit("workshop", seance=room.id)
    before = room.workshop.screen_token
    visitor.unfold("workshop-invitation-first")
    assert any(before in code.value for code in visitor.at.code)
    press(visitor, "renew_links")
    assert room.workshop.screen_token != before


def test_the_programme_leads_to_any_question(visit: Visit, room: Room) -> None:
    visitor = visit("workshop", seance=room.id)
    lead(visitor, "begin")
    visitor.unfold("workshop-programme")
    second = room.view.questions[1].asked.question_id
    visitor.act(visitor.at.selectbox(key=f"workshop-choose:{room.view.room.asked}").set_value(second))
    press(visitor, "go")
    assert room.view.room.asked == second


def test_a_form_left_open_gives_way_when_another_device_moves_on(visit: Visit, room: Room) -> None:
    room.join(6)
    visitor = visit("workshop", seance=room.id)
    revealed(lead(visitor, "begin"), room, (1, 1, 1, 2, 2, 0))
    press(visitor, "other.retain")
    assert not [button for button in visitor.at.button if str(button.key).startswith("workshop-main")]
    application().workshops.open(room.id)
    assert main(visitor.again()) == "Clore le vote"
    assert len(visitor.at.text_area) == 0


def test_the_programme_leads_to_priorities_with_their_actions(
    visit: Visit, running: Application, answered: str
) -> None:
    room = begin_room(running, answered)
    visitor = visit("workshop", seance=room.id)
    visitor.unfold("workshop-programme")
    visitor.act(visitor.at.selectbox(key="workshop-choose:None").set_value(PRIORITIES))
    press(visitor, "go")
    assert len(room.view.options) >= 2
    assert main(visitor) == sentence("ui.workshop.main.open_priorities", "fr")
