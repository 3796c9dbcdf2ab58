# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires of this installation, and the version that a carried answer comes from."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From 0002."""
    create_questionnaires()
    forbid_updates_once_published("questionnaires")
    op.add_column("answer_changes", sa.Column("carried_from", sa.String(40)))


def downgrade() -> None:
    """Refused: going back would throw questionnaires away. Restore the copy made before the migration."""
    raise NotImplementedError


def create_questionnaires() -> None:
    """Drafts, and the editions published from them; only an edition has its id and version here."""
    op.create_table(
        "questionnaires",
        sa.Column("key", sa.String(36), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("id", sa.String(60)),
        sa.Column("version", sa.String(40)),
        sa.Column("document", sa.JSON, nullable=False),
        sa.Column("based_on_id", sa.String(60)),
        sa.Column("based_on_version", sa.String(40)),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT),
        sa.PrimaryKeyConstraint("key", name="pk_questionnaires"),
        sa.UniqueConstraint("id", "version", name="uq_questionnaires_id_version"),
    )


def forbid_updates_once_published(table: str) -> None:
    """An edition stays as it was published; drafts change."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {table}_never_change BEFORE UPDATE ON {table} WHEN OLD.status = 'published' "
            f"BEGIN SELECT RAISE(ABORT, 'published {table} never change'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {table}_refuse_update() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION 'published {table} never change'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_never_change BEFORE UPDATE ON {table} "
        f"FOR EACH ROW WHEN (OLD.status = 'published') EXECUTE FUNCTION {table}_refuse_update()"
    )
