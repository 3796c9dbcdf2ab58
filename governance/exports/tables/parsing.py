# SPDX-License-Identifier: EUPL-1.2
"""What runs in the sandbox: from the bytes of a CSV file or a workbook to rows of texts."""

import csv
import encodings.cp437
import encodings.cp1252  # noqa: F401 — nothing is opened once the sandbox is closed
import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, load_workbook

from governance.errors import InputError
from governance.exports.questionnaires.archive import Archive, is_zip
from governance.exports.questionnaires.parsing import OLD_OFFICE
from governance.language import LANGUAGES
from governance.language.catalogue import catalogue

for each in LANGUAGES:
    catalogue("messages", each)  # read now: the words of faults

MOST_ROWS = 1_000_000
MOST_COLUMNS = 200
"""Banatic's exports have a column for each competence: some 145."""
LONGEST_CELL = 10_000
UNPACKED = 200_000_000
"""A sheet of a million cells is as large; the memory of the process bounds what is made of it."""
SEPARATORS = ";,\t"
BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8", b"\x1f\x8b", b"<", b"PAR1", b"SQLite format 3")
csv.field_size_limit(LONGEST_CELL)


def parse(name: str, content: bytes) -> dict[str, Any]:
    """``rows`` (number, cells) and ``decoded``. InputError when the file is no table."""
    if is_zip(content) or content.startswith(OLD_OFFICE):
        return {"rows": workbook(name, content), "decoded": False}
    if b"\0" in content[:1000] or content.startswith(BINARY):
        raise InputError("tables.unknown", name=name)
    text, decoded = as_text(content)
    return {"rows": lines(name, text), "decoded": decoded}


def workbook(name: str, content: bytes) -> list[tuple[int, list[str]]]:
    """The rows of the first sheet that holds some."""
    if is_zip(content):
        Archive(name, content, most_bytes=UNPACKED)
    try:
        book = load_workbook(io.BytesIO(content))
        for title in book.sheet_names:
            rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
            if any(any(cell not in ("", None) for cell in row) for row in rows):
                return bounded(name, enumerate(([cell(value) for value in row] for row in rows), start=1))
    except (CalamineError, ValueError, OSError, KeyError, IndexError) as fault:
        raise InputError("tables.damaged", name=name) from fault
    raise InputError("tables.empty", name=name)


def cell(value: Any) -> str:
    """A cell as it would be typed: codes are texts, whole numbers have no decimals."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value).strip()


def as_text(content: bytes) -> tuple[str, bool]:
    """The text, and whether it had to be read as latin-1 (Windows' variant of it)."""
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), True


def lines(name: str, text: str) -> list[tuple[int, list[str]]]:
    """The rows of a CSV file; the separator is the sign that its first lines have most."""
    if not text.strip():
        raise InputError("tables.empty", name=name)
    head = text[:5000]
    separator = max(SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows = ((reader.line_num, [bare(value) for value in row]) for row in reader)
    try:
        return bounded(name, rows)
    except csv.Error as fault:
        raise InputError("tables.csv_damaged", name=name, line=reader.line_num) from fault


def bare(value: str) -> str:
    """A cell without the apostrophe that our own files put before what looks like a formula."""
    return value[1:].strip() if value[:1] == "'" and value[1:2] in "=+-@" else value.strip()


def bounded(name: str, rows: Iterable[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """The rows that are not blank, within what a table may have."""
    kept: list[tuple[int, list[str]]] = []
    for number, cells in rows:
        if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
            raise InputError("tables.columns", name=name, limit=MOST_COLUMNS)
        if any(cells):
            kept.append((number, [value[:LONGEST_CELL] for value in cells[:MOST_COLUMNS]]))
        if len(kept) > MOST_ROWS:
            raise InputError("tables.rows", name=name, limit=MOST_ROWS)
    return kept
