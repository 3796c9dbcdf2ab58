# SPDX-License-Identifier: EUPL-1.2
"""How many people of each college attended a session that has ended."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """From 0005."""
    op.add_column("workshops", sa.Column("attended_colleges", sa.JSON))


def downgrade() -> None:
    """Refused: going back would throw data away. Restore the copy made before the migration."""
    raise NotImplementedError
