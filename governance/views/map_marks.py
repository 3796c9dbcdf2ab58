# SPDX-License-Identifier: EUPL-1.2
"""The marks of a map: outlines and circles, one trace a class; frames and names of the insets; what is highlighted."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from governance.language import Language, format_number, sentence
from governance.views.canvas import text_only
from governance.views.classes import NO_ANSWER, UNSCORED, MapClass
from governance.views.map_frame import SCALE_LENGTH, MapFrame, Point, scale_ends
from governance.views.map_layer import Layer
from governance.views.palette import Palette
from governance.views.view import ABSENT

# Circles: areas in proportion to populations, a million inhabitants being this many pixels wide.
MILLION_WIDTH = 24.0
SMALLEST, LARGEST = 4.0, 32.0
HALO = 2
HIGHLIGHT = 8
# The map draws its own letters, from one font of the reader's machine.
LABEL_FONT, LABEL_SIZE = "sans-serif", 10
LABEL_RISE = 0.12  # degrees of the plane, between the scale bar and its length
SILENT: dict[str, Any] = {"hoverinfo": "skip", "showlegend": False}
FADED = {"marker": {"opacity": 0.45}}


def add_outlines(
    figure: go.Figure, layer: Layer, classes: Sequence[MapClass], language: Language, colours: Palette
) -> None:
    """One trace a class, in a single colour: a true legend, with the number of territories in each class."""
    keys = layer.classes()
    for each in classes:
        rows = layer.values[keys == each.key]
        if rows.empty:
            continue
        figure.add_choroplethmap(
            geojson=layer.outlines,
            featureidkey="id",
            locations=rows["id"].tolist(),
            z=[0] * len(rows),
            zmin=0,
            zmax=1,
            colorscale=[[0, each.colour], [1, each.colour]],
            showscale=False,
            marker={"line": {"color": colours.rule, "width": 0.7}},
            unselected=FADED,
            **spoken(rows, layer, each, language),
        )


def add_circles(
    figure: go.Figure,
    layer: Layer,
    classes: Sequence[MapClass],
    language: Language,
    colours: Palette,
    *,
    highlighted: str | None,
) -> None:
    """One trace a class over a halo, wider under the highlighted one; who has not answered is a small dot."""
    placed = layer.values.dropna(subset=["lon", "lat"]).sort_values(["population", "id"], ascending=[False, True])
    answered = placed["status"] != NO_ANSWER
    widths = circle_widths(placed["population"].where(answered))
    halo = widths + HALO + HIGHLIGHT * (placed["id"] == highlighted)
    add_points(figure, placed[answered], halo[answered], marker={"color": colours.ink}, **SILENT)
    keys = Layer(layer.noun, placed).classes()
    for each in classes:
        chosen = keys == each.key
        if chosen.any():
            add_points(
                figure,
                placed[chosen],
                widths[chosen],
                marker={"color": each.colour},
                unselected=FADED,
                **spoken(placed[chosen], layer, each, language),
            )


def spoken(rows: pd.DataFrame, layer: Layer, each: MapClass, language: Language) -> dict[str, Any]:
    """The words of a trace: its entry in the legend with its count, its bubbles, and the ids that a click gives.

    What all territories of a trace have in common is said once, in the template: over a thousand of them travel at
    each change of score.
    """
    return {
        "name": f"{each.words.capitalize()} ({format_number(len(rows), language)})",
        "legendgroup": layer.noun,
        "legendgrouptitle": {"text": text_only(layer.noun)},
        "showlegend": True,
        "text": bubble_names(rows, language),
        "customdata": marks(rows, language),
        "hovertemplate": bubble(rows, each, language),
    }


def bubble(rows: pd.DataFrame, each: MapClass, language: Language) -> str:
    """The template of a trace's bubbles: name, score where there is one, status where it is not plainly published."""
    lines = ["<b>%{text}</b>"]
    if rows["score"].notna().any():
        lines.append(sentence("views.figures.score", language, score="%{customdata[1]}"))
    if each.key in UNSCORED:
        lines.append(each.words)
    if rows["simulated"].all():
        lines.append(sentence("views.map.simulated", language))
    return "<br>".join(lines) + "<extra></extra>"


