# SPDX-License-Identifier: EUPL-1.2
"""A map of classes in words: what each territory is, said by colour, legend, bubble and table alike."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from governance.language import Language, format_number, sentence
from governance.views.canvas import SMALL_SIZE, TEXT_SIZE, canvas, folded, legend_below, text_only
from governance.views.palette import PALETTES, Palette, Theme
from governance.views.table import header
from governance.views.view import View

TILE = 512  # pixels of the whole world at zoom 0
MILLION_WIDTH, SMALLEST, LARGEST = 24.0, 6.0, 34.0
NARROW = 480
LINE_HEIGHT = 21
Point = tuple[float, float]
SILENT: dict[str, Any] = {"hoverinfo": "skip", "showlegend": False}


@dataclass(frozen=True, slots=True)
class AreaClass:
    """One class of a map: its key, its words, its colour."""

    key: str
    words: str
    colour: str


@dataclass(frozen=True, slots=True)
class AreaMap:
    """What a map shows. ``values``: columns id, name, class (the key of one), figure (points or NaN), population,
    lon and lat in the map's plane; ``lines``: frames of the insets, in the same plane.
    """

    title: str
    source: str
    classes: Sequence[AreaClass]
    values: pd.DataFrame
    figure_name: str
    """The header of the figures."""
    outlines: str | None
    """The address of the GeoJSON whose features have our ids; None for circles."""
    ground: tuple[str, Sequence[str]] | None = None
    """Under circles: the address of outlines that place them, and the ids of those drawn."""
    lines: Sequence[Sequence[Point]] = ()
    simulated: bool = False


def area_map(content: AreaMap, language: Language, theme: Theme, *, told: str, width: int) -> View:
    """The map, the table of the same territories, and ``told``, its sentence. ``width``: that of its place, pixels."""
    colours = PALETTES[theme]
    bar = {"bgcolor": colours.background, "color": colours.muted, "activecolor": colours.accent}
    figure = canvas(language, theme, showlegend=True, dragmode="pan", uirevision=content.title, modebar=bar)
    # The source is never drawn: Plotly drops an empty ``sources`` when it draws again, and the map then fails.
    unused = {"type": "geojson", "data": {"type": "Point", "coordinates": [0, 0]}}
    ground = {"id": "background", "type": "background", "paint": {"background-color": colours.background}}
    style = {"version": 8, "sources": {"unused": unused}, "layers": [ground]}
    centre, zoom, height = camera(content, width)
    figure.update_layout(map={"style": style, "center": {"lon": centre[0], "lat": centre[1]}, "zoom": zoom})
    if content.ground and content.outlines is None:
        add_areas(figure, content.ground[0], content.ground[1], colours.surface, colours, **SILENT)
    add_lines(figure, content.lines, colours)
    for each in content.classes:
        if (content.values["class"] == each.key).any():
            add_class(figure, content, each, language, colours)
    settle(figure, content, language, theme, height=height, width=width)
    return View(figure, area_table(content, language), told)


def add_class(figure: go.Figure, content: AreaMap, each: AreaClass, language: Language, colours: Palette) -> None:
    """One trace a class, in one colour: a true legend, with how many territories each class has."""
    rows = content.values[content.values["class"] == each.key]
    words: dict[str, Any] = {
        "name": f"{text_only(each.words)} ({format_number(len(rows), language)})",
        "showlegend": True,
        "text": [bubble(row, content, each, language) for row in rows.to_dict("records")],
        "customdata": [[each] for each in rows["id"]],
        "hovertemplate": "%{text}<extra></extra>",
    }
    if content.outlines is None:
        widths = (MILLION_WIDTH * np.sqrt(rows["population"].fillna(0.0) / 1e6)).clip(SMALLEST, LARGEST)
        place = {"lon": rows["lon"].round(4).tolist(), "lat": rows["lat"].round(4).tolist(), "mode": "markers"}
        # Circles have no border of their own: a wider one under each.
        under = {"size": (widths + 2).round(), "color": colours.ink, "opacity": 1}
        figure.add_scattermap(**place, marker=under, **SILENT)
        figure.add_scattermap(**place, marker={"size": widths.round(), "color": each.colour, "opacity": 1}, **words)
        return
    add_areas(figure, content.outlines, rows["id"].tolist(), each.colour, colours, **words)


def add_areas(figure: go.Figure, outlines: str, ids: Sequence[str], shade: str, colours: Palette, **words: Any) -> None:
    """Territories filled in one colour."""
    figure.add_choroplethmap(
        geojson=outlines,
        featureidkey="id",
        locations=list(ids),
        z=[0] * len(ids),
        colorscale=[[0, shade], [1, shade]],
        showscale=False,
        marker={"line": {"color": colours.rule, "width": 0.7}},
        **words,
    )


def bubble(row: dict[Any, Any], content: AreaMap, each: AreaClass, language: Language) -> str:
    """Name, class, figure, and that the data are simulated where they are."""
    lines = [f"<b>{text_only(row['name'])}</b>", text_only(each.words)]
    if not np.isnan(row["figure"]):
        lines.append(f"{text_only(content.figure_name)} : {signed(row['figure'], language)}")
    if content.simulated:
        lines.append(sentence("views.map.simulated", language))
    return "<br>".join(lines)


def signed(points: float, language: Language) -> str:
    """A difference of points with its sign.

    >>> signed(12.4, "fr"), signed(-0.6, "fr"), signed(0.2, "fr")
    ('+12', '−1', '0')
    """
    shown = format_number(abs(points), language)
    return shown if shown == "0" else f"{'+' if points > 0 else '−'}{shown}"


def add_lines(figure: go.Figure, lines: Sequence[Sequence[Point]], colours: Palette) -> None:
    """The frames of the insets, in one trace."""
    corners = [corner for line in lines for corner in (*line, (None, None))]
    figure.add_scattermap(
        lon=[longitude for longitude, _ in corners],
        lat=[latitude for _, latitude in corners],
        mode="lines",
        line={"color": colours.rule, "width": 1},
        **SILENT,
    )


def camera(content: AreaMap, width: int) -> tuple[Point, float, int]:
    """The centre and zoom that show every territory in a width, and the height that they take."""
    placed = content.values.dropna(subset=["lon", "lat"])
    framed = [corner for line in content.lines for corner in line]
    longitudes = [*placed["lon"], *(longitude for longitude, _ in framed)] or [0.0]
    latitudes = [*placed["lat"], *(latitude for _, latitude in framed)] or [0.0]
    # Points stand inside their outlines: leave room for these.
    margin = (0.02 if framed else 0.12) * max(max(longitudes) - min(longitudes), max(latitudes) - min(latitudes), 1.0)
    west, east = min(longitudes) - margin, max(longitudes) + margin
    south, north = (mercator(end) for end in (min(latitudes) - margin, max(latitudes) + margin))
    height = round(min(max(width * (north - south) / math.radians(east - west), 240), 760))
    across = max(east - west, math.degrees(north - south) * width / height)
    middle = math.degrees(math.atan(math.sinh((south + north) / 2)))
    return ((west + east) / 2, middle), math.log2(width / TILE * 360 / across), height


def mercator(latitude: float) -> float:
    """The ordinate of a latitude (degrees) in Web Mercator, on a sphere of radius 1."""
    return math.asinh(math.tan(math.radians(latitude)))


def settle(figure: go.Figure, content: AreaMap, language: Language, theme: Theme, *, height: int, width: int) -> None:
    """Title above, legend and source below, and the height that they need."""
    colours = PALETTES[theme]
    title, source = folded(content.title, width // 9), folded(content.source, width // 7)
    above = 12 + LINE_HEIGHT * (title.count("<br>") + 1)
    entries = sum(bool(trace.showlegend) for trace in figure.data)
    below = 12 + LINE_HEIGHT * entries + 16 * (source.count("<br>") + 1) + 8
    figure.update_layout(
        height=height + above + below,
        margin={"l": 0, "r": 0, "t": above, "b": below},
        legend=legend_below(theme) | {"orientation": "v", "x": 0, "xanchor": "left", "y": 0, "yref": "paper",
                                      "yanchor": "top", "itemsizing": "constant"},
    )  # fmt: skip
    figure.add_annotation(line(title, 1, 8, {"size": TEXT_SIZE + 2, "color": colours.ink}))
    figure.add_annotation(line(source, 0, -below, {"size": SMALL_SIZE, "color": colours.muted}))
    if content.simulated:
        mark = f"<b>{sentence('views.map.simulated', language)}</b>"
        figure.add_annotation(
            text=mark, x=1, y=1, xref="paper", yref="paper", xanchor="right", yanchor="top", showarrow=False,
            bgcolor=colours.surface, bordercolor=colours.rule, borderpad=4, font={"size": SMALL_SIZE + 1},
        )  # fmt: skip


def line(text: str, y: int, shift: int, font: dict[str, Any]) -> dict[str, Any]:
    """A text on the left of the figure, its foot ``shift`` pixels above ``y`` (0: foot of the map, 1: its top)."""
    place = {"x": 0, "y": y, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": shift}
    return {"text": text, **place, "align": "left", "showarrow": False, "borderpad": 0, "font": font}


def area_table(content: AreaMap, language: Language) -> pd.DataFrame:
    """One line a territory, by name: a map is not a ranking."""
    rows = content.values.sort_values(["name", "id"])
    words = {each.key: each.words for each in content.classes}
    return pd.DataFrame(
        {
            header("territory", language): rows["name"].tolist(),
            header("class", language): [words[key] for key in rows["class"]],
            content.figure_name: rows["figure"].tolist(),
            header("population", language): rows["population"].tolist(),
        }
    )
