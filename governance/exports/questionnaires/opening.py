# SPDX-License-Identifier: EUPL-1.2
"""Reading a workbook that may come from anybody, as bare values: in the sandbox only.

A formula is worth the value that its program left with it, nothing when it left none; macros and links are not even
looked at.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl import load_workbook

from governance.errors import InputError
from governance.exports.questionnaires.archive import Archive
from governance.exports.questionnaires.cells import Cell, blank
from governance.exports.questionnaires.workbook import restored

MOST_ROWS = 20_000
MOST_COLUMNS = 300
XML = (".xml", ".rels", ".vml")
CONTENT_TYPES = "[Content_Types].xml"
OPEN_DOCUMENT = "mimetype"
DECLARATION = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is not blank, with its number in the sheet."""

    number: int
    cells: tuple[Cell, ...]

    def text(self, rank: int) -> str:
        """A cell as a heading or a word; "" beyond the last."""
        cell = self.cells[rank] if rank < len(self.cells) else None
        return "" if cell is None else str(cell).strip()


Lines = dict[str, list[Line]]


def opened(archive: Archive, content: bytes) -> Lines:
    """The lines of every sheet, by its title. InputError when it is no workbook, or one of more rows than allowed."""
    guard(archive)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        pages = {sheet.title: sheet for sheet in book.worksheets}
        found: Lines = {}
        for title, page in pages.items():
            found[title] = list(lines(page, archive, sum(map(len, found.values()))))
    except (InputError, MemoryError):
        raise
    except Exception as fault:  # whatever a damaged workbook makes openpyxl raise: no list of it is complete
        raise archive.fault("xlsx_damaged") from fault
    return found


def guard(archive: Archive) -> None:
    """InputError for XML that declares entities, or hides them in an encoding of its own: no spreadsheet does."""
    for entry in archive.entries:
        if not entry.lower().endswith(XML):
            continue
        text = archive.read(entry)
        declared = DECLARATION.match(text.removeprefix(b"\xef\xbb\xbf"))
        odd = declared is not None and declared[1].lower() not in (b"utf-8", b"us-ascii")
        if odd or b"\0" in text or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise archive.fault("xml_entities")


def lines(page: object, archive: Archive, before: int) -> Iterator[Line]:
    """The rows of a sheet that are not blank."""
    rows = page.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)  # type: ignore[attr-defined]
    for number, cells in enumerate(rows, start=1):
        if all(map(blank, cells)):
            continue
        before += 1
        if number > MOST_ROWS or before > MOST_ROWS:
            raise archive.fault("xlsx_rows", limit=MOST_ROWS)
        yield Line(number, tuple(value(cell) for cell in cells))


def value(cell: object) -> Cell:
    """A cell's value, its apostrophe against formulas taken off."""
    if isinstance(cell, str):
        return restored(cell)
    return cell if isinstance(cell, (int, float, bool)) or cell is None else str(cell)
