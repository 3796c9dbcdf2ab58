# SPDX-License-Identifier: EUPL-1.2
"""What is imported: answers with their provenance, groupings, the composition of EPCI, context indicators."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From 0004."""
    op.add_column("answer_changes", sa.Column("import_id", sa.String(36)))
    create_imports()
    create_assessment_imports()
    create_groupings()
    create_compositions()
    create_indicators()


def downgrade() -> None:
    """Refused: going back would throw data away. Restore the copy made before the migration."""
    raise NotImplementedError


def text(name: str) -> sa.Column[str]:
    """A text that is always there."""
    return sa.Column(name, sa.Text, nullable=False)


def owner(column: str, table: str, target: str, length: int) -> list[sa.schema.SchemaItem]:
    """The column of the row that another belongs to, and goes with."""
    name = f"fk_{table}_{column}_{target.partition('.')[0]}"
    reference = sa.ForeignKeyConstraint([column], [target], name=name, ondelete="CASCADE")
    return [sa.Column(column, sa.String(length), nullable=False), reference]


def create_imports() -> None:
    """Who imported what, from where, when."""
    op.create_table(
        "imports",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        *map(text, ("title", "file_name", "source", "vintage", "credit", "author")),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
    )


def create_assessment_imports() -> None:
    """Which assessments have answers of which import."""
    op.create_table(
        "assessment_imports",
        *owner("assessment_id", "assessment_imports", "assessments.id", 36),
        *owner("import_id", "assessment_imports", "imports.id", 36),
        sa.Column("answers", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "import_id", name="pk_assessment_imports"),
    )
    op.create_index("ix_assessment_imports_import_id", "assessment_imports", ["import_id"])


def create_groupings() -> None:
    """Syndicats, PETR, SCoT, anything, and their members as listed."""
    op.create_table(
        "groupings",
        sa.Column("code", sa.String(60), nullable=False),
        text("name"),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("siren", sa.String(9)),
        *owner("import_id", "groupings", "imports.id", 36),
        sa.PrimaryKeyConstraint("code", name="pk_groupings"),
    )
    op.create_index("ix_groupings_import_id", "groupings", ["import_id"])
    op.create_table(
        "grouping_members",
        *owner("grouping_code", "grouping_members", "groupings.code", 60),
        sa.Column("member_id", sa.String(80), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("grouping_code", "member_id", name="pk_grouping_members"),
    )


def create_compositions() -> None:
    """The composition of a layer in the place of the shipped one."""
    op.create_table(
        "compositions",
        sa.Column("layer", sa.String(20), nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        *owner("import_id", "compositions", "imports.id", 36),
        sa.PrimaryKeyConstraint("layer", name="pk_compositions"),
    )
    op.create_index("ix_compositions_import_id", "compositions", ["import_id"])


def create_indicators() -> None:
    """Context indicators and their values."""
    op.create_table(
        "indicators",
        sa.Column("id", sa.String(60), nullable=False),
        text("title"),
        text("unit"),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("layer", sa.String(20), nullable=False),
        *owner("import_id", "indicators", "imports.id", 36),
        sa.PrimaryKeyConstraint("id", name="pk_indicators"),
    )
    op.create_index("ix_indicators_import_id", "indicators", ["import_id"])
    op.create_table(
        "indicator_values",
        *owner("indicator_id", "indicator_values", "indicators.id", 60),
        sa.Column("territory_id", sa.String(80), nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("indicator_id", "territory_id", name="pk_indicator_values"),
    )
