# SPDX-License-Identifier: EUPL-1.2
"""Small tables in every form, made here."""

import io
from collections.abc import Sequence

import openpyxl

ROWS: Sequence[Sequence[object]] = (
    ("territory", "question", "answer"),
    ("01001", "split", 3),
    (44109, "lanes", 2.5),
    ("Ploërmel", None, "NC"),
)


def csv_file(separator: str = ";", encoding: str = "utf-8") -> bytes:
    lines = [separator.join("" if cell is None else str(cell) for cell in row) for row in ROWS]
    return "\n".join(lines).encode(encoding)


def workbook(rows: Sequence[Sequence[object]] = ROWS, empty_first: bool = False) -> bytes:
    book = openpyxl.Workbook()
    if empty_first:
        book.create_sheet("Données")
    sheet = book.worksheets[-1]
    for row in rows:
        sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
