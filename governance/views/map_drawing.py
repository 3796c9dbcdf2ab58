# SPDX-License-Identifier: EUPL-1.2
"""What the browser needs to draw a map: addresses of outlines, and a byte or two for each territory.

Outlines travel once and are kept; names are in them. What travels at each change of figure is a class, a score and a
radius for each territory, in the order of the outlines: 35,000 communes take about 100 kB, 1,255 EPCI under 4 kB.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from governance.language import Language, sentence
from governance.views.classes import Shading
from governance.views.map_frame import EMPTY_FRAME, MapFrame
from governance.views.map_layer import Layer
from governance.views.map_legend import Legend
from governance.views.palette import PALETTES, Palette, Theme

ABSENT = 255
"""The byte of a territory without figure, or around the perimeter."""
RADIUS_STEPS = 4  # a radius is sent in quarters of a pixel
HATCHING: dict[Theme, str] = {"light": "rgba(27, 42, 48, .45)", "dark": "rgba(232, 237, 238, .5)"}
Box = tuple[float, float, float, float]
"""West, south, east and north, in the map's plane (pseudo longitude and latitude, degrees)."""
# The flat map of governance.territories.projection, and its box for Île-de-France; a test holds them together.
FRANCE: Box = (-10.0612, -5.5608, 5.0306, 5.4713)
ENLARGEMENT: Box = (-9.8815, 1.7964, -6.0187, 5.2927)
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the outlines of a map are, and what of them is seen."""

    outlines: tuple[str, ...]
    """Addresses of GeoJSON whose features have our ids."""
    order: Sequence[str] = ()
    """The ids of their features, in their order."""
    base: tuple[str, ...] = ()
    """Addresses of the lines drawn over them: the tier above."""
    frame: MapFrame = EMPTY_FRAME
    whole: bool = True
    """Whether all of France shows, with its insets."""
    scale: float = 1.0
    """How many metres of the plane one metre of the ground is: other than 1 in an inset."""
    place: str = "france"
    """The reader's zoom is kept until this changes."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that the bubble gives: words around ``{value}``, and a value for each territory (NaN: none)."""

    words: str
    values: Numbers
    decimals: int = 0
    whole: bool = False
    """Whether values are shown as whole numbers under 255, such as scores: a byte each."""


@dataclass(frozen=True, slots=True)
class Beacon:
    """What is chosen and is not of the layer, shown by a ring at its point in the plane."""

    id: str
    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """One map, for the browser: see governance/web/atlas."""

    layer: Layer
    shading: Shading
    ground: Ground
    measures: tuple[Measure, ...]
    alt: str
    legend: Legend
    circles: bool = False
    chosen: tuple[str, ...] = ()
    beacons: tuple[Beacon, ...] = ()
    points: "pd.DataFrame | None" = field(default=None)
    """Columns lon and lat, in the plane, of the territories of the layer where it has no outlines."""

    def payload(self, language: Language, theme: Theme) -> dict[str, Any]:
        """As JSON. The same map gives the same bytes."""
        ids = list(self.ground.order) if self.points is None else [*self.ground.order, *self.layer.values["id"]]
        rows = pd.Index(self.layer.values["id"]).get_indexer(ids)
        radii = self.layer.radii if self.circles or self.points is not None else np.zeros(0)
        colours = PALETTES[theme]
        return {
            "alt": self.alt,
            "legend": self.legend.payload(language),
            "language": language,
            "circles": self.circles,
            "chosen": list(self.chosen),
            "outlines": list(self.ground.outlines),
            "base": list(self.ground.base),
            "whole": self.ground.whole,
            "place": self.ground.place,
            "scale": self.ground.scale,
            "extent": FRANCE if self.ground.whole else None,
            "enlargement": ENLARGEMENT,
            "frame": frame_of(self.ground),
            "shades": packed(self.shading.places, rows),
            "radii": packed(np.round(radii * RADIUS_STEPS), rows) if radii.size else "",
            "simulated": simulated(self.layer.values["simulated"].to_numpy(np.bool_), rows),
            "measures": [measured(measure, rows) for measure in self.measures],
            "palette": [
                {"colour": each.colour, "hatch": each.hatch, "words": each.words, "said": self.says(each.key)}
                for each in self.shading.classes
            ],
            "points": self.placed(),
            "beacons": [
                {"id": each.id, "name": each.name, "longitude": each.longitude, "latitude": each.latitude}
                for each in self.beacons
            ],
            "colours": colours_of(colours, theme),
            "words": {name: sentence(f"views.atlas.tools.{name}", language) for name in TOOLS}
            | {"simulated": sentence("views.map.simulated", language)},
        }

    def says(self, key: str) -> bool:
        """Whether the bubble names a class: a class of scores adds nothing to the score itself."""
        return not key.startswith("class_")

    def placed(self) -> dict[str, Any] | None:
        """The points of the territories, where they have no outlines."""
        if self.points is None:
            return None
        return {
            "ids": self.layer.values["id"].tolist(),
            "names": self.layer.values["name"].tolist(),
            "longitudes": singles(self.points["lon"].to_numpy(np.float64)),
            "latitudes": singles(self.points["lat"].to_numpy(np.float64)),
        }


TOOLS = ("closer", "further", "whole", "frame", "unreachable")


def packed(values: npt.NDArray[Any], rows: npt.NDArray[np.intp]) -> str:
    """A byte for each outline, in base64: the value of its row, ``ABSENT`` where it has none (row −1)."""
    whole = np.append(np.where(np.isnan(values), ABSENT, np.clip(values, 0, ABSENT - 1)), ABSENT).astype(np.uint8)
    return b64encode(whole[rows].tobytes()).decode()


def singles(values: Numbers) -> str:
    """Single precision, in base64: a metre on the ground, half of what would travel."""
    return b64encode(values.astype("<f4").tobytes()).decode()


def measured(measure: Measure, rows: npt.NDArray[np.intp]) -> dict[str, Any]:
    """A measure, in the order of the outlines."""
    said = {"words": measure.words, "decimals": measure.decimals}
    if measure.whole:
        # Half up, as scores are read everywhere.
        return {**said, "kind": "u1", "values": packed(np.floor(measure.values + 0.5), rows)}
    return {**said, "kind": "f4", "values": singles(np.append(measure.values, np.nan)[rows])}


def simulated(flags: npt.NDArray[np.bool_], rows: npt.NDArray[np.intp]) -> str:
    """Which territories are simulated; a single byte where all or none are."""
    if flags.all() or not flags.any():
        return b64encode(bytes([bool(flags.size and flags.all())])).decode()
    return packed(flags.astype(np.float64), rows)


def frame_of(ground: Ground) -> dict[str, Any]:
    """Lines and names of the insets, where the whole country shows."""
    if not ground.whole:
        return {"lines": [], "labels": []}
    labels = [[longitude, latitude, name] for (longitude, latitude), name in ground.frame.labels]
    return {"lines": [[list(point) for point in line] for line in ground.frame.lines], "labels": labels}


def colours_of(colours: Palette, theme: Theme) -> dict[str, str]:
    """The colours that the browser draws with."""
    names = ("background", "surface", "ink", "muted", "rule", "grid", "accent")
    return {name: getattr(colours, name) for name in names} | {"hatch": HATCHING[theme]}
