# SPDX-License-Identifier: EUPL-1.2
"""Columns are found by their headings, wherever the headings stand."""

import pytest

from governance.errors import InputError
from governance.imports.rows import RawTable, lay_out
from tests.imports.sample import table

COLUMNS = {"code": ("code", "siren"), "value": ("valeur",)}


def test_headings_below_a_title_are_found() -> None:
    layout = lay_out(table("Une liste\n\nSIREN;Valeur ;Note\n1;2;x\n;;\n3"), COLUMNS, ("code", "value"))
    assert list(layout.cells("code", "value", "absent")) == [(4, ["1", "2", ""]), (6, ["3", "", ""])]
    assert "code" in layout
    assert "absent" not in layout


def test_the_heading_listed_first_wins() -> None:
    layout = lay_out(table("siren;code;valeur\na;b;c"), COLUMNS, ("code",))
    assert list(layout.cells("code")) == [(2, ["b"])]


@pytest.mark.parametrize("rows", ["code;autre\n1;2", "a;b;c;d"])
def test_a_missing_column_is_named_with_those_that_are_there(rows: str) -> None:
    with pytest.raises(InputError, match="valeur"):
        lay_out(table(rows), COLUMNS, ("code", "value"))


def test_a_file_without_rows_says_so() -> None:
    with pytest.raises(InputError, match="–"):
        lay_out(RawTable("x", []), COLUMNS, ("code",))
