# SPDX-License-Identifier: EUPL-1.2
"""Atelier: a session prepared, rehearsed, led state after state, ended; what it leaves; and what may go wrong."""

from collections.abc import Callable

import pytest

from governance.bootstrap import Application, application
from governance.language import Language, sentence
from governance.workshops.records import PRIORITIES
from tests.pages.conftest import PLOERMEL, Visit
from tests.pages.room import Room, begin_room
from tests.pages.visitor import Visitor, is_sentence

TWELVE_FIRST = (0, 0, 1, 1, 1, 2, 2, 3, 3, 4, "NSP", 1)
TWELVE_THEN = (1, 1, 1, 1, 1, 2, 1, 1, 2, 4, 1, 1)


@pytest.fixture
def room(running: Application, dossier: str) -> Room:
    return begin_room(running, dossier)


def press(visitor: Visitor, key: str) -> Visitor:
    return visitor.press(sentence(f"ui.workshop.{key}", visitor.language))


def main(visitor: Visitor) -> str:
    """What the one big button says."""
    block = visitor.at.main.get_by_key("workshop-main")
    labels = [button.label for button in block.button]
    labels += [link.proto.label for link in block.get("link_button")]
    (label,) = labels
    return str(label)


def lead(visitor: Visitor, *steps: str) -> Visitor:
    """Press the main button, step after step, each time as it should be called."""
    for step in steps:
        assert main(visitor) == sentence(f"ui.workshop.main.{step}", visitor.language)
        press(visitor, f"main.{step}")
        assert visitor.errors == []
    return visitor


def revealed(visitor: Visitor, room: Room, votes: tuple[int | str, ...]) -> Visitor:
    """Open, have the room vote, close, reveal."""
    lead(visitor, "open")
    room.vote(votes)
    return lead(visitor, "close", "reveal")


def test_a_session_is_prepared_from_an_assessment(
    language: Language, visit: Visit, running: Application, dossier: str
) -> None:
    visitor = visit("workshop", language, dossier=dossier)
    assert visitor.says("workshop.recent_none")
    visitor.at.session_state["workshop-colleges"] = ["staff", "elected"]
    visitor.act(visitor.at.text_input(key="author").set_value("Ana"))
    press(visitor, "create")
    (workshop,) = application().workshops.of_assessment(dossier)
    view = application().rooms.console(workshop.id)
    assert len([line for line in view.questions if line.asked.question_id != PRIORITIES]) == 16
    assert (workshop.colleges, workshop.author) == (("elected", "staff"), "Ana")
    assert workshop.vote_seconds == 120
    assert visitor.at.query_params["seance"] == workshop.id
    assert visitor.title == "Ploërmel"
    assert main(visitor) == sentence("ui.workshop.main.begin", language)


def test_a_session_is_prepared_straight_from_a_territory(visit: Visit, running: Application) -> None:
    visitor = visit("workshop")
    visitor.act(visitor.at.text_input(key="territory-query").set_value("ploermel")).press_key(f"choose-{PLOERMEL}")
    visitor.act(visitor.at.radio(key="workshop-choice").set_value("picked"))
    assert visitor.says("workshop.none_chosen")
    assert visitor.at.button(key="workshop-create").disabled
    ids = [question.id for question in running.questionnaire().asked()]
    visitor.act(visitor.at.multiselect(key="workshop-picked").set_value([ids[7], ids[2]]))
    press(visitor, "create")
    (head,) = application().assessments.recent()
    (workshop,) = application().workshops.of_assessment(head.id)
    asked = [line.asked.question_id for line in application().rooms.console(workshop.id).questions]
    assert asked[:2] == [ids[2], ids[7]]


def test_whole_challenges_can_be_chosen(visit: Visit, dossier: str) -> None:
    visitor = visit("workshop", dossier=dossier)
    visitor.act(visitor.at.radio(key="workshop-choice").set_value("challenges"))
    visitor.at.session_state["workshop-challenges"] = ["partners"]
    visitor.again()
    assert sentence("ui.workshop.count_hint", "fr", count=5) in visitor.words
    assert not visitor.says("workshop.count_in_all"), "50 minutes need no sum"


def test_how_long_a_session_takes_is_said_in_all(language: Language, visit: Visit, dossier: str) -> None:
    visitor = visit("workshop", language, dossier=dossier)
    told = sentence("ui.workshop.count_in_all", language, time="2\u00a0h\u00a040")
    assert told in visitor.words, "16 questions"


def test_one_college_alone_is_refused_with_a_sentence(language: Language, visit: Visit, dossier: str) -> None:
    visitor = visit("workshop", language, dossier=dossier)
    visitor.at.session_state["workshop-colleges"] = ["staff"]
    press(visitor.again(), "create")
    (told,) = visitor.errors
    assert is_sentence(told, "workshop.college_alone", language)
    assert application().workshops.of_assessment(dossier) == []


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


