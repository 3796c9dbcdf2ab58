# SPDX-License-Identifier: EUPL-1.2
"""Between the values of the format and the cells of a sheet, both ways and without loss."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from math import isfinite
from typing import Any

from pydantic import BaseModel

from governance.errors import InputError
from governance.exports.questionnaires.fields import Field, Kind, fields_of, parts_of
from governance.exports.questionnaires.vocabulary import code
from governance.language import LANGUAGES

Cell = str | int | float | bool | date | None
Cells = dict[str, Cell]
Word = Callable[[str], str]
LINE_BREAK = "⏎"
"""Stands for a line break within one element of a list, whose elements stand one a line."""
SEPARATORS = re.compile(r"\s*[,;\n]\s*")
NUMBER = re.compile(r"[-+]?[0-9]{1,15}([.,][0-9]{1,20})?")
PAIR = re.compile(r"([0-9]+)\s*=\s*([0-9]{1,9})")
TRUTHS = {"true": True, "false": False}


class UnfitError(Exception):
    """A value that the column of its key cannot hold."""


def cells_of(part: type[BaseModel], data: Any, place: str, word: Word) -> Cells:
    """The cells of one part of the questionnaire, empty ones left out. InputError for what no column can hold."""
    if not isinstance(data, Mapping):
        raise InputError("formats.unfit", place=place, given=data)
    cells: Cells = {}
    left = {name: value for name, value in data.items() if name not in parts_of(part) and not empty(value)}
    for field in fields_of(part):
        value = taken(left, field.path, place)
        try:
            written = () if empty(value) else write(field, value, word)
        except UnfitError as fault:
            raise InputError("formats.unfit", place=f"{place} › {field.name}", given=value) from fault
        cells |= {name: cell for name, cell in zip(field.columns, written, strict=False) if cell not in (None, "")}
    if unknown := [name for name, value in left.items() if not empty(value)]:
        raise InputError("formats.key_unknown", place=place, name=unknown)
    return cells


def taken(data: dict[str, Any], path: tuple[str, ...], place: str) -> Any:
    """Take out of a part the value at a path."""
    name, *inside = path
    if not inside or name not in data:
        return data.pop(name, None)
    if not isinstance(data[name], Mapping):
        raise InputError("formats.unfit", place=f"{place} › {name}", given=data[name])
    data[name] = dict(data[name])
    return taken(data[name], tuple(inside), f"{place} › {name}")


def empty(value: Any) -> bool:
    """Whether a key has nothing under it, which is as if it were not there."""
    if isinstance(value, Mapping):
        return all(map(empty, value.values()))
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def tidy(value: Any) -> Any:
    """A tree without the keys that have nothing under them: what sheets carry of it, and all that counts.

    >>> tidy({"id": "a", "tags": [], "help": None, "goalposts": {"low": 0}})
    {'id': 'a', 'goalposts': {'low': 0}}
    """
    if isinstance(value, Mapping):
        return {name: tidy(inside) for name, inside in value.items() if not empty(inside)}
    return [tidy(each) for each in value] if isinstance(value, list) else value


def write(field: Field, value: Any, word: Word) -> Sequence[Cell]:  # noqa: PLR0911 — one for each kind
    """The cells of one value. UnfitError when it is not what its key asks for."""
    match field.kind, value:
        case Kind.WORD, str():
            return (value,)
        case Kind.NUMBER, int() | float() if not isinstance(value, bool) and isfinite(value):
            return (value,)
        case Kind.TRUTH, bool():
            return (word(str(value).lower()),)
        case Kind.CHOICE, str():
            return (word(value) if value in field.choices else value,)
        case ((Kind.WORDS | Kind.CHOICES), list()) if all(map(fits_in_list, value)):
            return (", ".join(word(each) if each in field.choices else each for each in value),)
        case Kind.TEXTS, Mapping():
            return texts(value)
        case Kind.LINES, list():
            lines = [texts(each) for each in value]
            return tuple("\n".join(one_line(cell) for cell in cells).rstrip("\n") for cells in zip(*lines, strict=True))
        case Kind.TABLE, Mapping() if all(map(is_pair, value.items())):
            return (", ".join(f"{old}={new}" for old, new in value.items()),)
    raise UnfitError


def fits_in_list(value: Any) -> bool:
    """Whether a value can stand between two commas."""
    return isinstance(value, str) and value == value.strip() != "" and not SEPARATORS.search(value)


def is_pair(pair: tuple[Any, Any]) -> bool:
    """Whether a line of a table of levels has a level on both sides."""
    return isinstance(pair[1], int) and PAIR.fullmatch(f"{pair[0]}={pair[1]}") is not None


def texts(value: Any) -> tuple[str, ...]:
    """The text in each language; "" where it is missing."""
    if not isinstance(value, Mapping) or empty(value) or set(value) - set(LANGUAGES):
        raise UnfitError
    found = [value.get(language) for language in LANGUAGES]
    if not all(text is None or isinstance(text, str) for text in found):
        raise UnfitError
    return tuple(text or "" for text in found)


def one_line(text: str) -> str:
    """An element of a list on one line."""
    if LINE_BREAK in text:
        raise UnfitError
    return text.replace("\n", LINE_BREAK)


def part_of(part: type[BaseModel], cells: Cells) -> dict[str, Any]:
    """The part of the questionnaire that some cells hold. A cell that makes no sense stays as it is for the check."""
    data: dict[str, Any] = {}
    for field in fields_of(part):
        found = [cells.get(name) for name in field.columns]
        if all(map(blank, found)):
            continue
        within = data
        for name in field.path[:-1]:
            within = within.setdefault(name, {})
        within[field.path[-1]] = read(field, found)
    return data


def blank(cell: Cell) -> bool:
    """Whether a cell holds nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def read(field: Field, cells: Sequence[Cell]) -> Any:  # noqa: PLR0911 — one for each kind
    """The value of cells that are not all blank."""
    cell, text = cells[0], plain(cells[0])
    match field.kind:
        case Kind.WORD:
            return text.strip()
        case Kind.NUMBER:
            return number(cell)
        case Kind.TRUTH:
            return TRUTHS.get(code(text, tuple(TRUTHS)), text)
        case Kind.CHOICE:
            return code(text, field.choices)
        case Kind.WORDS | Kind.CHOICES:
            return [code(each, field.choices) for each in SEPARATORS.split(text.strip()) if each]
        case Kind.TABLE:
            return dict(pairs(text)) or text
        case Kind.LINES:
            return list(elements(cells))
    return by_language(map(plain, cells))


