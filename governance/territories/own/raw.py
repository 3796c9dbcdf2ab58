# SPDX-License-Identifier: EUPL-1.2
"""What a file of outlines holds, once read: attributes as texts, surfaces in degrees."""

from dataclasses import dataclass

import shapely


@dataclass(frozen=True, slots=True)
class RawOutlines:
    """The features of a file. ``shapes`` are valid surfaces, None where there was none that could be drawn."""

    name: str
    table: str
    """The table or file inside, whose name may say the tier."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shapes: tuple[shapely.Geometry | None, ...]
    system: int
    """EPSG code of the coordinates of the file."""
    guessed: bool = False
    """Whether the file did not say it."""
    repaired: frozenset[int] = frozenset()
    """The features whose outline crossed itself."""
