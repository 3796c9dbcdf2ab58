# SPDX-License-Identifier: EUPL-1.2
"""What must follow when a part of a questionnaire is renamed, added, removed or moved: whatever names it elsewhere."""

from collections.abc import Callable
from typing import Any

from governance.questionnaire.node import Loc
from governance.questionnaire.tree import Tree, part_of, parts_of, put, value_at

Kept = Callable[[Tree], Tree | None]
"""What becomes of an action; None drops it."""


def follow_renaming(tree: Tree, loc: Loc, old: Any, new: Any) -> Tree:
    """Carry the new id of the part at a place to what names it."""
    if old is None or new is None:
        return tree
    match loc:
        case ("challenges", int(), "questions", int()):
            tree = with_actions(tree, loc, lambda action: action | {"question": new})
            return in_changes(tree, lambda names: [new if name == old else name for name in names])
        case ("challenges", int(), "questions", int(), "items", int()):
            return with_actions(
                tree, loc[:4], lambda action: action | {"item": new} if action.get("item") == old else action
            )
        case ("families", int(), "readings", int()):
            return in_tags(tree, lambda tags: [new if tag == old else tag for tag in tags])
    return tree


def follow_insertion(tree: Tree, loc: Loc) -> Tree:
    """A level inserted pushes up those above."""
    match loc:
        case ("challenges", int(), "questions", int(), "levels", int() as rank):
            return with_steps(tree, loc[:4], lambda to: to + 1 if to >= rank else to)
    return tree


def follow_removal(tree: Tree, loc: Loc) -> Tree:
    """Take away what names the part at a place."""
    name = value_at(tree, (*loc, "id"))
    match loc:
        case ("challenges", int()):
            gone = [value_at(each, ("id",)) for each in parts_of(part_of(tree, loc), "questions")]
            tree = in_changes(tree, lambda names: [each for each in names if each not in gone])
        case ("challenges", int(), "questions", int()):
            tree = without_actions(tree, loc, lambda _: True)
            tree = in_changes(tree, lambda names: [each for each in names if each != name])
        case ("challenges", int(), "questions", int(), "items", int()):
            tree = without_actions(tree, loc[:4], lambda action: action.get("item") == name)
        case ("challenges", int(), "questions", int(), "levels", int() as rank):
            tree = with_steps(tree, loc[:4], lambda to: None if to == rank else to - (to > rank) or None)
        case ("families", int(), "readings", int()):
            tree = without_tags(tree, [name])
        case ("families", int()):
            tree = without_tags(tree, [value_at(each, ("id",)) for each in parts_of(part_of(tree, loc), "readings")])
    return tree


def follow_move(tree: Tree, loc: Loc, order: list[int]) -> Tree:
    """Levels that change places take along the actions that lead to them; ``order`` is of the old ranks."""
    match loc:
        case ("challenges", int(), "questions", int(), "levels", int()):
            now = {old: new for new, old in enumerate(order)}
            return with_steps(tree, loc[:4], lambda to: now.get(to, to) or now[0])
    return tree


def with_actions(tree: Tree, question: Loc, change: Kept) -> Tree:
    """Each action of a question changed, or dropped. None of them when another question has the same id."""
    name, challenge = value_at(tree, (*question, "id")), question[:2]
    namesakes = [each for each in parts_of(part_of(tree, challenge), "questions") if value_at(each, ("id",)) == name]
    actions = parts_of(part_of(tree, challenge), "actions")
    if not actions or len(namesakes) != 1:
        return tree
    found = [change(each) if value_at(each, ("question",)) == name else each for each in actions]
    edited: Tree = put(tree, (*challenge, "actions"), [each for each in found if each is not None])
    return edited


def without_actions(tree: Tree, question: Loc, dropped: Callable[[Tree], bool]) -> Tree:
    """The tree without some actions of a question."""
    return with_actions(tree, question, lambda action: None if dropped(action) else action)


def with_steps(tree: Tree, question: Loc, renumber: Callable[[int], int | None]) -> Tree:
    """Each action of a question at the level that it leads to now; dropped where that is None."""

    def renumbered(action: Tree) -> Tree | None:
        to = action.get("to")
        if not isinstance(to, int):
            return action
        now = renumber(to)
        return None if now is None else action | {"to": now}

    return with_actions(tree, question, renumbered)


def without_tags(tree: Tree, names: list[Any]) -> Tree:
    """The tree without some tags on any question."""
    return in_tags(tree, lambda tags: [tag for tag in tags if tag not in names])


def in_tags(tree: Tree, change: Callable[[list[Any]], list[Any]]) -> Tree:
    """The tags of every question changed; a question left without any has no key for them."""
    for c, challenge in enumerate(parts_of(tree, "challenges")):
        for q, question in enumerate(parts_of(challenge, "questions")):
            tags = parts_of(question, "tags")
            if (now := change(tags)) != tags:
                tree = put(tree, ("challenges", c, "questions", q, "tags"), now or None)
    return tree


def in_changes(tree: Tree, change: Callable[[list[Any]], list[Any]]) -> Tree:
    """The questions' names changed in what is said of earlier versions; an entry that names none any more goes."""
    for rank, version in enumerate(parts_of(tree, "changes")):
        entries = [renewed(entry, change) for entry in parts_of(version, "questions")]
        kept = [entry for entry in entries if entry is not None]
        if kept != parts_of(version, "questions"):
            tree = put(tree, ("changes", rank, "questions"), kept)
    return tree


def renewed(entry: Any, change: Callable[[list[Any]], list[Any]]) -> Any:
    """An entry of the changes with its new names; None when it had some and has none left."""
    names = parts_of(entry, "new")
    now = change(names)
    if now == names:
        return entry
    return entry | {"new": now} if now else None
