# SPDX-License-Identifier: EUPL-1.2
"""Closed lines and rings on polar axes, broken where an axis has no value."""

from collections.abc import Sequence

Ends = tuple[float, float] | None
Path = tuple[list[float | None], list[float | None]]
"""Radii and angles; a None in both breaks the line."""


def angles(count: int) -> list[float]:
    """The angles of ``count`` axes in degrees, evenly spread from the top.

    >>> angles(4)
    [0.0, 90.0, 180.0, 270.0]
    """
    return [360.0 * rank / count for rank in range(count)]


def closed(values: Sequence[float | None]) -> Path:
    """A line around the axes, back to its start; an axis without value is a break, on both sides.

    >>> closed([50, None, 70])
    ([50, None, 70, 50], [0.0, None, 240.0, 0.0])
    """
    radii = [*values, values[0]]
    around = angles(len(values))
    turned = [*around, around[0]]
    return radii, [None if radius is None else angle for radius, angle in zip(radii, turned, strict=True)]


def runs(ends: Sequence[Ends]) -> list[list[int]]:
    """The stretches of neighbouring axes that have a band, around the circle; a full circle ends where it began.

    >>> runs([(1, 2), None, (3, 4), (5, 6)]), runs([(1, 2), (3, 4)]), runs([None, (1, 2)])
    ([[2, 3, 0]], [[0, 1, 0]], [[1]])
    """
    count = len(ends)
    gaps = [axis for axis in range(count) if ends[axis] is None]
    if not gaps:
        return [[*range(count), 0]]
    stretches: list[list[int]] = [[]]
    for axis in ((gaps[0] + step) % count for step in range(1, count + 1)):
        if ends[axis] is None:
            stretches.append([])
        else:
            stretches[-1].append(axis)
    return [stretch for stretch in stretches if stretch]


def ring(ends: Sequence[Ends]) -> list[Path]:
    """The outlines to fill between two radii: out along the high end, back along the low end, one for each stretch.

    An axis alone between two gaps has no width: its outline is the segment between its ends.

    >>> ring([(10, 20), (30, 40), None])
    [([20, 40, 30, 10, 20], [0.0, 120.0, 120.0, 0.0, 0.0])]
    """
    return [outline(ends, stretch) for stretch in runs(ends)]


def outline(ends: Sequence[Ends], stretch: Sequence[int]) -> Path:
    """The outline of one stretch, closed."""
    around = angles(len(ends))
    bands = [(axis, band) for axis in stretch if (band := ends[axis]) is not None]
    out = [(band[1], around[axis]) for axis, band in bands]
    back = [(band[0], around[axis]) for axis, band in reversed(bands)]
    radii, turned = zip(*out, *back, out[0], strict=True)
    return list(radii), list(turned)


def whiskers(ends: Sequence[Ends]) -> Path:
    """A segment on each axis, between the ends of its band.

    >>> whiskers([(10, 20), None])
    ([10, 20, None], [0.0, 0.0, None])
    """
    radii: list[float | None] = []
    turned: list[float | None] = []
    for angle, band in zip(angles(len(ends)), ends, strict=True):
        if band is not None:
            radii += [*band, None]
            turned += [angle, angle, None]
    return radii, turned
