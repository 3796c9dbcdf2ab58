# SPDX-License-Identifier: EUPL-1.2
"""The lines of a CSV file of answers: encoding, separator, columns. What the cells mean is not known here."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import BinaryIO, Protocol

from governance.errors import InputError
from governance.exports.faults import FaultList

COLUMNS = ("territory", "question", "answer")
OPTIONAL = ("reason",)
BYTE_ORDER_MARK = "\ufeff"
LONGEST_LINE_BYTES = 1_000_000
"""A longer line is no line of answers: better refused than read whole."""

Line = tuple[int, str, str, str]
"""Its number, then the cells of COLUMNS, as they stand."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the first line says: the separator, the columns, and where those that count are."""

    delimiter: str
    names: tuple[str, ...]

    @property
    def places(self) -> tuple[int, ...]:
        """Where COLUMNS stand."""
        return tuple(self.names.index(name) for name in COLUMNS)

    @property
    def ignored(self) -> tuple[str, ...]:
        """The columns that nothing reads."""
        return tuple(name for name in self.names if name and name not in COLUMNS + OPTIONAL)


class Unreadable(Exception):  # noqa: N818 — a signal between the functions of this module, never shown
    """The rest of the file cannot be read."""

    def __init__(self, line: int, error: InputError) -> None:
        super().__init__(line, error)
        self.line = line
        self.error = error


class AnswerLines:
    """The lines of an open file. Faults go to ``faults``; after one that makes the rest unreadable, no more lines."""

    def __init__(self, file: BinaryIO, faults: FaultList) -> None:
        self.header: Header | None = None
        self.faults = faults
        self.texts = decoded(file)

    def __iter__(self) -> Iterator[Line]:
        try:
            yield from self.read()
        except Unreadable as fault:
            self.faults.add(fault.line, None, fault.error)

    def read(self) -> Iterator[Line]:
        """The lines of answers, blank ones left out."""
        first = next(self.texts, "").removeprefix(BYTE_ORDER_MARK)
        header = self.header = read_header(first)
        territory, question, answer = header.places
        width = len(header.names)
        reader = csv.reader(chain([first], self.texts), delimiter=header.delimiter, strict=True)
        for cells in checked(reader):
            if reader.line_num == 1 or not any(cells):
                continue
            if len(cells) == width:
                yield reader.line_num, cells[territory], cells[question], cells[answer]
            else:
                self.faults.add(reader.line_num, None, ragged(len(cells), header))


class CsvReader(Protocol):
    """What the csv module gives."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


def decoded(file: BinaryIO) -> Iterator[str]:
    """The lines as text. Unreadable at the first that is not UTF-8, holds a NUL byte, or never ends."""
    for number, line in enumerate(iter(partial(file.readline, LONGEST_LINE_BYTES), b""), start=1):
        if len(line) == LONGEST_LINE_BYTES:
            raise Unreadable(number, InputError("answers_file.line_too_long", limit=LONGEST_LINE_BYTES))
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as fault:
            raise Unreadable(number, InputError("answers_file.encoding")) from fault
        if "\0" in text:
            raise Unreadable(number, InputError("answers_file.nul"))
        yield text


def checked(reader: CsvReader) -> Iterator[list[str]]:
    """The rows. Unreadable where quotation marks make no sense: nobody can tell where the next line begins."""
    last = 0
    try:
        for cells in reader:
            yield cells
            last = reader.line_num
    except csv.Error as fault:
        raise Unreadable(last + 1, InputError("answers_file.quotes")) from fault


def read_header(line: str) -> Header:
    """The columns: separated by commas, or by semicolons where that is what makes the columns appear."""
    if not line.strip():
        raise Unreadable(1, InputError("answers_file.empty", columns=COLUMNS))
    headers = [Header(delimiter, column_names(line, delimiter)) for delimiter in ",;"]
    header = max(headers, key=lambda header: len(set(COLUMNS).intersection(header.names)))
    if missing := [name for name in COLUMNS if name not in header.names]:
        found = [name for name in header.names if name]
        raise Unreadable(1, InputError("answers_file.column_missing", missing=missing, found=found, columns=COLUMNS))
    if twice := [name for name in COLUMNS if header.names.count(name) > 1]:
        raise Unreadable(1, InputError("answers_file.column_twice", column=twice))
    return header


def column_names(line: str, delimiter: str) -> tuple[str, ...]:
    """The names on the first line, capitals and spaces around them forgiven."""
    try:
        cells = next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as fault:
        raise Unreadable(1, InputError("answers_file.quotes")) from fault
    return tuple(cell.strip().lower() for cell in cells)


def ragged(found: int, header: Header) -> InputError:
    """A line that has not as many cells as the first one."""
    return InputError("answers_file.ragged", found=found, expected=len(header.names), delimiter=header.delimiter)
