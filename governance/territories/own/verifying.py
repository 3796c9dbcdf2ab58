# SPDX-License-Identifier: EUPL-1.2
"""``echelons territories check``: whether imported outlines are whole and hold together, layer by layer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from governance.errors import InputError
from governance.territories.folder import REFERENCE_FOLDER, outline_file
from governance.territories.install.manifest import POINTER, pointed
from governance.territories.install.travelling import PLURAL
from governance.territories.install.verifying import broken
from governance.territories.own.shelf import Own, OwnLayer, address, own_outlines, root_of
from governance.territories.table import Table
from governance.territories.territory import Layer

RECOMPOSED: tuple[Layer, ...] = ("epci", "ept")
"""Layers whose codes may be those of an imported composition, which only the database knows."""
Problems = Iterator[InputError]


@dataclass(frozen=True, slots=True)
class Verified:
    """A layer of one's own, and what is wrong with it: nothing when all is well."""

    layer: OwnLayer
    problems: list[InputError] = field(default_factory=list)


def verify_own(data: Path, reference: Path = REFERENCE_FOLDER) -> list[Verified]:
    """Each imported layer with its problems; InputError when what is there cannot be read at all."""
    if not (root_of(data) / POINTER).exists():
        return []
    own = own_outlines(data)
    if own is None:
        raise problem("unreadable", folder=pointed(root_of(data)) or root_of(data))
    table = Table.load(reference)
    return [Verified(layer, list(faults(own, layer, table))) for layer in own.layers.values()]


def problem(key: str, **values: Any) -> InputError:
    """A problem of imported outlines, worded in the catalogue."""
    return InputError(f"outlines.check.{key}", **values)


def faults(own: Own, layer: OwnLayer, table: Table) -> Problems:
    """Files absent or changed; else outlines that are unknown or broken."""
    try:
        files = {name: own.read(name) for name, owner in own.files.items() if owner == layer.layer}
    except OSError:
        files = {}
    if address(layer, files) != layer.address:
        yield problem("changed", layer=layer.layer)
        return
    travelling = files[outline_file(PLURAL[layer.layer])]
    for key, values in broken(travelling, table):
        if key != "unknown" or layer.layer not in RECOMPOSED:
            yield problem(key, layer=layer.layer, **values)
