# SPDX-License-Identifier: EUPL-1.2
"""What data/territories/sources.yaml says: vintages, counts, credits, checksums."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from governance.language import Language
from governance.territories.folder import REFERENCE_FOLDER, SOURCES


@dataclass(frozen=True)
class Sources:
    """The content of sources.yaml."""

    layers: dict[str, dict[str, Any]]
    sources: list[dict[str, Any]]
    files: list[dict[str, Any]]

    def vintage(self, layer: str) -> str:
        """The year whose 1 January the composition of a layer is of."""
        return str(self.layers[layer]["vintage"])

    def population_vintage(self, layer: str) -> str:
        """The year of the census that a layer's populations refer to."""
        return str(self.layers[layer]["population"])

    def of_groupings(self, vintage: str) -> "Sources":
        """The same, with the vintage of the groupings that were imported here."""
        return replace(self, layers={**self.layers, "grouping": {"vintage": vintage, "population": ""}})

    def composition(self) -> str | None:
        """The credit of the list of EPCI in force; None for the shipped one."""
        return next((source["credit"]["fr"] for source in self.sources if source["id"] == "composition"), None)

    def of_composition(self, vintage: str, credit: str, rows: int) -> "Sources":
        """The same, with the vintage and the credit of another list of EPCI."""
        epci = {**self.layers["epci"], "vintage": vintage, "population": vintage, "rows": rows}
        source = {"id": "composition", "credit": {"fr": credit, "en": credit}}
        others = [one for one in self.sources if one["id"] != "composition"]
        return replace(self, layers={**self.layers, "epci": epci}, sources=[*others, source])

    def credits(self, language: Language, outlines: str | None = None) -> str:
        """The line to print under a map or table; ``outlines`` credits those that are drawn instead of the shipped."""
        shipped = {source["id"]: source["credit"][language] for source in self.sources}
        return " · ".join((shipped | {"outlines": outlines} if outlines else shipped).values())


def load_sources(folder: Path = REFERENCE_FOLDER) -> Sources:
    """The sources of the reference in ``folder``."""
    document = yaml.load((folder / SOURCES).read_text("utf-8"), Loader=yaml.CSafeLoader)
    return Sources(document["layers"], document["sources"], document["files"])
