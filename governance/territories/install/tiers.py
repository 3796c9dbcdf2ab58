# SPDX-License-Identifier: EUPL-1.2
"""EPCI, EPT, départements and régions made of their communes, so that tiers fit each other."""

from collections.abc import Mapping
from dataclasses import replace

import shapely

from governance.territories.install.limits import Limits
from governance.territories.install.matching import Coverage, Losses, array, expected_codes
from governance.territories.table import Table
from governance.territories.territory import Layer

DISSOLVED: tuple[Layer, ...] = ("epci", "ept", "departement", "region")


def dissolve(communes: Coverage, layer: Layer, table: Table) -> Coverage:
    """The outline of each territory of ``layer``: the union of those of its communes that have one."""
    parts: dict[str, list[shapely.Geometry]] = {}
    group_of = table.columns[layer]
    for code, outline in zip(communes.codes, communes.outlines, strict=True):
        group = group_of[table.numbers[f"commune:{code}"]]
        if group:
            parts.setdefault(group, []).append(outline)
    codes = tuple(sorted(parts))
    outlines = array(shapely.coverage_union_all(parts[code]) for code in codes)
    return Coverage(codes, outlines, Losses(missing=sorted(expected_codes(table, layer).keys() - parts.keys())))


def compared(made: Coverage, published: Coverage, limits: Limits) -> Coverage:
    """``made`` of communes, with the codes whose published outline is another; those that it lacks stay missing.

    The published files give no checksum: that four of them agree is the best sign that they belong together.
    """
    theirs = dict(zip(published.codes, published.outlines, strict=True))
    differing = [
        code
        for code, outline in zip(made.codes, made.outlines, strict=True)
        if code in theirs and overlap(outline, theirs[code]) < limits.least_overlap
    ]
    losses = replace(made.losses, unknown=published.losses.unknown, differing=differing)
    return replace(made, losses=losses)


def overlap(one: shapely.Geometry, other: shapely.Geometry) -> float:
    """Intersection over union of two outlines, 0 to 1."""
    return float(shapely.intersection(one, other).area / shapely.union(one, other).area)


def all_layers(found: Mapping[Layer, Coverage], table: Table, limits: Limits) -> dict[Layer, Coverage]:
    """Every layer that can be drawn: from the communes when they are there, else as each was published."""
    communes = found.get("commune")
    if communes is None:
        return dict(found)
    layers: dict[Layer, Coverage] = {"commune": communes}
    for layer in DISSOLVED:
        made = dissolve(communes, layer, table)
        layers[layer] = compared(made, found[layer], limits) if layer in found else made
    return layers
