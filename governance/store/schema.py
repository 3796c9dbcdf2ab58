# SPDX-License-Identifier: EUPL-1.2
"""The tables, as the code sees them today. migrations/ brings any older database to this; a test compares the two."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from governance.store.columns import Moment, assessment_reference
from governance.store.columns import metadata as metadata  # noqa: PLC0414 — where others look for it
from governance.store.workshop_schema import workshop_journal

NEVER_UPDATED = ("answer_changes", "snapshots", "plan_changes", workshop_journal.name)
"""Tables whose rows triggers keep from being altered. They may be deleted, with their assessment."""

assessments = Table(
    "assessments",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("territory_id", String(80), nullable=False),
    Column("questionnaire_id", String(60), nullable=False),
    Column("questionnaire_version", String(40), nullable=False),
    Column("form", String(10), nullable=False),
    Column("simulated", Boolean, nullable=False),
    Column("author", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False, index=True),
    # Counts the writes to the assessment: tells a cache whether anything moved.
    Column("revision", Integer, nullable=False),
)
# One real and one simulated assessment for each authority and version of a questionnaire.
Index(
    "uq_assessments_territory",
    assessments.c.territory_id,
    assessments.c.questionnaire_id,
    assessments.c.questionnaire_version,
    assessments.c.simulated,
    unique=True,
)

answers = Table(
    "answers",
    metadata,
    assessment_reference(),
    Column("question_id", String(60), nullable=False),
    Column("code", Text),
    Column("reason", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("assessment_id", "question_id"),
)

answer_changes = Table(
    "answer_changes",
    metadata,
    Column("key", String(100), primary_key=True),
    assessment_reference(),
    Column("question_id", String(60), nullable=False),
    Column("version", Integer, nullable=False),
    Column("from_code", Text),
    Column("code", Text),
    Column("reason", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
    # The version of the questionnaire that the answer was taken over from; nothing for what a person answered.
    Column("carried_from", String(40)),
    # The import that brought it. No reference: the history outlives the list of imports.
    Column("import_id", String(36)),
    UniqueConstraint("assessment_id", "question_id", "version"),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("id", String(36), primary_key=True),
    assessment_reference(),
    Column("name", Text, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("author", Text, nullable=False),
    Column("payload", JSON, nullable=False),
    Index("ix_snapshots_assessment_id_taken_at", "assessment_id", "taken_at"),
)

planned_actions = Table(
    "planned_actions",
    metadata,
    Column("id", String(36), primary_key=True),
    assessment_reference(),
    Column("question_id", String(60)),
    Column("action_key", Text),
    Column("from_code", Text),
    Column("target_code", Text),
    Column("title", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("partners", Text, nullable=False),
    Column("due", Date),
    Column("budget_line", Text, nullable=False),
    Column("funding", Text, nullable=False),
    Column("status", String(10), nullable=False),
    Column("notes", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    # A step of the questionnaire is planned once; actions of one's own (no key) as often as one likes.
    UniqueConstraint("assessment_id", "action_key"),
)

plan_changes = Table(
    "plan_changes",
    metadata,
    Column("key", String(100), primary_key=True),
    assessment_reference(),
    # No reference to planned_actions: the history of an action outlives it.
    Column("planned_id", String(36), nullable=False),
    Column("version", Integer, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("planned_id", "version"),
    Index("ix_plan_changes_assessment_id_at", "assessment_id", "at"),
)

questionnaires = Table(
    "questionnaires",
    metadata,
    Column("key", String(36), primary_key=True),
    Column("status", String(10), nullable=False),
    # Those of an edition; a draft has neither here, whatever its document says.
    Column("id", String(60)),
    Column("version", String(40)),
    Column("document", JSON, nullable=False),
    Column("based_on_id", String(60)),
    Column("based_on_version", String(40)),
    Column("revision", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("published_at", Moment),
    UniqueConstraint("id", "version"),
)


def import_reference() -> Column[str]:
    """The import that brought a row, and takes it away again."""
    return Column("import_id", String(36), ForeignKey("imports.id", ondelete="CASCADE"), nullable=False, index=True)


imports = Table(
    "imports",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("vintage", Text, nullable=False),
    Column("credit", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("facts", JSON, nullable=False),
)

assessment_imports = Table(
    "assessment_imports",
    metadata,
    assessment_reference(),
    import_reference(),
    Column("answers", Integer, nullable=False),
    PrimaryKeyConstraint("assessment_id", "import_id"),
)

groupings = Table(
    "groupings",
    metadata,
    Column("code", String(60), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("siren", String(9)),
    import_reference(),
)

grouping_members = Table(
    "grouping_members",
    metadata,
    Column("grouping_code", String(60), ForeignKey("groupings.code", ondelete="CASCADE"), nullable=False),
    # Ids of the reference, or of other groupings.
    Column("member_id", String(80), nullable=False),
    Column("place", Integer, nullable=False),
    PrimaryKeyConstraint("grouping_code", "member_id"),
)

# At most one row: the composition in force in the place of the shipped one.
compositions = Table(
    "compositions",
    metadata,
    Column("layer", String(20), primary_key=True),
    Column("document", JSON, nullable=False),
    import_reference(),
)

indicators = Table(
    "indicators",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("title", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("layer", String(20), nullable=False),
    import_reference(),
)

indicator_values = Table(
    "indicator_values",
    metadata,
    Column("indicator_id", String(60), ForeignKey("indicators.id", ondelete="CASCADE"), nullable=False),
    Column("territory_id", String(80), nullable=False),
    Column("value", Float, nullable=False),
    PrimaryKeyConstraint("indicator_id", "territory_id"),
)
