# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire as a workbook that a person can read and change: one row for each question and level."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import partial

from governance.errors import InputError
from governance.exports.questionnaires.cells import Cells, blank
from governance.exports.questionnaires.fields import Kind
from governance.exports.questionnaires.gathering import Row, Sheets, tree_of
from governance.exports.questionnaires.opening import Line, Lines
from governance.exports.questionnaires.spreading import SheetRows, Tree, rows_of
from governance.exports.questionnaires.tables import HEAD, QUESTIONS, TABLES, Table, columns_of
from governance.exports.questionnaires.vocabulary import folded, heading, sheet_title, word
from governance.exports.questionnaires.workbook import Column, Sheet, cells_in_order, written
from governance.language import LANGUAGES, REFERENCE, Language
from governance.language.catalogue import catalogue

WIDTHS = {Kind.TEXTS: 42, Kind.LINES: 50, Kind.WORDS: 24, Kind.CHOICES: 24}
NOTE = "#"
"""A column whose heading begins so is its writer's own."""
FROZEN = {QUESTIONS.name: 2}


def write_xlsx(tree: Tree, language: Language) -> bytes:
    """The workbook, its headings and choices in one language."""
    rows = rows_of(tree, partial(word, language=language))
    return written([read_me(language), *(sheet(table, rows[table.name], language) for table in TABLES)])


def read_me(language: Language) -> Sheet:
    """How the workbook is to be changed."""
    words = catalogue("messages", language)["formats"]
    return Sheet(
        sheet_title("read_me", language), [Column(words["read_me_heading"], 110)], [[t] for t in words["read_me"]]
    )


def sheet(table: Table, rows: list[Cells], language: Language) -> Sheet:
    """One sheet; that of the questionnaire itself stands upright, a key a row."""
    title, names = sheet_title(table.name, language), columns_of(table)
    if table is HEAD:
        upright = [[heading(name, language), rows[0].get(name)] for name in names]
        columns = [Column(heading("key", language), 44), Column(heading("written_value", language), 90)]
        return Sheet(title, columns, upright, 1)
    columns = [column(table, name, language) for name in names]
    return Sheet(title, columns, [cells_in_order(names, cells) for cells in rows], FROZEN.get(table.name, 1))


def column(table: Table, name: str, language: Language) -> Column:
    """The heading, width and choices of a column."""
    field = dict(table.fields()).get(name)
    if field is None:
        return Column(heading(name, language))
    choices = field.choices if field.kind is Kind.CHOICE else ("true", "false") if field.kind is Kind.TRUTH else ()
    return Column(heading(name, language), WIDTHS.get(field.kind, 14), tuple(word(each, language) for each in choices))


def read_xlsx(name: str, found: Lines) -> Tree:
    """The tree of a workbook's lines. InputError when it has not the sheets of a questionnaire."""
    rows = sheets_of(found)
    if HEAD.name not in rows or len(rows) == 1:
        titles = [sheet_title(table.name, REFERENCE) for table in TABLES]
        raise InputError("formats.sheets_missing", name=name, sheets=titles, found=list(found))
    return tree_of(rows)


def sheets_of(found: Lines) -> Sheets:
    """The rows of the sheets that the format knows; those of others are their writer's own."""
    tables = {folded(sheet_title(table.name, language)): table for table in TABLES for language in LANGUAGES}
    known = [(tables[folded(title)], title, lines) for title, lines in found.items() if folded(title) in tables]
    return {table.name: list(rows(table, title, lines)) for table, title, lines in known if lines or table is HEAD}


def rows(table: Table, title: str, lines: list[Line]) -> Iterator[Row]:
    """The rows below the headings."""
    names = {folded(heading(name, language)): name for name in columns_of(table) for language in LANGUAGES}
    if table is HEAD:
        yield upright(title, lines, names)
        return
    columns = [column_name(title, lines[0].text(rank), names) for rank in range(len(lines[0].cells))]
    if twice := [name for name in columns if name and columns.count(name) > 1]:
        raise InputError("formats.column_twice", sheet=title, column=heading(twice[0], REFERENCE))
    for line in lines[1:]:
        cells = {name: cell for name, cell in zip(columns, line.cells, strict=False) if name and not blank(cell)}
        if cells:
            yield Row(title, line.number, cells)


def upright(title: str, lines: list[Line], names: dict[str, str]) -> Row:
    """The sheet of the questionnaire itself: its keys are in the first column, their values in the second."""
    keyed = ((column_name(title, line.text(0), names), line.cells[1]) for line in lines[1:] if len(line.cells) > 1)
    return Row(title, 1, {name: cell for name, cell in keyed if name and not blank(cell)})


def column_name(title: str, words: str, names: dict[str, str]) -> str | None:
    """The column that a heading names; None for a note's."""
    if not words or words.startswith(NOTE):
        return None
    if (key := folded(words)) in names:
        return names[key]
    near = get_close_matches(key, names, n=1) or list(names)[:1]
    raise InputError("formats.column_unknown", sheet=title, column=words, near=heading(names[near[0]], REFERENCE))


__all__ = ["SheetRows", "read_xlsx", "sheets_of", "write_xlsx"]
