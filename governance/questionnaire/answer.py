# SPDX-License-Identifier: EUPL-1.2
"""What somebody answered to one question, and its one-line code, the same in files and in the store.

A level ``3``, a number ``12.5``, held checklist items ``a;b`` (``-``: none held), ``NSP`` (*je ne sais pas*), ``NC``
(*non concerné*). No code at all means that the question was not answered: missing, never zero.
"""

import math
import re
from dataclasses import dataclass
from enum import IntEnum

from governance.errors import InputError
from governance.questionnaire.model import Question

DONT_KNOW = "NSP"
NOT_APPLICABLE = "NC"
NO_ITEM = "-"
NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]+)?")


class State(IntEnum):
    """What is known of a question for one authority. Only ``VALUE`` carries a score; nothing else is ever a zero."""

    MISSING = 0
    DONT_KNOW = 1
    NOT_APPLICABLE = 2
    NOT_ASKED = 3
    """The question does not concern the authority's tier, or is not in the form."""
    VALUE = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``value`` is the level's rank, the number, or the share of items held (0–1); None without value."""

    state: State
    value: float | None = None
    items: tuple[str, ...] = ()

    @property
    def number(self) -> float:
        """The value; NaN without."""
        return math.nan if self.value is None else self.value

    @property
    def level(self) -> int | None:
        """The rank of the chosen level, for a level question."""
        return None if self.value is None else int(self.value)


def read_answer(question: Question, code: str | None) -> Answer:
    """The answer that a code stands for. InputError when the question does not admit it."""
    text = (code or "").strip()
    match text.upper():
        case "":
            return Answer(State.MISSING)
        case "NSP":
            return Answer(State.DONT_KNOW)
        case "NC":
            if not question.not_applicable:
                raise InputError("questionnaire.not_applicable_refused", question=question.id)
            return Answer(State.NOT_APPLICABLE)
    match question.kind:
        case "level":
            return Answer(State.VALUE, read_level(question, text))
        case "number":
            return Answer(State.VALUE, read_number(question, text))
    held = read_items(question, text)
    return Answer(State.VALUE, len(held) / len(question.items), held)


def read_level(question: Question, text: str) -> float:
    """The rank of a level."""
    # float, not int: Python refuses to read whole numbers of thousands of digits.
    if text.isascii() and text.isdigit() and float(text) < len(question.levels):
        return float(text)
    raise InputError("questionnaire.level_unknown", question=question.id, answer=text, last=len(question.levels) - 1)


def read_number(question: Question, text: str) -> float:
    """A finite number, decimal point or comma, between the question's bounds where it has some."""
    number = float(text.replace(",", ".")) if NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(number):
        raise InputError("questionnaire.number_expected", question=question.id, answer=text)
    if not question.admits(number):
        one_bound = "small" if question.most is None else "large"
        key = f"number_{one_bound}" if None in (question.least, question.most) else "number_outside"
        bounds = {"least": question.least, "most": question.most}
        raise InputError(f"questionnaire.{key}", question=question.id, answer=text, **bounds)
    return number


def read_items(question: Question, text: str) -> tuple[str, ...]:
    """The held items, in the questionnaire's order, each once."""
    if text == NO_ITEM:
        return ()
    known = [item.id for item in question.items]
    named = {name.strip() for name in text.split(";") if name.strip()}
    if not named or (unknown := sorted(named.difference(known))):
        raise InputError(
            "questionnaire.item_unknown", question=question.id, answer=unknown if named else text, items=known
        )
    return tuple(item for item in known if item in named)
