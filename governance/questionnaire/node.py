# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire file as written: its values, each with the file and line where it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Loc = tuple[str | int, ...]
"""The way to a value: ``("challenges", 0, "questions", 2, "title", "fr")``."""


@dataclass(slots=True)
class Node:
    """A text, number, truth value, list or mapping; in a mapping, ``line`` is that of the key."""

    value: "Scalar | list[Node] | dict[str, Node]"
    file: str
    line: int

    @classmethod
    def of(cls, value: Any, file: str) -> "Node":
        """A value that comes from no text, such as what is being edited: every line is the first of ``file``."""
        if isinstance(value, dict):
            return cls({str(name): cls.of(inside, file) for name, inside in value.items()}, file, 1)
        if isinstance(value, (list, tuple)):
            return cls([cls.of(inside, file) for inside in value], file, 1)
        return cls(value, file, 1)

    def files(self) -> "Iterator[str]":
        """The files that its values come from, in order, some more than once."""
        yield self.file
        inside = self.value.values() if isinstance(self.value, dict) else self.value
        for node in inside if isinstance(inside, Iterable) else ():
            if isinstance(node, Node):
                yield from node.files()

    def plain(self) -> Any:
        """The bare value, without places."""
        if isinstance(self.value, dict):
            return {name: node.plain() for name, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def nearest(self, loc: Loc) -> "Node":
        """The node at a place, or the last one on the way to it: where a missing key should have been."""
        node = self
        for step in loc:
            match node.value, step:
                case dict() as mapping, str() if step in mapping:
                    node = mapping[step]
                case list() as items, int() if step < len(items):
                    node = items[step]
                case _:
                    break
        return node


Scalar = str | bool | int | float | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a place: a key of the message catalogue and what fills its sentence.

    ``file`` and ``line`` are given only where the place does not tell them, such as a fault of syntax.
    """

    loc: Loc
    key: str
    values: dict[str, Any] = field(default_factory=dict)
    file: str | None = None
    line: int | None = None
    unread: bool = False
    """Nothing can be said of what stands at the place."""
