# SPDX-License-Identifier: EUPL-1.2
"""What a session leaves, on both engines: answers, a plan, minutes, anonymous votes; and what a rehearsal does not."""

import pytest

from governance.errors import ConflictError, InputError, NotFoundError
from governance.services import workshop_outcomes
from governance.store.store import Store
from governance.workshops.machine import Stage
from governance.workshops.records import PRIORITIES, Workshop
from tests.contract.conftest import SteppingClock
from tests.sample import SampleQuestionnaires
from tests.sessions import Sessions, people, person


@pytest.fixture
def sessions(store: Store, questionnaires: SampleQuestionnaires) -> Sessions:
    return Sessions.on(store, questionnaires, SteppingClock())


def retained(sessions: Sessions, level: int = 3, voters: int = 7, **more: str) -> Workshop:
    workshop = sessions.begin()
    sessions.reveal(workshop, people(voters, str(level)))
    sessions.workshops.retain(workshop.id, level, **more)
    return workshop


# To the assessment.


def test_a_level_retained_is_the_answer_only_once_the_pilot_confirms_it(sessions: Sessions) -> None:
    workshop = retained(sessions, note="Convention signée", dissent="Deux voix pour 2")
    assert sessions.assessments.find(workshop.assessment_id).answers == {}
    [proposal] = sessions.outcomes.proposals(workshop.id)
    assert (proposal.present, proposal.differs, proposal.confirmed, proposal.expected_version) == (
        None,
        False,
        False,
        0,
    )
    [answer] = sessions.outcomes.confirm(workshop.id, {"split": 0}, by="Pilote")
    assert sessions.assessments.find(workshop.assessment_id).answers == {"split": answer}
    assert (answer.code, answer.author) == ("3", "Pilote")
    assert answer.comment == (
        "Niveau retenu en atelier le 22 novembre 2026\u00a0: 7 votants, accord 1,00 (de −1 à 1).\n"
        "Convention signée\nAvis différent\u00a0: Deux voix pour 2"
    )
    [change] = sessions.assessments.history(workshop.assessment_id)
    assert change.answer == answer
    [after] = sessions.outcomes.proposals(workshop.id)
    assert (after.confirmed, after.differs, after.decision.confirmed_by) == (True, False, "Pilote")
    assert sessions.rooms.console(workshop.id).journal[-1].action == "confirmed"


def test_under_five_votes_no_agreement_is_given(sessions: Sessions) -> None:
    workshop = retained(sessions, voters=4)
    [answer] = sessions.outcomes.confirm(workshop.id, {"split": 0}, language="en")
    assert answer.comment == "Level retained in a workshop on 22 November 2026: 4 voters."


def test_what_was_there_stays_and_is_seen_before_it_gives_way(sessions: Sessions) -> None:
    workshop = retained(sessions)
    there = sessions.assessments.save(
        workshop.assessment_id, "split", "1", comment="Depuis mai", evidence="Délibération", expected_version=0, key="k"
    )
    [proposal] = sessions.outcomes.proposals(workshop.id)
    assert (proposal.present, proposal.differs) == (there, True)
    with pytest.raises(ConflictError) as unseen:
        sessions.outcomes.confirm(workshop.id, {"split": 0})
    assert unseen.value.values["theirs"] == there
    assert sessions.assessments.find(workshop.assessment_id).answers == {"split": there}
    [answer] = sessions.outcomes.confirm(workshop.id, {"split": proposal.expected_version})
    assert answer.comment.startswith("Depuis mai\n\nNiveau retenu en atelier")
    assert answer.evidence == "Délibération"
    codes = [(change.from_code, change.answer.code) for change in sessions.assessments.history(workshop.assessment_id)]
    assert codes == [(None, "1"), ("1", "3")]


def test_confirming_twice_writes_once(sessions: Sessions) -> None:
    workshop = retained(sessions)
    first = sessions.outcomes.confirm(workshop.id, {"split": 0})
    assert sessions.outcomes.confirm(workshop.id, {"split": 0}) == first
    assert len(sessions.assessments.history(workshop.assessment_id)) == 1
    assert [line.action for line in sessions.rooms.console(workshop.id).journal].count("confirmed") == 1


