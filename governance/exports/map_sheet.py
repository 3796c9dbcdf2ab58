# SPDX-License-Identifier: EUPL-1.2
"""A map as a sheet to print or to put in a report: A4 landscape, as PNG, SVG or PDF, with all that makes it readable.

Drawn by geopandas and matplotlib, in the letters that come with matplotlib (DejaVu Sans): no browser is needed, and a
sheet looks the same on every machine. Always in the colours of the light theme: paper is white.
"""

import io
from dataclasses import dataclass, field
from typing import Literal

import geopandas
import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from governance.exports.map_sheet_legend import HATCHES, draw_legend, edge
from governance.exports.map_sheet_words import draw_words
from governance.language import Language, format_number
from governance.views.classes import Shading
from governance.views.map_frame import MapFrame
from governance.views.map_legend import Legend
from governance.views.palette import PALETTES

SheetFormat = Literal["png", "svg", "pdf"]
FORMATS: tuple[SheetFormat, ...] = ("png", "svg", "pdf")
A4_LANDSCAPE = (11.69, 8.27)  # inches
DOTS = 200  # per inch, of a PNG
MAP_PLACE = (0.03, 0.115, 0.70, 0.755)  # left, bottom, width and height, as shares of the sheet
EARTH_RADIUS = 6378137.0
PIXEL = 0.75  # points: a radius on the screen is in pixels
INK = PALETTES["light"]
Outlines = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class MapSheet:
    """What a sheet shows. Outlines and points are in the map's plane (pseudo longitude and latitude, degrees)."""

    title: str
    subtitle: str
    outlines: Outlines
    """One for each territory, in the order of ``shading``; None for those without."""
    shading: Shading
    legend: Legend
    language: Language
    sources: tuple[str, ...]
    """Lines under the map: sources, vintage, questionnaire, date."""
    simulated: str = ""
    """« Données simulées », where any are."""
    around: Outlines = field(default_factory=lambda: np.array([], dtype=object))
    """Outlines of the territories around, pale."""
    base: Outlines = field(default_factory=lambda: np.array([], dtype=object))
    """Outlines of the tier above, as lines."""
    radii: npt.NDArray[np.float64] | None = None
    """Of circles, pixels, in the order of ``shading``; None where areas are filled."""
    points: npt.NDArray[np.float64] | None = None
    """Two columns, of territories without outlines."""
    enlargement: shapely.Polygon | None = None
    """The box where a part of the country is drawn once more, metres of the plane."""
    frame: MapFrame | None = None
    """The frames of the insets, where the whole country shows."""
    extent: tuple[float, float, float, float] | None = None
    """West, south, east and north, in the plane; that of the territories unless said."""
    scale: float = 1.0
    """How many metres of the plane one metre of the ground is."""


def write_sheet(sheet: MapSheet, kind: SheetFormat) -> bytes:
    """The sheet as a file."""
    figure = Figure(figsize=A4_LANDSCAPE, dpi=DOTS, facecolor="white")
    axes = figure.add_axes(MAP_PLACE)
    draw_map(axes, sheet)
    draw_legend(figure, sheet.legend, sheet.language)
    draw_words(figure, sheet.title, sheet.subtitle, sheet.sources, sheet.simulated)
    buffer = io.BytesIO()
    # No date in the file itself: the same map gives the same file.
    dated = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}[kind]
    figure.savefig(buffer, format=kind, metadata={**dated, **({} if kind == "png" else {"Title": sheet.title})})
    return buffer.getvalue()


def draw_map(axes: Axes, sheet: MapSheet) -> None:
    """Surfaces by class, borders, circles, frames, scale bar."""
    axes.set_axis_off()
    axes.set_aspect("equal")
    outlines, around, base = (on_plane(each) for each in (sheet.outlines, sheet.around, sheet.base))
    surfaces(axes, around, INK.surface, line=INK.grid, width=0.4)
    if sheet.radii is None:
        classes(axes, sheet, outlines)
    else:
        surfaces(axes, outlines, INK.surface, line=INK.grid, width=0.4)
    if base.size:
        geopandas.GeoSeries(base).boundary.plot(ax=axes, color=INK.rule, linewidth=0.5, aspect=None)
    if sheet.radii is not None:
        circles(axes, sheet, outlines)
    if sheet.frame is not None:
        frames(axes, sheet.frame)
    settle(axes, sheet, outlines)


def classes(axes: Axes, sheet: MapSheet, outlines: Outlines) -> None:
    """The territories, class by class."""
    known = shapely.is_geometry(outlines)
    crowded = known.sum() > 3_000
    for place, each in enumerate(sheet.shading.classes):
        chosen = outlines[known & (sheet.shading.places == place)]
        line = each.colour if crowded else INK.rule
        width = 0.15 if crowded else 0.3
        surfaces(axes, chosen, each.colour, line=line, width=width, hatch=HATCHES.get(each.hatch, ""))


