# SPDX-License-Identifier: EUPL-1.2
"""Reading a questionnaire that may be wrong anywhere: what can be read is, what cannot is passed over.

The rules look at spots rather than at the model, so that one wrong key does not hide the faults of the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from governance.questionnaire.model import ALL_TIERS
from governance.questionnaire.node import Loc


@dataclass(frozen=True, slots=True)
class Spot:
    """A mapping of the questionnaire, and where it stands."""

    loc: Loc
    data: dict[str, Any]

    @property
    def id(self) -> str | None:
        """The id, if it is a text."""
        return self.text("id")

    def text(self, name: str) -> str | None:
        """The text under a key."""
        value = self.data.get(name)
        return value if isinstance(value, str) else None

    def has(self, name: str) -> bool:
        """Whether something other than nothing stands under a key."""
        return self.data.get(name) not in (None, [], {}, "")

    def list(self, name: str) -> list[Any]:
        """The list under a key; empty when there is none."""
        value = self.data.get(name)
        return value if isinstance(value, list) else []

    def at(self, *steps: str | int) -> Loc:
        """A place below this one."""
        return (*self.loc, *steps)

    def parts(self, name: str) -> "Iterator[Spot]":
        """The mappings in the list under a key."""
        for rank, value in enumerate(self.list(name)):
            if isinstance(value, dict):
                yield Spot(self.at(name, rank), value)

    def words(self, name: str) -> Iterator[tuple[Loc, str]]:
        """The texts in the list under a key, with their places; a lone text, its brackets forgotten, counts too."""
        if alone := self.text(name):
            yield self.at(name), alone
        for rank, value in enumerate(self.list(name)):
            if isinstance(value, str):
                yield self.at(name, rank), value


def all_questions(head: Spot) -> Iterator[Spot]:
    """Every question, in order."""
    return (question for challenge in head.parts("challenges") for question in challenge.parts("questions"))


def all_readings(head: Spot) -> Iterator[Spot]:
    """Every declared reading, in order."""
    return (reading for family in head.parts("families") for reading in family.parts("readings"))


def tiers_of(spot: Spot) -> set[str]:
    """The tiers that a question, or a whole questionnaire, is meant for: those it names, all when it names none."""
    named = {tier for _, tier in spot.words("tiers")}
    return named.intersection(ALL_TIERS) or set(ALL_TIERS)
