# SPDX-License-Identifier: EUPL-1.2
"""Who moved between two rounds of the same question: counted, never named."""

from collections.abc import Iterable
from dataclasses import dataclass

CROSS_TABLE_MINIMUM = 11
"""People under whom a table of level before × level after would show each of them."""


@dataclass(frozen=True, slots=True)
class Moves:
    """From one round to the next, among those who chose a level in both."""

    first: int
    second: int
    """The two rounds."""
    people: int
    up: int
    down: int
    same: int
    table: tuple[tuple[int, ...], ...] | None
    """``table[i][j]`` people went from level i to level j; None under eleven people."""


def moves(first: int, second: int, levels: int, pairs: Iterable[tuple[int, int, int]]) -> Moves:
    """The moves from (level before, level after, people) counts.

    >>> moved = moves(1, 2, 3, [(0, 1, 2), (1, 1, 8), (2, 1, 1)])
    >>> moved.up, moved.same, moved.down, moved.table
    (2, 8, 1, ((0, 2, 0), (0, 8, 0), (0, 1, 0)))
    """
    table = [[0] * levels for _ in range(levels)]
    for before, after, people in pairs:
        table[before][after] += people
    counts = [(i, j, people) for i, row in enumerate(table) for j, people in enumerate(row)]
    people = sum(count for _, _, count in counts)
    return Moves(
        first=first,
        second=second,
        people=people,
        up=sum(count for i, j, count in counts if j > i),
        down=sum(count for i, j, count in counts if j < i),
        same=sum(count for i, j, count in counts if j == i),
        table=tuple(map(tuple, table)) if people >= CROSS_TABLE_MINIMUM else None,
    )
