# SPDX-License-Identifier: EUPL-1.2
"""A session from its creation to its end, on both engines."""

import itertools
from dataclasses import replace

import pytest

from governance.errors import ConflictError, InputError, NotFoundError
from governance.language import LANGUAGES
from governance.scoring.consensus import consensus
from governance.services import workshops as workshops_module
from governance.services.workshops import WorkshopService
from governance.store.store import Store
from governance.workshops.codes import is_signed, sign
from governance.workshops.machine import Action, Stage, State
from governance.workshops.records import PRIORITIES, Version
from tests.contract.conftest import SteppingClock
from tests.sample import SampleQuestionnaires
from tests.sessions import EPCI, Sessions, people, person


@pytest.fixture
def sessions(store: Store, questionnaires: SampleQuestionnaires) -> Sessions:
    return Sessions.on(store, questionnaires, SteppingClock())


# Its beginning.


def test_a_session_bears_on_the_level_questions_of_a_form_in_their_order(sessions: Sessions) -> None:
    head = sessions.assessments.open(EPCI, "full")
    whole = sessions.workshops.create(head.id)
    assert list(stages(sessions, whole.id)) == ["split", "lanes", "spans", "tolls", PRIORITIES]
    chosen = sessions.workshops.create(head.id, ["tolls", "split", "tolls"])
    assert list(stages(sessions, chosen.id)) == ["split", "tolls", PRIORITIES]
    assert sessions.workshops.get(chosen.id) == chosen
    assert chosen.title == "Atelier\u00a0: Pays d’ici"


def test_a_session_for_an_authority_begins_its_assessment_or_continues_it(sessions: Sessions) -> None:
    first = sessions.workshops.create_for(EPCI, form="flash", colleges=["élus", "agents"])
    again = sessions.workshops.create_for(EPCI, ("sample", "1.0.0"))
    assert first.assessment_id == again.assessment_id == sessions.assessments.open(EPCI).id
    assert first.colleges == ("elected", "staff")
    assert [each.id for each in sessions.workshops.recent()] == [again.id, first.id]
    assert sessions.workshops.of_assessment(first.assessment_id) == sessions.workshops.recent()
    assert sessions.workshops.of_assessment("other") == []


@pytest.mark.parametrize(
    ("questions", "key"),
    [
        ([], "workshop.no_question"),
        (["speed"], "workshop.question_without_levels"),
        (["split", "signs"], "workshop.question_without_levels"),
        (["ferries"], "assessment.question_not_asked"),
        (["nothing"], "assessment.question_unknown"),
    ],
)
def test_questions_that_cannot_be_voted_on_are_refused(sessions: Sessions, questions: list[str], key: str) -> None:
    with pytest.raises(InputError) as refusal:
        sessions.begin(questions)
    assert refusal.value.key == key


