# SPDX-License-Identifier: EUPL-1.2
"""The heads of assessments."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, delete, func, insert, or_, select, update

from governance.assessments.records import AssessmentHead, LayerOfAnswers
from governance.questionnaire.edition import EditionKey
from governance.questionnaire.model import Form
from governance.store.inserting import insert_if_absent
from governance.store.schema import assessments as table

HEAD_COLUMNS = (
    table.c.id,
    table.c.territory_id,
    table.c.questionnaire_id,
    table.c.questionnaire_version,
    table.c.form,
    table.c.simulated,
    table.c.author,
    table.c.created_at,
    table.c.updated_at,
)


class AssessmentTable:
    """Heads, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, head: AssessmentHead) -> bool:
        """Write a new head; False when its authority already has one of that version and kind."""
        return insert_if_absent(self._connection, table, as_row(head))

    def add_all(self, heads: Iterable[AssessmentHead]) -> None:
        """Write many new heads at once."""
        self._connection.execute(insert(table), [as_row(head) for head in heads])

    def get(self, assessment_id: str) -> AssessmentHead | None:
        """The head of that id."""
        row = self._connection.execute(select(*HEAD_COLUMNS).where(table.c.id == assessment_id)).one_or_none()
        return as_head(row) if row else None

    def lock(self, assessment_id: str) -> AssessmentHead | None:
        """The same, and nobody else writes to this assessment until the transaction ends."""
        query = select(*HEAD_COLUMNS).where(table.c.id == assessment_id).with_for_update()
        row = self._connection.execute(query).one_or_none()
        return as_head(row) if row else None

    def of_territory(self, territory_id: str, questionnaire_id: str, version: str) -> AssessmentHead | None:
        """The real assessment of an authority with this version of the questionnaire."""
        query = select(*HEAD_COLUMNS).where(
            table.c.territory_id == territory_id,
            table.c.questionnaire_id == questionnaire_id,
            table.c.questionnaire_version == version,
            table.c.simulated.is_(False),
        )
        row = self._connection.execute(query).one_or_none()
        return as_head(row) if row else None

    def lock_edition(self, questionnaire_id: str, version: str) -> list[AssessmentHead]:
        """The real assessments of a version of a questionnaire; nobody else writes to them until the end."""
        query = select(*HEAD_COLUMNS).where(
            table.c.questionnaire_id == questionnaire_id,
            table.c.questionnaire_version == version,
            table.c.simulated.is_(False),
        )
        return [as_head(row) for row in self._connection.execute(query.order_by(table.c.id).with_for_update())]

    def versions_of_territory(self, territory_id: str, questionnaire_id: str) -> list[AssessmentHead]:
        """The real assessments of an authority with any version of a questionnaire."""
        query = select(*HEAD_COLUMNS).where(
            table.c.territory_id == territory_id,
            table.c.questionnaire_id == questionnaire_id,
            table.c.simulated.is_(False),
        )
        return [as_head(row) for row in self._connection.execute(query.order_by(table.c.created_at))]

    def of_authorities(self, ids: tuple[str, ...], questionnaire_id: str, version: str) -> list[AssessmentHead]:
        """The real and simulated assessments of some authorities with this version of the questionnaire."""
        query = select(*HEAD_COLUMNS).where(
            table.c.territory_id.in_(ids),
            table.c.questionnaire_id == questionnaire_id,
            table.c.questionnaire_version == version,
        )
        return [as_head(row) for row in self._connection.execute(query.order_by(table.c.territory_id))]

    def recent(self, limit: int) -> list[AssessmentHead]:
        """Real assessments, the last written to first."""
        query = (
            select(*HEAD_COLUMNS)
            .where(table.c.simulated.is_(False))
            .order_by(table.c.updated_at.desc(), table.c.id)
            .limit(limit)
        )
        return [as_head(row) for row in self._connection.execute(query)]

    def of_layer(self, layer: LayerOfAnswers) -> list[AssessmentHead]:
        """Real and simulated assessments of the authorities of a layer, by authority."""
        query = select(*HEAD_COLUMNS).where(in_layer(layer)).order_by(table.c.territory_id)
        return [as_head(row) for row in self._connection.execute(query)]

    def other_editions_of_layer(self, layer: LayerOfAnswers) -> int:
        """How many authorities of a layer answered other questionnaires or versions, and not this one."""
        here = select(table.c.territory_id).where(in_layer(layer))
        query = select(func.count(func.distinct(table.c.territory_id))).where(
            among(layer), table.c.territory_id.not_in(here)
        )
        return self._connection.scalar(query) or 0

    def count_by_edition(self) -> dict[EditionKey, int]:
        """How many real assessments each version of each questionnaire has."""
        key = (table.c.questionnaire_id, table.c.questionnaire_version)
        query = select(*key, func.count()).where(table.c.simulated.is_(False)).group_by(*key)
        return {(row[0], row[1]): row[2] for row in self._connection.execute(query)}

    def answers_edition(self, questionnaire_id: str, version: str) -> bool:
        """Whether any assessment, simulated ones included, belongs to a version of a questionnaire."""
        query = select(table.c.id).where(
            table.c.questionnaire_id == questionnaire_id, table.c.questionnaire_version == version
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def layer_revision(self, layer: LayerOfAnswers) -> tuple[object, ...]:
        """A value that differs as soon as one assessment of the layer was written to, added or deleted."""
        query = select(func.count(), func.sum(table.c.revision), func.max(table.c.updated_at)).where(in_layer(layer))
        return tuple(self._connection.execute(query).one())

    def touch(self, assessment_id: str, at: datetime) -> None:
        """Note that the assessment was written to."""
        self._write(assessment_id, updated_at=at)

    def touch_all(self, assessment_ids: Iterable[str], at: datetime) -> None:
        """Note that many assessments were written to."""
        statement = (
            update(table)
            .where(table.c.id == bindparam("one"))
            .values(revision=table.c.revision + 1, updated_at=bindparam("moment"))
        )
        if rows := [{"one": assessment_id, "moment": at} for assessment_id in assessment_ids]:
            self._connection.execute(statement, rows)

    def of_territories(self, territory_ids: Iterable[str]) -> set[str]:
        """Those of some territories for which somebody answered, or that have simulated answers."""
        answered = set(self._connection.scalars(select(table.c.territory_id).distinct()))
        return answered.intersection(territory_ids)

    def set_form(self, assessment_id: str, form: Form, at: datetime) -> None:
        """Change the form."""
        self._write(assessment_id, form=form, updated_at=at)

    def _write(self, assessment_id: str, **values: object) -> None:
        statement = update(table).where(table.c.id == assessment_id)
        self._connection.execute(statement.values(revision=table.c.revision + 1, **values))

    def remove(self, assessment_id: str) -> bool:
        """Delete an assessment with all that belongs to it; False when there was none."""
        return self._connection.execute(delete(table).where(table.c.id == assessment_id)).rowcount == 1

    def remove_simulated(self) -> int:
        """Delete every simulated assessment with all that belongs to it; returns how many there were."""
        return self._connection.execute(delete(table).where(table.c.simulated.is_(True))).rowcount

    def count_simulated(self) -> int:
        """How many simulated assessments there are."""
        query = select(func.count()).select_from(table).where(table.c.simulated.is_(True))
        return self._connection.scalar(query) or 0


def among(layer: LayerOfAnswers) -> ColumnElement[bool]:
    """The condition of being the assessment of an authority of a layer, whatever it answers."""
    return or_(
        table.c.territory_id.startswith(f"{layer.layer}:", autoescape=True),
        table.c.territory_id.in_(layer.elsewhere),
    )


def in_layer(layer: LayerOfAnswers) -> ColumnElement[bool]:
    """The condition of belonging to a layer."""
    return and_(
        among(layer),
        table.c.questionnaire_id == layer.questionnaire_id,
        table.c.questionnaire_version == layer.questionnaire_version,
    )


def as_row(head: AssessmentHead) -> dict[str, object]:
    """A new head's values by column."""
    return {column.name: getattr(head, column.name) for column in HEAD_COLUMNS} | {"revision": 0}


def as_head(row: Row[*tuple[Any, ...]]) -> AssessmentHead:
    """A head from its columns, which stand in the order of its fields."""
    return AssessmentHead(*row)
