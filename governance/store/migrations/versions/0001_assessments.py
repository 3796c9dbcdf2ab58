# SPDX-License-Identifier: EUPL-1.2
"""Assessments, their answers with their history, and snapshots that never change."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)
NEVER_UPDATED = ("answer_changes", "snapshots")


def upgrade() -> None:
    """From an empty database."""
    create_assessments()
    create_answers()
    create_changes()
    create_snapshots()
    for table in NEVER_UPDATED:
        forbid_updates(table)


def downgrade() -> None:
    """Refused: going back would throw answers away. Restore the copy made before the migration."""
    raise NotImplementedError


def create_assessments() -> None:
    """One head for each authority, version of a questionnaire, and kind (real or simulated)."""
    op.create_table(
        "assessments",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("territory_id", sa.String(80), nullable=False),
        sa.Column("questionnaire_id", sa.String(60), nullable=False),
        sa.Column("questionnaire_version", sa.String(40), nullable=False),
        sa.Column("form", sa.String(10), nullable=False),
        sa.Column("simulated", sa.Boolean, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assessments"),
    )
    op.create_index("ix_assessments_updated_at", "assessments", ["updated_at"])
    op.create_index(
        "uq_assessments_territory",
        "assessments",
        ["territory_id", "questionnaire_id", "questionnaire_version", "simulated"],
        unique=True,
    )


def answer_columns() -> list[sa.Column[object]]:
    """What the present answers and their history have in common."""
    return [
        sa.Column("code", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    ]


def belongs_to_assessment(table: str) -> sa.ForeignKeyConstraint:
    """Rows go with their assessment."""
    return sa.ForeignKeyConstraint(
        ["assessment_id"], ["assessments.id"], name=f"fk_{table}_assessment_id_assessments", ondelete="CASCADE"
    )


def create_answers() -> None:
    """The present answer to each question."""
    op.create_table(
        "answers",
        sa.Column("assessment_id", sa.String(36), nullable=False),
        sa.Column("question_id", sa.String(60), nullable=False),
        *answer_columns(),
        sa.PrimaryKeyConstraint("assessment_id", "question_id", name="pk_answers"),
        belongs_to_assessment("answers"),
    )


def create_changes() -> None:
    """Every change of an answer, once for each key."""
    op.create_table(
        "answer_changes",
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("assessment_id", sa.String(36), nullable=False),
        sa.Column("question_id", sa.String(60), nullable=False),
        sa.Column("from_code", sa.Text),
        *answer_columns(),
        sa.PrimaryKeyConstraint("key", name="pk_answer_changes"),
        sa.UniqueConstraint(
            "assessment_id", "question_id", "version", name="uq_answer_changes_assessment_id_question_id_version"
        ),
        belongs_to_assessment("answer_changes"),
    )


def create_snapshots() -> None:
    """Assessments as they were on a day."""
    op.create_table(
        "snapshots",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("assessment_id", sa.String(36), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_snapshots"),
        belongs_to_assessment("snapshots"),
    )
    op.create_index("ix_snapshots_assessment_id_taken_at", "snapshots", ["assessment_id", "taken_at"])


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