def test_two_sessions_never_have_the_same_code(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = itertools.chain(["AAAA-AAAA"] * 3, ["BBBB-BBBB"])
    monkeypatch.setattr(workshops_module, "new_code", lambda: next(codes))
    assert [sessions.begin().code for _ in range(2)] == ["AAAA-AAAA", "BBBB-BBBB"]


def test_a_session_goes_with_its_assessment(sessions: Sessions) -> None:
    workshop = sessions.begin()
    sessions.reveal(workshop, people(3))
    sessions.assessments.delete(workshop.assessment_id)
    with pytest.raises(NotFoundError):
        sessions.workshops.get(workshop.id)
    with pytest.raises(NotFoundError):
        sessions.ballots.find(workshop.code)


def test_an_unknown_session_is_told(sessions: Sessions) -> None:
    for unknown in ("nothing", "3f0c3a34-58f4-4a8a-8a4e-1f0c3a3458f4"):
        for call in (sessions.workshops.get, sessions.workshops.open, sessions.rooms.room, sessions.outcomes.minutes):
            with pytest.raises(NotFoundError):
                call(unknown)


# Codes and links.


def test_codes_and_links_open_the_session_and_are_dead_once_it_has_ended(sessions: Sessions) -> None:
    workshop = sessions.begin()
    typed = workshop.code.lower().replace("-", " ")
    assert sessions.ballots.find(typed) == workshop
    assert sessions.rooms.by_screen_token(workshop.screen_token) == workshop
    assert sessions.workshops.by_console_token(workshop.console_token) == workshop
    ended = sessions.workshops.end(workshop.id)
    assert ended == sessions.workshops.get(workshop.id)
    for call, value in (
        (sessions.ballots.find, workshop.code),
        (sessions.rooms.by_screen_token, workshop.screen_token),
        (sessions.workshops.by_console_token, workshop.console_token),
    ):
        with pytest.raises(NotFoundError):
            call(value)
    assert not is_signed(ended.secret, ended.code, sign(workshop.secret, workshop.code))
    assert sessions.workshops.by_code_even_ended(typed) == ended
    for nothing in ("", "é", "K7MP-2W9Q", "\x00"):
        for call in (sessions.rooms.by_screen_token, sessions.workshops.by_console_token, sessions.ballots.find):
            with pytest.raises(NotFoundError):
                call(nothing)
        with pytest.raises(NotFoundError):
            sessions.workshops.by_code_even_ended(nothing)


def test_nothing_can_be_done_in_a_session_that_has_ended(sessions: Sessions) -> None:
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id)
    sessions.workshops.end(workshop.id)
    for act in (sessions.workshops.open, sessions.workshops.end, sessions.workshops.renew_links):
        with pytest.raises(ConflictError) as refusal:
            act(workshop.id)
        assert refusal.value.key == "workshop.ended"
    for attempt in (
        lambda: sessions.ballots.vote(workshop.id, person(workshop, "late"), "split", 1, "2"),
        lambda: sessions.ballots.join(workshop.id, person(workshop, "late")),
        lambda: sessions.ballots.argue(workshop.id, person(workshop, "late"), "split", "Trop tard"),
    ):
        with pytest.raises(NotFoundError) as dead:
            attempt()
        assert dead.value.key == "workshop.code_unknown"
    room = sessions.rooms.room(workshop.id)
    assert (room.state, room.ended, room.question, room.joined) == ("ended", True, None, 0)
    assert sessions.rooms.console(workshop.id).actions == ()


def test_links_that_were_shown_by_mistake_are_replaced(sessions: Sessions) -> None:
    workshop = sessions.begin()
    renewed = sessions.workshops.renew_links(workshop.id)
    assert renewed.code == workshop.code
    assert sessions.rooms.by_screen_token(renewed.screen_token).id == workshop.id
    with pytest.raises(NotFoundError):
        sessions.rooms.by_screen_token(workshop.screen_token)
    with pytest.raises(NotFoundError):
        sessions.workshops.by_console_token(workshop.console_token)


def test_another_device_may_take_the_lead(sessions: Sessions) -> None:
    workshop = sessions.begin()
    assert sessions.workshops.take_over(workshop.id, "tablet", "Awa").driver == "tablet"
    again = sessions.workshops.take_over(workshop.id, "tablet", "Awa")
    taken = sessions.workshops.take_over(workshop.id, "laptop", "Marc")
    assert (taken.driver, taken.driver_name, taken.revision) == ("laptop", "Marc", again.revision + 1)


# The states of a question.


def stages(sessions: Sessions, workshop_id: str) -> dict[str, Stage]:
    return {line.asked.question_id: line.asked.stage for line in sessions.rooms.console(workshop_id).questions}


PATHS: dict[State, list[Action]] = {
    State.PREPARED: [],
    State.OPEN: [Action.OPEN],
    State.CLOSED: [Action.OPEN, Action.CLOSE],
    State.REVEALED: [Action.OPEN, Action.CLOSE, Action.REVEAL],
    State.DISCUSSION: [Action.OPEN, Action.CLOSE, Action.REVEAL, Action.DISCUSS],
    State.RETAINED: [Action.OPEN, Action.CLOSE, Action.REVEAL, Action.RETAIN],
}


