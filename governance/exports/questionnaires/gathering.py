# SPDX-License-Identifier: EUPL-1.2
"""From the rows of sheets back to the plain tree of a questionnaire."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from governance.errors import InputError
from governance.exports.questionnaires.cells import Cells, blank, plain
from governance.exports.questionnaires.spreading import Tree
from governance.exports.questionnaires.tables import (
    ACTIONS,
    AUDIENCES,
    BIBLIOGRAPHY,
    CHALLENGES,
    CHANGES,
    FAMILIES,
    HEAD,
    ITEMS,
    QUESTIONS,
    RANK,
    VARIANT_COLUMN,
    Table,
)
from governance.questionnaire.model import Questionnaire


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not blank, with what is told when it is wrong."""

    sheet: str
    number: int
    cells: Cells

    def fault(self, key: str, **values: Any) -> InputError:
        """The fault of this row."""
        return InputError(f"formats.{key}", sheet=self.sheet, row=self.number, **values)

    def word(self, column: str) -> str:
        """An id of this row; "" where there is none."""
        return plain(self.cells.get(column)).strip()


@dataclass(slots=True)
class Group:
    """A part with the rows below it."""

    keys: tuple[str, ...]
    row: Row
    cells: Cells = field(default_factory=dict)
    inner: list[Row] = field(default_factory=list)


Sheets = dict[str, list[Row]]


def tree_of(sheets: Sheets) -> Tree:
    """The tree that the rows of the sheets make. InputError for a row that has no place in it."""
    tree = head(sheets.get(HEAD.name, []))
    lists = {
        "families": nested(FAMILIES, sheets, "readings"),
        "audiences": [group_data(AUDIENCES, group) for group in groups(AUDIENCES, sheets)],
        "bibliography": [group_data(BIBLIOGRAPHY, group) for group in groups(BIBLIOGRAPHY, sheets)],
        "changes": nested(CHANGES, sheets, "questions"),
        "challenges": challenges(sheets),
    }
    return in_order({**tree, **{name: parts for name, parts in lists.items() if parts}})


def in_order(tree: Tree) -> Tree:
    """The keys of the head in the order of the format."""
    return {name: tree[name] for name in Questionnaire.model_fields if name in tree}


def head(rows: list[Row]) -> Tree:
    """The keys of the questionnaire itself: the first row of its sheet, which stands upright there."""
    return HEAD.main.data(rows[0].cells) if rows else {}


def groups(table: Table, sheets: Sheets) -> list[Group]:
    """The parts of a sheet in order of appearance: rows with the same keys are one part.

    Keys left blank are those of the row above; a cell that two rows of a part fill differently is a fault.
    """
    found: dict[tuple[str, ...], Group] = {}
    last: tuple[str, ...] = ()
    for row in sheets.get(table.name, []):
        keys = tuple(row.word(name) for name in table.keys)
        if not any(keys):
            keys = last
        elif not keys[0] and last:
            keys = (last[0], *keys[1:])
        if not keys or not all(keys):
            raise row.fault("row_unplaced", columns=table.keys)
        add(found.setdefault(keys, Group(keys, row)), table, row)
        last = keys
    return list(found.values())


def add(group: Group, table: Table, row: Row) -> None:
    """One more row of a part."""
    group.inner.append(row)
    for name in [*table.before, *table.main.columns]:
        cell = row.cells.get(name)
        if blank(cell) or name in table.keys:
            continue
        if group.cells.setdefault(name, cell) != cell:
            raise row.fault("row_conflict", column=name, first=group.row.number)


def group_data(table: Table, group: Group) -> Tree:
    """The part itself, without those inside it."""
    return table.main.data({**dict(zip(table.keys, group.keys, strict=True)), **group.cells})


def inner_data(table: Table, rows: Iterable[Row]) -> Iterator[Tree]:
    """The parts inside one, one for each row that holds something of it."""
    for row in rows:
        data = table.inner.data(row.cells) if table.inner else {}
        if data or not blank(row.cells.get(RANK)):
            yield data


def nested(table: Table, sheets: Sheets, key: str) -> list[Tree]:
    """The parts of a sheet, each with the list of parts under its key."""
    found = []
    for group in groups(table, sheets):
        inner = list(inner_data(table, group.inner))
        found.append(group_data(table, group) | ({key: inner} if inner else {}))
    return found


def challenges(sheets: Sheets) -> list[Tree]:
    """The challenges with their questions, levels, items and actions."""
    found = {group.keys[0]: group_data(CHALLENGES, group) for group in groups(CHALLENGES, sheets)}
    questions: dict[tuple[str, ...], Tree] = {}
    for group in groups(QUESTIONS, sheets):
        questions[group.keys] = group_data(QUESTIONS, group)
        if levels := list(inner_data(QUESTIONS, by_rank(group.inner))):
            questions[group.keys]["levels"] = levels
        challenge_at(found, group.row, group.keys[0]).setdefault("questions", []).append(questions[group.keys])
    add_items(questions, sheets)
    add_actions(found, questions, sheets)
    return list(found.values())


def challenge_at(found: dict[str, Tree], row: Row, name: str) -> Tree:
    """The challenge that a row names."""
    if name not in found:
        raise row.fault("challenge_unknown", id=name, known=list(found))
    return found[name]


def by_rank(rows: list[Row]) -> list[Row]:
    """The rows of levels as they are numbered; as they stand where a number is missing."""
    ranks = [row.cells.get(RANK) for row in rows]
    if any(not isinstance(rank, (int, float)) for rank in ranks):
        return rows
    return sorted(rows, key=lambda row: float(row.word(RANK)))


def add_items(questions: dict[tuple[str, ...], Tree], sheets: Sheets) -> None:
    """Put the items in their questions; an id alone is a bare text."""
    challenge_of = {question: challenge for challenge, question in questions}
    for row in sheets.get(ITEMS.name, []):
        question = row.word("question")
        place = (row.word("challenge") or challenge_of.get(question, ""), question)
        if place not in questions:
            raise row.fault("question_unknown", id=question or "?")
        item = ITEMS.main.data(row.cells)
        questions[place].setdefault("items", []).append(item["id"] if set(item) == {"id"} else item)


def add_actions(found: dict[str, Tree], questions: dict[tuple[str, ...], Tree], sheets: Sheets) -> None:
    """Put the actions in their challenges, and the variants in their actions."""
    challenge_of = {question: challenge for challenge, question in questions}
    actions: dict[tuple[str, ...], Tree] = {}
    for row in sheets.get(ACTIONS.name, []):
        question = row.word("action.question")
        keys = (row.word("challenge") or challenge_of.get(question, ""), *map(row.word, ACTIONS.keys[1:]))
        if row.word(VARIANT_COLUMN):
            if keys not in actions:
                raise row.fault("variant_unplaced", audience=row.word(VARIANT_COLUMN))
            actions[keys].setdefault("variants", []).append(variant(row))
            continue
        if keys in actions:
            raise row.fault("action_twice", question=question or "?")
        actions[keys] = ACTIONS.main.data(row.cells)
        challenge_at(found, row, keys[0]).setdefault("actions", []).append(actions[keys])


def variant(row: Row) -> Tree:
    """A variant: its audience, and the texts that stand where those of the action do."""
    if ACTIONS.inner is None:
        return {}
    keys = {name: cell for name, cell in row.cells.items() if name not in ACTIONS.keys}
    return ACTIONS.inner.data({name.replace("action.", "variant.", 1): cell for name, cell in keys.items()})
