# SPDX-License-Identifier: EUPL-1.2
"""The vote on priorities: each participant spreads points over the actions proposed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from governance.errors import InputError
from governance.workshops.records import Option
from governance.workshops.tally import Cell
from governance.workshops.views import OptionShown, PrioritiesResult
from governance.workshops.vote import is_count

POINTS = 10
"""What each participant has."""
SEPARATOR, EQUALS = ";", ":"


def write_points(points: Mapping[str, int]) -> str:
    """Points as a vote holds them.

    >>> write_points({"a2": 4, "a1": 6, "a3": 0})
    'a2:4;a1:6'
    """
    return SEPARATOR.join(f"{option}{EQUALS}{count}" for option, count in points.items() if count)


def split_points(text: str) -> dict[str, int]:
    """The points of a vote, by option. InputError for what is no such thing."""
    points: dict[str, int] = {}
    for part in filter(None, text.strip().split(SEPARATOR)):
        option, _, count = part.partition(EQUALS)
        if not is_count(count.strip()) or option.strip() in points:
            raise InputError("workshop.points_unreadable", answer=text)
        points[option.strip()] = int(count)
    return points


def read_points(text: str, options: Sequence[Option]) -> str:
    """The vote in its one form: options in order, at least one point and at most ten. InputError otherwise.

    >>> read_points("a2:4; a1:6", [Option("a1", "Mutualiser", 1), Option("a2", "Former", 2)])
    'a1:6;a2:4'
    """
    points = split_points(text)
    known = [option.id for option in options]
    if unknown := sorted(points.keys() - set(known)):
        raise InputError("workshop.option_unknown", option=unknown)
    if not 1 <= sum(points.values()) <= POINTS:
        raise InputError("workshop.points_count", points=sum(points.values()), most=POINTS)
    return write_points({option: points[option] for option in known if option in points})


def add_points(options: Sequence[Option], cells: Iterable[Cell]) -> PrioritiesResult:
    """Where the room put its points, the most first; equals in the order proposed."""
    total: Counter[str] = Counter()
    voters = 0
    for cell in cells:
        voters += cell.people
        for option, count in split_points(cell.answer).items():
            total[option] += count * cell.people
    ranked = sorted(options, key=lambda option: -total[option.id])
    return PrioritiesResult(voters, tuple((shown(option), total[option.id]) for option in ranked))


def shown(option: Option) -> OptionShown:
    """An option as the room reads it."""
    return OptionShown(option.id, option.title, added_by_room=option.step is None)
