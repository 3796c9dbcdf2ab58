# SPDX-License-Identifier: EUPL-1.2
"""The history of answers: lines are added, never altered."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from governance.assessments.records import Change, StoredAnswer
from governance.store.answers import as_values
from governance.store.inserting import insert_if_absent
from governance.store.schema import answer_changes as table

CHANGE_COLUMNS = (
    table.c.key,
    table.c.assessment_id,
    table.c.from_code,
    table.c.question_id,
    table.c.code,
    table.c.reason,
    table.c.comment,
    table.c.evidence,
    table.c.version,
    table.c.author,
    table.c.at,
    table.c.carried_from,
    table.c.import_id,
)


class ChangeTable:
    """Changes, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, change: Change) -> bool:
        """Write one line; False when its key was used before."""
        return insert_if_absent(self._connection, table, as_row(change))

    def add_all(self, changes: Iterable[Change]) -> None:
        """Write many lines at once."""
        rows = [as_row(change) for change in changes]
        if rows:
            self._connection.execute(insert(table), rows)

    def by_key(self, key: str) -> Change | None:
        """The line written under a key."""
        row = self._connection.execute(select(*CHANGE_COLUMNS).where(table.c.key == key)).one_or_none()
        return as_change(row) if row else None

    def of_assessment(self, assessment_id: str, question_id: str | None = None) -> list[Change]:
        """The history of an assessment, or of one of its questions, oldest first."""
        query = select(*CHANGE_COLUMNS).where(table.c.assessment_id == assessment_id)
        if question_id is not None:
            query = query.where(table.c.question_id == question_id)
        rows = self._connection.execute(query.order_by(table.c.at, table.c.question_id, table.c.version))
        return [as_change(row) for row in rows]


def as_row(change: Change) -> dict[str, object]:
    """A change's values by column."""
    return {
        "key": change.key,
        "assessment_id": change.assessment_id,
        "from_code": change.from_code,
        "carried_from": change.carried_from,
        "import_id": change.import_id,
        **as_values(change.answer),
    }


def as_change(row: Row[*tuple[Any, ...]]) -> Change:
    """A change from its columns."""
    key, assessment_id, from_code, *answer, carried_from, import_id = row
    return Change(key, assessment_id, from_code, StoredAnswer(*answer), carried_from, import_id)
