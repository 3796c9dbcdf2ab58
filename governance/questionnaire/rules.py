# SPDX-License-Identifier: EUPL-1.2
"""What must hold between the parts of a questionnaire for its scores to mean something: ids, kinds, levels, tags."""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from governance.questionnaire.answer import DONT_KNOW, NO_ITEM, NOT_APPLICABLE
from governance.questionnaire.node import Finding, Loc
from governance.questionnaire.part import IDENTIFIER
from governance.questionnaire.spot import Spot, all_questions, all_readings

Rule = Callable[[Spot], Iterable[Finding]]
INDEX = "index"
CONTENT = {"level": "levels", "number": "goalposts", "checklist": "items"}
OF_NUMBERS = ("unit", "least", "most")
"""What only a question of kind number may have besides."""
FEWEST_LEVELS = 2


def unique_ids(head: Spot) -> Iterator[Finding]:
    """No two challenges, questions, readings or families have one id, nor two items of a checklist."""
    yield from repeated("id_repeated", ids(head.parts("challenges")))
    yield from repeated("id_repeated", ids(all_questions(head)))
    yield from repeated("id_repeated", ids(head.parts("families")))
    yield from repeated("id_repeated", ids(all_readings(head)))
    for question in all_questions(head):
        yield from repeated("id_repeated", item_ids(question))


def unique_words(head: Spot) -> Iterator[Finding]:
    """A tag or a tier stands once on a question."""
    for question in all_questions(head):
        yield from repeated("word_repeated", question.words("tags"))
        yield from repeated("word_repeated", question.words("tiers"))
    yield from repeated("word_repeated", head.words("tiers"))


def distinct_scores(head: Spot) -> Iterator[Finding]:
    """Index, challenges and readings are told apart by their ids, in files and on screens."""
    challenges = {word: loc for loc, word in ids(head.parts("challenges"))}
    declared = list(ids(all_readings(head)))
    tags = {word: loc for question in all_questions(head) for loc, word in question.words("tags")}
    readings = declared or [(loc, word) for word, loc in tags.items()]
    for loc, word in [(loc, word) for word, loc in challenges.items()] + readings:
        if word == INDEX:
            yield Finding(loc, "id_index", {"id": word})
    for loc, word in readings:
        if word in challenges:
            yield Finding(loc, "id_shared", {"id": word, "other": challenges[word][:-1]})


def fitting_content(head: Spot) -> Iterator[Finding]:
    """A question has what its kind asks for, and nothing of another kind."""
    for question in all_questions(head):
        kind = question.text("kind") or ""
        if kind not in CONTENT:
            continue
        needed = CONTENT[kind]
        if needed not in question.data:
            yield Finding(question.loc, "content_missing", {"kind": kind, "name": needed})
        elif question.data[needed] == []:
            yield Finding(question.at(needed), "list_empty", {"name": needed})
        foreign = {*CONTENT.values(), *OF_NUMBERS} - {needed} - set(OF_NUMBERS if kind == "number" else ())
        for name in sorted(foreign):
            if question.has(name):
                yield Finding(question.at(name), "content_foreign", {"kind": kind, "name": name})


def ordered_levels(head: Spot) -> Iterator[Finding]:
    """At least two levels, each worth more than the one before."""
    for question in all_questions(head):
        levels = question.list("levels")
        if question.text("kind") != "level" or not levels:
            continue
        if len(levels) < FEWEST_LEVELS:
            yield Finding(question.at("levels"), "levels_few", {"count": len(levels)})
            continue
        values = [level_value(level, rank, len(levels)) for rank, level in enumerate(levels)]
        for rank, (lower, higher) in enumerate(pairwise(values), start=1):
            if lower is not None and higher is not None and higher <= lower:
                values_told = {"value": higher, "before": lower, "rank": rank - 1}
                yield Finding(question.at("levels", rank, "value"), "levels_order", values_told)


def level_value(level: Any, rank: int, count: int) -> float | None:
    """What a level is worth: its own value, or its evenly spread one; None when that cannot be told."""
    value = level.get("value") if isinstance(level, dict) else None
    if value is None:
        return 100 * rank / (count - 1)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def usable_items(head: Spot) -> Iterator[Finding]:
    """No item is called like an answer: ``-``, NC or NSP."""
    for question in all_questions(head):
        for loc, word in item_ids(question):
            if word.upper() in (NO_ITEM, NOT_APPLICABLE, DONT_KNOW):
                yield Finding(loc, "item_reserved", {"id": word})


def declared_tags(head: Spot) -> Iterator[Finding]:
    """Where readings are declared, every tag is one of them."""
    known = [word for _, word in ids(all_readings(head))]
    if not head.has("families"):
        return
    for question in all_questions(head):
        for loc, word in question.words("tags"):
            if word in known or not re.match(IDENTIFIER, word):
                continue  # what is no id at all has been said already
            if near := get_close_matches(word, known, n=1):
                yield Finding(loc, "tag_unknown_near", {"tag": word, "near": near[0]})
            else:
                yield Finding(loc, "tag_unknown", {"tag": word, "known": known})


def used_readings(head: Spot) -> Iterator[Finding]:
    """Every declared reading is a tag of some question."""
    used = {word for question in all_questions(head) for _, word in question.words("tags")}
    for loc, word in ids(all_readings(head)):
        if word not in used:
            yield Finding(loc, "reading_unused", {"id": word})


def enough_flash(head: Spot) -> Iterator[Finding]:
    """A short form takes two questions of each challenge, or the only one that there is."""
    if not any(question.data.get("flash") is True for question in all_questions(head)):
        return
    for challenge in head.parts("challenges"):
        questions = list(challenge.parts("questions"))
        count = sum(question.data.get("flash") is True for question in questions)
        if count < min(2, len(questions)):
            yield Finding(challenge.loc, "flash_few", {"count": count})


def ids(spots: Iterable[Spot]) -> Iterator[tuple[Loc, str]]:
    """The ids of some parts, with their places."""
    return ((spot.at("id"), spot.id) for spot in spots if spot.id)


def item_ids(question: Spot) -> Iterator[tuple[Loc, str]]:
    """The ids of a checklist's items, bare texts among them."""
    yield from question.words("items")
    yield from ids(question.parts("items"))


def repeated(key: str, words: Iterable[tuple[Loc, str]]) -> Iterator[Finding]:
    """A finding for each word that has come before."""
    seen: dict[str, Loc] = {}
    for loc, word in words:
        if seen.setdefault(word, loc) != loc:
            first = seen[word]
            yield Finding(loc, key, {"id": word, "other": first[:-1] if first[-1] == "id" else first})


SOUND: tuple[Rule, ...] = (
    unique_ids, unique_words, distinct_scores, fitting_content, ordered_levels, usable_items, declared_tags,
)  # fmt: skip
"""Without these a score would be wrong or impossible: a questionnaire that breaks one cannot be loaded."""
COMPLETE: tuple[Rule, ...] = (used_readings, enough_flash)
"""Without these something of the questionnaire is never shown: the check says so, scoring goes on."""
