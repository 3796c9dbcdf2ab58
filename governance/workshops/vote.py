# SPDX-License-Identifier: EUPL-1.2
"""One vote, and the answers that a vote may hold."""

import hashlib
from dataclasses import dataclass

from governance.assessments.stating import read_key
from governance.errors import InputError
from governance.questionnaire.answer import DONT_KNOW
from governance.questionnaire.model import Question
from governance.workshops.codes import new_secret


@dataclass(frozen=True, slots=True)
class Vote:
    """What one participant answered in one round. No time: it would link their votes from question to question."""

    question_id: str
    round: int
    participant: str
    answer: str
    college: str | None = None


def read_vote(question: Question, text: str) -> str:
    """The answer in its one form: a level's number, or ``NSP``. InputError for another.

    >>> from governance.questionnaire import load
    >>> question = load("echelons").questions[0]
    >>> read_vote(question, " 03 "), read_vote(question, "nsp")
    ('3', 'NSP')
    """
    answer = text.strip()
    if answer.upper() == DONT_KNOW:
        return DONT_KNOW
    if is_count(answer) and int(answer) < len(question.levels):
        return str(int(answer))
    raise InputError("workshop.answer_unknown", answer=text, last=len(question.levels) - 1)


def is_count(text: str) -> bool:
    """Whether a text is a whole number, and one that somebody may have meant."""
    return text.isascii() and text.isdigit() and len(text) <= 6


def digest_of(key: str) -> str:
    """What is kept of the key of a vote: enough to know it again. Without a key, one that never comes again."""
    return hashlib.sha256((read_key(key) if key else new_secret()).encode()).hexdigest()[:16]
