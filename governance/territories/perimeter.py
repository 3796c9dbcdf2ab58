# SPDX-License-Identifier: EUPL-1.2
"""What a map shows: the territories of a layer within another territory, and the way down to it."""

from functools import lru_cache

import numpy as np
import pandas as pd

from governance.territories.projection import NOT_DRAWN
from governance.territories.reference import Territories
from governance.territories.territory import Layer, Territory

LADDER: tuple[Layer, ...] = ("region", "departement", "epci", "commune")
"""The rungs of the map, widest first."""


def layers_within(perimeter: Territory | None) -> tuple[Layer, ...]:
    """The layers that can be shown in a territory, the next rung down first; all of them in France.

    >>> layers_within(None)
    ('region', 'departement', 'epci', 'commune')
    """
    if perimeter is None:
        return LADDER
    if perimeter.layer == "grouping":
        return LADDER[-2:]
    if perimeter.layer not in LADDER:
        return LADDER[-1:]
    return LADDER[LADDER.index(perimeter.layer) + 1 :]


def trail(perimeter: Territory | None, territories: Territories) -> list[Territory]:
    """The territories on the way down to one, itself last: région, département, EPCI."""
    if perimeter is None:
        return []
    above = LADDER[: LADDER.index(perimeter.layer)] if perimeter.layer in LADDER else LADDER[:2]
    ids = [f"{layer}:{getattr(perimeter, layer)}" for layer in above if getattr(perimeter, layer)]
    return [territories.get(identifier) for identifier in ids if identifier in territories] + [perimeter]


def within(layer: Layer, perimeter: Territory | None, territories: Territories) -> pd.DataFrame:
    """The territories of a layer, by code: columns id, code, name (its label), population (NaN: not known), region.

    An EPCI that straddles a border is in each of the départements and régions that hold some of its communes.
    """
    everyone = layer_table(layer, territories, territories.revision)
    if perimeter is None:
        return everyone
    communes = territories.communes_of(perimeter)
    if layer == "commune":
        codes = [territories.table.columns["code"][number] for number in communes]
        ids = [f"commune:{code}" for code in codes]
    else:
        ids = territories.table.shared(communes, layer)
    return everyone[everyone["id"].isin(ids)].reset_index(drop=True)


@lru_cache(maxsize=16)
def layer_table(layer: Layer, territories: Territories, _revision: str) -> pd.DataFrame:
    """All territories of a layer that the flat map draws; read once for each state of the reference."""
    columns = territories.table.columns
    numbers = [
        number
        for number, found in enumerate(columns["layer"])
        if found == layer and (columns["region"][number] or columns["code"][number]) not in NOT_DRAWN
    ]
    codes, names, homes = ([columns[name][number] for number in numbers] for name in ("code", "name", "departement"))
    shared = territories.homonyms
    population = np.array([columns["population"][number] or np.nan for number in numbers], dtype=np.float64)
    return pd.DataFrame(
        {
            "id": [f"{layer}:{code}" for code in codes],
            "code": codes,
            "name": [
                f"{name} ({home})" if home and (layer, name) in shared else name
                for name, home in zip(names, homes, strict=True)
            ],
            "population": population,
            "region": [columns["region"][number] or columns["code"][number] for number in numbers],
        }
    ).sort_values("code", ignore_index=True)


def departements_of(perimeter: Territory, territories: Territories) -> list[str]:
    """The codes of the départements that hold some of a territory's communes."""
    shared = territories.table.shared(territories.communes_of(perimeter), "departement")
    return [identifier.partition(":")[2] for identifier in shared]
