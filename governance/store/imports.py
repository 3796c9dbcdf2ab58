# SPDX-License-Identifier: EUPL-1.2
"""The list of imports, and the answers that came by them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, select

from governance.assessments.records import LayerOfAnswers
from governance.imports.records import DataImport, ImportKind
from governance.store.assessments import in_layer
from governance.store.schema import answer_changes as changes
from governance.store.schema import answers, assessment_imports, assessments, plan_changes, snapshots
from governance.store.schema import imports as table

COLUMNS = tuple(table.c)


class ImportTable:
    """Imports, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, record: DataImport) -> None:
        """Write a new import."""
        values = {column.name: getattr(record, column.name) for column in COLUMNS}
        self._connection.execute(insert(table).values(**values | {"facts": dict(record.facts)}))

    def get(self, import_id: str) -> DataImport | None:
        """The import of an id."""
        row = self._connection.execute(select(*COLUMNS).where(table.c.id == import_id)).one_or_none()
        return as_import(row) if row else None

    def all(self) -> list[DataImport]:
        """Every import, the latest first."""
        rows = self._connection.execute(select(*COLUMNS).order_by(table.c.at.desc(), table.c.id))
        return [as_import(row) for row in rows]

    def ids_of(self, kinds: Sequence[ImportKind]) -> list[str]:
        """The ids of the imports of some kinds, in order: together they tell one state of them from any other."""
        query = select(table.c.id).where(table.c.kind.in_(kinds)).order_by(table.c.id)
        return list(self._connection.scalars(query))

    def remove(self, import_id: str) -> bool:
        """Delete an import with the groupings, composition or indicator that it brought; answers stay."""
        return self._connection.execute(delete(table).where(table.c.id == import_id)).rowcount == 1

    def of_assessments(self, assessment_ids: Sequence[str]) -> dict[str, list[DataImport]]:
        """For each assessment the imports that brought some of its answers, the latest first."""
        query = (
            select(assessment_imports.c.assessment_id, *COLUMNS)
            .join(table, table.c.id == assessment_imports.c.import_id)
            .where(assessment_imports.c.assessment_id.in_(assessment_ids))
            .order_by(table.c.at.desc(), table.c.id)
        )
        found: dict[str, list[DataImport]] = {}
        for assessment_id, *values in self._connection.execute(query):
            found.setdefault(assessment_id, []).append(DataImport(*values))
        return found

    def link(self, import_id: str, counts: Mapping[str, int]) -> None:
        """Note how many answers of each assessment an import brought."""
        rows = [
            {"assessment_id": assessment, "import_id": import_id, "answers": count}
            for assessment, count in counts.items()
        ]
        if rows:
            self._connection.execute(insert(assessment_imports), rows)

    def by_people(self, questionnaire_id: str, version: str) -> set[tuple[str, str]]:
        """Assessment and question of the present answers that no import brought: a person wrote them last."""
        latest = and_(
            changes.c.assessment_id == answers.c.assessment_id,
            changes.c.question_id == answers.c.question_id,
            changes.c.version == answers.c.version,
        )
        query = (
            select(answers.c.assessment_id, answers.c.question_id)
            .join(assessments, assessments.c.id == answers.c.assessment_id)
            .join(changes, latest, isouter=True)
            .where(
                assessments.c.questionnaire_id == questionnaire_id,
                assessments.c.questionnaire_version == version,
                assessments.c.simulated.is_(False),
                changes.c.import_id.is_(None),
            )
        )
        return {(row.assessment_id, row.question_id) for row in self._connection.execute(query)}

    def only_by(self, import_id: str) -> list[str]:
        """The assessments that hold nothing but what one import brought: no other answer, plan or snapshot."""
        own = select(assessment_imports.c.assessment_id).where(assessment_imports.c.import_id == import_id)
        others = [
            select(changes.c.assessment_id).where(
                (changes.c.import_id != import_id) | changes.c.import_id.is_(None), changes.c.assessment_id.in_(own)
            ),
            select(snapshots.c.assessment_id).where(snapshots.c.assessment_id.in_(own)),
            select(plan_changes.c.assessment_id).where(plan_changes.c.assessment_id.in_(own)),
        ]
        query = select(assessments.c.id).where(
            assessments.c.id.in_(own), *(assessments.c.id.not_in(other) for other in others)
        )
        return sorted(self._connection.scalars(query))

    def sources_of_layer(self, layer: LayerOfAnswers) -> dict[str, int]:
        """The sources of imported answers among the authorities of a layer, each with how many of them it is of."""
        own = assessment_imports.c.assessment_id
        query = (
            select(table.c.source, func.count(func.distinct(own)))
            .join(assessment_imports, assessment_imports.c.import_id == table.c.id)
            .join(assessments, assessments.c.id == own)
            .where(in_layer(layer))
            .group_by(table.c.source)
            .order_by(table.c.source)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def count_assessments(self, import_id: str) -> int:
        """How many assessments have answers of an import."""
        query = select(func.count()).where(assessment_imports.c.import_id == import_id)
        return self._connection.scalar(query) or 0


def as_import(row: Row[*tuple[Any, ...]]) -> DataImport:
    """An import from its columns, which stand in the order of its fields."""
    return DataImport(*row)
