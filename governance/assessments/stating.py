# SPDX-License-Identifier: EUPL-1.2
"""From what a person entered to an answer that may be kept."""

from dataclasses import dataclass
from datetime import datetime

from governance.assessments.codes import canonical_code
from governance.assessments.records import StoredAnswer
from governance.assessments.texts import (
    AUTHOR_LIMIT,
    COMMENT_LIMIT,
    KEY_LIMIT,
    NAME_LIMIT,
    REASON_MINIMUM,
    clean_line,
    clean_text,
    within,
)
from governance.errors import InputError
from governance.questionnaire.answer import NOT_APPLICABLE
from governance.questionnaire.model import Question, Questionnaire, Tier


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person entered for one question, as they entered it."""

    question_id: str
    code: str | None
    reason: str = ""
    comment: str = ""
    evidence: str = ""


def state(
    statement: Statement, questionnaire: Questionnaire, tier: Tier, *, version: int, author: str, at: datetime
) -> StoredAnswer:
    """The answer to keep: canonical, cleaned, within limits. InputError says what does not fit.

    *Non concerné* needs its reason; no other answer keeps one.
    """
    question = asked_question(questionnaire, statement.question_id, tier)
    code = canonical_code(question, statement.code)
    return StoredAnswer(
        question_id=question.id,
        code=code,
        reason=read_reason(question, statement.reason) if code == NOT_APPLICABLE else "",
        comment=within("comment", clean_text(statement.comment), COMMENT_LIMIT),
        evidence=within("evidence", clean_text(statement.evidence), COMMENT_LIMIT),
        version=version,
        author=read_author(author),
        at=at,
    )


def asked_question(questionnaire: Questionnaire, question_id: str, tier: Tier) -> Question:
    """The question, when the questionnaire puts it to authorities of this tier."""
    try:
        question = questionnaire.question(question_id)
    except KeyError:
        raise InputError("assessment.question_unknown", question=question_id) from None
    if not question.concerns(tier):
        raise InputError("assessment.question_not_asked", question=question_id)
    return question


def read_reason(question: Question, text: str) -> str:
    """Why the question does not concern the authority."""
    reason = within("reason", clean_text(text), COMMENT_LIMIT)
    if len(reason) < REASON_MINIMUM:
        raise InputError("assessment.reason_missing", question=question.id, minimum=REASON_MINIMUM)
    return reason


def read_author(name: str) -> str:
    """The name of a person, on one line; it may be empty."""
    return within("author", clean_line(name), AUTHOR_LIMIT)


def read_name(name: str) -> str:
    """The name of a snapshot."""
    line = within("name", clean_line(name), NAME_LIMIT)
    if not line:
        raise InputError("assessment.name_missing")
    return line


def read_key(key: str) -> str:
    """The key of a write, which its sender made up."""
    if not key or len(key) > KEY_LIMIT or not key.isprintable():
        raise InputError("assessment.key_invalid", limit=KEY_LIMIT)
    return key
