# SPDX-License-Identifier: EUPL-1.2
"""The present answers."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from governance.assessments.records import NEVER_ANSWERED, LayerOfAnswers, StoredAnswer
from governance.store.assessments import in_layer
from governance.store.schema import answers as table
from governance.store.schema import assessments

ANSWER_COLUMNS = (
    table.c.question_id,
    table.c.code,
    table.c.reason,
    table.c.comment,
    table.c.evidence,
    table.c.version,
    table.c.author,
    table.c.at,
)
VALUES = tuple(column.name for column in ANSWER_COLUMNS if column is not table.c.question_id)


class AnswerTable:
    """Answers, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_assessment(self, assessment_id: str) -> dict[str, StoredAnswer]:
        """The answers of one assessment by question; in order of the questions' ids."""
        query = select(*ANSWER_COLUMNS).where(table.c.assessment_id == assessment_id).order_by(table.c.question_id)
        return {row.question_id: as_answer(row) for row in self._connection.execute(query)}

    def get(self, assessment_id: str, question_id: str) -> StoredAnswer | None:
        """The answer to one question."""
        query = select(*ANSWER_COLUMNS).where(
            table.c.assessment_id == assessment_id, table.c.question_id == question_id
        )
        row = self._connection.execute(query).one_or_none()
        return as_answer(row) if row else None

    def write(self, assessment_id: str, answer: StoredAnswer) -> None:
        """Put an answer in the place of the previous one. The assessment is locked, the version already checked."""
        values = as_values(answer)
        if answer.version == NEVER_ANSWERED + 1:
            self._connection.execute(insert(table).values(assessment_id=assessment_id, **values))
            return
        statement = update(table).where(
            table.c.assessment_id == assessment_id, table.c.question_id == answer.question_id
        )
        self._connection.execute(statement.values(**values))

    def write_all(self, answers: Iterable[tuple[str, StoredAnswer]]) -> None:
        """Write many first answers at once, each with its assessment's id."""
        rows = [{"assessment_id": assessment_id, **as_values(answer)} for assessment_id, answer in answers]
        if rows:
            self._connection.execute(insert(table), rows)

    def rewrite_all(self, answers: Iterable[tuple[str, StoredAnswer]]) -> None:
        """Put many answers in the place of those there, each with its assessment's id. The assessments are locked."""
        statement = (
            update(table)
            .where(table.c.assessment_id == bindparam("one"), table.c.question_id == bindparam("asked"))
            .values({name: bindparam(f"new_{name}") for name in VALUES})
        )
        rows = [
            {"one": assessment_id, "asked": answer.question_id}
            | {f"new_{name}": getattr(answer, name) for name in VALUES}
            for assessment_id, answer in answers
        ]
        if rows:
            self._connection.execute(statement, rows)

    def of_edition(self, questionnaire_id: str, version: str) -> dict[tuple[str, str], StoredAnswer]:
        """The answers of all real assessments of a version of a questionnaire, by assessment and question."""
        query = (
            select(table.c.assessment_id, *ANSWER_COLUMNS)
            .join(assessments, assessments.c.id == table.c.assessment_id)
            .where(
                assessments.c.questionnaire_id == questionnaire_id,
                assessments.c.questionnaire_version == version,
                assessments.c.simulated.is_(False),
            )
        )
        return {(row[0], row[1]): StoredAnswer(*row[1:]) for row in self._connection.execute(query)}

    def codes_of_layer(self, layer: LayerOfAnswers) -> Iterator[tuple[str, str, str]]:
        """Assessment, question and code of every answer of a layer; withdrawn ones are left out."""
        query = (
            select(table.c.assessment_id, table.c.question_id, table.c.code)
            .join(assessments, assessments.c.id == table.c.assessment_id)
            .where(in_layer(layer), table.c.code.is_not(None))
        )
        return (tuple(row) for row in self._connection.execute(query))


def as_values(answer: StoredAnswer) -> dict[str, object]:
    """An answer's values by column."""
    return {column.name: getattr(answer, column.name) for column in ANSWER_COLUMNS}


def as_answer(row: Row[*tuple[Any, ...]]) -> StoredAnswer:
    """An answer from its columns, which stand in the order of its fields."""
    return StoredAnswer(*row)
