# SPDX-License-Identifier: EUPL-1.2
"""What remains of the votes once a session has ended: nothing that links one person's votes.

Each participant gets another id for each question, so that only rounds of one question stay together; a college stays
on the votes of a question only where it may be shown in all its rounds, for the votes of a college of one would be that
person's. What is written is sorted by these ids: not even the order tells who came first.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from governance.workshops.codes import fresh_participant
from governance.workshops.colleges import shown_colleges
from governance.workshops.vote import Vote


def unlinked(votes: Sequence[Vote], fresh: Callable[[], str] = fresh_participant) -> list[Vote]:
    """The same votes, that nobody can tell the authors of."""
    names: defaultdict[tuple[str, str], str] = defaultdict(fresh)
    kept = colleges_kept(votes)
    rewritten = [
        replace(
            vote,
            participant=names[vote.question_id, vote.participant],
            college=vote.college if vote.college in kept[vote.question_id] else None,
        )
        for vote in votes
    ]
    return sorted(rewritten, key=lambda vote: (vote.question_id, vote.round, vote.participant))


def colleges_kept(votes: Sequence[Vote]) -> dict[str, set[str]]:
    """The colleges that may be shown in every round of each question."""
    rounds: defaultdict[str, defaultdict[int, Counter[str | None]]] = defaultdict(lambda: defaultdict(Counter))
    for vote in votes:
        rounds[vote.question_id][vote.round][vote.college] += 1
    return {question: set.intersection(*map(showable, counted.values())) for question, counted in rounds.items()}


def showable(people: Counter[str | None]) -> set[str]:
    """The colleges of one round that may be shown."""
    named = {college: count for college, count in people.items() if college}
    return set(shown_colleges(named, people.total()))
