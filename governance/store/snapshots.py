# SPDX-License-Identifier: EUPL-1.2
"""Snapshots: written once, read as they were."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, insert, select

from governance.assessments.records import LayerOfAnswers
from governance.assessments.snapshot import Snapshot
from governance.questionnaire.model import Form
from governance.store.assessments import in_layer
from governance.store.schema import assessments
from governance.store.schema import snapshots as table

SNAPSHOT_COLUMNS = (
    table.c.id,
    table.c.assessment_id,
    table.c.name,
    table.c.taken_at,
    table.c.author,
    table.c.payload,
)


class SnapshotTable:
    """Snapshots, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_all(self, snapshots: Iterable[Snapshot]) -> None:
        """Write snapshots."""
        rows = [as_row(snapshot) for snapshot in snapshots]
        if rows:
            self._connection.execute(insert(table), rows)

    def get(self, snapshot_id: str) -> Snapshot | None:
        """The snapshot of that id."""
        row = self._connection.execute(select(*SNAPSHOT_COLUMNS).where(table.c.id == snapshot_id)).one_or_none()
        return as_snapshot(row) if row else None

    def of_assessment(self, assessment_id: str) -> list[Snapshot]:
        """The snapshots of an assessment, the latest first."""
        query = select(*SNAPSHOT_COLUMNS).where(table.c.assessment_id == assessment_id)
        rows = self._connection.execute(query.order_by(table.c.taken_at.desc(), table.c.id))
        return [as_snapshot(row) for row in rows]

    def moments_of_layer(self, layer: LayerOfAnswers) -> list[datetime]:
        """When each snapshot of a layer was taken, oldest first."""
        query = select(table.c.taken_at).join(assessments, assessments.c.id == table.c.assessment_id)
        return list(self._connection.scalars(query.where(in_layer(layer)).order_by(table.c.taken_at)))

    def codes_of_layer(self, layer: LayerOfAnswers, until: datetime) -> Iterator[tuple[str, Form, dict[str, str]]]:
        """Assessment, form and codes by question of the last snapshot of each authority of a layer up to a moment."""
        latest = (
            select(table.c.assessment_id, func.max(table.c.taken_at).label("moment"))
            .join(assessments, assessments.c.id == table.c.assessment_id)
            .where(in_layer(layer), table.c.taken_at <= until)
            .group_by(table.c.assessment_id)
            .subquery()
        )
        query = select(table.c.assessment_id, table.c.payload).join(
            latest, and_(latest.c.assessment_id == table.c.assessment_id, latest.c.moment == table.c.taken_at)
        )
        for assessment_id, payload in self._connection.execute(query.order_by(table.c.id)):
            codes = {question: answer["code"] for question, answer in payload["answers"].items() if answer["code"]}
            yield assessment_id, "flash" if payload["form"] == "flash" else "full", codes


def as_row(snapshot: Snapshot) -> dict[str, object]:
    """A snapshot's values by column."""
    return {column.name: getattr(snapshot, column.name) for column in SNAPSHOT_COLUMNS}


def as_snapshot(row: Row[*tuple[Any, ...]]) -> Snapshot:
    """A snapshot from its columns, which stand in the order of its fields."""
    return Snapshot(*row)
