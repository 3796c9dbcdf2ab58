# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire as a plain tree, and one value of it replaced: in a new tree, which shares all that is untouched."""

from collections.abc import Callable
from typing import Any

from governance.language import LANGUAGES
from governance.questionnaire.node import Loc

Tree = dict[str, Any]


def value_at(tree: Any, loc: Loc) -> Any:
    """What stands at a place; None where nothing does. An item given as a bare text has that id and that title.

    >>> tree = {"questions": [{"id": "a", "items": ["backup"]}]}
    >>> value_at(tree, ("questions", 0, "id")), value_at(tree, ("questions", 0, "items", 0, "title", "fr"))
    ('a', 'backup')
    >>> value_at(tree, ("questions", 3, "title")) is None
    True
    """
    for step in loc:
        tree = within(tree, step)
    return tree


def within(value: Any, step: str | int) -> Any:
    """What stands one step below a value."""
    if isinstance(step, str):
        return spelt_out(value).get(step)
    known = isinstance(value, list) and 0 <= step < len(value)
    return value[step] if known else None


def spelt_out(value: Any) -> Tree:
    """A mapping as it is, a bare text as the item that it stands for, anything else as an empty mapping."""
    if isinstance(value, str):
        return {"id": value, "title": dict.fromkeys(LANGUAGES, value)}
    return value if isinstance(value, dict) else {}


def changed(tree: Any, loc: Loc, change: Callable[[Any], Any]) -> Any:
    """A tree whose value at a place went through a function; mappings missing on the way are made.

    What becomes None goes, and so does a text that has lost its last language. IndexError beyond a list's end.

    >>> changed({"title": {"fr": "a", "en": "b"}, "weight": 2}, ("title", "fr"), str.upper)
    {'title': {'fr': 'A', 'en': 'b'}, 'weight': 2}
    >>> changed({"help": {"fr": "a"}, "weight": 2}, ("help", "fr"), lambda _: None)
    {'weight': 2}
    """
    if not loc:
        return change(tree)
    step, rest = loc[0], loc[1:]
    if isinstance(step, int):
        held = reached(tree, step)
        now = changed(held[step], rest, change)
        return [*held[:step], *([] if now is None else [now]), *held[step + 1 :]]
    mapping = spelt_out(tree)
    value = changed(mapping.get(step), rest, change)
    if value is None:
        left = {name: each for name, each in mapping.items() if name != step}
        return None if not left and step in LANGUAGES else left
    return mapping | {step: value}


def put(tree: Any, loc: Loc, value: Any) -> Any:
    """A tree with another value at a place, by the rules of ``changed``."""
    return changed(tree, loc, lambda _: value)


def reached(value: Any, rank: int) -> list[Any]:
    """A list that has an element of that rank."""
    if not isinstance(value, list) or not 0 <= rank < len(value):
        raise IndexError(rank)
    return value


def part_of(tree: Tree, loc: Loc) -> Tree:
    """The mapping at a place; an empty one where there is none."""
    value = value_at(tree, loc)
    return value if isinstance(value, dict) else {}


def parts_of(value: Any, name: str) -> list[Any]:
    """The list under a key of a mapping; empty where there is none.

    >>> parts_of({"levels": [1]}, "levels"), parts_of({"levels": 3}, "levels"), parts_of(None, "levels")
    ([1], [], [])
    """
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []
