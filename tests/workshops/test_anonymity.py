# SPDX-License-Identifier: EUPL-1.2
"""What remains of votes once a session has ended, and in its file of votes."""

import random
from collections import Counter, defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from governance.workshops.anonymity import unlinked
from governance.workshops.colleges import COLLEGES, MINIMUM
from governance.workshops.machine import Stage, State
from governance.workshops.records import Asked
from governance.workshops.rows import anonymous_rows
from governance.workshops.vote import Vote

ROOM = st.lists(
    st.builds(
        Vote,
        question_id=st.sampled_from(["split", "lanes"]),
        round=st.sampled_from([1, 2]),
        participant=st.sampled_from([f"p{number}" for number in range(40)]),
        answer=st.sampled_from(["0", "1", "2", "NSP"]),
    ),
    max_size=120,
    unique_by=lambda vote: (vote.question_id, vote.round, vote.participant),
)


def room(size: int, questions: tuple[str, ...] = ("split", "lanes"), rounds: int = 2) -> list[Vote]:
    """``size`` people, of whom one is elected and the others staff."""
    return [
        Vote(question, round_number, f"person {number}", str(number % 4), "elected" if number == 0 else "staff")
        for number in range(size)
        for question in questions
        for round_number in range(1, rounds + 1)
    ]


@settings(deadline=None)
@given(ROOM)
def test_answers_stay_and_ids_never_cross_questions(votes: list[Vote]) -> None:
    after = unlinked(votes)
    assert Counter((v.question_id, v.round, v.answer) for v in votes) == Counter(
        (v.question_id, v.round, v.answer) for v in after
    )
    assert not {vote.participant for vote in votes} & {vote.participant for vote in after}
    questions = defaultdict(set)
    for vote in after:
        questions[vote.participant].add(vote.question_id)
    assert all(len(asked) == 1 for asked in questions.values())
    # Rounds of one question stay together: who moved can still be counted.
    people = Counter((v.question_id, v.participant) for v in votes)
    assert Counter(people.values()) == Counter(Counter((v.question_id, v.participant) for v in after).values())


def test_the_order_is_that_of_random_ids_not_of_arrival() -> None:
    after = unlinked(room(30))
    assert after == sorted(after, key=lambda vote: (vote.question_id, vote.round, vote.participant))


def test_the_vote_of_a_college_of_one_carries_no_college() -> None:
    """It would be the same person's on each question, whatever the ids."""
    after = unlinked(room(20))
    assert {vote.college for vote in after} == {None}


@settings(deadline=None)
@given(ROOM, st.randoms(use_true_random=False))
def test_no_college_of_few_is_left_in_any_round(votes: list[Vote], chance: random.Random) -> None:
    members = {f"p{number}": chance.choice([*COLLEGES, None]) for number in range(40)}
    after = unlinked([Vote(v.question_id, v.round, v.participant, v.answer, members[v.participant]) for v in votes])
    groups = Counter((vote.question_id, vote.round, vote.college) for vote in after)
    with_college = {(question, number) for question, number, college in groups if college}
    for (question, number, college), count in groups.items():
        if college or (question, number) in with_college:
            assert count >= MINIMUM


def asked(state: State = State.RETAINED, round_number: int = 2) -> list[Asked]:
    return [Asked("split", 1, Stage(state, round_number)), Asked("lanes", 2, Stage(state, round_number))]


def test_rows_hold_revealed_rounds_only() -> None:
    rows = anonymous_rows(asked(State.CLOSED, 2), room(20), {"split": {1: {"2": 3}, 2: {"0": 9}}})
    assert {row.round for row in rows} == {1}
    assert len(rows) == 41
    assert anonymous_rows(asked(State.OPEN, 1), room(20), {"split": {1: {"2": 3}}}) == []


def test_hands_are_rows_without_a_voter() -> None:
    rows = anonymous_rows(asked(), [], {"lanes": {2: {"NSP": 4}}})
    assert [(row.question_id, row.round, row.voter, row.answer, row.count) for row in rows] == [
        ("lanes", 2, "", "NSP", 4)
    ]


def test_a_voter_s_rounds_stay_together_from_eleven_people_on() -> None:
    rows = anonymous_rows(asked(), room(11), {})
    assert {row.voter for row in rows if row.question_id == "split"} == {str(number) for number in range(1, 12)}


def test_under_eleven_people_each_vote_stands_alone() -> None:
    rows = [row for row in anonymous_rows(asked(), room(10), {}) if row.question_id == "split"]
    assert Counter(row.voter for row in rows) == {str(number): 1 for number in range(1, 21)}


def test_the_number_of_a_voter_tells_nothing() -> None:
    """The first to come is not number one: over many drawings, they are everyone in turn."""
    numbers = set()
    for _ in range(40):
        votes = [Vote("split", 1, f"p{n}", "0" if n == 0 else "1") for n in range(12)]
        rows = anonymous_rows([Asked("split", 1, Stage(State.REVEALED, 1))], votes, {})
        numbers.add(next(row.voter for row in rows if row.answer == "0"))
    assert len(numbers) > 5