def perform(workshops: WorkshopService, workshop_id: str, action: Action, question: str | None = "split") -> None:
    match action:
        case Action.RETAIN:
            workshops.retain(workshop_id, 2, question)
        case _:
            getattr(workshops, action.value)(workshop_id, question)


@pytest.mark.parametrize(("state", "action"), list(itertools.product(State, Action)))
def test_every_action_in_every_state_leads_where_the_machine_says_or_changes_nothing(
    sessions: Sessions, state: State, action: Action
) -> None:
    workshop = sessions.begin()
    sessions.workshops.show(workshop.id, "split")
    for step in PATHS[state]:
        perform(sessions.workshops, workshop.id, step)
    stage = stages(sessions, workshop.id)["split"]
    before = sessions.rooms.console(workshop.id)
    assert stage.state is state
    if action in stage.possible:
        perform(sessions.workshops, workshop.id, action)
        after = sessions.rooms.console(workshop.id)
        assert stages(sessions, workshop.id)["split"] == stage.after(action)
        line = after.journal[-1]
        assert (line.action, line.question_id, line.before, line.after) == (
            action.value, "split", state.value, stage.after(action).state.value,
        )  # fmt: skip
        assert line.number == after.workshop.revision == before.workshop.revision + 1
        assert after.room.version > before.room.version
    else:
        with pytest.raises(ConflictError):
            perform(sessions.workshops, workshop.id, action)
        assert sessions.rooms.console(workshop.id) == before


def test_the_vote_opens_on_the_question_in_front_then_on_the_next_one(sessions: Sessions) -> None:
    workshop = sessions.begin()
    for nothing in (sessions.workshops.close, sessions.workshops.reveal, sessions.workshops.back):
        with pytest.raises(InputError) as refusal:
            nothing(workshop.id)
        assert refusal.value.key == "workshop.nothing_in_front"
    assert sessions.rooms.room(workshop.id).state == "waiting"
    assert sessions.rooms.console(workshop.id).next_question == "split"
    assert sessions.workshops.open(workshop.id).current == "split"
    with pytest.raises(ConflictError):
        sessions.workshops.open(workshop.id)
    sessions.workshops.close(workshop.id)
    sessions.workshops.reveal(workshop.id)
    sessions.workshops.open(workshop.id)
    assert stages(sessions, workshop.id)["split"] == Stage(State.OPEN, 2)
    sessions.workshops.close(workshop.id)
    sessions.workshops.reveal(workshop.id)
    sessions.workshops.retain(workshop.id, 1)
    assert sessions.workshops.open(workshop.id).current == "lanes"
    assert sessions.rooms.room(workshop.id).rank == 2
    sessions.workshops.close(workshop.id)
    sessions.workshops.reveal(workshop.id)
    sessions.workshops.retain(workshop.id, 1)
    with pytest.raises(InputError) as all_asked:
        sessions.workshops.open(workshop.id)
    assert all_asked.value.key == "workshop.all_asked"
    assert sessions.rooms.console(workshop.id).next_question is None


def test_one_vote_is_open_at_a_time(sessions: Sessions) -> None:
    workshop = sessions.begin()
    sessions.reveal(workshop, people(3))
    sessions.workshops.show(workshop.id, "lanes")
    sessions.workshops.open(workshop.id)
    for call in (sessions.workshops.show, sessions.workshops.open):
        with pytest.raises(ConflictError) as refusal:
            call(workshop.id, "split")
        assert refusal.value.key == "workshop.other_open"
    sessions.workshops.close(workshop.id)
    sessions.workshops.open(workshop.id, "split")
    with pytest.raises(ConflictError) as back:
        sessions.workshops.back(workshop.id, "lanes")
    assert back.value.key == "workshop.other_open"
    with pytest.raises(NotFoundError):
        sessions.workshops.show(workshop.id, "spans")


