# SPDX-License-Identifier: EUPL-1.2
"""Votes, on both engines: one for each participant, question and round; none after the close; none lost.

``ECHELONS_VOTE_ROUNDS=100`` asks for more rounds than the suite runs.
"""

import itertools
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from governance.errors import ConflictError, InputError, NotFoundError, StoreError
from governance.services.workshop_ballots import BallotService, Cast
from governance.store.database import Database, open_database
from governance.store.store import Store
from governance.workshops.machine import State
from governance.workshops.records import PRIORITIES, Version, Workshop
from governance.workshops.views import Mine
from governance.workshops.vote import Vote
from tests.contract.conftest import SteppingClock
from tests.sample import SampleQuestionnaires
from tests.sessions import Sessions, people, person

THREADS = 200
ROUNDS = int(os.environ.get("ECHELONS_VOTE_ROUNDS", "3"))


@pytest.fixture
def sessions(store: Store, questionnaires: SampleQuestionnaires) -> Sessions:
    return Sessions.on(store, questionnaires, SteppingClock())


@pytest.fixture
def elsewhere(address: str, questionnaires: SampleQuestionnaires) -> Iterator[Sessions]:
    """The same services in what could be another process: its own connections, its own caches."""
    database = open_database(address)
    yield Sessions.on(Store(database), questionnaires, SteppingClock())
    database.close()


def counts(sessions: Sessions, workshop: Workshop) -> tuple[int, ...]:
    return sessions.rooms.room(workshop.id).result.consensus.counts


# One vote.


def test_a_vote_may_change_until_the_close_and_counts_once(sessions: Sessions) -> None:
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id, "split")
    awa = person(workshop, "Awa")
    assert sessions.ballots.mine(workshop.id, awa) == Mine()
    for answer in ("0", "NSP", "3"):
        sessions.ballots.vote(workshop.id, awa, "split", 1, answer)
    assert sessions.ballots.mine(workshop.id, awa) == Mine(answer="3")
    assert sessions.rooms.room(workshop.id).answered == 1
    sessions.workshops.close(workshop.id)
    with pytest.raises(ConflictError) as refusal:
        sessions.ballots.vote(workshop.id, awa, "split", 1, "1")
    assert refusal.value.key == "workshop.round_not_open"
    sessions.workshops.reveal(workshop.id)
    assert counts(sessions, workshop) == (0, 0, 0, 1, 0)


@pytest.mark.parametrize(
    ("question", "round_number", "answer", "fault"),
    [
        ("split", 2, "1", ConflictError),
        ("split", 0, "1", ConflictError),
        ("lanes", 1, "1", ConflictError),
        ("spans", 1, "1", ConflictError),
        (PRIORITIES, 1, "a1:1", InputError),
        ("nothing", 1, "1", InputError),
        ("split", 1, "5", InputError),
        ("split", 1, "", InputError),
        ("split", 1, "NC", InputError),
    ],
)
def test_a_vote_elsewhere_or_for_nothing_is_refused_and_leaves_nothing(
    sessions: Sessions, question: str, round_number: int, answer: str, fault: type[Exception]
) -> None:
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id, "split")
    with pytest.raises(fault):
        sessions.ballots.vote(workshop.id, person(workshop, "Awa"), question, round_number, answer)
    room = sessions.rooms.room(workshop.id)
    assert (room.answered, room.joined) == (0, 0)
    with pytest.raises(NotFoundError):
        sessions.ballots.vote("3f0c3a34-58f4-4a8a-8a4e-1f0c3a3458f4", "x", "split", 1, "1")


def test_a_key_serves_once_even_late_even_after_the_close(sessions: Sessions) -> None:
    """A phone sends again what it does not know to have arrived; an older press must not undo a newer one."""
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id, "split")
    awa = person(workshop, "Awa")
    vote = partial(sessions.ballots.vote, workshop.id, awa, "split", 1)
    vote("1", key="first press")
    vote("4", key="second press")
    vote("1", key="first press")
    assert sessions.ballots.mine(workshop.id, awa).answer == "4"
    sessions.workshops.close(workshop.id)
    vote("1", key="first press")
    with pytest.raises(ConflictError):
        vote("1", key="third press")
    # Somebody else's key is nobody's.
    with pytest.raises(ConflictError):
        sessions.ballots.vote(workshop.id, person(workshop, "Marc"), "split", 1, "1", key="first press")
    sessions.workshops.reveal(workshop.id)
    assert counts(sessions, workshop) == (0, 0, 0, 0, 1)


