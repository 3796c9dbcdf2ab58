# SPDX-License-Identifier: EUPL-1.2
"""What runs in the sandbox once codes are known: outlines cleaned, tiers made of them, files that travel.

In: a line of JSON (see Order), then the outlines as WKB, then the layer that they complete as GeoParquet.
"""

import base64
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import geopandas
import numpy as np
import shapely

from governance.errors import InputError
from governance.language import LANGUAGES
from governance.language.catalogue import catalogue
from governance.territories.install.matching import Coverage, Losses, array, clean, expected_codes, joined
from governance.territories.install.tiers import DISSOLVED, dissolve
from governance.territories.install.travelling import travelling_files
from governance.territories.install.warehouse import parquet_files
from governance.territories.table import Table
from governance.territories.territory import Layer

for each in LANGUAGES:
    catalogue("messages", each)
NEEDED = ("layer", "code", "name", "departement", "region", "epci", "ept")
"""The columns of the reference that the work needs."""


@dataclass(frozen=True)
class Order:
    """What is to be made."""

    layer: Layer
    codes: list[str]
    """Of each outline; a code may come several times."""
    lengths: list[int]
    base: int
    """Bytes of the layer to complete; 0 when there is none."""
    wanted: list[Layer]
    """The layers to keep; those made of communes only where they are whole."""
    columns: dict[str, list[Any]]


def prepare(name: str, content: bytes) -> dict[str, Any]:
    """The files to keep, by name, and the codes of each layer."""
    head, _, rest = content.partition(b"\n")
    order = Order(**json.loads(head))
    table = Table(order.columns)
    own = coverage(name, order, rest)
    layers = dict(layers_of(own, order, table))
    files = {**dict(travelling_files(layers, table)), **dict(parquet_files(layers, table))}
    return {
        "files": {each: base64.b64encode(made).decode("ascii") for each, made in files.items()},
        "layers": {layer: list(made.codes) for layer, made in layers.items()},
    }


def coverage(name: str, order: Order, rest: bytes) -> Coverage:
    """The outlines of the file, with those of the base for all other codes, clean."""
    ends = np.cumsum([0, *order.lengths])
    shapes = shapely.from_wkb([rest[start:end] for start, end in pairwise(ends)])
    parts: dict[str, list[shapely.Geometry]] = {}
    for code, shape in zip(order.codes, shapes, strict=True):
        parts.setdefault(code, []).append(shape)
    for code, shape in based(rest[ends[-1] :] if order.base else b""):
        parts.setdefault(code, [shape])
    codes = tuple(sorted(parts))
    outlines = array(joined(parts[code]) for code in codes)
    found = Coverage(codes, outlines, Losses())
    try:
        if len(codes) > 1 and not shapely.coverage_is_valid(outlines):
            return clean(found, name)
    except (InputError, shapely.GEOSException) as fault:
        raise InputError("outlines.unprepared", name=name) from fault
    return found


def based(content: bytes) -> Iterator[tuple[str, shapely.Geometry]]:
    """The outlines of the layer to complete."""
    if content:
        frame = geopandas.read_parquet(io.BytesIO(content))
        yield from zip(frame["code"], frame.geometry, strict=True)


def layers_of(own: Coverage, order: Order, table: Table) -> Iterator[tuple[Layer, Coverage]]:
    """The layer itself, and those made of communes where every territory of them is whole."""
    if order.layer in order.wanted:
        yield order.layer, own
    if order.layer != "commune":
        return
    for layer in DISSOLVED:
        made = dissolve(own, layer, table)
        if layer in order.wanted and made.codes and is_whole(own, made, layer, table):
            yield layer, made


def is_whole(communes: Coverage, made: Coverage, layer: Layer, table: Table) -> bool:
    """Whether no territory of a layer that has communes lacks an outline, nor any of these communes."""
    groups, drawn = table.columns[layer], set(communes.codes)
    members = {code: groups[table.numbers[f"commune:{code}"]] for code in expected_codes(table, "commune")}
    alone = {code: group for code, group in members.items() if group}
    return drawn.issuperset(alone) and set(made.codes).issuperset(alone.values())


def order_bytes(order: Order, shapes: list[shapely.Geometry], base: bytes) -> bytes:
    """An order with what it is about, as :func:`prepare` takes it."""
    blobs = [shapely.to_wkb(shape) for shape in shapes]
    head = {**vars(order), "lengths": [len(blob) for blob in blobs], "base": len(base)}
    return json.dumps(head).encode("ascii") + b"\n" + b"".join(blobs) + base


def needed(columns: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """The columns of the reference that the work needs."""
    return {name: columns[name] for name in NEEDED}
