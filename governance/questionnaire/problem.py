# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in a questionnaire, told to a person: in which file, where in it, what, and what to do."""

from dataclasses import dataclass, field
from typing import Any

from governance.errors import shown, visible
from governance.language.catalogue import REFERENCE, Language, sentence
from governance.questionnaire.node import Finding, Loc, Node

NAMED = frozenset(
    {"challenges", "questions", "levels", "items", "families", "readings", "actions", "variants", "audiences"}
    | {"bibliography", "changes"}
)
# What names an element of a list that has no id of its own.
NAMES = {"actions": ("question", "to", "item"), "variants": ("audience",), "changes": ("since",)}
LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a questionnaire: each step a key of the file, or an element of a list with its id or number."""

    steps: tuple[tuple[str, str | int | None], ...] = ()

    def to(self, language: Language) -> str:
        """The place in words, from the outside in; empty for the questionnaire as a whole.

        >>> Place((("challenges", "level"), ("questions", "level_split"), ("levels", 3), ("title.en", None))).to("en")
        'challenge "level" › question "level_split" › level 3 › title.en'
        """
        return " › ".join(step_words(name, label, language) for name, label in self.steps)

    def __str__(self) -> str:
        return self.to("en")


def step_words(name: str, label: str | int | None, language: Language) -> str:
    """One step of a place."""
    if label is None:
        return visible(name[:LONGEST_ID])
    if name not in NAMED:
        return f"{name} {label}"
    form = "named" if isinstance(label, str) else "numbered"
    return sentence(f"messages.questionnaire.place.{name}.{form}", language, label=label)


def place(root: Node | None, loc: Loc) -> Place:
    """The place of a value in the questionnaire whose root is given."""
    steps: list[tuple[str, str | int | None]] = []
    for depth, step in enumerate(loc):
        key = steps.pop()[0] if steps and steps[-1][1] is None else None
        if isinstance(step, int):
            steps.append((key or "-", label(root, loc[: depth + 1])))
        else:
            steps.append((f"{key}.{step}" if key else step, None))
    return Place(tuple(steps))


def label(root: Node | None, loc: Loc) -> str | int:
    """How a person calls an element of a list: its id; without one a level's rank from 0, another's number from 1."""
    rank = loc[-1]
    if loc[-2:-1] == ("levels",):
        return int(rank)
    element = root.nearest(loc).plain() if root else None
    known = element if isinstance(element, dict) else {}
    kind = loc[-2] if len(loc) > 1 else ""
    names = [known[key] for key in NAMES.get(str(kind), ("id",)) if isinstance(known.get(key), (str, int))]
    named = names and isinstance(names[0], str)
    return visible(":".join(map(str, names))[:LONGEST_ID]) if named else int(rank) + 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. ``key`` names its sentence in the message catalogue, ``values`` fill it."""

    file: str
    line: int
    place: Place
    key: str
    values: dict[str, Any] = field(default_factory=dict)

    def sentence(self, language: Language = REFERENCE) -> str:
        """What is wrong, and the remedy."""
        values = {name: shown(value, language) for name, value in self.values.items()}
        return sentence(f"messages.questionnaire.problem.{self.key}", language, **values)

    def to(self, language: Language) -> str:
        """The whole line: ``file:line: place: sentence``."""
        parts = [f"{visible(self.file)}:{self.line}", self.place.to(language), self.sentence(language)]
        return ": ".join(filter(None, parts))

    def __str__(self) -> str:
        return self.to("en")


def problem(root: Node | None, head: str, finding: Finding) -> Problem:
    """A finding with its file, line and place; the Loc of another part among its values is put in words too."""
    node = root.nearest(finding.loc) if root else Node(None, head, 1)
    values = dict(finding.values)
    if root and "other" in values:
        other = root.nearest(values["other"])
        values |= {"other": place(root, values["other"]), "at": f"{other.file}:{other.line}"}
    return Problem(finding.file or node.file, finding.line or node.line, place(root, finding.loc), finding.key, values)