def test_a_participant_is_counted_once_and_chooses_a_college_until_they_vote(sessions: Sessions) -> None:
    workshop = sessions.begin(colleges=["élus", "agents"])
    awa = person(workshop, "Awa")
    for _ in range(3):
        assert sessions.ballots.join(workshop.id, awa) == Mine()
    assert sessions.ballots.join(workshop.id, awa, "élus") == Mine("elected")
    assert sessions.ballots.join(workshop.id, awa, "staff") == Mine("staff")
    assert sessions.rooms.room(workshop.id).joined == 1
    with pytest.raises(InputError) as absent:
        sessions.ballots.join(workshop.id, awa, "habitants")
    assert absent.value.key == "workshop.college_unknown"
    sessions.workshops.open(workshop.id, "split")
    sessions.vote(workshop, {"Awa": "2"})
    assert sessions.ballots.join(workshop.id, awa, "staff") == Mine("staff", "2")
    with pytest.raises(ConflictError) as late:
        sessions.ballots.join(workshop.id, awa, "élus")
    assert late.value.key == "workshop.college_voted"
    sessions.vote(workshop, {"Marc": "3"})
    assert sessions.ballots.mine_of_all(workshop.id) == {
        awa: Mine("staff", "2"),
        person(workshop, "Marc"): Mine(None, "3"),
    }


def test_a_vote_through_one_process_is_seen_by_the_other_at_once(sessions: Sessions, elsewhere: Sessions) -> None:
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id, "split")
    before = elsewhere.rooms.versions([workshop.id])[workshop.id]
    sessions.vote(workshop, people(3))
    assert elsewhere.rooms.room(workshop.id).answered == 3
    assert elsewhere.rooms.versions([workshop.id])[workshop.id] > before
    elsewhere.workshops.close(workshop.id)
    with pytest.raises(ConflictError):
        sessions.vote(workshop, {"late": "1"})


def test_the_database_itself_refuses_a_second_vote(sessions: Sessions, database: Database) -> None:
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id, "split")
    sessions.vote(workshop, people(1))
    copy = "INSERT INTO workshop_votes SELECT * FROM workshop_votes"
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(text(copy))


# Many votes.


def test_threads_that_send_everything_twice_leave_one_vote_each(sessions: Sessions) -> None:
    """Each thread is a person; each round, each sends the same vote twice, under one key, and changes it once."""
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id, "split")
    at_once = threading.Barrier(THREADS)

    def take_part(number: int) -> None:
        at_once.wait()
        for answer in range(ROUNDS):
            level = str((number + answer) % 5)
            for _ in range(2):
                send(sessions.ballots, workshop, (number, 1, level), key=f"{answer}")

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(take_part, range(THREADS)))
    room = sessions.rooms.room(workshop.id)
    assert room.answered == room.joined == THREADS
    # One write for each key, though each was sent twice.
    assert room.version.received == THREADS * ROUNDS + THREADS
    sessions.workshops.close(workshop.id)
    sessions.workshops.reveal(workshop.id)
    last = Counter((number + ROUNDS - 1) % 5 for number in range(THREADS))
    assert counts(sessions, workshop) == tuple(last[level] for level in range(5))


def test_votes_that_race_with_the_close_are_counted_if_and_only_if_acknowledged(
    sessions: Sessions, elsewhere: Sessions
) -> None:
    """Through two sets of connections, the close in the middle: whoever reads the closed round reads the same."""
    workshop = sessions.begin()
    for round_number in range(1, ROUNDS + 1):
        sessions.workshops.open(workshop.id, "split")
        race(sessions, elsewhere, workshop, round_number)


def send(ballots: BallotService, workshop: Workshop, vote: tuple[int, int, str], key: str) -> bool:
    """What a phone does: sent again, under the same key, until told that it is stored, or that it is too late."""
    number, round_number, answer = vote
    try:
        insist(lambda: ballots.vote(workshop.id, person(workshop, str(number)), "split", round_number, answer, key=key))
    except ConflictError:
        return False
    return True


def insist(act: Callable[[], object]) -> None:
    """Again, while a slow machine is asked so much at once that a lock is not had in time: nothing was done then."""
    while True:
        try:
            act()
        except StoreError as fault:
            if fault.key not in {"store.locked", "store.busy"}:
                raise
        else:
            return


def race(sessions: Sessions, elsewhere: Sessions, workshop: Workshop, round_number: int) -> None:
    """One round: everybody votes from all sides while it closes."""
    at_once = threading.Barrier(THREADS + 1)

    def vote(number: int) -> bool:
        at_once.wait()
        # Sent twice, as by a phone that saw no acknowledgement: to one process, then to the other.
        sides = (sessions, elsewhere)[:: 1 if number % 2 else -1]
        answered = [
            send(side.ballots, workshop, (number, round_number, str(number % 5)), "one press") for side in sides
        ]
        # What was acknowledged once always is; what was refused may not come in by the other door.
        assert answered[0] == answered[1]
        return answered[0]

    def close() -> None:
        at_once.wait()
        insist(lambda: elsewhere.workshops.close(workshop.id, "split"))

    with ThreadPoolExecutor(THREADS + 1) as threads:
        closing = threads.submit(close)
        voting = [threads.submit(vote, number) for number in range(THREADS)]
        closing.result()
        # From now on everybody reads the same, whatever is still being sent.
        seen_at_once = [side.rooms.room(workshop.id).answered for side in (sessions, elsewhere)]
        stored = [number for number, each in enumerate(voting) if each.result()]
    assert seen_at_once == [len(stored)] * 2
    sessions.workshops.reveal(workshop.id)
    expected = Counter(number % 5 for number in stored)
    readers = [side.rooms.room(workshop.id).result for side in (sessions, elsewhere) for _ in range(3)]
    assert {reader.consensus.counts for reader in readers} == {tuple(expected[level] for level in range(5))}


