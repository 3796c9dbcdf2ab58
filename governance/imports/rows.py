# SPDX-License-Identifier: EUPL-1.2
"""The rows of a file, and where the columns that count stand in them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from governance.errors import InputError
from governance.territories.folding import plain_words

Row = tuple[int, Sequence[str]]
"""The number of a line in its file, and its cells."""
Columns = Mapping[str, Collection[str]]
"""A column's name here, and the headings that mean it, spelt as :func:`heading` spells them."""
FIRST_ROWS = 15
"""Official files have titles above their headings: so many rows are looked at."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file of rows, as bare texts. ``decoded`` says that it was not in UTF-8 and was read as latin-1."""

    name: str
    rows: Sequence[Row]
    decoded: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each column stands, and the rows below the headings."""

    places: Mapping[str, int]
    headings: tuple[str, ...]
    rows: Sequence[Row]

    def __contains__(self, column: object) -> bool:
        return column in self.places

    def cells(self, *columns: str) -> Iterator[tuple[int, list[str]]]:
        """For each row that is not blank: its number, and the cells of these columns, empty where there are none."""
        places = [self.places.get(column) for column in columns]
        for number, cells in self.rows:
            if any(cells):
                width = len(cells)
                yield number, [cells[p].strip() if p is not None and p < width else "" for p in places]


def heading(text: str) -> str:
    """A heading without accents, capitals or signs.

    >>> heading("N° SIREN"), heading("Réponse "), heading("code_insee")
    ('n_siren', 'reponse', 'code_insee')
    """
    return plain_words(text).replace(" ", "_")


def lay_out(table: RawTable, columns: Columns, required: Sequence[str]) -> Layout:
    """The layout of a table. InputError when none of the first rows names the required columns."""
    best: Mapping[str, int] = {}
    for rank, (_, cells) in enumerate(table.rows[:FIRST_ROWS]):
        names = [heading(cell) for cell in cells]
        places = found(names, columns)
        if all(column in places for column in required):
            return Layout(places, tuple(names), table.rows[rank + 1 :])
        best = max(best, places, key=len)
    missing = [column for column in required if column not in best]
    raise InputError(
        "imports.columns_missing",
        file=table.name,
        missing=[next(iter(columns[column])) for column in missing],
        found=[cell for cell in (table.rows[0][1] if table.rows else ()) if cell][:12] or "–",
    )


def found(names: Sequence[str], columns: Columns) -> dict[str, int]:
    """Where each column stands; the heading listed first wins where several mean the same."""
    places: dict[str, int] = {}
    for column, headings in columns.items():
        place = next((names.index(each) for each in headings if each in names), None)
        if place is not None:
            places[column] = place
    return places
