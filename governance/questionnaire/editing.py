# SPDX-License-Identifier: EUPL-1.2
"""Editing a questionnaire: each function returns a new tree, with the consequences that an author expects.

A tree may be faulty anywhere; what a function does not touch is the same object in the new tree. Places are those of
``governance.questionnaire.node.Loc``.
"""

from collections.abc import Iterable
from typing import Any

from governance.errors import InputError
from governance.language import LANGUAGES, Language
from governance.questionnaire.consequences import (
    follow_insertion,
    follow_move,
    follow_removal,
    follow_renaming,
    without_actions,
)
from governance.questionnaire.node import Loc
from governance.questionnaire.rules import CONTENT, OF_NUMBERS
from governance.questionnaire.tree import Tree, changed, parts_of, put, value_at

__all__ = [
    "anchor", "handed_over", "lines_at", "moved", "value_at", "with_kind", "with_lines", "with_part", "with_value",
    "without",
]  # fmt: skip


def with_value(tree: Tree, loc: Loc, value: Any) -> Tree:
    """The tree with another value at a place; None removes the key.

    A new id is carried to what names the part: actions, tags, what is said of earlier versions. InputError when
    another part of the same list has that id already.

    >>> tree = {"challenges": [{"questions": [{"id": "a"}], "actions": [{"question": "a", "to": 1}]}]}
    >>> with_value(tree, ("challenges", 0, "questions", 0, "id"), "b")
    {'challenges': [{'questions': [{'id': 'b'}], 'actions': [{'question': 'b', 'to': 1}]}]}
    >>> with_value({"weight": 2}, ("weight",), None)
    {}
    """
    old = value_at(tree, loc)
    if loc[-1] == "id" and len(loc) > 1 and old != value:
        must_be_free(tree, loc, value)
        tree = follow_renaming(tree, loc[:-1], old, value)
    edited: Tree | None = put(tree, loc, value)
    return edited or {}


def must_be_free(tree: Tree, loc: Loc, name: Any) -> None:
    """InputError when another part of the list already has that id: what belongs to each could be told no more."""
    others = [each for rank, each in enumerate(value_at(tree, loc[:-2])) if rank != loc[-2]]
    if name in [value_at(each, ("id",)) for each in others]:
        raise InputError("editing.id_taken", id=name)


def with_part(tree: Tree, loc: Loc, part: Any) -> Tree:
    """The tree with a part put in a list, before the one that has its rank.

    A level pushes up those above it: the actions that lead to them go along.

    >>> with_part({"challenges": []}, ("challenges", 0), {"id": "a"})
    {'challenges': [{'id': 'a'}]}
    """
    rank = rank_of(loc)
    tree = follow_insertion(tree, loc)
    grown: Tree = changed(tree, loc[:-1], lambda held: [*(held or [])[:rank], part, *(held or [])[rank:]])
    return grown


def without(tree: Tree, loc: Loc) -> Tree:
    """The tree without a part of a list, nor what makes no sense without it.

    The actions of a question, those that lead to a level or to an item, the tags of a reading go with it; the actions
    that lead to higher levels follow these down. A list that has lost its last element stays, empty.

    >>> tree = {"challenges": [{"questions": [{"id": "a"}, {"id": "b"}], "actions": [{"question": "a", "to": 1}]}]}
    >>> without(tree, ("challenges", 0, "questions", 0))
    {'challenges': [{'questions': [{'id': 'b'}], 'actions': []}]}
    """
    rank = rank_of(loc)
    if value_at(tree, loc) is None:
        raise IndexError(rank)
    tree = follow_removal(tree, loc)
    shrunk: Tree = changed(tree, loc[:-1], lambda held: [*held[:rank], *held[rank + 1 :]])
    return shrunk


def moved(tree: Tree, loc: Loc, by: int) -> Tree:
    """The tree with a part of a list so many places further on; at the most to an end of the list.

    A moved level takes the actions that lead to it along, save that nothing can lead to the first: the action whose
    level becomes the first one leads to the level that was. The points of levels stay in their order.

    >>> moved({"challenges": ["a", "b", "c"]}, ("challenges", 0), 5)
    {'challenges': ['b', 'c', 'a']}
    """
    rank = rank_of(loc)
    held = parts_of(value_at(tree, loc[:-2]), str(loc[-2]))
    order = [place for place in range(len(held)) if place != rank]
    order.insert(min(max(rank + by, 0), len(held) - 1), rank)
    tree = follow_move(tree, loc, order)
    values = [value_at(each, ("value",)) for each in held]
    levels = loc[-2] == "levels"
    shuffled = [with_points(held[k], value) if levels else held[k] for k, value in zip(order, values, strict=True)]
    edited: Tree = put(tree, loc[:-1], shuffled)
    return edited


