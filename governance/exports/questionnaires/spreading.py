# SPDX-License-Identifier: EUPL-1.2
"""From the plain tree of a questionnaire to the rows of its sheets."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from governance.errors import InputError
from governance.exports.questionnaires.cells import Cells, Word
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
    Table,
    distinct,
    spread,
)

Tree = dict[str, Any]
SheetRows = dict[str, list[Cells]]


def rows_of(tree: Tree, word: Word) -> SheetRows:
    """The rows of every sheet, by its name. InputError for what no cell can hold: its place is told."""
    makers: dict[str, Callable[[], Iterator[Cells]]] = {
        HEAD.name: lambda: iter([HEAD.main.cells(tree, "questionnaire", word)]),
        CHALLENGES.name: partial(plain_rows, CHALLENGES, tree.get("challenges"), word),
        QUESTIONS.name: partial(question_rows, tree, word),
        ITEMS.name: partial(item_rows, tree, word),
        FAMILIES.name: partial(nested_rows, FAMILIES, tree.get("families"), "readings", word),
        AUDIENCES.name: partial(plain_rows, AUDIENCES, tree.get("audiences"), word),
        ACTIONS.name: partial(action_rows, tree, word),
        BIBLIOGRAPHY.name: partial(plain_rows, BIBLIOGRAPHY, tree.get("bibliography"), word),
        CHANGES.name: partial(nested_rows, CHANGES, tree.get("changes"), "questions", word),
    }
    return {name: list(rows()) for name, rows in makers.items()}


def listed(value: Any, place: str) -> list[Any]:
    """A list of the tree; empty when it is not there."""
    if value is None or isinstance(value, list):
        return value or []
    raise InputError("formats.unfit", place=place, given=value)


def called(data: Any, place: str) -> str:
    """A part as its writer calls it."""
    return f"{place} › {data['id']}" if isinstance(data, dict) and "id" in data else place


def plain_rows(table: Table, parts: Any, word: Word) -> Iterator[Cells]:
    """One row for each part."""
    rows = [table.main.cells(each, called(each, table.name), word) for each in listed(parts, table.name)]
    distinct(table, rows)
    return iter(rows)


def nested_rows(table: Table, parts: Any, key: str, word: Word) -> Iterator[Cells]:
    """The rows of parts that hold a list of others under a key."""
    found = listed(parts, table.name)
    mains = [table.main.cells(each, called(each, table.name), word) for each in found]
    distinct(table, mains)
    for main, each in zip(mains, found, strict=True):
        yield from spread(table, main, inner_cells(table, each, key, word))


def inner_cells(table: Table, data: Tree, key: str, word: Word) -> list[Cells]:
    """The cells of the parts inside one."""
    place = f"{called(data, table.name)} › {key}"
    inside = listed(data.get(key), place)
    return [table.inner.cells(each, called(each, place), word) for each in inside] if table.inner else []


def questions_of(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """The questions, each with the id of its challenge."""
    for challenge in listed(tree.get("challenges"), "challenges"):
        for question in listed(challenge.get("questions"), f"{called(challenge, 'challenges')} › questions"):
            yield challenge["id"], question


def question_rows(tree: Tree, word: Word) -> Iterator[Cells]:
    """A row for each level of each question, or one for a question without levels."""
    found = list(questions_of(tree))
    mains: list[Cells] = [{"challenge": of, **QUESTIONS.main.cells(each, called(each, of), word)} for of, each in found]
    distinct(QUESTIONS, mains)
    for main, (_, each) in zip(mains, found, strict=True):
        levels = inner_cells(QUESTIONS, each, "levels", word)
        yield from spread(QUESTIONS, main, [{RANK: rank, **cells} for rank, cells in enumerate(levels)])


def item_rows(tree: Tree, word: Word) -> Iterator[Cells]:
    """A row for each item of each checklist; a bare text has an id and no title."""
    for of, question in questions_of(tree):
        for item in listed(question.get("items"), called(question, of)):
            data = {"id": item} if isinstance(item, str) else item
            keys: Cells = {"challenge": of, "question": question["id"]}
            yield keys | ITEMS.main.cells(data, called(question, "items"), word)


def action_rows(tree: Tree, word: Word) -> Iterator[Cells]:
    """A row for each action, and one for each of its variants, whose texts stand in the same columns."""
    mains: list[Cells] = []
    for challenge in listed(tree.get("challenges"), "challenges"):
        for action in listed(challenge.get("actions"), f"{called(challenge, 'challenges')} › actions"):
            mains.append({"challenge": challenge["id"], **ACTIONS.main.cells(action, "actions", word)})
            yield mains[-1]
            keys = {name: mains[-1][name] for name in ACTIONS.keys if name in mains[-1]}
            yield from (keys | cells for cells in variant_rows(action, word))
    distinct(ACTIONS, mains)


def variant_rows(action: Tree, word: Word) -> Iterator[Cells]:
    """The variants of one action; each needs its audience, or it would be read as another action."""
    for cells in inner_cells(ACTIONS, action, "variants", word):
        if "variant.audience" not in cells:
            raise InputError("formats.indistinct", name="audience")
        yield {n if n == "variant.audience" else n.replace("variant.", "action.", 1): c for n, c in cells.items()}