def test_a_facilitator_who_means_another_round_is_refused(sessions: Sessions) -> None:
    workshop = sessions.begin()
    with pytest.raises(ConflictError) as refusal:
        sessions.workshops.open(workshop.id, "split", round_number=2)
    assert refusal.value.key == "workshop.other_round"
    sessions.workshops.open(workshop.id, "split", round_number=1)
    with pytest.raises(ConflictError):
        sessions.workshops.close(workshop.id, "split", round_number=2)
    sessions.workshops.close(workshop.id, "split", round_number=1)


def test_going_back_keeps_the_votes_of_the_round_that_is_left(sessions: Sessions) -> None:
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id, "split")
    sessions.vote(workshop, people(6))
    sessions.workshops.back(workshop.id)
    with pytest.raises(ConflictError):
        sessions.vote(workshop, {"person 0": "4"})
    sessions.workshops.open(workshop.id, "split")
    assert sessions.rooms.room(workshop.id).answered == 6
    sessions.workshops.close(workshop.id)
    sessions.workshops.back(workshop.id)
    sessions.vote(workshop, {"person 0": "4"})
    sessions.workshops.close(workshop.id)
    sessions.workshops.reveal(workshop.id)
    sessions.reveal(workshop, people(6, "4"), round_number=2)
    sessions.workshops.open(workshop.id)
    sessions.workshops.back(workshop.id)
    room = sessions.rooms.room(workshop.id)
    assert (room.state, room.round) == ("discussion", 2)
    assert [result.consensus.counts for result in (*room.earlier, room.result)] == [(0, 0, 5, 0, 1), (0, 0, 0, 0, 6)]


# What a round says.


def test_two_rounds_are_kept_with_who_moved(sessions: Sessions) -> None:
    workshop = sessions.begin()
    first = sessions.reveal(workshop, people(6, "1") | people(6, "3", first=6))
    assert first.result.consensus == consensus([0, 6, 0, 6, 0])
    second = sessions.reveal(workshop, people(9, "2") | people(3, "3", first=9), round_number=2)
    assert second.earlier == (first.result,)
    assert second.result.consensus == consensus([0, 0, 9, 3, 0])
    assert (second.moves.up, second.moves.down, second.moves.same) == (6, 3, 3)
    assert second.moves.table[1][2] == 6
    sessions.workshops.retain(workshop.id, 2, note="Unanime ou presque", dissent="Trois voix pour 3", by="Awa")
    decision = sessions.rooms.room(workshop.id).decision
    assert (decision.level, decision.voters, decision.author) == (2, 12, "Awa")
    assert (decision.before, decision.after) == (first.result.consensus, second.result.consensus)
    assert (decision.note, decision.dissent) == ("Unanime ou presque", "Trois voix pour 3")


def test_a_decision_may_be_replaced_or_taken_back(sessions: Sessions) -> None:
    workshop = sessions.begin()
    sessions.reveal(workshop, people(6))
    sessions.workshops.retain(workshop.id, 2)
    sessions.workshops.retain(workshop.id, 3, note="Après relecture")
    assert [proposal.decision.level for proposal in sessions.outcomes.proposals(workshop.id)] == [3]
    sessions.workshops.back(workshop.id)
    assert sessions.outcomes.proposals(workshop.id) == []
    assert sessions.rooms.room(workshop.id).decision is None
    for level in (-1, 5):
        with pytest.raises(InputError) as refusal:
            sessions.workshops.retain(workshop.id, level)
        assert refusal.value.key == "workshop.answer_unknown"