def decided(visitor: Visitor, room: Room, level: int = 1) -> Visitor:
    """One question voted, and a level retained without another vote."""
    revealed(visitor, room, (1, 1, 1, 2, 2, 0))
    press(visitor, "other.retain")
    visitor.act(visitor.at.radio(key=f"workshop-retain-level:{room.id}:{room.view.room.asked}").set_value(level))
    return press(visitor, "retain_save")


def test_priorities_are_proposed_voted_and_put_in_the_plan(
    language: Language, visit: Visit, running: Application, answered: str
) -> None:
    room = begin_room(running, answered, questions=1)
    room.join(6)
    visitor = visit("workshop", language, seance=room.id)
    decided(lead(visitor, "begin"), room)
    lead(visitor, "priorities")
    count = len(room.view.options)
    assert count >= 2
    visitor.act(visitor.at.text_input(key="workshop-new-option").set_value("Fêter le *numérique*"))
    press(visitor, "priorities_add")
    added = room.view.options[-1]
    assert added.title == "Fêter le *numérique*"
    visitor.press_key(f"workshop-remove-{room.view.options[0].id}")
    assert len(room.view.options) == count
    lead(visitor, "open_priorities")
    other = room.view.options[0]
    room.spread([{added.id: 10}, {added.id: 6, other.id: 4}])
    lead(visitor, "close", "reveal")
    assert visitor.at.get("plotly_chart")
    assert "Fêter le *numérique*" in visitor.words
    visitor.press_key(f"workshop-to-plan-{added.id}")
    assert [planned.title for planned in application().plans.of(answered)] == ["Fêter le *numérique*"]
    assert visitor.says("workshop.priorities_in_plan")
    results = visit("results", language, dossier=answered)
    assert sentence("ui.workshop.priorities", language) in results.words
    assert "Fêter le *numérique*" in results.words


def test_a_session_ends_on_purpose_only(language: Language, visit: Visit, running: Application, dossier: str) -> None:
    room = begin_room(running, dossier, questions=1)
    room.join(6)
    visitor = visit("workshop", language, seance=room.id)
    decided(lead(visitor, "begin"), room)
    visitor.unfold("workshop-programme").press(sentence("ui.workshop.other.finish", language))
    assert visitor.at.button(key="workshop-end").disabled
    visitor.act(visitor.at.checkbox(key=f"workshop-sure:{room.id}").check())
    visitor.press_key("workshop-end")
    assert room.workshop.ended
    assert main(visitor) == sentence("ui.workshop.main.minutes", language)
    assert visitor.says("workshop.adopt_hint")


def test_levels_become_answers_only_when_the_pilot_says_so(
    language: Language, visit: Visit, running: Application, answered: str
) -> None:
    room = begin_room(running, answered, questions=2)
    room.join(6)
    visitor = visit("workshop", language, seance=room.id)
    decided(lead(visitor, "begin"), room, level=3)
    decided(lead(visitor, "next"), room, level=2)
    application().workshops.end(room.id)
    first, second = (line.asked.question_id for line in room.view.questions[:2])
    before = application().assessments.find(answered).answers
    visitor.again()
    assert visitor.at.button(key="workshop-adopt-save").disabled
    box = next(box for box in visitor.at.checkbox if f":{first}:" in str(box.key))
    assert box.value is False
    visitor.act(box.check()).press_key("workshop-adopt-save")
    assert sentence("ui.workshop.adopt_done", language, count=1) in visitor.words
    after = application().assessments.find(answered).answers
    assert after[first].code == "3"
    assert after[second] == before[second]
    questionnaire = visit("assessment", language, dossier=answered)
    assert questionnaire.says("workshop.collective")
    results = visit("results", language, dossier=answered)
    assert sentence("ui.workshop.collective_count", language, count=1) in results.words


def test_an_answer_given_meanwhile_is_not_overwritten(
    language: Language, visit: Visit, running: Application, answered: str
) -> None:
    room = begin_room(running, answered, questions=1)
    room.join(6)
    visitor = visit("workshop", language, seance=room.id)
    decided(lead(visitor, "begin"), room, level=3)
    application().workshops.end(room.id)
    visitor.again()
    first = room.view.questions[0].asked.question_id
    visitor.act(next(box for box in visitor.at.checkbox if f":{first}:" in str(box.key)).check())
    version = application().assessments.find(answered).answers[first].version
    application().assessments.save(answered, first, "4", expected_version=version, author="Bo", key="meanwhile")
    visitor.press_key("workshop-adopt-save")
    assert application().assessments.find(answered).answers[first].code == "4"
    assert visitor.errors


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
