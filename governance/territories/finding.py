# SPDX-License-Identifier: EUPL-1.2
"""The search index of the reference: what each territory can be found by."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow.parquet as pq

from governance.language import sentence
from governance.territories.folder import FORMER_NAMES
from governance.territories.folding import fold, fold_lines
from governance.territories.search import Entry, SearchIndex
from governance.territories.table import Table
from governance.territories.territory import LAYERS, Layer, Territory

Former = tuple[str | None, str | None, str]  # name, code, id of the territory that they lead to


@dataclass(frozen=True, slots=True)
class Found:
    """A territory that fits a search. ``through`` is the former or other name that led to it."""

    territory: Territory
    through: str | None = None


class Finder:
    """Territories by name and code. Rows that stand for another's authority are found as that authority."""

    def __init__(self, table: Table, former: list[Former]) -> None:
        self.table = table
        self.former = former

    @classmethod
    def load(cls, folder: Path, table: Table) -> "Finder":
        """The finder of a folder such as data/territories."""
        columns = pq.ParquetFile(folder / FORMER_NAMES).read(use_threads=False).to_pydict()
        return cls(table, list(zip(columns["name"], columns["code"], columns["territory"], strict=True)))

    def find(self, text: str, limit: int, layers: Collection[Layer] | None) -> list[Found]:
        """See Territories.find."""
        found: dict[int, Found] = {}
        for line in self.index.find(text):
            if len(found) >= limit:
                break
            number = self.targets[line]
            if number not in found and (layers is None or self.table.columns["layer"][number] in layers):
                found[number] = Found(self.table.territory(number), self.through(line, number))
        return list(found.values())

    def through(self, line: int, number: int) -> str | None:
        """The former name of a line, unless the territory bears it still."""
        name = self.former[line - len(self.order)][0] if line >= len(self.order) else None
        return name if name and fold(name) != self.index.words[self.lines[number]] else None

    @cached_property
    def order(self) -> list[int]:
        """The rows that stand for an authority, most populous first."""
        columns = self.table.columns
        rows = [number for number, authority in enumerate(columns["authority"]) if not authority]
        ranks = [LAYERS.index(layer) for layer in columns["layer"]]
        return sorted(rows, key=lambda row: (-(columns["population"][row] or 0), ranks[row], row))

    @cached_property
    def lines(self) -> dict[int, int]:
        """Row → its line in the index."""
        return {number: line for line, number in enumerate(self.order)}

    @cached_property
    def targets(self) -> list[int]:
        """Line of the index → the row that it leads to."""
        return self.order + [self.table.numbers[identifier] for _, _, identifier in self.former]

    @cached_property
    def index(self) -> SearchIndex:
        """The index, made at the first search."""
        return SearchIndex([*self.current_entries(), *self.former_entries()])

    def current_entries(self) -> Iterator[Entry]:
        """What the territories are called and coded today."""
        columns = self.table.columns
        names = fold_lines(columns["name"][number] for number in self.order)
        kinds = set(columns["kind"]) - {"COMMUNE"}
        words = {"COMMUNE": ""} | {kind: fold(sentence(f"territories.kinds.{kind}", "fr")) for kind in kinds}
        around = self.around()
        for name, number in zip(names, self.order, strict=True):
            code, others = self.codes_of(number)
            siren, kind = columns["siren"][number] or "", words[columns["kind"][number]]
            yield Entry(name, code, siren, others, kind, around[number])

    def around(self) -> list[str]:
        """The département and the région of each row, folded; nothing for a row that has none or is one."""
        columns = self.table.columns
        keys = zip(columns["layer"], columns["code"], strict=True)
        wider = ("departement", "region")
        folded = {key: fold(name) for key, name in zip(keys, columns["name"], strict=True) if key[0] in wider}
        codes = zip(*(columns[layer] for layer in wider), strict=True)
        return [" ".join(folded.get(key, "") for key in zip(wider, row, strict=True)).strip() for row in codes]

    def codes_of(self, number: int) -> tuple[str, str]:
        """The code that finds a row first, and the numbers that find it after others.

        « 44 » means Loire-Atlantique to most people, not the région Grand Est; the code of an EPCI is its SIREN, whose
        beginning may be a postcode.
        """
        layer, code = self.table.columns["layer"][number], self.table.columns["code"][number].lower()
        first = code if layer in {"commune", "departement"} else ""
        return first, code if layer == "region" else " ".join(self.table.columns["postcodes"][number])

    def former_entries(self) -> Iterator[Entry]:
        """What leads to them besides."""
        names = fold_lines(name or "" for name, _, _ in self.former)
        for name, (_, code, _) in zip(names, self.former, strict=True):
            # A former code of five digits comes last, for it may be a postcode of today: 75011 was Bonneuil-sur-Marne.
            yield Entry(name, numbers=code.lower()) if code and len(code) == 5 else Entry(name, (code or "").lower())
