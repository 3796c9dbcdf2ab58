# SPDX-License-Identifier: EUPL-1.2
"""Outlines that may come from anybody: GeoJSON, GeoPackage, zipped Shapefile, GeoParquet, read in the sandbox.

GDAL is never loaded there: it opens whatever a file names. Each form has a small reader that only sees bytes.
"""

import base64
from functools import cache
from itertools import pairwise

import numpy as np
import shapely

from governance.errors import InputError
from governance.sandbox import Limits, Sandbox
from governance.territories.own.raw import RawOutlines

FROM_BROWSER = Limits(seconds=5.0, memory=300_000_000, packed=5_000_000, output=80_000_000)
FROM_DISK = Limits(seconds=180.0, memory=4_000_000_000, packed=400_000_000, output=2_000_000_000)
"""A file that the person at the machine names on the command line may be larger; it is read in the same way."""


def read_outlines(name: str, content: bytes, layer: str = "", limits: Limits = FROM_BROWSER) -> RawOutlines:
    """The features of a file, whose form its content tells; ``layer`` tells which table where there are several.

    InputError, in one sentence, when it cannot be read.
    """
    hint = f"{layer}|{name}"
    try:
        read = parser(limits).run(hint, content)
    except InputError as fault:
        raise InputError(
            fault.key, **fault.values | ({"name": name} if fault.values.get("name") == hint else {})
        ) from fault
    ends = np.cumsum([0, *read["lengths"]])
    packed = base64.b64decode(read["shapes"])
    blobs = [packed[start:end] or None for start, end in pairwise(ends)]
    return RawOutlines(
        name=name,
        table=read["table"],
        columns=tuple(read["columns"]),
        rows=tuple(map(tuple, read["rows"])),
        shapes=tuple(shapely.from_wkb(blobs)),
        system=read["system"],
        guessed=read["guessed"],
        repaired=frozenset(read["repaired"]),
    )


@cache
def parser(limits: Limits) -> Sandbox:
    """The process that reads, shared by the whole program and started by its first file."""
    function = "parse" if limits is FROM_BROWSER else "parse_large"
    return Sandbox(f"governance.exports.outlines.parsing:{function}", limits)


__all__ = ["FROM_BROWSER", "FROM_DISK", "read_outlines"]
