# SPDX-License-Identifier: EUPL-1.2
"""The sheets of a questionnaire: which parts stand in each, one part a row, or a part with its own parts below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from governance.errors import InputError
from governance.exports.questionnaires.cells import Cells, cells_of, part_of
from governance.exports.questionnaires.fields import Field, fields_of
from governance.questionnaire.action import Action, Variant
from governance.questionnaire.change_parts import QuestionChange, VersionChange
from governance.questionnaire.model import (
    Audience,
    Challenge,
    Item,
    Level,
    Question,
    Questionnaire,
    Reading,
    ReadingFamily,
    Reference,
)

RANK = "rank"


@dataclass(frozen=True, slots=True)
class Rows:
    """The parts of one class in a sheet: each has its columns, whose names begin with ``prefix``."""

    prefix: str
    part: type[BaseModel]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The keys of the part."""
        return fields_of(self.part)

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return [f"{self.prefix}.{column}" for each in self.fields for column in each.columns]

    def cells(self, data: Any, place: str, word: Any) -> Cells:
        """The cells of one part."""
        return {f"{self.prefix}.{name}": cell for name, cell in cells_of(self.part, data, place, word).items()}

    def data(self, cells: Cells) -> dict[str, Any]:
        """The part that a row holds; empty when its columns are."""
        start = len(self.prefix) + 1
        return part_of(self.part, {n[start:]: cell for n, cell in cells.items() if n.startswith(f"{self.prefix}.")})


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: a part (``main``) a row, told apart by ``keys``; the parts inside it (``inner``), one a row below it.

    ``first`` counts the columns of the main part that stand before those of the inner one.
    """

    name: str
    main: Rows
    keys: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    inner: Rows | None = None
    first: int = 99
    between: tuple[str, ...] = field(default=())

    @property
    def columns(self) -> list[str]:
        """The names of all the columns, in order."""
        main, inner = self.main.columns, self.inner.columns if self.inner else []
        return [*self.before, *main[: self.first], *self.between, *inner, *main[self.first :]]

    def fields(self) -> Iterator[tuple[str, Field]]:
        """The columns with the keys that they hold."""
        for rows in filter(None, (self.main, self.inner)):
            for each in rows.fields:
                yield from ((f"{rows.prefix}.{column}", each) for column in each.columns)


HEAD = Table("questionnaire", Rows("questionnaire", Questionnaire))
CHALLENGES = Table("challenges", Rows("challenge", Challenge), ("challenge.id",))
QUESTIONS = Table(
    "questions",
    Rows("question", Question),
    ("challenge", "question.id"),
    ("challenge",),
    Rows("level", Level),
    4,
    (RANK,),
)
ITEMS = Table("items", Rows("item", Item), (), ("challenge", "question"))
FAMILIES = Table("families", Rows("family", ReadingFamily), ("family.id",), (), Rows("reading", Reading))
AUDIENCES = Table("audiences", Rows("audience", Audience), ("audience.id",))
ACTIONS = Table(
    "actions",
    Rows("action", Action),
    ("challenge", "action.question", "action.to", "action.item"),
    ("challenge",),
    Rows("variant", Variant),
    3,
)
BIBLIOGRAPHY = Table("bibliography", Rows("reference", Reference), ("reference.id",))
CHANGES = Table("changes", Rows("change", VersionChange), ("change.since",), (), Rows("renewed", QuestionChange))
# In an action's sheet a variant has one column of its own: its texts stand where those of the action do.
VARIANT_COLUMN = "variant.audience"
ACTION_COLUMNS = [*ACTIONS.before, *ACTIONS.main.columns[:3], VARIANT_COLUMN, *ACTIONS.main.columns[3:]]
TABLES = (HEAD, CHALLENGES, QUESTIONS, ITEMS, FAMILIES, AUDIENCES, ACTIONS, BIBLIOGRAPHY, CHANGES)


def columns_of(table: Table) -> list[str]:
    """The columns of a sheet."""
    return ACTION_COLUMNS if table is ACTIONS else table.columns


def spread(table: Table, main: Cells, inner: Sequence[Cells]) -> Iterator[Cells]:
    """The rows of one part: all of it on the first, its keys and an inner part on each."""
    keys = {name: main[name] for name in table.keys if name in main}
    for rank, cells in enumerate(inner or [{}]):
        yield (main if rank == 0 else keys) | cells


def distinct(table: Table, mains: Sequence[Cells]) -> None:
    """InputError when two parts, or one without a key, could not be told apart on reading."""
    seen = set()
    for cells in mains:
        keys = tuple(cells.get(name) for name in table.keys)
        if keys in seen or (None in keys and table is not ACTIONS):
            raise InputError("formats.indistinct", name=next(filter(None, reversed(keys)), "?"))
        seen.add(keys)
