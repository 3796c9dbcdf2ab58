# SPDX-License-Identifier: EUPL-1.2
"""The action plan of an assessment, and its history that never changes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From 0001."""
    create_planned_actions()
    create_plan_changes()
    forbid_updates("plan_changes")


def downgrade() -> None:
    """Refused: going back would throw plans away. Restore the copy made before the migration."""
    raise NotImplementedError


def belongs_to_assessment(table: str) -> sa.ForeignKeyConstraint:
    """Rows go with their assessment."""
    return sa.ForeignKeyConstraint(
        ["assessment_id"], ["assessments.id"], name=f"fk_{table}_assessment_id_assessments", ondelete="CASCADE"
    )


def create_planned_actions() -> None:
    """The actions as they stand."""
    op.create_table(
        "planned_actions",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("assessment_id", sa.String(36), nullable=False),
        sa.Column("question_id", sa.String(60)),
        sa.Column("action_key", sa.Text),
        sa.Column("from_code", sa.Text),
        sa.Column("target_code", sa.Text),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("partners", sa.Text, nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("budget_line", sa.Text, nullable=False),
        sa.Column("funding", sa.Text, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_planned_actions"),
        sa.UniqueConstraint("assessment_id", "action_key", name="uq_planned_actions_assessment_id_action_key"),
        belongs_to_assessment("planned_actions"),
    )


def create_plan_changes() -> None:
    """Every change of the plan, once for each key."""
    op.create_table(
        "plan_changes",
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("assessment_id", sa.String(36), nullable=False),
        sa.Column("planned_id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("before", sa.JSON),
        sa.Column("after", sa.JSON),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_plan_changes"),
        sa.UniqueConstraint("planned_id", "version", name="uq_plan_changes_planned_id_version"),
        belongs_to_assessment("plan_changes"),
    )
    op.create_index("ix_plan_changes_assessment_id_at", "plan_changes", ["assessment_id", "at"])


def forbid_updates(table: str) -> None:
    """A row once written stays as it is; deleting an assessment still takes its rows along."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {table}_never_change BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} never change'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {table}_refuse_update() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} never change'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_never_change BEFORE UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse_update()"
    )
