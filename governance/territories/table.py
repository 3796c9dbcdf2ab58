# SPDX-License-Identifier: EUPL-1.2
"""The columns of territories.parquet; a Territory is made only when somebody asks for it."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from governance.questionnaire.model import Tier
from governance.territories.folder import TERRITORIES
from governance.territories.groupings import Groupings, rows_of
from governance.territories.territory import Territory

GROUPS = ("departement", "region", "epci", "ept")


def values(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column. Those of a dictionary are shared: 36,000 rows, one « commune » (and 15 times faster)."""
    if not pa.types.is_dictionary(column.type):
        return list(column.to_pylist())
    array = column.combine_chunks()
    words = [*array.dictionary.to_pylist(), None]
    return [words[place] for place in array.indices.fill_null(len(words) - 1).to_pylist()]


class Table:
    """All rows, by number and by id."""

    def __init__(self, columns: dict[str, list[Any]], groupings: Groupings | None = None) -> None:
        self.columns = columns
        self.groupings = groupings or Groupings()
        self.numbers = {
            f"{layer}:{code}": number
            for number, (layer, code) in enumerate(zip(columns["layer"], columns["code"], strict=True))
        }

    @classmethod
    def load(cls, folder: Path) -> "Table":
        """The table of a folder such as data/territories."""
        table = pq.ParquetFile(folder / TERRITORIES).read(use_threads=False)
        return cls({name: values(table[name]) for name in table.column_names})

    def with_groupings(self, groupings: Groupings) -> "Table":
        """The same table, with a row for each grouping after those of the official code; earlier groupings are gone."""
        official = [number for number, layer in enumerate(self.columns["layer"]) if layer != "grouping"]
        columns = {name: [column[number] for number in official] for name, column in self.columns.items()}
        rows = rows_of(groupings, columns, Table(columns, groupings).communes)
        return Table({name: column + [row[name] for row in rows] for name, column in columns.items()}, groupings)

    def __len__(self) -> int:
        return len(self.numbers)

    def territory(self, number: int) -> Territory:
        """The territory of a row."""
        row = {name: column[number] for name, column in self.columns.items()}
        return Territory(**row | {"tier": Tier(row["tier"]), "postcodes": tuple(row["postcodes"])})

    def territories(self, ids: Iterator[str] | list[str]) -> list[Territory]:
        """The territories of known ids, in their order."""
        return [self.territory(self.numbers[identifier]) for identifier in ids]

    @cached_property
    def communes(self) -> dict[str, list[int]]:
        """Id of each EPCI, EPT, département, région and grouping → the rows of its communes."""
        communes: dict[str, list[int]] = {}
        is_commune = [layer == "commune" for layer in self.columns["layer"]]
        for layer in GROUPS:
            for number, code in enumerate(self.columns[layer]):
                if code and is_commune[number]:
                    communes.setdefault(f"{layer}:{code}", []).append(number)
        for grouping in self.groupings:
            rows = [self.own_communes(member, communes) for member in self.groupings.within(grouping.id)]
            communes[grouping.id] = sorted({number for some in rows for number in some})
        return communes

    def own_communes(self, identifier: str, communes: dict[str, list[int]]) -> list[int]:
        """The rows of the communes of a member of a grouping that is no grouping itself."""
        if identifier.startswith("commune:"):
            return [self.numbers[identifier]] if identifier in self.numbers else []
        return [] if identifier.startswith("grouping:") else communes.get(identifier, [])

    @cached_property
    def around(self) -> dict[int, list[str]]:
        """Row of a commune → the ids of the groupings that hold it, smallest first."""
        around: dict[int, list[str]] = {}
        for identifier in sorted(self.groupings.by_id, key=lambda one: (len(self.communes[one]), one)):
            for number in self.communes[identifier]:
                around.setdefault(number, []).append(identifier)
        return around

    def groupings_around(self, identifier: str, communes: list[int]) -> list[str]:
        """The ids of the groupings that hold all of a territory, smallest first.

        Of two groupings with the same communes, only the one that lists the other holds it.
        """
        if not communes or not self.groupings:
            return []
        whole = set(communes)
        held = [one for one in self.around.get(communes[0], []) if whole.issubset(self.communes[one])]
        larger = identifier.startswith("grouping:")
        return [
            one
            for one in held
            if one != identifier
            and (not larger or len(self.communes[one]) > len(whole) or identifier in self.groupings.within(one))
        ]

    def shared(self, communes: list[int], layer: str) -> list[str]:
        """The ids of the territories of ``layer`` that hold at least one of the communes, by code."""
        codes = {self.columns[layer][number] for number in communes} - {None}
        return [f"{layer}:{code}" for code in sorted(codes)]
