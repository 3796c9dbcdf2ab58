# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire file as written: its values, each with the file and line where it stands."""

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