def test_a_confirmation_cut_before_it_was_noted_can_be_asked_again(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop = retained(sessions)

    def power_cut(*_: object, **__: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as cut:
        cut.setattr(workshop_outcomes, "replace", power_cut)
        with pytest.raises(RuntimeError):
            sessions.outcomes.confirm(workshop.id, {"split": 0})
    [proposal] = sessions.outcomes.proposals(workshop.id)
    assert (proposal.present.code, proposal.confirmed) == ("3", False)
    sessions.outcomes.confirm(workshop.id, {"split": 0})
    assert sessions.outcomes.proposals(workshop.id)[0].confirmed
    assert len(sessions.assessments.history(workshop.assessment_id)) == 1


def test_levels_are_confirmed_after_the_end_too_and_only_those_retained(sessions: Sessions) -> None:
    workshop = retained(sessions)
    sessions.workshops.end(workshop.id)
    with pytest.raises(NotFoundError) as refusal:
        sessions.outcomes.confirm(workshop.id, {"lanes": 0})
    assert refusal.value.key == "workshop.nothing_retained"
    assert sessions.outcomes.confirm(workshop.id, {"split": 0})[0].code == "3"


# To the plan.


def test_the_room_spreads_points_over_what_its_answers_make_possible(sessions: Sessions) -> None:
    workshop = sessions.begin()
    for question, code in {"split": "1", "lanes": "2", "spans": "0"}.items():
        sessions.assessments.save(workshop.assessment_id, question, code, expected_version=0, key=question)
    sessions.reveal(workshop, people(6, "3"))
    sessions.workshops.retain(workshop.id, 3)
    with pytest.raises(InputError) as none:
        sessions.workshops.open(workshop.id, PRIORITIES)
    assert none.value.key == "workshop.options_none"
    proposed = sessions.workshops.propose_options(workshop.id, 2)
    assert len(proposed) == 2
    assert sessions.workshops.propose_options(workshop.id, 8) == list(sessions.rooms.console(workshop.id).options)
    # The step from the level that was retained, though the pilot has not confirmed it yet.
    assert "split:4" in {option.step for option in sessions.rooms.console(workshop.id).options}
    own = sessions.workshops.add_option(workshop.id, " Nommer un\nréférent ")
    extra = sessions.workshops.add_option(workshop.id, "À retirer")
    sessions.workshops.remove_option(workshop.id, extra.id)
    assert (own.title, own.step) == ("Nommer un référent", None)
    first = proposed[0]

    sessions.workshops.open(workshop.id, PRIORITIES)
    shown = sessions.rooms.room(workshop.id)
    assert (shown.asked, shown.question, shown.priorities.points) == (PRIORITIES, None, 10)
    assert shown.priorities.result is None
    for name, points in {"Awa": {own.id: 10}, "Marc": {own.id: 3, first.id: 7}}.items():
        sessions.ballots.spread(workshop.id, person(workshop, name), 1, points)
    for wrong in ({own.id: 11}, {own.id: -1, first.id: 11}, {extra.id: 1}, {}):
        with pytest.raises(InputError):
            sessions.ballots.spread(workshop.id, person(workshop, "Lou"), 1, wrong)
    assert sessions.ballots.mine(workshop.id, person(workshop, "Marc")).answer == f"{first.id}:7;{own.id}:3"
    for late in (
        lambda: sessions.workshops.add_option(workshop.id, "Trop tard"),
        lambda: sessions.workshops.remove_option(workshop.id, own.id),
        lambda: sessions.workshops.propose_options(workshop.id),
    ):
        with pytest.raises(ConflictError) as refusal:
            late()
        assert refusal.value.key == "workshop.options_voted"
    sessions.workshops.close(workshop.id)
    assert sessions.outcomes.priorities(workshop.id) is None
    sessions.workshops.reveal(workshop.id)
    result = sessions.outcomes.priorities(workshop.id)
    assert [(option.id, points) for option, points in result.points][:2] == [(own.id, 13), (first.id, 7)]
    assert (result.voters, sessions.rooms.room(workshop.id).priorities.result) == (2, result)
    for nonsense in (
        lambda: sessions.workshops.retain(workshop.id, 1),
        lambda: sessions.workshops.count_hands(workshop.id, {"1": 1}),
    ):
        with pytest.raises(InputError) as not_levels:
            nonsense()
        assert not_levels.value.key == "workshop.not_for_priorities"

    planned = sessions.outcomes.plan(workshop.id, [own.id, first.id, own.id], by="Pilote")
    assert [action.title for action in planned] == ["Nommer un référent", first.title]
    assert planned[0].notes == "Choisie en atelier le 22 novembre 2026\u00a0: 13 points."
    assert planned[1].action_key == first.step
    again = sessions.outcomes.plan(workshop.id, [own.id, first.id])
    assert [action.id for action in again] == [action.id for action in planned]
    assert len(sessions.plans.of(workshop.assessment_id)) == 2
    assert [option.planned for option in sessions.rooms.console(workshop.id).options].count(True) == 2
    with pytest.raises(NotFoundError):
        sessions.outcomes.plan(workshop.id, ["a99"])


def test_an_option_of_the_questionnaire_names_a_step_that_exists(sessions: Sessions) -> None:
    workshop = sessions.begin()
    assert sessions.workshops.add_option(workshop.id, "Monter", step="lanes:02").step == "lanes:2"
    for step in ("lanes:0", "lanes:9", "nothing:1"):
        with pytest.raises(InputError):
            sessions.workshops.add_option(workshop.id, "Monter", step=step)
    for title, key in ((" ", "plan.title_missing"), ("x" * 301, "workshop.option_long")):
        with pytest.raises(InputError) as refusal:
            sessions.workshops.add_option(workshop.id, title)
        assert refusal.value.key == key
    with pytest.raises(NotFoundError):
        sessions.workshops.remove_option(workshop.id, "a9")
    for number in range(19):
        sessions.workshops.add_option(workshop.id, f"Action {number}")
    with pytest.raises(InputError) as many:
        sessions.workshops.add_option(workshop.id, "Une de trop")
    assert many.value.key == "workshop.options_many"


def test_an_action_already_planned_is_left_as_it_is(sessions: Sessions) -> None:
    workshop = sessions.begin()
    sessions.assessments.save(workshop.assessment_id, "lanes", "1", expected_version=0, key="k")
    option = sessions.workshops.add_option(workshop.id, "Monter", step="lanes:2")
    other = sessions.begin()
    there = sessions.workshops.add_option(other.id, "La même", step="lanes:2")
    [action] = sessions.outcomes.plan(other.id, [there.id])
    assert action.notes == "Choisie en atelier le 22 novembre 2026."
    assert sessions.outcomes.plan(workshop.id, [option.id]) == []
    assert sessions.plans.of(workshop.assessment_id) == [action]


# To paper.


def test_the_minutes_tell_what_was_revealed_and_nothing_else(sessions: Sessions) -> None:
    workshop = sessions.begin(["split", "lanes", "spans"], by="Awa")
    sessions.reveal(workshop, people(12, "1"))
    said = sessions.ballots.argue(workshop.id, person(workshop, "person 1"), "split", "Une raison")
    sessions.ballots.argue(workshop.id, person(workshop, "person 2"), "split", "Une autre, non montrée")
    sessions.workshops.show_argument(workshop.id, said.id)
    sessions.reveal(workshop, people(12, "2"), round_number=2)
    sessions.workshops.retain(workshop.id, 2)
    sessions.workshops.open(workshop.id, "lanes")
    sessions.vote(workshop, people(12, "4"), "lanes")
    sessions.workshops.close(workshop.id)
    for _ in range(2):  # the same before the end and after
        minutes = sessions.outcomes.minutes(workshop.id)
        [split] = minutes.questions
        assert [result.consensus.counts for result in split.results] == [(0, 12, 0, 0, 0), (0, 0, 12, 0, 0)]
        assert [(move.up, move.people) for move in split.moves] == [(12, 12)]
        assert [argument.text for argument in split.arguments] == ["Une raison"]
        assert split.decision.level == 2
        assert [question.id for question in minutes.not_asked] == ["lanes", "spans"]
        assert (minutes.attended, minutes.territory, minutes.priorities) == (12, "Pays d’ici", None)
        rows = sessions.outcomes.votes(workshop.id)
        assert {(row.question_id, row.round, row.answer) for row in rows} == {("split", 1, "1"), ("split", 2, "2")}
        assert len(rows) == 24
        if not minutes.workshop.ended:
            sessions.workshops.end(workshop.id)


def test_who_showed_hands_is_told_by_the_fullest_round(sessions: Sessions) -> None:
    workshop = sessions.begin(["split", "lanes"])
    for question, hands in (("split", {"1": 4, "NSP": 3}), ("lanes", {"2": 6})):
        sessions.workshops.open(workshop.id, question)
        sessions.workshops.count_hands(workshop.id, hands)
        sessions.workshops.close(workshop.id)
        sessions.workshops.reveal(workshop.id)
    minutes = sessions.outcomes.minutes(workshop.id)
    assert (minutes.attended, minutes.hands, minutes.others) == (0, 7, 0)


# Rehearsal.


def test_a_rehearsal_leaves_nothing_behind(sessions: Sessions) -> None:
    workshop = sessions.begin(colleges=["élus", "agents"])
    sessions.ballots.join(workshop.id, person(workshop, "Awa"), "élus")
    before = sessions.rooms.console(workshop.id)
    sessions.workshops.rehearse(workshop.id, 20)
    assert sessions.rooms.room(workshop.id).rehearsal
    sessions.workshops.open(workshop.id, "split")
    assert sessions.workshops.simulate_votes(workshop.id) == 20
    assert sessions.workshops.simulate_votes(workshop.id) == 20
    sessions.vote(workshop, {"Awa": "4"})
    sessions.ballots.argue(workshop.id, person(workshop, "Awa"), "split", "Pour voir")
    sessions.workshops.count_hands(workshop.id, {"1": 3})
    sessions.workshops.close(workshop.id)
    sessions.workshops.reveal(workshop.id)
    room = sessions.rooms.room(workshop.id)
    assert room.answered == 24
    assert [college for college, _ in room.result.colleges] == ["elected", "staff"]
    sessions.workshops.retain(workshop.id, 2)
    sessions.workshops.add_option(workshop.id, "Former")
    sessions.workshops.open(workshop.id, PRIORITIES)
    assert sessions.workshops.simulate_votes(workshop.id) == 20
    assert sessions.rooms.console(workshop.id).simulated_voters == 20
    for refused in (
        lambda: sessions.workshops.end(workshop.id),
        lambda: sessions.outcomes.confirm(workshop.id, {"split": 0}),
        lambda: sessions.outcomes.plan(workshop.id, ["a1"]),
        lambda: sessions.workshops.rehearse(workshop.id),
    ):
        with pytest.raises(ConflictError):
            refused()
    sessions.workshops.purge(workshop.id)
    after = sessions.rooms.console(workshop.id)
    assert [line.asked.stage for line in after.questions] == [Stage()] * 3
    assert (after.room.state, after.room.joined, after.room.answered, after.simulated_voters) == ("waiting", 1, 0, 0)
    assert [line.action for line in after.journal] == ["created", "rehearsed", "purged"]
    assert after.room.version > before.room.version
    assert sessions.outcomes.votes(workshop.id) == []
    assert sessions.outcomes.proposals(workshop.id) == []
    # The person who came for the rehearsal is still there, and their old press of a button is not theirs any more.
    sessions.workshops.open(workshop.id, "split")
    assert sessions.ballots.mine(workshop.id, person(workshop, "Awa")).answer is None
    assert sessions.rooms.console(workshop.id).arguments == ()


def test_a_session_under_way_cannot_become_a_rehearsal_nor_be_purged(sessions: Sessions) -> None:
    workshop = sessions.begin()
    for voters in (0, 1_001):
        with pytest.raises(InputError):
            sessions.workshops.rehearse(workshop.id, voters)
    sessions.workshops.open(workshop.id, "split")
    sessions.vote(workshop, people(3))
    for refused in (sessions.workshops.rehearse, sessions.workshops.purge, sessions.workshops.simulate_votes):
        with pytest.raises(ConflictError):
            refused(workshop.id)
    sessions.workshops.back(workshop.id)
    with pytest.raises(ConflictError):
        sessions.workshops.rehearse(workshop.id)
    assert sessions.rooms.console(workshop.id).simulated_voters == 0


def test_simulated_voters_vote_only_when_a_vote_is_open(sessions: Sessions) -> None:
    workshop = sessions.begin()
    sessions.workshops.rehearse(workshop.id, 5)
    with pytest.raises(InputError):
        sessions.workshops.simulate_votes(workshop.id)
    sessions.workshops.show(workshop.id, "split")
    with pytest.raises(ConflictError) as refusal:
        sessions.workshops.simulate_votes(workshop.id)
    assert refusal.value.key == "workshop.round_not_open"
