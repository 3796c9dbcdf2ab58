# SPDX-License-Identifier: EUPL-1.2
"""Groupings of territories: syndicats, PETR, SCoT, anything. They overlap freely, and may be members of one another."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from governance.questionnaire.model import Tier

GROUPING = "grouping"
KINDS = ("PETR", "SCOT", "SYNDICAT", "SIVU", "SIVOM", "SMF", "SMO", "POLEM", "PNR", "PAYS", "GROUPING")
"""What a grouping may be called (data/texts/*/territories.yaml, ``kinds``); GROUPING is any other."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """A grouping as a file has it. ``members`` are ids of territories, other groupings included, as listed: direct.

    ``source`` and ``credit`` are the words of whoever imported it; ``vintage`` is the year or date of the list.
    """

    code: str
    name: str
    kind: str
    members: tuple[str, ...]
    siren: str | None = None
    source: str = ""
    vintage: str = ""
    credit: str = ""
    import_id: str | None = None

    @property
    def id(self) -> str:
        """Its id among territories.

        >>> Grouping("200012345", "PETR du Pays", "PETR", ()).id
        'grouping:200012345'
        """
        return f"{GROUPING}:{self.code}"

    @property
    def tier(self) -> Tier:
        """The questions that it is asked: those of a PETR, or of a syndicat."""
        return Tier.PETR if self.kind == "PETR" else Tier.SYNDICAT


class Groupings:
    """The groupings of this installation, by id."""

    def __init__(self, groupings: Iterable[Grouping] = ()) -> None:
        self.by_id = {grouping.id: grouping for grouping in sorted(groupings, key=lambda one: one.code)}

    def __iter__(self) -> Iterator[Grouping]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    def get(self, identifier: str) -> Grouping | None:
        """The grouping of an id."""
        return self.by_id.get(identifier)

    @cached_property
    def vintage(self) -> str:
        """The vintages of the lists, each once."""
        return ", ".join(sorted({grouping.vintage for grouping in self if grouping.vintage}))

    @cached_property
    def credits(self) -> str:
        """Their credit lines, each once."""
        return " · ".join(sorted({grouping.credit for grouping in self if grouping.credit}))

    def within(self, identifier: str) -> frozenset[str]:
        """The ids that a grouping holds, however deep: its members, and theirs where they are groupings.

        >>> both = Groupings([Grouping("a", "A", "SMF", ("grouping:b",)), Grouping("b", "B", "SMF", ("epci:1",))])
        >>> sorted(both.within("grouping:a"))
        ['epci:1', 'grouping:b']
        """
        found: set[str] = set()
        waiting = [identifier]
        while waiting:
            grouping = self.by_id.get(waiting.pop())
            new = set(grouping.members) - found if grouping else set()
            found |= new
            waiting.extend(new)
        return frozenset(found)


def find_cycle(members: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Groupings that hold one another in a circle, the first again at the end; nothing when there is no circle.

    >>> find_cycle({"a": ["b"], "b": ["c", "a"], "c": []}), find_cycle({"a": ["b"], "b": []})
    (('a', 'b', 'a'), ())
    """
    done: set[str] = set()
    for start in members:
        path: list[str] = []
        waiting: list[tuple[str, int]] = [(start, 0)]
        while waiting:
            node, depth = waiting.pop()
            del path[depth:]
            if node in path:
                return (*path[path.index(node) :], node)
            if node in done:
                continue
            done.add(node)
            path.append(node)
            waiting.extend((member, depth + 1) for member in reversed(members.get(node, ())))
    return ()


def rows_of(groupings: Groupings, columns: Mapping[str, list[Any]], communes: Mapping[str, Sequence[int]]) -> list[Any]:
    """Each grouping as a row of the table: its population is that of its communes, its place that of the largest."""
    return [row_of(grouping, columns, communes[grouping.id]) for grouping in groupings]


def row_of(grouping: Grouping, columns: Mapping[str, list[Any]], communes: Sequence[int]) -> dict[str, Any]:
    """One row, by column; those that a grouping has nothing for are None."""
    people = [columns["population"][number] or 0 for number in communes]
    order = sorted(zip(people, communes, strict=True), key=lambda each: (-each[0], each[1]))
    seat = next((number for _, number in order if columns["longitude"][number] is not None), None)
    row: dict[str, Any] = dict.fromkeys(columns)
    row |= {name: None if seat is None else columns[name][seat] for name in ("longitude", "latitude")}
    row |= {name: most_people(columns[name], order) for name in ("departement", "region")}
    return row | {
        "layer": GROUPING,
        "code": grouping.code,
        "tier": grouping.tier.value,
        "kind": grouping.kind,
        "name": grouping.name,
        "siren": grouping.siren,
        "population": sum(people) or None,
        "postcodes": [],
        "point_source": None if seat is None else "member",
    }


def most_people(column: Sequence[str | None], order: Sequence[tuple[int, int]]) -> str | None:
    """The value that most inhabitants live under."""
    counts: Counter[str | None] = Counter()
    for people, number in order:
        counts[column[number]] += people
    known = sorted(value for value in counts if value is not None)
    return max(known, key=lambda value: counts[value], default=None)
