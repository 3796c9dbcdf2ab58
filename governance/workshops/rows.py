# SPDX-License-Identifier: EUPL-1.2
"""The anonymous votes of a session, as lines of a file that nobody can be found in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import cast

from governance.workshops.anonymity import unlinked
from governance.workshops.codes import fresh_participant
from governance.workshops.colleges import College
from governance.workshops.minutes import VoteRow
from governance.workshops.moves import CROSS_TABLE_MINIMUM
from governance.workshops.records import Asked
from governance.workshops.vote import Vote

Hands = Mapping[str, Mapping[int, Mapping[str, int]]]


def anonymous_rows(asked: Iterable[Asked], votes: Iterable[Vote], hands: Hands) -> list[VoteRow]:
    """The votes, then the hands, of each question's revealed rounds.

    A voter's number holds for one question, and for its several rounds only where eleven people or more voted in each:
    under that, going from one round to the next would tell who they are.
    """
    stages = {each.question_id: each.stage for each in asked}
    kept = [vote for vote in votes if vote.round in stages[vote.question_id].revealed_rounds]
    by_question: defaultdict[str, list[Vote]] = defaultdict(list)
    for vote in unlinked(kept):
        by_question[vote.question_id].append(vote)
    rows: list[VoteRow] = []
    for question, stage in stages.items():
        rows += numbered(by_question[question])
        for round_number in stage.revealed_rounds:
            counted = hands.get(question, {}).get(round_number, {})
            rows += [VoteRow(question, round_number, "", None, answer, people) for answer, people in counted.items()]
    return rows


def numbered(votes: list[Vote]) -> list[VoteRow]:
    """The votes of one question, their authors replaced by numbers drawn with their random ids."""
    sizes = [sum(vote.round == number for vote in votes) for number in {vote.round for vote in votes}]
    together = min(sizes, default=0) >= CROSS_TABLE_MINIMUM
    # Apart, each vote gets a name of its own: the same one in two rounds would sort alike.
    names = [vote.participant if together else fresh_participant() for vote in votes]
    numbers = {name: str(number) for number, name in enumerate(sorted(set(names)), start=1)}
    rows = [
        VoteRow(vote.question_id, vote.round, numbers[name], cast("College | None", vote.college), vote.answer)
        for vote, name in zip(votes, names, strict=True)
    ]
    return sorted(rows, key=lambda row: (row.round, int(row.voter)))
