# SPDX-License-Identifier: EUPL-1.2
"""The colleges of a room, and which of them may be shown apart from the whole."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

from governance.errors import InputError

College = Literal["elected", "staff", "partners", "residents"]
COLLEGES: tuple[College, ...] = ("elected", "staff", "partners", "residents")
FRENCH: dict[str, College] = {
    "elus": "elected",
    "élus": "elected",
    "agents": "staff",
    "partenaires": "partners",
    "habitants": "residents",
}
"""The same by their French names, for the command line and forms."""
HeadCount = tuple[tuple[College, int], ...]
"""People by college, in the order of ``COLLEGES``."""
MINIMUM = 5
"""People under whom a group says too much of each; the whole room is always shown."""


def read_college(name: str) -> College:
    """The college of a name, in English or in French. InputError for another.

    >>> read_college(" Élus "), read_college("staff")
    ('elected', 'staff')
    """
    word = name.strip().casefold()
    for college in COLLEGES:
        if word == college:
            return college
    if word in FRENCH:
        return FRENCH[word]
    raise InputError("workshop.college_unknown", college=name, known=list(COLLEGES))


def read_colleges(names: Iterable[str]) -> tuple[College, ...]:
    """Several, in the order of ``COLLEGES``, each once; none or at least two."""
    named = {read_college(name) for name in names if name.strip()}
    if len(named) == 1:
        raise InputError("workshop.college_alone")
    return tuple(college for college in COLLEGES if college in named)


def shown_colleges(people: Mapping[str, int], room: int) -> tuple[str, ...]:
    """The colleges that may be shown beside the room: each of five people or more, and nothing of one to four people
    left once they are all taken from the room, for subtraction would show those.

    >>> shown_colleges({"elected": 6, "staff": 9, "partners": 3}, room=18)
    ('staff',)
    >>> shown_colleges({"elected": 6, "staff": 9}, room=15)
    ('elected', 'staff')
    """
    # Of two as large, always the same one: a room would show one college now and the other later.
    large = (college for college, count in people.items() if count >= MINIMUM)
    shown = sorted(large, key=lambda college: (people[college], college))
    while shown and 0 < room - sum(people[college] for college in shown) < MINIMUM:
        shown.pop(0)
    return tuple(college for college in people if college in shown)


def head_count(people: Iterable[str | None]) -> HeadCount:
    """How many are there of each college that may be shown, from the college of each person (None: did not say).

    >>> head_count(["staff"] * 9 + ["elected"] * 6 + [None] * 5)
    (('elected', 6), ('staff', 9))
    >>> head_count(["staff"] * 9 + ["elected"] * 6 + [None])
    (('staff', 9),)
    """
    there = Counter(people)
    named: dict[str, int] = {college: there[college] for college in COLLEGES if there[college]}
    shown = shown_colleges(named, there.total())
    return tuple((college, there[college]) for college in COLLEGES if college in shown)
