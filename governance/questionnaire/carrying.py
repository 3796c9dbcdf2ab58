# SPDX-License-Identifier: EUPL-1.2
"""Answers taken from one version of a questionnaire to a later one: what is kept, what must be asked again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from governance.errors import InputError
from governance.questionnaire.answer import DONT_KNOW, NO_ITEM, NOT_APPLICABLE, read_answer
from governance.questionnaire.changes import Change, Correspondence, Kind
from governance.questionnaire.model import Question

Why = Literal["altered", "split", "differ", "level_gone", "refused"]
"""Why a question is asked again: it is another one; it was split; the merged answers differ, or some are missing; its
level leads nowhere; the later question does not admit the answer."""
KEEPING: frozenset[Kind] = frozenset({"same", "reworded", "merged"})


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer to the later version, and the old questions that it comes from."""

    question: Question
    code: str
    sources: tuple[str, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Again:
    """A question to be asked again: why, and what was answered before."""

    question: Question
    why: Why
    before: tuple[tuple[Question, str], ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of some answers. ``dropped`` are those that no question takes up; ``new`` was never asked."""

    kept: tuple[Kept, ...]
    again: tuple[Again, ...]
    dropped: tuple[tuple[Question, str], ...]
    new: tuple[Question, ...]


def carried(correspondence: Correspondence, codes: Mapping[str, str]) -> Carried:
    """What becomes of the answers, by question, given to the earlier version. None of them is ever made up."""
    kept: list[Kept] = []
    again: list[Again] = []
    for change in correspondence.changes:
        before = answered(change, codes)
        for question in change.new if before else ():
            outcome = carry(change, question, before)
            if isinstance(outcome, Kept):
                kept.append(outcome)
            else:
                again.append(Again(question, outcome, before))
    dropped = [given for change in correspondence.of_kind("dropped") for given in answered(change, codes)]
    new = [question for change in correspondence.of_kind("new") for question in change.new]
    return Carried(tuple(kept), tuple(again), tuple(dropped), tuple(new))


def answered(change: Change, codes: Mapping[str, str]) -> tuple[tuple[Question, str], ...]:
    """The old questions of a change that were answered, with their codes."""
    return tuple((question, codes[question.id]) for question in change.old if question.id in codes)


def carry(change: Change, question: Question, before: tuple[tuple[Question, str], ...]) -> Kept | Why:
    """The answer kept for a question of a change, or why it must be asked again."""
    one_to_one = len(change.old) == len(change.new) == 1
    without_value = before[0][1] in (DONT_KNOW, NOT_APPLICABLE)
    if change.kind == "split":
        return "split"
    if change.kind not in KEEPING and not (one_to_one and without_value):
        return "altered"
    translated = {translate(change, was, question, code) for was, code in before}
    if len(before) < len(change.old) or len(translated) > 1:
        return "differ"
    (code,) = translated
    if code is None:
        return "level_gone" if question.kind == "level" and before[0][0].kind == "level" else "altered"
    if not admitted(question, code):
        return "refused"
    return Kept(question, code, tuple(was.id for was, _ in before), change.kind)


def translate(change: Change, was: Question, question: Question, code: str) -> str | None:
    """An old answer's code as the later question takes it; None where nothing says what it would be."""
    if code in (DONT_KNOW, NOT_APPLICABLE):
        return code
    if was.kind != question.kind:
        return None
    if question.kind == "level":
        return translate_level(change, was, question, int(code))
    return translate_items(was, question, code) if question.kind == "checklist" else code


def translate_level(change: Change, was: Question, question: Question, level: int) -> str | None:
    """Through the table of levels; without one, a level keeps its number where there are as many levels."""
    if change.levels is None:
        return str(level) if len(was.levels) == len(question.levels) else None
    reached = change.levels.get(level)
    return None if reached is None else str(reached)


def translate_items(was: Question, question: Question, code: str) -> str | None:
    """The held items that the later list still has; None where it has new ones, of which nobody was asked."""
    known = [item.id for item in question.items]
    if not set(known) <= {item.id for item in was.items}:
        return None
    held = set(code.split(";"))
    return ";".join(item for item in known if item in held) or NO_ITEM


def admitted(question: Question, code: str) -> bool:
    """Whether a question takes an answer."""
    try:
        read_answer(question, code)
    except InputError:
        return False
    return True
