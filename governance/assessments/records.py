# SPDX-License-Identifier: EUPL-1.2
"""What is kept of an assessment. The store fills these, services and pages read them; all moments are in UTC."""

from dataclasses import dataclass
from datetime import datetime

from governance.questionnaire.model import Form
from governance.territories.territory import Layer

NEVER_ANSWERED = 0
"""The version of an answer that does not exist yet: what the first save expects."""


@dataclass(frozen=True, slots=True)
class AssessmentHead:
    """One authority's assessment with one version of a questionnaire, without its answers."""

    id: str
    territory_id: str
    questionnaire_id: str
    questionnaire_version: str
    form: Form
    simulated: bool
    author: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """The present answer to one question. ``code`` as in questionnaire/answer.py; None when it was withdrawn."""

    question_id: str
    code: str | None
    reason: str
    comment: str
    evidence: str
    version: int
    author: str
    at: datetime

    def says_the_same(self, other: "StoredAnswer") -> bool:
        """Whether both carry the same content, whoever wrote it and when."""
        return content(self) == content(other)


def content(answer: StoredAnswer) -> tuple[str, str | None, str, str, str]:
    """What a person states in an answer."""
    return answer.question_id, answer.code, answer.reason, answer.comment, answer.evidence


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the history: who made an answer go ``from_code`` → ``answer.code``, and when. Never altered."""

    key: str
    """Given by whoever asks, once per intention: the same key never writes twice."""
    assessment_id: str
    from_code: str | None
    answer: StoredAnswer
    carried_from: str | None = None
    """The version of the questionnaire that the answer was taken over from; None for what a person answered."""
    import_id: str | None = None
    """The import that brought the answer; None for what a person answered."""


@dataclass(frozen=True, slots=True)
class AssessmentDetail:
    """A head with its present answers, by question; questions never answered are absent."""

    head: AssessmentHead
    answers: dict[str, StoredAnswer]


@dataclass(frozen=True, slots=True)
class LayerOfAnswers:
    """What a map shows: the authorities of a layer, and a few listed elsewhere that stand for some of its territories,
    with their answers to one version of a questionnaire."""

    layer: Layer
    elsewhere: tuple[str, ...]
    questionnaire_id: str
    questionnaire_version: str