def test_hands_count_with_the_votes_of_their_round(sessions: Sessions) -> None:
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id, "split")
    sessions.vote(workshop, people(2))
    sessions.workshops.count_hands(workshop.id, {"0": 9})
    sessions.workshops.count_hands(workshop.id, {"3": 4, "NSP": 1, "1": 0})
    assert sessions.rooms.room(workshop.id).answered == 7
    assert sessions.rooms.console(workshop.id).hands == {"3": 4, "NSP": 1}
    for wrong, key in (({"9": 1}, "answer_unknown"), ({"1": -1}, "hands_count"), ({"1": 10**9}, "hands_count")):
        with pytest.raises(InputError) as refusal:
            sessions.workshops.count_hands(workshop.id, wrong)
        assert refusal.value.key == f"workshop.{key}"
    sessions.workshops.close(workshop.id)
    sessions.workshops.count_hands(workshop.id, {"3": 5})
    sessions.workshops.reveal(workshop.id)
    result = sessions.rooms.room(workshop.id).result
    assert (result.consensus.counts, result.consensus.dont_know, result.by_hand) == ((0, 0, 2, 5, 0), 0, 5)
    with pytest.raises(ConflictError) as late:
        sessions.workshops.count_hands(workshop.id, {"3": 6})
    assert late.value.key == "workshop.hands_not_now"


def test_a_college_shows_only_when_nobody_can_be_told_from_it(sessions: Sessions) -> None:
    workshop = sessions.begin(colleges=["élus", "agents", "habitants"])
    members = {"elected": 6, "staff": 6, "residents": 2}
    for college, count in members.items():
        for number in range(count):
            sessions.ballots.join(workshop.id, person(workshop, f"{college} {number}"), college)
    sessions.workshops.open(workshop.id, "split")
    sessions.vote(workshop, {f"{college} {n}": "2" for college, count in members.items() for n in range(count)})
    sessions.workshops.close(workshop.id)
    sessions.workshops.reveal(workshop.id)
    room = sessions.rooms.room(workshop.id)
    assert room.result.answered == 14
    assert len(room.result.colleges) == 1
    assert room.result.colleges[0][1].votes == 6


def test_the_timer_informs_and_closes_nothing(sessions: Sessions) -> None:
    workshop = sessions.begin(vote_seconds=90)
    opened = sessions.workshops.open(workshop.id, "split")
    assert opened.timer.running
    paused = sessions.workshops.pause_timer(workshop.id)
    assert (paused.timer.running, paused.timer.left) == (False, 89)
    assert sessions.workshops.extend_timer(workshop.id, 60).timer.left == 149
    assert sessions.workshops.resume_timer(workshop.id).timer.running
    started = sessions.workshops.start_timer(workshop.id, 1)
    assert started.timer.running
    assert sessions.rooms.room(workshop.id).timer == started.timer
    sessions.vote(workshop, people(1))
    assert sessions.workshops.clear_timer(workshop.id).timer is None
    for absent in (sessions.workshops.pause_timer, sessions.workshops.resume_timer):
        with pytest.raises(InputError) as refusal:
            absent(workshop.id)
        assert refusal.value.key == "workshop.timer_absent"
    for seconds in (0, -1, 10**6):
        with pytest.raises(InputError):
            sessions.workshops.start_timer(workshop.id, seconds)
    with pytest.raises(InputError):
        sessions.begin(vote_seconds=0)
    assert sessions.workshops.close(workshop.id).timer is None


# Arguments.


def test_arguments_show_once_chosen_and_once_the_round_is_revealed(sessions: Sessions) -> None:
    workshop = sessions.begin()
    awa = person(workshop, "Awa")
    with pytest.raises(ConflictError) as early:
        sessions.ballots.argue(workshop.id, awa, "split", "Avant le vote")
    assert early.value.key == "workshop.arguments_not_now"
    sessions.workshops.open(workshop.id, "split")
    first = sessions.ballots.argue(workshop.id, awa, "split", " Une convention\x00 existe ", level=3, key="k")
    assert first.text == "Une convention existe"
    assert sessions.ballots.argue(workshop.id, awa, "split", "Une convention existe", level=3, key="k") == first
    second = sessions.ballots.argue(workshop.id, awa, "split", "Elle date")
    assert [argument.state for argument in sessions.rooms.console(workshop.id).arguments] == ["pending", "pending"]
    assert sessions.workshops.show_argument(workshop.id, first.id).state == "shown"
    assert sessions.workshops.hide_argument(workshop.id, second.id).state == "hidden"
    assert sessions.rooms.room(workshop.id).arguments == ()
    sessions.workshops.close(workshop.id)
    assert sessions.rooms.room(workshop.id).arguments == ()
    sessions.workshops.reveal(workshop.id)
    assert sessions.rooms.room(workshop.id).arguments == (replace(first, state="shown"),)
    with pytest.raises(NotFoundError):
        sessions.workshops.show_argument(workshop.id, "nothing")


