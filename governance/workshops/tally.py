# SPDX-License-Identifier: EUPL-1.2
"""From counts of votes to what a round says: the whole room, and the colleges that may be shown."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from governance.questionnaire.answer import DONT_KNOW
from governance.scoring.consensus import Consensus, consensus
from governance.workshops.colleges import COLLEGES, shown_colleges
from governance.workshops.moves import Moves, moves
from governance.workshops.views import Result


@dataclass(frozen=True, slots=True)
class Cell:
    """How many people of a college gave an answer in a round."""

    round: int
    college: str | None
    answer: str
    people: int


def tally(round_number: int, levels: int, cells: Iterable[Cell], hands: Mapping[str, int]) -> Result:
    """What a round says, from its votes and the hands counted, which belong to no college.

    >>> cells = [Cell(1, "staff", "2", 5), Cell(1, "elected", "3", 6), Cell(1, "staff", "NSP", 1)]
    >>> said = tally(1, 5, cells, {"3": 4})
    >>> said.consensus.counts, said.consensus.dont_know, said.answered, [college for college, _ in said.colleges]
    ((0, 0, 5, 10, 0), 1, 16, ['elected', 'staff'])
    """
    voted: Counter[str] = Counter()
    apart: dict[str, Counter[str]] = {}
    for cell in cells:
        if cell.round == round_number:
            voted[cell.answer] += cell.people
            if cell.college:
                apart.setdefault(cell.college, Counter())[cell.answer] += cell.people
    # Hands are of no college: they must not stand between a hidden college and what is left of the room.
    shown = shown_colleges({college: counts.total() for college, counts in apart.items()}, voted.total())
    room = voted + Counter(hands)
    return Result(
        round=round_number,
        consensus=weighed(room, levels),
        answered=room.total(),
        by_hand=sum(hands.values()),
        colleges=tuple((college, weighed(apart[college], levels)) for college in COLLEGES if college in shown),
    )


def weighed(counts: Mapping[str, int], levels: int) -> Consensus:
    """The measures of answers counted."""
    return consensus([counts.get(str(level), 0) for level in range(levels)], counts.get(DONT_KNOW, 0))


def moved(first: int, second: int, levels: int, pairs: Iterable[tuple[str, str, int]]) -> Moves:
    """Who moved between two rounds, *je ne sais pas* left aside."""
    chosen = [(int(a), int(b), people) for a, b, people in pairs if DONT_KNOW not in {a, b}]
    return moves(first, second, levels, chosen)
