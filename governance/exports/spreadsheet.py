# SPDX-License-Identifier: EUPL-1.2
"""CSV for spreadsheets: UTF-8 with its mark, and no cell that a spreadsheet would run as a formula."""

import csv
import io
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

HARMLESS = re.compile(r"-([0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?)?")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, comma: bool = False) -> bytes:
    """The rows as CSV. None and NaN are empty cells, numbers keep their full precision.

    ``comma``: as where the comma is the decimal sign, with semicolons between cells.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n", delimiter=";" if comma else ",")
    writer.writerow(columns)
    writer.writerows(
        [with_comma(row.get(column)) if comma else cell(row.get(column)) for column in columns] for row in rows
    )
    return text.getvalue().encode("utf-8-sig")


def cell(value: object) -> str:
    """A value as it stands in a cell; a text that begins like a formula gets an apostrophe before it.

    >>> cell("=1+1"), cell("@SUM(A1)"), cell(-2.5), cell("-"), cell(None), cell("Ploërmel")
    ("'=1+1", "'@SUM(A1)", '-2.5', '-', '', 'Ploërmel')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if not isinstance(value, str):
        return str(value)
    # A lone carriage return would split the row, and what follows it would be a cell of its own.
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    visible = "".join(sign for sign in lines if unicodedata.category(sign) != "Cc" or sign in "\t\n")
    return f"'{visible}" if visible.startswith(FORMULA_SIGNS) and not harmless(visible) else visible


def with_comma(value: object) -> str:
    """The same, the comma being the decimal sign of a number.

    >>> with_comma(-2.5), with_comma("2.5"), with_comma(None)
    ('-2,5', '2.5', '')
    """
    written = cell(value)
    return written.replace(".", ",") if isinstance(value, float) else written


def harmless(text: str) -> bool:
    """Whether a text that begins with a formula sign is but a dash or a negative number: codes of answers are.

    >>> harmless("-"), harmless("-3.5"), harmless("-1+1"), harmless("\\t1")
    (True, True, False, False)
    """
    return HARMLESS.fullmatch(text) is not None
