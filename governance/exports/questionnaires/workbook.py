# SPDX-License-Identifier: EUPL-1.2
"""Workbooks for people: frozen headings, wrapped texts, lists to choose from, and no text that runs as a formula."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from yaml.reader import Reader

from governance.errors import InputError
from governance.exports.questionnaires.cells import Cell

LONGEST_CELL = 32_767
FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
"""How a text begins that a spreadsheet could take for a formula, be it already marked or not."""
MARKED = re.compile(r"''*[=+\-@\t\r\n]")
HEADING = PatternFill("solid", fgColor="1F3A5F")
TOP = Alignment(vertical="top", wrap_text=True)
ROWS_FOR_CHOICES = 2000


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, the words to choose from."""

    heading: str
    width: int = 14
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: rows of cells under headings; the first ``frozen`` columns stay in sight."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]] = field(default=())
    frozen: int = 0


def written(sheets: Sequence[Sheet]) -> bytes:
    """The workbook as the bytes of an .xlsx file."""
    book = Workbook()
    book.properties.creator = "Échelons"
    book.remove(book.worksheets[0])
    for sheet in sheets:
        fill(book.create_sheet(sheet.title), sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def fill(page: Worksheet, sheet: Sheet) -> None:
    """Write one sheet."""
    put_row(page, 1, [column.heading for column in sheet.columns])
    for number, cells in enumerate(sheet.rows, start=2):
        put_row(page, number, cells)
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = column.width
        heading = page.cell(1, number)
        heading.font, heading.fill = Font(bold=True, color="FFFFFF"), HEADING
        offer(page, letter, column.choices)
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}2"


def put_row(page: Worksheet, number: int, cells: Sequence[Cell]) -> None:
    """Write the cells of a row that hold something."""
    for rank, value in enumerate(cells, start=1):
        if value is None or value == "":
            continue
        cell = page.cell(number, rank)
        cell.alignment = TOP
        cell.value = harmless(value, page.title, number) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type, cell.number_format = "s", "@"


def offer(page: Worksheet, letter: str, choices: Sequence[str]) -> None:
    """A list to choose from in a column; other words may still be typed, as the language may be another."""
    if choices:
        listed = DataValidation(
            "list", formula1='"' + ",".join(choices) + '"', allow_blank=True, showErrorMessage=False
        )
        page.add_data_validation(listed)
        listed.add(f"{letter}2:{letter}{ROWS_FOR_CHOICES}")


def harmless(text: str, sheet: str, row: int) -> str:
    """A text as a cell holds it: one that begins like a formula gets an apostrophe. InputError when it is too long."""
    lines = Reader.NON_PRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(lines) > LONGEST_CELL - 1:
        raise InputError("formats.cell_long", sheet=sheet, row=row, limit=LONGEST_CELL - 1)
    return f"'{lines}" if FORMULA.match(lines) else lines


def restored(text: str) -> str:
    """A text as it was before ``harmless``.

    >>> [restored(harmless(text, "", 1)) for text in ("=1", "-", "'=1", "'tis", "a")]
    ['=1', '-', "'=1", "'tis", 'a']
    """
    return text[1:] if MARKED.match(text) else text


def cells_in_order(columns: Sequence[str], cells: Mapping[str, Cell]) -> list[Cell]:
    """A row's cells under their columns."""
    return [cells.get(name) for name in columns]