@pytest.mark.parametrize(
    ("text", "more", "key"),
    [
        (" \n", {}, "argument_missing"),
        ("x" * 281, {}, "argument_long"),
        ("Parce que", {"level": 7}, "answer_unknown"),
        ("Parce que", {"question": "spans"}, "question_absent"),
        ("Parce que", {"question": PRIORITIES}, "question_absent"),
    ],
)
def test_an_argument_that_cannot_be_is_refused(sessions: Sessions, text: str, more: dict[str, str], key: str) -> None:
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id, "split")
    with pytest.raises(InputError) as refusal:
        sessions.ballots.argue(
            workshop.id, person(workshop, "Awa"), more.get("question", "split"), text, level=more.get("level")
        )
    assert refusal.value.key == f"workshop.{key}"
    for language in LANGUAGES:
        assert refusal.value.message(language)


def test_one_person_has_three_arguments_on_a_question(sessions: Sessions) -> None:
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id, "split")
    for number in range(3):
        sessions.ballots.argue(workshop.id, person(workshop, "Awa"), "split", f"Raison {number}")
    with pytest.raises(InputError) as refusal:
        sessions.ballots.argue(workshop.id, person(workshop, "Awa"), "split", "Encore")
    assert refusal.value.key == "workshop.arguments_many"
    sessions.ballots.argue(workshop.id, person(workshop, "Marc"), "split", "Une autre voix")


# Whether anything moved.


def test_the_version_moves_with_each_transition_and_each_thing_received(sessions: Sessions) -> None:
    workshop = sessions.begin()
    awa = person(workshop, "Awa")
    seen: list[Version] = [sessions.rooms.versions([workshop.id])[workshop.id]]

    def moved() -> bool:
        seen.append(sessions.rooms.versions([workshop.id])[workshop.id])
        return seen[-1] > seen[-2] and seen[-1].number > seen[-2].number

    sessions.ballots.join(workshop.id, awa)
    assert moved()
    sessions.workshops.open(workshop.id, "split")
    assert moved()
    assert (
        sessions.ballots.vote(workshop.id, awa, "split", 1, "2", key="a")
        == sessions.rooms.versions([workshop.id])[workshop.id]
    )
    assert moved()
    sessions.ballots.vote(workshop.id, awa, "split", 1, "3", key="b")
    assert moved()
    sessions.ballots.vote(workshop.id, awa, "split", 1, "3", key="b")
    assert not moved()
    sessions.ballots.argue(workshop.id, awa, "split", "Parce que")
    assert moved()
    sessions.workshops.close(workshop.id)
    assert moved()
    sessions.workshops.reveal(workshop.id)
    assert moved()
    sessions.workshops.open(workshop.id)
    assert moved()
    sessions.workshops.end(workshop.id)
    assert moved()
    assert sessions.rooms.versions([workshop.id, "3f0c3a34-58f4-4a8a-8a4e-1f0c3a3458f4"]).keys() == {workshop.id}
    assert sessions.rooms.versions([]) == {}


def test_phones_held_by_several_processes_are_added_and_forgotten(
    store: Store, questionnaires: SampleQuestionnaires
) -> None:
    clock = SteppingClock()
    sessions = Sessions.on(store, questionnaires, clock)
    workshop = sessions.begin()
    sessions.rooms.report_presence("one", {workshop.id: 40, "gone": 3})
    sessions.rooms.report_presence("two", {workshop.id: 2})
    sessions.rooms.report_presence("two", {workshop.id: 3})
    assert sessions.rooms.room(workshop.id).connected == 43
    for _ in range(20):
        clock()
    assert sessions.rooms.room(workshop.id).connected == 0
