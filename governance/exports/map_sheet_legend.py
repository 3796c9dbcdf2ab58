# SPDX-License-Identifier: EUPL-1.2
"""The legend of a map's sheet: a column on its right, from the same record as the screen's."""

from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Patch, Rectangle

from governance.language import Language, format_number, sentence
from governance.views.bivariate import SIDE, STEPS, Square
from governance.views.map_legend import Entry, Legend, entry_words
from governance.views.palette import PALETTES

INK = PALETTES["light"]
COLUMN = (0.745, 0.115, 0.235, 0.755)  # left, bottom, width and height, as shares of the sheet
WIDTH, HEIGHT = 100.0, 218.0  # of the column, in its own units: about 0.69 mm each
ROW, SWATCH = 8.4, (10.0, 5.6)
HATCHES = {"lines": "/////", "cross": "xxxxx", "dots": "..."}
EDGES = {"dots": (2.4, 1.6), "lines": (0.8, 1.4), "cross": (3.2, 1.2, 0.8, 1.2)}
"""The strokes and gaps of the outline of a circle, in widths of its line, in the place of each hatching."""
PIXEL = 0.385  # units of the column for a pixel on the screen, so that circles are as large as those of the map


@dataclass(frozen=True, slots=True)
class Edge:
    """The outline of a circle."""

    width: float
    dashes: Literal["solid"] | tuple[float, tuple[float, ...]]
    """As matplotlib takes them."""


def edge(hatch: str) -> Edge:
    """The outline of a circle whose class has a hatching, broken and stronger; or has none.

    >>> edge(""), edge("dots")
    (Edge(width=0.3, dashes='solid'), Edge(width=0.8, dashes=(0, (2.4, 1.6))))
    """
    return Edge(0.8, (0, EDGES[hatch])) if hatch in EDGES else Edge(0.3, "solid")


def draw_legend(figure: Figure, legend: Legend, language: Language) -> None:
    """Write the legend from the top of its column."""
    axes = figure.add_axes(COLUMN)
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(HEIGHT, 0)
    top = 4.0
    if legend.square is not None:
        top = draw_square(axes, legend.square, language, top)
    for each in legend.scored:
        draw_entry(axes, each, language, top, circles=bool(legend.sizes))
        top += ROW
    if legend.bars:
        top = draw_bars(axes, legend, top + 5)
    if legend.sizes:
        top = draw_sizes(axes, legend, top + 5)
    for line in wrap(legend.method, 44):
        top += 5.4
        axes.text(0, top, line, parse_math=False, fontsize=7, color=INK.muted, va="center")


def draw_entry(axes: Axes, each: Entry, language: Language, top: float, *, circles: bool) -> None:
    """One class: its colour and hatching, or the outline that its circles have; its words and count."""
    width = SWATCH[0]
    axes.add_patch(circle_of(each, top) if circles else rectangle_of(each, top))
    colour = INK.ink if each.count else INK.muted
    axes.text(width + 4, top, entry_words(each, language), parse_math=False, fontsize=8.5, color=colour, va="center")


def rectangle_of(each: Entry, top: float) -> Patch:
    """The swatch of a class of areas."""
    width, height = SWATCH
    swatch = Rectangle((0, top - height / 2), width, height, facecolor=each.colour, edgecolor=INK.rule, linewidth=0.5)
    swatch.set_hatch(HATCHES.get(each.hatch, ""))
    return swatch


def circle_of(each: Entry, top: float) -> Patch:
    """The swatch of a class of circles."""
    line, (width, height) = edge(each.hatch), SWATCH
    style = {"linewidth": line.width, "linestyle": line.dashes}
    return Circle((width / 2, top), height / 2, facecolor=each.colour, edgecolor=INK.ink, **style)


def draw_bars(axes: Axes, legend: Legend, top: float) -> float:
    """The histogram, its bounds dashed; gives the foot of it."""
    height, width = 24.0, 90.0 / len(legend.bars)
    foot = top + height
    for rank, bar in enumerate(legend.bars):
        rise = bar.height * height
        axes.add_patch(
            Rectangle((rank * width, foot - rise), width * 0.88, rise, facecolor=bar.colour, edgecolor="none")
        )
    for bound in legend.bounds:
        axes.plot([bound * 90, bound * 90], [top, foot], color=INK.rule, linewidth=0.6, linestyle=(0, (3, 2)))
    axes.plot([0, 90], [foot, foot], color=INK.rule, linewidth=0.8)
    for place, end in ((0, "0"), (90, "100")):
        axes.text(place, foot + 4.5, end, parse_math=False, fontsize=7, color=INK.muted, ha="center", va="center")
    return foot + 8


def draw_sizes(axes: Axes, legend: Legend, top: float) -> float:
    """The key of circles, one under another; gives the foot of it."""
    largest = max(size.radius for size in legend.sizes) * PIXEL
    for size in legend.sizes:
        radius = size.radius * PIXEL
        middle = top + max(radius, 3.4)
        axes.add_patch(Circle((largest, middle), radius, facecolor="none", edgecolor=INK.ink, linewidth=0.7))
        axes.text(2 * largest + 5, middle, size.words, parse_math=False, fontsize=8, color=INK.ink, va="center")
        top = middle + max(radius, 3.4) + 1.5
    return top + 2


def draw_square(axes: Axes, square: Square, language: Language, top: float) -> float:
    """Nine colours with their counts, both axes in words; gives the foot of it."""
    side, left = 21.0, 17.0
    for place, (colour, count) in enumerate(square.cells):
        row, column = divmod(place, SIDE)
        x, y = left + column * side, top + (SIDE - 1 - row) * side
        axes.add_patch(Rectangle((x, y), side * 0.97, side * 0.97, facecolor=colour, edgecolor=INK.rule, linewidth=0.4))
        box = {"boxstyle": "round,pad=0.25", "facecolor": "white", "edgecolor": "none"}
        shown = format_number(count, language)
        axes.text(
            x + side / 2,
            y + side / 2,
            shown,
            parse_math=False,
            fontsize=7.5,
            color=INK.ink,
            ha="center",
            va="center",
            bbox=box,
        )
    for rank, step in enumerate(STEPS):
        words = sentence(f"views.atlas.{step}", language)
        axes.text(
            left - 2,
            top + (SIDE - 0.5 - rank) * side,
            words,
            parse_math=False,
            fontsize=7.5,
            color=INK.ink,
            ha="right",
            va="center",
        )
        axes.text(
            left + (rank + 0.5) * side,
            top + SIDE * side + 4.5,
            words,
            parse_math=False,
            fontsize=7.5,
            color=INK.ink,
            ha="center",
            va="center",
        )
    top += SIDE * side + 11
    written = [sentence("views.atlas.square", language, across=square.across, upwards=square.upwards)]
    written.append(
        sentence(
            "views.atlas.square_bounds", language,
            across=" · ".join(square.across_bounds), upwards=" · ".join(square.upwards_bounds),
        )
    )  # fmt: skip
    for line in [line for words in written for line in wrap(words, 42)]:
        axes.text(0, top, line, parse_math=False, fontsize=7.5, color=INK.ink, va="center")
        top += 5.6
    return top + 4
