# SPDX-License-Identifier: EUPL-1.2
"""CSV that spreadsheets open well, and never run."""

import csv
import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from governance.exports.spreadsheet import cell, to_csv

FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|'/c calc'!A0", "\t=1+1", "\r=1+1", "\n=1+1", "=HYPERLINK(\"http://a\")",
    "\x00=1+1", "\u200b=1+1", "\ufeff=1+1", "-", "--1", "+-1", "-x", "=", "@", "-inf", "+nan",
]  # fmt: skip
RUN = ("=", "+", "-", "@", "\t", "\r", "\n")


def read(table: bytes) -> list[list[str]]:
    """The cells as a spreadsheet reads them."""
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def runs(shown: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula: a dash or a number alone is none."""
    try:
        plain_number = math.isfinite(float(shown))
    except ValueError:
        plain_number = False
    return shown.startswith(RUN) and shown != "-" and not plain_number


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_run(text: str) -> None:
    (row,) = read(to_csv(("a",), [{"a": text}]))[1:]
    assert not runs(row[0])


@given(
    some.one_of(
        some.text(), some.sampled_from(FORMULAS), some.builds("{}{}".format, some.sampled_from(RUN), some.text())
    )
)
def test_whatever_people_write_is_never_run_and_stays_in_its_cell(text: str) -> None:
    table = to_csv(("a", "b"), [{"a": text, "b": "next"}])
    rows = read(table)
    assert [len(row) for row in rows] == [2, 2]
    assert rows[1][1] == "next"
    assert not runs(rows[1][0])


@pytest.mark.parametrize("text", ['say "yes"', "a,b", "a;b", "two\nlines", "Ploërmel", "l’élu·e 🙂", "'quoted", " x "])
def test_ordinary_texts_are_found_again(text: str) -> None:
    assert read(to_csv(("a",), [{"a": text}]))[1] == [text]


def test_numbers_are_in_full_and_absent_figures_are_empty() -> None:
    row = {"a": 1 / 3, "b": None, "c": math.nan, "d": -2.5, "e": 0, "f": True}
    assert read(to_csv(tuple("abcdefg"), [row]))[1] == ["0.3333333333333333", "", "", "-2.5", "0", "True", ""]
    assert float(cell(1 / 3)) == 1 / 3


def test_the_file_says_that_it_is_utf_8() -> None:
    assert to_csv(("é",), []).startswith(b"\xef\xbb\xbf")
