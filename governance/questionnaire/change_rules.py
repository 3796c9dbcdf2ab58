# SPDX-License-Identifier: EUPL-1.2
"""What must hold of the ``changes`` of a questionnaire, so that each answer is carried where it belongs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from governance.questionnaire.model import Question, Questionnaire
from governance.questionnaire.node import Finding, Loc
from governance.questionnaire.shelf import VERSION, version_order
from governance.questionnaire.spot import Spot, all_questions

Older = Callable[[str, str], Questionnaire | None]
"""Finds an edition at hand by id and version."""
# How many ids each kind of change has on each side: none, one, or several.
NONE, ONE, SEVERAL = (0, 0), (1, 1), (2, 10_000)
SIDES: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "same": (ONE, ONE),
    "reworded": (ONE, ONE),
    "split": (ONE, SEVERAL),
    "merged": (SEVERAL, ONE),
    "new": (NONE, (1, 10_000)),
    "dropped": ((1, 10_000), NONE),
}
TABLED = frozenset({"same", "reworded", "merged"})


def change_rules(head: Spot) -> Iterator[Finding]:
    """Each mapping is from an earlier version, once, and names questions of this one, each once."""
    seen: dict[tuple[int, ...], Loc] = {}
    for change in head.parts("changes"):
        since = version_of(change.text("since"))
        own = version_of(head.text("version"))
        if since and own and since >= own:
            yield Finding(
                change.at("since"), "since_later", {"since": change.text("since"), "own": head.text("version")}
            )
        if since and seen.setdefault(since, change.loc) != change.loc:
            yield Finding(change.at("since"), "since_repeated", {"since": change.text("since"), "other": seen[since]})
        yield from entry_findings(change)
        yield from side_findings(change, "new", {q.id: q.data for q in all_questions(head) if q.id})


def older_rules(head: Spot, older: Older) -> Iterator[Finding]:
    """The earlier versions are at hand, and have the questions and levels named."""
    for change in head.parts("changes"):
        since, name = change.text("since"), head.id
        if not (since and name and version_of(since)):
            continue
        edition = older(name, since)
        if edition is None:
            yield Finding(change.at("since"), "since_unknown", {"since": since, "id": name})
            continue
        was = {question.id: plain(question) for question in edition.questions}
        yield from side_findings(change, "old", was)
        yield from fit_findings(change, was, {q.id: q.data for q in all_questions(head) if q.id})


def entry_findings(change: Spot) -> Iterator[Finding]:
    """Each change has as many ids on each side as its kind asks for, and levels only where answers are kept."""
    for entry in change.parts("questions"):
        kind = entry.text("kind") or ""
        for side, (least, most) in zip(("old", "new"), SIDES.get(kind, ()), strict=False):
            count = len(entry.list(side))
            if not least <= count <= most:
                key = "change_none" if most == 0 else "change_one" if most == 1 else "change_few"
                yield Finding(entry.at(side) if entry.has(side) else entry.loc, key, {"kind": kind, "name": side})
        if entry.has("levels") and kind in SIDES and kind not in TABLED:
            yield Finding(entry.at("levels"), "change_levels_idle", {"kind": kind})


def side_findings(change: Spot, side: str, known: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """The ids of one side are questions of that version, each in one change; its levels are theirs."""
    seen: dict[str, Loc] = {}
    for entry in change.parts("questions"):
        for loc, word in entry.words(side):
            if word not in known:
                yield unknown_question(loc, word, known)
            elif seen.setdefault(word, loc) != loc:
                yield Finding(loc, "change_twice", {"id": word, "other": seen[word][:-2]})
            else:
                yield from level_findings(entry, side, word, known[word])


def level_findings(entry: Spot, side: str, word: str, question: Mapping[str, Any]) -> Iterator[Finding]:
    """The levels of a table are those of the questions that it leads from and to."""
    table = entry.data.get("levels")
    if not isinstance(table, dict) or not table:
        return
    if question.get("kind") != "level":
        yield Finding(entry.at("levels"), "change_levels_foreign", {"id": word})
        return
    last = count(question) - 1
    for old, new in table.items():
        given = str(old if side == "old" else new)
        if given.isascii() and given.isdigit() and int(given[:9]) > last:
            yield Finding(entry.at("levels"), "change_level_unknown", {"level": given[:9], "id": word, "last": last})


def fit_findings(change: Spot, old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Any]) -> Iterator[Finding]:
    """Where answers are kept, questions are of one kind, and a table says what becomes of levels more or fewer."""
    for entry in change.parts("questions"):
        pairs = [(old.get(was), new.get(now)) for _, was in entry.words("old") for _, now in entry.words("new")]
        known = [(was, now) for was, now in pairs if was and now and entry.text("kind") in TABLED]
        if any(was.get("kind") != now.get("kind") for was, now in known):
            yield Finding(entry.loc, "change_kinds", {"kind": entry.text("kind")})
        elif not entry.has("levels") and any(count(was) != count(now) for was, now in known):
            yield Finding(entry.loc, "change_levels_missing", {"kind": entry.text("kind")})


def count(question: Mapping[str, Any]) -> int:
    """How many levels a question has."""
    levels = question.get("levels")
    return len(levels) if isinstance(levels, (list, tuple)) else 0


def unknown_question(loc: Loc, word: str, known: Iterable[str]) -> Finding:
    """The finding for an id that no question of a version has, with the nearest that one has."""
    near = get_close_matches(word, list(known), n=1)
    return Finding(loc, "change_question_near" if near else "change_question", {"id": word, "near": "".join(near)})


def version_of(text: str | None) -> tuple[int, ...] | None:
    """What a version is compared by; None for what is no version.

    >>> version_of("1.2"), version_of("new")
    ((1, 2, 0), None)
    """
    return version_order(text) if text and VERSION.fullmatch(text) else None


def plain(question: Question) -> dict[str, Any]:
    """A question as the rules read it."""
    return {"kind": question.kind, "levels": question.levels}
