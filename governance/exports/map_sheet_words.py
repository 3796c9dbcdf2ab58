# SPDX-License-Identifier: EUPL-1.2
"""The words of a map's sheet: title above, sources below, « données simulées » where they are."""

from textwrap import wrap

from matplotlib.figure import Figure

from governance.views.palette import PALETTES

INK = PALETTES["light"]
LEFT, TITLE_AT, SUBTITLE_AT, SOURCES_AT = 0.03, 0.955, 0.905, 0.085
TITLE_WIDTH, SOURCE_WIDTH = 78, 225  # characters
LINE = 0.0185


def draw_words(figure: Figure, title: str, subtitle: str, sources: tuple[str, ...], simulated: str) -> None:
    """Write what surrounds the map."""
    first = wrap(title, TITLE_WIDTH)[0] if title else ""
    figure.text(LEFT, TITLE_AT, first, parse_math=False, fontsize=17, fontweight="bold", color=INK.ink, va="center")
    figure.text(LEFT, SUBTITLE_AT, subtitle, parse_math=False, fontsize=11, color=INK.muted, va="center")
    lines = [line for source in sources for line in wrap(source, SOURCE_WIDTH)]
    for rank, line in enumerate(lines):
        figure.text(LEFT, SOURCES_AT - rank * LINE, line, parse_math=False, fontsize=6.5, color=INK.muted, va="center")
    if simulated:
        box = {"boxstyle": "round,pad=0.4", "facecolor": INK.surface, "edgecolor": INK.rule}
        figure.text(
            0.97,
            TITLE_AT,
            simulated,
            parse_math=False,
            fontsize=11,
            fontweight="bold",
            color=INK.ink,
            ha="right",
            va="center",
            bbox=box,
        )
