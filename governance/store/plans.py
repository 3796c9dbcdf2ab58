# SPDX-License-Identifier: EUPL-1.2
"""The actions of plans as they stand, and their history: lines are added, never altered."""

from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from governance.plans.records import PlanChange, PlannedAction, plain_action, read_action
from governance.store.inserting import insert_if_absent
from governance.store.schema import plan_changes, planned_actions

# In the order of the fields of PlannedAction and PlanChange.
ACTION_COLUMNS = (
    planned_actions.c.id,
    planned_actions.c.assessment_id,
    planned_actions.c.question_id,
    planned_actions.c.action_key,
    planned_actions.c.from_code,
    planned_actions.c.target_code,
    planned_actions.c.title,
    planned_actions.c.owner,
    planned_actions.c.partners,
    planned_actions.c.due,
    planned_actions.c.budget_line,
    planned_actions.c.funding,
    planned_actions.c.status,
    planned_actions.c.notes,
    planned_actions.c.version,
    planned_actions.c.author,
    planned_actions.c.created_at,
    planned_actions.c.updated_at,
)
CHANGE_COLUMNS = (
    plan_changes.c.key,
    plan_changes.c.assessment_id,
    plan_changes.c.planned_id,
    plan_changes.c.version,
    plan_changes.c.before,
    plan_changes.c.after,
    plan_changes.c.author,
    plan_changes.c.at,
)


class PlanTable:
    """Planned actions, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, action: PlannedAction) -> bool:
        """Write a new action; False when the plan already holds one that takes the same step."""
        return insert_if_absent(self._connection, planned_actions, as_values(action))

    def get(self, planned_id: str) -> PlannedAction | None:
        """The action of that id."""
        query = select(*ACTION_COLUMNS).where(planned_actions.c.id == planned_id)
        row = self._connection.execute(query).one_or_none()
        return as_action(row) if row else None

    def of_assessment(self, assessment_id: str) -> list[PlannedAction]:
        """The plan of an assessment, in the order in which it was made."""
        query = select(*ACTION_COLUMNS).where(planned_actions.c.assessment_id == assessment_id)
        rows = self._connection.execute(query.order_by(planned_actions.c.created_at, planned_actions.c.id))
        return [as_action(row) for row in rows]

    def write(self, action: PlannedAction) -> None:
        """Put an action in the place of its previous version, which the caller has checked under a lock."""
        statement = update(planned_actions).where(planned_actions.c.id == action.id)
        self._connection.execute(statement.values(**as_values(action)))

    def remove(self, planned_id: str) -> None:
        """Take an action out of its plan."""
        self._connection.execute(delete(planned_actions).where(planned_actions.c.id == planned_id))


class PlanChangeTable:
    """Changes of plans, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, change: PlanChange) -> bool:
        """Write one line; False when its key was used before."""
        return insert_if_absent(self._connection, plan_changes, as_row(change))

    def by_key(self, key: str) -> PlanChange | None:
        """The line written under a key."""
        row = self._connection.execute(select(*CHANGE_COLUMNS).where(plan_changes.c.key == key)).one_or_none()
        return as_change(row) if row else None

    def of_assessment(self, assessment_id: str) -> list[PlanChange]:
        """The history of a plan, oldest first."""
        query = select(*CHANGE_COLUMNS).where(plan_changes.c.assessment_id == assessment_id)
        rows = self._connection.execute(
            query.order_by(plan_changes.c.at, plan_changes.c.planned_id, plan_changes.c.version)
        )
        return [as_change(row) for row in rows]


def as_values(action: PlannedAction) -> dict[str, object]:
    """An action's values by column."""
    return {column.name: getattr(action, column.name) for column in ACTION_COLUMNS}


def as_action(row: Row[*tuple[Any, ...]]) -> PlannedAction:
    """An action from its columns."""
    return PlannedAction(*row)


def as_row(change: PlanChange) -> dict[str, object]:
    """A change's values by column, the two states as plain data."""
    values: dict[str, object] = {column.name: getattr(change, column.name) for column in CHANGE_COLUMNS}
    states = {"before": change.before, "after": change.after}
    return values | {name: state and plain_action(state) for name, state in states.items()}


def as_change(row: Row[*tuple[Any, ...]]) -> PlanChange:
    """A change from its columns."""
    key, assessment_id, planned_id, version, before, after, author, at = row
    then, now = (state and read_action(state) for state in (before, after))
    return PlanChange(key, assessment_id, planned_id, version, then, now, author, at)