def surfaces(axes: Axes, outlines: Outlines, colour: str, *, line: str, width: float, hatch: str = "") -> None:
    """Outlines filled alike."""
    drawn = outlines[shapely.is_geometry(outlines)]
    if drawn.size:
        style = {"facecolor": colour, "edgecolor": line, "linewidth": width, "aspect": None}
        geopandas.GeoSeries(drawn).plot(ax=axes, **style, **({"hatch": hatch} if hatch else {}))


def circles(axes: Axes, sheet: MapSheet, outlines: Outlines) -> None:
    """Circles, the largest first, so that none is hidden."""
    rows, places = standing(sheet, outlines)
    radii = np.asarray(sheet.radii)[rows]
    order = np.argsort(-radii, kind="stable")
    order = order[(radii[order] > 0) & np.isfinite(places[order]).all(axis=1)]
    classes = [sheet.shading.classes[place] for place in sheet.shading.places[rows[order]]]
    across, upwards = places[order].T
    area = (2 * radii[order] * PIXEL) ** 2
    # A circle has no room for hatching: what is hatched among areas has a broken outline here.
    lines = [edge(each.hatch) for each in classes]
    drawn = axes.scatter(across, upwards, s=area, c=[each.colour for each in classes], edgecolors=INK.ink, zorder=5)
    drawn.set_linewidth([line.width for line in lines])
    drawn.set_linestyle([line.dashes for line in lines])


def standing(sheet: MapSheet, outlines: Outlines) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]:
    """The row and the place of each circle: at the largest part of its outline, and once more in its enlargement."""
    if sheet.points is not None:
        return np.arange(len(sheet.points)), metres(sheet.points)
    rows: list[int] = []
    largest: list[shapely.Geometry] = []
    for row, outline in enumerate(outlines):
        parts = shapely.get_parts(outline) if outline is not None else np.array([])
        inside = np.array([sheet.enlargement is not None and sheet.enlargement.contains(part) for part in parts], bool)
        for some in (parts[~inside], parts[inside]):
            if some.size:
                rows.append(row)
                largest.append(max(some, key=shapely.area))
    centres = shapely.centroid(np.array(largest, dtype=object))
    return np.array(rows, dtype=np.intp), np.column_stack([shapely.get_x(centres), shapely.get_y(centres)])


def frames(axes: Axes, frame: MapFrame) -> None:
    """The frames of the insets, and their names."""
    for line in frame.lines:
        axes.plot(*metres(np.array(line)).T, color=INK.rule, linewidth=0.6)
    for point, name in frame.labels:
        [[x, y]] = metres(np.array([point]))
        axes.text(x, y - 7_000, name, ha="center", va="center", parse_math=False, fontsize=5.5, color=INK.muted)


def settle(axes: Axes, sheet: MapSheet, outlines: Outlines) -> None:
    """What of the plane is seen, and the scale bar in a corner of it."""
    if sheet.extent is not None:
        west, south, east, north = metres(np.array(sheet.extent).reshape(2, 2)).ravel()
    elif sheet.points is not None:
        known = metres(sheet.points)
        (west, south), (east, north) = np.nanmin(known, axis=0), np.nanmax(known, axis=0)
    else:
        west, south, east, north = shapely.total_bounds(outlines[shapely.is_geometry(outlines)])
    margin = 0.0 if sheet.extent is not None else max(east - west, north - south, 5_000.0) * 0.04
    axes.set_xlim(west - margin, east + margin)
    axes.set_ylim(south - margin, north + margin)
    scale_bar(axes, sheet)


def scale_bar(axes: Axes, sheet: MapSheet) -> None:
    """A round length, about a sixth of the map's width."""
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    length = round_length((east - west) / 6 / sheet.scale)
    width = length * sheet.scale
    left, foot = west + 0.57 * (east - west), south + 0.02 * (north - south)
    axes.plot([left, left + width], [foot, foot], color=INK.ink, linewidth=1.2, solid_capstyle="butt")
    number, unit = (length / 1000, "km") if length >= 1000 else (length, "m")
    words = f"{format_number(number, sheet.language)}\u00a0{unit}"
    axes.text(
        left + width / 2,
        foot + 0.008 * (north - south),
        words,
        ha="center",
        va="bottom",
        parse_math=False,
        fontsize=7,
        color=INK.ink,
    )


def round_length(longest: float) -> float:
    """The longest 1, 2 or 5 followed by zeros that holds.

    >>> round_length(275_000.0), round_length(99.0)
    (200000.0, 50.0)
    """
    power = 10.0 ** np.floor(np.log10(longest))
    return float(next(step * power for step in (5, 2, 1) if step * power <= longest))


def on_plane(outlines: Outlines) -> Outlines:
    """Pseudo degrees to metres of the plane."""
    moved: Outlines = shapely.transform(outlines, metres) if outlines.size else outlines
    return moved


def metres(points: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Web Mercator of pseudo longitudes and latitudes.

    >>> metres([[1.0, 0.0]]).round(0).tolist()
    [[111319.0, 0.0]]
    """
    longitudes, latitudes = np.radians(np.asarray(points, dtype=np.float64)).T
    return np.column_stack([EARTH_RADIUS * longitudes, EARTH_RADIUS * np.arcsinh(np.tan(latitudes))])
