# SPDX-License-Identifier: EUPL-1.2
"""What all figures share: type, colours, margins, texts made safe for Plotly."""

from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from governance.language import Language
from governance.views.palette import FONT, PALETTES, Theme

# The decimal sign, then the thousands separator, wherever Plotly itself writes a number.
SEPARATORS: dict[Language, str] = {"fr": ",\u202f", "en": ".,"}
TEXT_SIZE = 14
SMALL_SIZE = 12


def canvas(language: Language, theme: Theme, **layout: Any) -> go.Figure:
    """An empty figure, as wide as its place, transparent so that it sits on any page and prints on white."""
    colours = PALETTES[theme]
    return go.Figure(
        layout={
            "template": "none",
            "paper_bgcolor": "rgba(0, 0, 0, 0)",
            "plot_bgcolor": "rgba(0, 0, 0, 0)",
            "font": {"family": FONT, "size": TEXT_SIZE, "color": colours.ink},
            "separators": SEPARATORS[language],
            "hoverlabel": hover_label(theme),
            "showlegend": False,
            **layout,
        }
    )


def hover_label(theme: Theme) -> dict[str, Any]:
    """The bubble under the pointer: readable in both themes, text to the left."""
    colours = PALETTES[theme]
    return {
        "align": "left",
        "bgcolor": colours.surface,
        "bordercolor": colours.rule,
        "font": {"family": FONT, "size": TEXT_SIZE, "color": colours.ink},
    }


def legend_below(theme: Theme) -> dict[str, Any]:
    """A legend on the figure's bottom edge. It explains; clicking on it does nothing."""
    return {
        "orientation": "h",
        "x": 0.5,
        "xanchor": "center",
        "y": 0,
        "yref": "container",
        "yanchor": "bottom",
        "font": {"size": SMALL_SIZE + 1, "color": PALETTES[theme].ink},
        "itemclick": False,
        "itemdoubleclick": False,
    }


def text_only(words: str) -> str:
    """Words of the data as Plotly must show them: as they are, never as markup or a link.

    >>> text_only("R&D <a href='x'>")
    "R&amp;D &lt;a href='x'&gt;"
    """
    return escape(words, quote=False)


def folded(words: str, width: int) -> str:
    """Words on several lines of about ``width`` characters; a long word stays whole.

    >>> folded("Comprendre, prioriser, fédérer", 16)
    'Comprendre,<br>prioriser,<br>fédérer'
    """
    lines = wrap(words, width, break_long_words=False, break_on_hyphens=False)
    return "<br>".join(text_only(line) for line in lines)
