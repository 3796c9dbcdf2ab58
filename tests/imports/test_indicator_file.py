# SPDX-License-Identifier: EUPL-1.2
"""Files of an indicator: values are read as people write them, none is invented."""

import pytest

from governance.errors import InputError
from governance.imports.codes import CodeBook
from governance.imports.indicator_file import read_values
from governance.imports.report import RefusedFileError, Report
from tests.imports.sample import reference, table


def read(text: str) -> tuple[str, dict[str, float], Report]:
    report = Report("i.csv")
    layer, values = read_values(table(text), CodeBook(reference()), report)
    return layer, values, report


def test_values_are_read_by_territory() -> None:
    layer, values, report = read("code;nom;valeur\n1001;x;12,5 %\n44109;y;1 234\n75056;z;n.d.")
    assert layer == "commune"
    assert values == {"commune:01001": 12.5, "commune:44109": 1234.0}
    assert [remark.said.key for remark in report.notes] == ["imports.code_zero", "imports.value_absent"]


@pytest.mark.parametrize(
    ("rows", "key", "column"),
    [
        ("44109;beaucoup", "value_not_a_number", "valeur"),
        ("44109;1e999", "value_not_a_number", "valeur"),
        ("Nantes;1", "code_unknown", "code"),
        ("44109;1\n44109;2", "value_twice", "code"),
        ("44109;1\n75056;2\n2A;2", "other_layer", "code"),
    ],
)
def test_other_lines_are_refused(rows: str, key: str, column: str) -> None:
    with pytest.raises(RefusedFileError) as fault:
        read(f"code;valeur\n{rows}")
    (remark,) = fault.value.report.faults
    assert (remark.said.key, remark.column) == (f"imports.{key}", column)


@pytest.mark.parametrize("rows", ["", "44109;"])
def test_a_file_without_any_value_is_refused(rows: str) -> None:
    with pytest.raises(InputError, match="valeur"):
        read(f"code;valeur\n{rows}")
