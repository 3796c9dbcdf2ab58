# SPDX-License-Identifier: EUPL-1.2
"""Live sessions: their questions, votes, decisions and journal."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From 0003."""
    create_workshops()
    create_questions()
    create_votes()
    create_words()
    create_outcomes()
    create_presence()
    forbid_updates("workshop_journal")


def downgrade() -> None:
    """Refused: going back would throw sessions away. Restore the copy made before the migration."""
    raise NotImplementedError


def belongs_to_workshop(table: str) -> sa.ForeignKeyConstraint:
    """Rows go with their session."""
    return sa.ForeignKeyConstraint(
        ["workshop_id"], ["workshops.id"], name=f"fk_{table}_workshop_id_workshops", ondelete="CASCADE"
    )


def create_workshops() -> None:
    """The sessions."""
    op.create_table(
        "workshops",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("assessment_id", sa.String(36), nullable=False),
        sa.Column("code", sa.String(9), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("colleges", sa.JSON, nullable=False),
        sa.Column("secret", sa.String(64)),
        sa.Column("screen_token", sa.String(64)),
        sa.Column("console_token", sa.String(64)),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("current", sa.String(60)),
        sa.Column("vote_seconds", sa.Integer),
        sa.Column("timer_ends_at", MOMENT),
        sa.Column("timer_left", sa.Integer),
        sa.Column("rehearsing", sa.Boolean, nullable=False),
        sa.Column("driver", sa.Text, nullable=False),
        sa.Column("driver_name", sa.Text, nullable=False),
        sa.Column("attended", sa.Integer),
        sa.Column("scrubbed", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workshops"),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name="fk_workshops_assessment_id_assessments", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("code", name="uq_workshops_code"),
        sa.UniqueConstraint("screen_token", name="uq_workshops_screen_token"),
        sa.UniqueConstraint("console_token", name="uq_workshops_console_token"),
    )
    op.create_index("ix_workshops_assessment_id_created_at", "workshops", ["assessment_id", "created_at"])


def create_questions() -> None:
    """The questions of each session."""
    op.create_table(
        "workshop_questions",
        sa.Column("workshop_id", sa.String(36), nullable=False),
        sa.Column("question_id", sa.String(60), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "question_id", name="pk_workshop_questions"),
        belongs_to_workshop("workshop_questions"),
    )


def create_votes() -> None:
    """Who is there, and what they said: in the order of random ids, without any time."""
    op.create_table(
        "workshop_participants",
        sa.Column("workshop_id", sa.String(36), nullable=False),
        sa.Column("participant", sa.String(32), nullable=False),
        sa.Column("college", sa.String(12)),
        sa.Column("simulated", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "participant", name="pk_workshop_participants"),
        belongs_to_workshop("workshop_participants"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "workshop_votes",
        sa.Column("workshop_id", sa.String(36), nullable=False),
        sa.Column("question_id", sa.String(60), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("participant", sa.String(32), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("college", sa.String(12)),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("keys", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "question_id", "round", "participant", name="pk_workshop_votes"),
        belongs_to_workshop("workshop_votes"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "workshop_hands",
        sa.Column("workshop_id", sa.String(36), nullable=False),
        sa.Column("question_id", sa.String(60), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("answer", sa.String(10), nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "question_id", "round", "answer", name="pk_workshop_hands"),
        belongs_to_workshop("workshop_hands"),
    )


def create_words() -> None:
    """Arguments, and the actions put to the vote."""
    op.create_table(
        "workshop_arguments",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workshop_id", sa.String(36), nullable=False),
        sa.Column("question_id", sa.String(60), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("level", sa.Integer),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("participant", sa.String(32)),
        sa.Column("key", sa.String(100)),
        sa.PrimaryKeyConstraint("id", name="pk_workshop_arguments"),
        belongs_to_workshop("workshop_arguments"),
        sa.UniqueConstraint(
            "workshop_id", "participant", "key", name="uq_workshop_arguments_workshop_id_participant_key"
        ),
    )
    op.create_index(
        "ix_workshop_arguments_workshop_id_question_id", "workshop_arguments", ["workshop_id", "question_id"]
    )
    op.create_table(
        "workshop_options",
        sa.Column("workshop_id", sa.String(36), nullable=False),
        sa.Column("id", sa.String(10), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("step", sa.Text),
        sa.Column("planned", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "id", name="pk_workshop_options"),
        belongs_to_workshop("workshop_options"),
    )


def create_outcomes() -> None:
    """What was decided, and every transition."""
    op.create_table(
        "workshop_decisions",
        sa.Column("workshop_id", sa.String(36), nullable=False),
        sa.Column("question_id", sa.String(60), nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sa.Column("voters", sa.Integer, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("dissent", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("confirmed_by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "question_id", name="pk_workshop_decisions"),
        belongs_to_workshop("workshop_decisions"),
    )
    op.create_table(
        "workshop_journal",
        sa.Column("workshop_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("question_id", sa.String(60)),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("before", sa.String(12), nullable=False),
        sa.Column("after", sa.String(12), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "number", name="pk_workshop_journal"),
        belongs_to_workshop("workshop_journal"),
    )


def create_presence() -> None:
    """How many phones each process of the server holds."""
    op.create_table(
        "workshop_presence",
        sa.Column("workshop_id", sa.String(36), nullable=False),
        sa.Column("process", sa.String(36), nullable=False),
        sa.Column("connected", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "process", name="pk_workshop_presence"),
        belongs_to_workshop("workshop_presence"),
    )


def forbid_updates(table: str) -> None:
    """A row once written stays as it is; deleting a session still takes its rows along."""
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
