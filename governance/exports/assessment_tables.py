# SPDX-License-Identifier: EUPL-1.2
"""An assessment's scores and answers as tables: the same columns as `echelons score` prints and reads."""

from collections.abc import Iterator, Mapping

from governance.assessments.records import StoredAnswer
from governance.exports.spreadsheet import to_csv
from governance.language import Language
from governance.questionnaire.model import Questionnaire
from governance.scoring.result import Node, Profile

SCORE_COLUMNS = ("territory", "node", "kind", "score", "coverage", "low", "high", "status", "level")
ANSWER_COLUMNS = ("territory", "question", "answer", "reason", "title", "comment", "evidence", "date", "author")


def scores_csv(territory: str, profile: Profile) -> bytes:
    """The scores, one line for each node: index, challenges, readings."""
    nodes = (profile.index, *profile.challenges, *profile.readings)
    return to_csv(SCORE_COLUMNS, (score_row(territory, node) for node in nodes))


def score_row(territory: str, node: Node) -> dict[str, object]:
    """One figure, unrounded."""
    return {
        "territory": territory,
        "node": node.id,
        "kind": node.kind,
        "score": node.score,
        "coverage": node.coverage,
        "low": node.low,
        "high": node.high,
        "status": node.status.label,
        "level": node.level,
    }


def answers_csv(
    territory: str, questionnaire: Questionnaire, answers: Mapping[str, StoredAnswer], language: Language
) -> bytes:
    """The answers, one line for each question, in the questionnaire's order; `echelons score` reads this file."""
    return to_csv(ANSWER_COLUMNS, answer_rows(territory, questionnaire, answers, language))


def answer_rows(
    territory: str, questionnaire: Questionnaire, answers: Mapping[str, StoredAnswer], language: Language
) -> Iterator[dict[str, object]]:
    """One line for each question; empty where it was not answered."""
    for question in questionnaire.questions:
        row: dict[str, object] = {"territory": territory, "question": question.id, "title": question.title.to(language)}
        if stored := answers.get(question.id):
            row |= {
                "answer": stored.code or "",
                "reason": stored.reason,
                "comment": stored.comment,
                "evidence": stored.evidence,
                "date": stored.at.isoformat(timespec="seconds"),
                "author": stored.author,
            }
        yield row
