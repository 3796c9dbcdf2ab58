# SPDX-License-Identifier: EUPL-1.2
"""The map of scores: outlines filled by class, circles by population over them, everything said in the table too.

Nothing is fetched from outside: outlines come from our own route, and the base is a plain colour.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from governance.language import Language, sentence
from governance.views.canvas import SMALL_SIZE, TEXT_SIZE, canvas, folded, legend_below
from governance.views.classes import map_classes
from governance.views.map_frame import EMPTY_FRAME, MapFrame
from governance.views.map_layer import Layer
from governance.views.map_marks import add_circles, add_frame, add_highlight, add_outlines
from governance.views.map_table import map_sentence, map_table
from governance.views.palette import PALETTES, Palette, Theme
from governance.views.view import View

TILE = 512  # pixels of the whole world at zoom 0
WIDTH, NARROW = 680, 480
LOWEST, HIGHEST = 240, 760
TITLE_LINE, SOURCE_LINE, ENTRY_HEIGHT = 22, 16, 20.5
LEGEND_STYLE = {"x": 0, "xanchor": "left", "y": 0, "yref": "paper", "yanchor": "top", "itemsizing": "constant"}
Box = tuple[float, float, float, float]
"""West, south, east and north, in the map's plane (pseudo longitude and latitude, degrees)."""
# The flat map of governance.territories.projection, with its insets; a test holds the two together.
FRANCE: Box = (-10.0612, -5.5608, 5.0306, 5.4713)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written around a map: what it shows, where its data and outlines come from."""

    title: str
    source: str
    """Sources, licences and vintages, in one line."""
    frame: MapFrame = EMPTY_FRAME
    extent: Box = FRANCE
    """What must be seen."""


def score_map(
    layers: Sequence[Layer],
    sheet: Sheet,
    language: Language,
    theme: Theme,
    *,
    highlighted: str | None = None,
    width: int = WIDTH,
) -> View:
    """The map of one score, the table of the same territories, and the sentence.

    Each mark carries its territory's id as ``customdata[0]``, for clicks and box selections; the same data give the
    same figure, so that a selection survives a rerun. ``highlighted`` outlines one territory. ``width`` is that of the
    narrowest place where the figure must hold, in pixels: the zoom, the height and the legend follow from it.
    """
    classes, colours = map_classes(language, theme), PALETTES[theme]
    figure = empty_map(sheet, language, theme, width)
    for layer in layers:
        if layer.outlines is None:
            add_circles(figure, layer, classes, language, colours, highlighted=highlighted)
        else:
            add_outlines(figure, layer, classes, language, colours)
    add_frame(figure, sheet.frame, language, colours, named=width >= NARROW)
    add_highlight(figure, layers, highlighted, colours)
    settle(figure, sheet, theme, width)
    if any(layer.values["simulated"].any() for layer in layers):
        figure.add_annotation(simulated_mark(language, colours))
    return View(figure, map_table(layers, classes, language), map_sentence(sheet.title, layers, classes, language))


def empty_map(sheet: Sheet, language: Language, theme: Theme, width: int) -> go.Figure:
    """A plain plane, centred and enlarged so that its extent holds in the width."""
    longitude, latitude, zoom = camera(sheet.extent, width)
    return canvas(
        language,
        theme,
        showlegend=True,
        map={"style": plain_style(PALETTES[theme]), "center": {"lon": longitude, "lat": latitude}, "zoom": zoom},
        dragmode="pan",
        modebar={
            "bgcolor": PALETTES[theme].background,
            "color": PALETTES[theme].muted,
            "activecolor": PALETTES[theme].accent,
        },
        # The reader's own zoom outlives a change of data.
        uirevision=str(sheet.extent),
    )


def camera(extent: Box, width: int) -> tuple[float, float, float]:
    """Longitude, latitude and zoom that show an extent in a width of so many pixels.

    >>> camera((-180.0, -60.0, 180.0, 60.0), 512)
    (0.0, 0.0, 0.0)
    """
    west, south, east, north = extent
    middle = (mercator(south) + mercator(north)) / 2
    latitude = math.degrees(math.atan(math.sinh(middle)))
    return (west + east) / 2, latitude, math.log2(width / TILE * 360 / (east - west))


def map_height(extent: Box, width: int) -> int:
    """The height in pixels that an extent takes in a width, within what a screen bears."""
    west, south, east, north = extent
    height = width * (mercator(north) - mercator(south)) / math.radians(east - west)
    return round(min(max(height, LOWEST), HIGHEST))


def mercator(latitude: float) -> float:
    """The ordinate of a latitude (degrees) in Web Mercator, on a sphere of radius 1."""
    return math.asinh(math.tan(math.radians(latitude)))


def settle(figure: go.Figure, sheet: Sheet, theme: Theme, width: int) -> None:
    """Give the finished map its title, legend and source line, and the height that they need."""
    narrow = width < NARROW
    title, source = folded(sheet.title, width // 9), folded(sheet.source, width // 7)
    above = 12 + TITLE_LINE * (title.count("<br>") + 1)
    legend_height = round(ENTRY_HEIGHT * legend_rows(figure, narrow=narrow)) + 12
    below = legend_height + SOURCE_LINE * (source.count("<br>") + 1) + 8
    figure.update_layout(
        height=map_height(sheet.extent, width) + above + below,
        margin={"l": 0, "r": 0, "t": above, "b": below},
        legend=legend_below(theme) | LEGEND_STYLE | ({"orientation": "v"} if narrow else {}),
    )
    colours = PALETTES[theme]
    figure.add_annotation(line(title, 1, 8, {"size": TEXT_SIZE + 2, "color": colours.ink}))
    figure.add_annotation(line(source, 0, -below, {"size": SMALL_SIZE, "color": colours.muted}))


def legend_rows(figure: go.Figure, *, narrow: bool) -> int:
    """The lines of the legend: one column a layer, or all layers under each other."""
    groups = [trace.legendgroup for trace in figure.data if trace.showlegend]
    columns = [1 + groups.count(group) for group in dict.fromkeys(groups)] or [0]
    return sum(columns) if narrow else max(columns)


def line(text: str, y: int, shift: int, font: dict[str, Any]) -> dict[str, Any]:
    """A text on the left of the figure, its foot ``shift`` pixels above ``y`` (0: foot of the map, 1: its top)."""
    place = {"x": 0, "y": y, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": shift}
    return {"text": text, **place, "align": "left", "showarrow": False, "borderpad": 0, "font": font}


def plain_style(colours: Palette) -> dict[str, Any]:
    """A base of one colour, which asks for nothing outside: no tiles, no sprites; labels use the reader's fonts.

    The source is never drawn: Plotly 4 drops an empty ``sources`` when it draws again, and the map then fails.
    """
    base = {"id": "background", "type": "background", "paint": {"background-color": colours.background}}
    unused = {"type": "geojson", "data": {"type": "Point", "coordinates": [0, 0]}}
    return {"version": 8, "sources": {"unused": unused}, "layers": [base]}


def simulated_mark(language: Language, colours: Palette) -> dict[str, Any]:
    """« Données simulées », in the figure itself, so that a copy of it says so too."""
    return {
        "text": f"<b>{sentence('views.map.simulated', language)}</b>",
        "x": 1,
        "y": 0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "right",
        "yanchor": "top",
        "yshift": -6,
        "showarrow": False,
        "borderpad": 4,
        "bgcolor": colours.surface,
        "bordercolor": colours.rule,
        "font": {"size": SMALL_SIZE + 1},
    }
