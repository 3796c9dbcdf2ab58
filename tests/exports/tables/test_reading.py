# SPDX-License-Identifier: EUPL-1.2
"""Tables in every form come out as the same rows of texts; all else is one sentence."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from governance.errors import InputError
from governance.exports.tables import FROM_DISK, read_table
from tests.exports.outlines.files import zipped
from tests.exports.tables.files import csv_file, workbook

EXPECTED = [
    (1, ["territory", "question", "answer"]),
    (2, ["01001", "split", "3"]),
    (3, ["44109", "lanes", "2.5"]),
    (4, ["Ploërmel", "", "NC"]),
]


@pytest.mark.parametrize(
    "content",
    [
        csv_file(),
        csv_file(","),
        csv_file("\t"),
        csv_file(encoding="utf-8-sig"),
        csv_file(encoding="cp1252"),
        workbook(),
        workbook(empty_first=True),
    ],
)
def test_every_form_gives_the_same_rows(content: bytes) -> None:
    read = read_table("t", content)
    assert [(number, list(cells)) for number, cells in read.rows] == EXPECTED
    assert read.decoded == ("Ploërmel".encode() not in content and not content.startswith(b"PK"))


def test_cells_are_as_they_would_be_typed() -> None:
    # A spreadsheet knows no time zones.
    rows = [(True, date(2026, 3, 1), datetime(2026, 3, 1, 9, 30), 1e20, -0.5), (None,), ("'=1", "x")]  # noqa: DTZ001
    read = read_table("t.xlsx", workbook(rows), FROM_DISK)
    assert list(read.rows[0][1]) == ["1", "2026-03-01", "2026-03-01T09:30:00", "1e+20", "-0.5"]
    assert read.rows[1][0] == 3
    assert read_table("t.csv", b"a;b\n'=1+1;'plain\n").rows[1][1] == ["=1+1", "'plain"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "tables.empty"),
        (b" \n \n", "tables.empty"),
        (workbook([]), "tables.empty"),
        (b"%PDF-1.7", "tables.unknown"),
        (b"a\0b", "tables.unknown"),
        (workbook()[:-40], "formats.zip_damaged"),
        (zipped({"a.txt": b"x"}), "tables.damaged"),
        (zipped({"../passwd.xml": b"x"}), "formats.zip_outside"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "tables.damaged"),
        (b";" * 200 + b"x", "tables.columns"),
        (b'a;"' + b"x" * 20_000 + b'"', "tables.csv_damaged"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(content: bytes, key: str) -> None:
    with pytest.raises(InputError) as fault:
        read_table("essai.csv", content)
    assert fault.value.key == key
    assert "essai.csv" in fault.value.message("fr")


def test_files_of_a_column_for_each_competence_are_read_whole() -> None:
    headings = ["N° SIREN", "Siren membre", *(f"C{number}" for number in range(145))]
    content = "\t".join(headings) + "\n" + "\t".join(["250000018", "213502388", *["0"] * 145])
    table = read_table("essai.csv", content.encode("cp1252"))
    assert table.decoded
    assert [len(cells) for _, cells in table.rows] == [147, 147]


def test_a_workbook_that_claims_millions_of_cells_costs_no_more_than_its_limits() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].cell(row=1_048_576, column=16_384, value="loin")
    content = io.BytesIO()
    book.save(content)
    with pytest.raises(InputError) as fault:
        read_table("essai.xlsx", content.getvalue())
    assert fault.value.key in {"tables.damaged", "tables.columns", "sandbox.greedy", "sandbox.slow"}
    # The process was replaced if it had to be: the next file is read.
    assert len(read_table("t", csv_file()).rows) == 4