def pairs(text: str) -> Iterator[tuple[str, int]]:
    """The lines of a table of levels; none when one of them makes no sense."""
    found = [PAIR.fullmatch(each.strip()) for each in SEPARATORS.split(text.strip())]
    return ((pair[1], int(pair[2])) for pair in (found if all(found) else ()) if pair)


def elements(cells: Sequence[Cell]) -> Iterator[dict[str, str]]:
    """The elements of a list, one a line: those of one line of the two languages belong together."""
    columns = [plain(cell).split("\n") for cell in cells]
    for rank in range(max(map(len, columns))):
        lines = (column[rank] if rank < len(column) else "" for column in columns)
        if found := by_language(line.replace(LINE_BREAK, "\n") for line in lines):
            yield found


def by_language(found: Iterator[str]) -> dict[str, str]:
    """The texts that are there, by language."""
    return {language: text for language, text in zip(LANGUAGES, found, strict=True) if text.strip()}


def plain(cell: Cell) -> str:
    """A cell as text.

    >>> plain(1.0), plain(True), plain(None), plain(date(2026, 1, 31))
    ('1', 'true', '', '2026-01-31')
    """
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case float() if cell.is_integer():
            return str(int(cell))
        case date():
            return cell.isoformat()
    return str(cell)


def number(cell: Cell) -> Any:
    """A number, written as one or as a text, with a point or a comma; anything else stays as it is.

    >>> number("0,75"), number(" 12 "), number("12 %"), number(True)
    (0.75, 12, '12 %', True)
    """
    if not isinstance(cell, str):
        return plain(cell) if isinstance(cell, date) else cell
    if NUMBER.fullmatch(words := cell.strip()):
        return float(words.replace(",", ".")) if re.search("[.,]", words) else int(words)
    return cell
