# SPDX-License-Identifier: EUPL-1.2
"""The tables of live sessions. The votes are the only truth: counts are computed from them, and never kept.

No vote, participant or argument carries a time, and on SQLite votes lie in the order of random ids: nothing tells in
which order people answered, which would link their votes from one question to the next.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from governance.store.columns import Moment, assessment_reference, metadata


def workshop_reference() -> Column[str]:
    """The session that a row belongs to, and goes with."""
    return Column("workshop_id", String(36), ForeignKey("workshops.id", ondelete="CASCADE"), nullable=False)


workshops = Table(
    "workshops",
    metadata,
    Column("id", String(36), primary_key=True),
    assessment_reference(),
    Column("code", String(9), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("colleges", JSON, nullable=False),
    # The three secrets are erased at the end.
    Column("secret", String(64)),
    Column("screen_token", String(64), unique=True),
    Column("console_token", String(64), unique=True),
    Column("author", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("revision", Integer, nullable=False),
    Column("current", String(60)),
    Column("vote_seconds", Integer),
    Column("timer_ends_at", Moment),
    Column("timer_left", Integer),
    Column("rehearsing", Boolean, nullable=False),
    Column("driver", Text, nullable=False),
    Column("driver_name", Text, nullable=False),
    Column("attended", Integer),
    # The colleges that may be shown, each with its people; written at the end.
    Column("attended_colleges", JSON(none_as_null=True)),
    Column("scrubbed", Boolean, nullable=False),
    Index("ix_workshops_assessment_id_created_at", "assessment_id", "created_at"),
)

workshop_questions = Table(
    "workshop_questions",
    metadata,
    workshop_reference(),
    Column("question_id", String(60), nullable=False),
    Column("position", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("round", Integer, nullable=False),
    PrimaryKeyConstraint("workshop_id", "question_id"),
)

workshop_participants = Table(
    "workshop_participants",
    metadata,
    workshop_reference(),
    Column("participant", String(32), nullable=False),
    Column("college", String(12)),
    Column("simulated", Boolean, nullable=False),
    PrimaryKeyConstraint("workshop_id", "participant"),
    sqlite_with_rowid=False,
)

workshop_votes = Table(
    "workshop_votes",
    metadata,
    workshop_reference(),
    Column("question_id", String(60), nullable=False),
    Column("round", Integer, nullable=False),
    Column("participant", String(32), nullable=False),
    Column("answer", Text, nullable=False),
    Column("college", String(12)),
    # How often the vote was written, so that a changed one is noticed.
    Column("revision", Integer, nullable=False),
    # Digests of the keys under which it was sent; erased at the end.
    Column("keys", Text, nullable=False),
    PrimaryKeyConstraint("workshop_id", "question_id", "round", "participant"),
    sqlite_with_rowid=False,
)

workshop_hands = Table(
    "workshop_hands",
    metadata,
    workshop_reference(),
    Column("question_id", String(60), nullable=False),
    Column("round", Integer, nullable=False),
    Column("answer", String(10), nullable=False),
    Column("people", Integer, nullable=False),
    PrimaryKeyConstraint("workshop_id", "question_id", "round", "answer"),
)

workshop_arguments = Table(
    "workshop_arguments",
    metadata,
    Column("id", String(36), primary_key=True),
    workshop_reference(),
    Column("question_id", String(60), nullable=False),
    Column("round", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("level", Integer),
    Column("text", Text, nullable=False),
    Column("state", String(10), nullable=False),
    # Both erased at the end.
    Column("participant", String(32)),
    Column("key", String(100)),
    UniqueConstraint("workshop_id", "participant", "key"),
    Index("ix_workshop_arguments_workshop_id_question_id", "workshop_id", "question_id"),
)

workshop_options = Table(
    "workshop_options",
    metadata,
    workshop_reference(),
    Column("id", String(10), nullable=False),
    Column("title", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("step", Text),
    Column("planned", Boolean, nullable=False),
    PrimaryKeyConstraint("workshop_id", "id"),
)

workshop_decisions = Table(
    "workshop_decisions",
    metadata,
    workshop_reference(),
    Column("question_id", String(60), nullable=False),
    Column("level", Integer, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("voters", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("dissent", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("confirmed_at", Moment),
    Column("confirmed_by", Text, nullable=False),
    PrimaryKeyConstraint("workshop_id", "question_id"),
)

workshop_journal = Table(
    "workshop_journal",
    metadata,
    workshop_reference(),
    Column("number", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("action", String(20), nullable=False),
    Column("by", Text, nullable=False),
    Column("question_id", String(60)),
    Column("round", Integer, nullable=False),
    Column("before", String(12), nullable=False),
    Column("after", String(12), nullable=False),
    Column("detail", Text, nullable=False),
    PrimaryKeyConstraint("workshop_id", "number"),
)

workshop_presence = Table(
    "workshop_presence",
    metadata,
    workshop_reference(),
    # A process of the server, and how many phones it holds.
    Column("process", String(36), nullable=False),
    Column("connected", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("workshop_id", "process"),
)