def test_a_stream_of_votes_does_not_keep_the_close_waiting(sessions: Sessions, elsewhere: Sessions) -> None:
    """Turns are fair: the close comes in before the stream ends."""
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id, "split")

    def vote_on(number: int) -> int:
        for turn in itertools.count():
            try:
                vote = partial(sessions.ballots.vote, workshop.id, person(workshop, str(number)), "split", 1)
                insist(partial(vote, str(turn % 5)))
            except ConflictError:
                return turn
            assert turn < 5_000, "the close never came"

    with ThreadPoolExecutor(9) as threads:
        streams = [threads.submit(vote_on, number) for number in range(8)]
        while elsewhere.rooms.room(workshop.id).answered < 8:
            pass
        insist(lambda: elsewhere.workshops.close(workshop.id))
        assert all(stream.result() >= 1 for stream in streams)
    assert elsewhere.rooms.console(workshop.id).questions[0].asked.stage.state is State.CLOSED


def test_several_facilitators_who_press_at_once_move_the_session_once(sessions: Sessions, elsewhere: Sessions) -> None:
    workshop = sessions.begin()
    at_once = threading.Barrier(8)

    def press(number: int) -> bool:
        at_once.wait()
        try:
            (sessions, elsewhere)[number % 2].workshops.open(workshop.id, "split")
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(press, range(8))) == 1
    journal = sessions.rooms.console(workshop.id).journal
    assert [line.action for line in journal] == ["created", "open"]


@pytest.mark.parametrize("alone", [False, True])
def test_an_act_waits_for_the_votes_and_the_acts_being_written(
    sessions: Sessions, elsewhere: Sessions, store: Store, alone: bool
) -> None:
    """Else a vote could be committed after the close, in a round that somebody has already read."""
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id, "split")
    awa = person(workshop, "Awa")
    sessions.ballots.join(workshop.id, awa)
    with ThreadPoolExecutor(1) as threads:
        with store.writing() as unit:
            unit.workshops.hold(workshop.id, alone=alone)
            assert unit.votes.cast(workshop.id, Vote("split", 1, awa, "3"), "key")
            closing = threads.submit(elsewhere.workshops.close, workshop.id)
            with pytest.raises(TimeoutError):
                closing.result(timeout=0.3)
        closing.result()
    sessions.workshops.reveal(workshop.id)
    assert counts(sessions, workshop) == (0, 0, 0, 1, 0)


def test_votes_stored_together_are_each_stored_or_refused_by_itself(sessions: Sessions) -> None:
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id, "split")
    awa, marc = person(workshop, "Awa"), person(workshop, "Marc")
    outcomes = sessions.ballots.vote_together(
        workshop.id,
        [
            Cast(awa, "split", 1, "1", "a"),
            Cast(marc, "split", 1, "9", "b"),
            Cast(marc, "lanes", 1, "2", "c"),
            Cast(awa, "split", 1, "1", "a"),
            Cast(awa, "split", 1, "3", "d"),
            Cast(marc, "split", 1, "4", "x" * 200),
            Cast(marc, "split", 1, "NSP"),
        ],
    )
    kinds = [type(outcome) for outcome in outcomes]
    assert kinds == [Version, InputError, ConflictError, Version, Version, InputError, Version]
    assert outcomes[0] == outcomes[6] == sessions.rooms.versions([workshop.id])[workshop.id]
    assert {name: mine.answer for name, mine in sessions.ballots.mine_of_all(workshop.id).items()} == {
        awa: "3",
        marc: "NSP",
    }
    sessions.workshops.end(workshop.id)
    assert [type(late) for late in sessions.ballots.vote_together(workshop.id, [Cast(awa, "split", 1, "1")])] == [
        NotFoundError
    ]


def test_two_processes_that_store_the_same_people_s_votes_together_never_wait_for_each_other(
    sessions: Sessions, elsewhere: Sessions
) -> None:
    """Sent twice, to two processes, in opposite orders: each would hold what the other waits for."""
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id, "split")
    names = [person(workshop, str(number)) for number in range(60)]
    at_once = threading.Barrier(2, timeout=60)

    def store(side: Sessions, order: int) -> int:
        stored = 0
        for turn in range(ROUNDS * 4):
            casts = [Cast(name, "split", 1, str(turn % 5), f"press {turn}") for name in names[::order]]
            at_once.wait()
            stored += sum(isinstance(one, Version) for one in side.ballots.vote_together(workshop.id, casts))
        return stored

    with ThreadPoolExecutor(2) as threads:
        stored = list(threads.map(store, (sessions, elsewhere), (1, -1)))
    assert stored == [60 * ROUNDS * 4] * 2
    assert sessions.rooms.room(workshop.id).answered == 60