def handed_over(tree: Tree, loc: Loc, challenge: int) -> Tree:
    """The tree with a question at the end of another challenge's list, its actions along with it.

    InputError when the other challenge has a question of that id already.

    >>> tree = {"challenges": [{"questions": [{"id": "a"}], "actions": [{"question": "a"}]}, {"id": "c"}]}
    >>> first, second = handed_over(tree, ("challenges", 0, "questions", 0), 1)["challenges"]
    >>> first, second
    ({'questions': [], 'actions': []}, {'id': 'c', 'questions': [{'id': 'a'}], 'actions': [{'question': 'a'}]})
    """
    question, home, there = value_at(tree, loc), loc[:2], ("challenges", challenge)
    if home == there:
        return tree
    name = value_at(question, ("id",))
    received = parts_of(value_at(tree, there), "questions")
    if name in [value_at(each, ("id",)) for each in received]:
        raise InputError("editing.id_taken", id=name)
    left = without_actions(tree, loc, lambda _: True)
    kept, held = (parts_of(value_at(each, home), "actions") for each in (left, tree))
    along = [each for each in held if each not in kept]
    left = changed(left, loc[:-1], lambda those: [each for rank, each in enumerate(those) if rank != loc[-1]])
    given: Tree = put(left, (*there, "questions"), [*received, question])
    if along:
        given = put(given, (*there, "actions"), [*parts_of(value_at(tree, there), "actions"), *along])
    return given


def with_points(level: Any, value: Any) -> Any:
    """A level with the points of the place where it now stands."""
    return put(level, ("value",), value)


def with_kind(tree: Tree, loc: Loc, kind: str, content: Any) -> Tree:
    """The tree with a question of another kind, and what that kind needs; what the others need goes, actions included.

    >>> tree = {"challenges": [{"questions": [{"id": "a", "kind": "level", "levels": [{}, {}]}]}]}
    >>> with_kind(tree, ("challenges", 0, "questions", 0), "checklist", ["b"])
    {'challenges': [{'questions': [{'id': 'a', 'kind': 'checklist', 'items': ['b']}]}]}
    """
    tree = without_actions(tree, loc, lambda _: True)
    foreign = {*CONTENT.values(), *OF_NUMBERS}
    edited: Tree = changed(
        tree,
        loc,
        lambda question: (
            {name: value for name, value in question.items() if name not in foreign}
            | {"kind": kind, CONTENT[kind]: content}
        ),
    )
    return edited


def lines_at(tree: Tree, loc: Loc, language: Language) -> str:
    r"""The texts of a list in one language, one a line; an empty line where one is missing.

    >>> lines_at({"how": [{"fr": "a", "en": "b"}, {"fr": "c"}]}, ("how",), "en")
    'b'
    >>> lines_at({"how": [{"fr": "a"}, {"fr": "c", "en": "d"}]}, ("how",), "en")
    '\nd'
    """
    texts = parts_of(value_at(tree, loc[:-1]), str(loc[-1]))
    return "\n".join(str(value_at(each, (language,)) or "") for each in texts).rstrip("\n")


def with_lines(tree: Tree, loc: Loc, language: Language, lines: str) -> Tree:
    r"""The tree with the texts of a list rewritten in one language, one a line; those of the other stay in their order.

    A list without any text goes.

    >>> with_lines({"how": [{"fr": "a", "en": "b"}]}, ("how",), "fr", "x\ny")
    {'how': [{'fr': 'x', 'en': 'b'}, {'fr': 'y'}]}
    """
    held = parts_of(value_at(tree, loc[:-1]), str(loc[-1]))
    written = [" ".join(line.split()) for line in lines.strip("\n").split("\n")]
    pairs = []
    for rank in range(max(len(written), len(held))):
        known = {name: value_at(held, (rank, name)) for name in LANGUAGES}
        known[language] = written[rank] if rank < len(written) else None
        pairs.append({name: words for name, words in known.items() if words})
    kept = [pair for pair in pairs if pair]
    edited: Tree | None = put(tree, loc, kept or None)
    return edited or {}


def anchor(tree: Tree, loc: Loc) -> tuple[Any, ...]:
    """What names the parts on the way to a place: two trees where it differs have different things there.

    >>> anchor({"challenges": [{"id": "a", "weight": 2}]}, ("challenges", 0, "weight"))
    ('a',)
    """
    ranked = [depth for depth, step in enumerate(loc) if isinstance(step, int)]
    places: Iterable[Loc] = (loc[: depth + 1] for depth in ranked)
    return tuple(name_of(value_at(tree, place)) for place in places if place != loc)


def name_of(part: Any) -> Any:
    """What a part of a list is called: its id, the step of an action, nothing for a level."""
    return value_at(part, ("id",)) or tuple(value_at(part, (key,)) for key in ("question", "to", "item"))


def rank_of(loc: Loc) -> int:
    """The rank in its list of the part at a place."""
    rank = loc[-1]
    if not isinstance(rank, int):
        raise TypeError(rank)
    return rank
