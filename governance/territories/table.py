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

    def __init__(self, columns: dict[str, list[Any]]) -> None:
        self.columns = columns
        self.numbers = {
            f"{layer}:{code}": number
            for number, (layer, code) in enumerate(zip(columns["layer"], columns["code"], strict=True))
        }

    @classmethod
    def load(cls, folder: Path) -> "Table":
        """The table of a folder such as data/territories."""
        table = pq.ParquetFile(folder / TERRITORIES).read(use_threads=False)
        return cls({name: values(table[name]) for name in table.column_names})

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
        """Id of each EPCI, EPT, département and région → the rows of its communes."""
        communes: dict[str, list[int]] = {}
        is_commune = [layer == "commune" for layer in self.columns["layer"]]
        for layer in GROUPS:
            for number, code in enumerate(self.columns[layer]):
                if code and is_commune[number]:
                    communes.setdefault(f"{layer}:{code}", []).append(number)
        return communes

    def shared(self, communes: list[int], layer: str) -> list[str]:
        """The ids of the territories of ``layer`` that hold at least one of the communes, by code."""
        codes = {self.columns[layer][number] for number in communes} - {None}
        return [f"{layer}:{code}" for code in sorted(codes)]
