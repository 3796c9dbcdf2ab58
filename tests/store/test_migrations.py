# SPDX-License-Identifier: EUPL-1.2
"""What the code says of its migrations is true."""

import pytest
from alembic.script import ScriptDirectory

from governance.store import schema
from governance.store.migrate import HEAD, MIGRATIONS, known_revisions


def test_the_head_named_in_the_code_is_the_last_migration() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert scripts.get_heads() == [HEAD]
    assert HEAD in known_revisions()


def test_migrations_form_one_line_numbered_in_order() -> None:
    line = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    assert line == [f"{number:04}" for number in range(len(line), 0, -1)]


def test_going_back_is_refused() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    for script in scripts.walk_revisions():
        with pytest.raises(NotImplementedError):
            script.module.downgrade()


def test_every_constraint_has_a_name() -> None:
    for table in schema.metadata.tables.values():
        assert all(constraint.name for constraint in table.constraints), table.name
