# SPDX-License-Identifier: EUPL-1.2
"""An ordered ramp of as many colours as there are classes, even to the eye."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Channels = npt.NDArray[np.float64]
# Linear RGB to the cones of OKLab, and their cube roots to lightness and hues (Ottosson 2020).
TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def ramp(colours: Sequence[str], size: int) -> tuple[str, ...]:
    """The ramp cut anew in ``size`` colours, from the first to the last; its middle alone for one.

    >>> ramp(("#000000", "#FFFFFF"), 3)
    ('#000000', '#636363', '#FFFFFF')
    """
    if size == len(colours):
        return tuple(colours)
    steps = np.linspace(0, len(colours) - 1, size) if size > 1 else np.array([(len(colours) - 1) / 2])
    known = np.array([oklab(colour) for colour in colours])
    places = np.arange(len(colours))
    return tuple(hexadecimal(np.array([np.interp(step, places, axis) for axis in known.T])) for step in steps)


def oklab(colour: str) -> Channels:
    """``#RRGGBB`` in OKLab, where equal distances look equal."""
    channels = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    found: Channels = TO_OKLAB @ np.cbrt(TO_CONES @ linear)
    return found


def hexadecimal(lab: Channels) -> str:
    """OKLab as ``#RRGGBB``."""
    linear = np.clip(np.linalg.solve(TO_CONES, np.linalg.solve(TO_OKLAB, lab) ** 3), 0, 1)
    channels = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(float(channel) * 255):02X}" for channel in channels)