def bubble_names(rows: pd.DataFrame, language: Language) -> list[str]:
    """The names; beside real data, a simulated one is marked where it stands."""
    mark = "" if rows["simulated"].all() else f" ({sentence('views.map.simulated', language)})"
    return [text_only(name) + mark * flag for name, flag in zip(rows["name"], rows["simulated"], strict=True)]


def marks(rows: pd.DataFrame, language: Language) -> list[list[str]]:
    """The id of each territory, then its score as it is read; the ids alone where a trace has no score."""
    if rows["score"].isna().all():
        return [[each] for each in rows["id"]]
    scores = [ABSENT if pd.isna(score) else format_number(score, language) for score in rows["score"]]
    return [list(pair) for pair in zip(rows["id"], scores, strict=True)]


def circle_widths(population: pd.Series) -> pd.Series:
    """Diameters in whole pixels; the smallest where the population is not known, or does not count."""
    widths: pd.Series = MILLION_WIDTH * np.sqrt(population.fillna(0.0) / 1e6)
    return widths.clip(SMALLEST, LARGEST).round()


def add_points(figure: go.Figure, rows: pd.DataFrame, widths: pd.Series, marker: dict[str, Any], **trace: Any) -> None:
    """Circles. Single precision, a metre on the ground, halves what travels."""
    figure.add_scattermap(
        lon=rows["lon"].to_numpy(np.float32),
        lat=rows["lat"].to_numpy(np.float32),
        mode="markers",
        marker={"size": widths.to_numpy(np.uint8), "opacity": 1, **marker},
        **trace,
    )


def add_frame(figure: go.Figure, frame: MapFrame, language: Language, colours: Palette, *, named: bool) -> None:
    """The frames of the insets, their names inside them where there is room for letters, and the scale bar."""
    add_lines(figure, frame.lines, colours)
    labels = list(frame.labels) if named else []
    if frame.scale_at is not None:
        bar = scale_ends(frame.scale_at, SCALE_LENGTH)
        add_lines(figure, [bar], colours)
        length = format_number(SCALE_LENGTH, language)
        middle = ((bar[0][0] + bar[1][0]) / 2, bar[0][1] + LABEL_RISE)
        labels.append((middle, sentence("views.map.kilometres", language, length=length)))
    add_labels(figure, labels, colours)


def add_lines(figure: go.Figure, lines: Iterable[Sequence[Point]], colours: Palette) -> None:
    """Thin lines, in one trace."""
    corners = [corner for line in lines for corner in (*line, (None, None))]
    figure.add_scattermap(
        lon=[longitude for longitude, _ in corners],
        lat=[latitude for _, latitude in corners],
        mode="lines",
        line={"color": colours.rule, "width": 1},
        **SILENT,
    )


def add_labels(figure: go.Figure, labels: Sequence[tuple[Point, str]], colours: Palette) -> None:
    """Names, each centred on its point."""
    figure.add_scattermap(
        lon=[longitude for (longitude, _), _ in labels],
        lat=[latitude for (_, latitude), _ in labels],
        text=[text_only(name) for _, name in labels],
        mode="text",
        textfont={"family": LABEL_FONT, "size": LABEL_SIZE, "color": colours.muted},
        **SILENT,
    )


def add_highlight(figure: go.Figure, layers: Sequence[Layer], territory: str | None, colours: Palette) -> None:
    """A strong line around one outline; nothing where no layer of the map has it."""
    for layer in layers:
        if layer.outlines is not None and territory is not None and (layer.values["id"] == territory).any():
            add_outline(figure, layer.outlines, territory, colours)


def add_outline(figure: go.Figure, outlines: str, territory: str, colours: Palette) -> None:
    """A strong line around one outline, whose class shows through."""
    figure.add_choroplethmap(
        geojson=outlines,
        featureidkey="id",
        locations=[territory],
        z=[0],
        colorscale=[[0, "rgba(0, 0, 0, 0)"], [1, "rgba(0, 0, 0, 0)"]],
        showscale=False,
        marker={"line": {"color": colours.ink, "width": 3}},
        **SILENT,
    )
