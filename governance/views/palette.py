# SPDX-License-Identifier: EUPL-1.2
"""The colours of the product: one ink, one accent, greys, and one ordered ramp; in light and in dark.

.streamlit/config.toml repeats the interface colours; tests hold the contrasts (WCAG 2.2, AA) and tell the map's colours
apart as people with each kind of colour blindness see them.
"""

from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]

FONT = "'Source Sans', 'Source Sans 3', 'Source Sans Pro', system-ui, -apple-system, 'Segoe UI', sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, as ``#RRGGBB``."""

    background: str
    """The page."""
    surface: str
    """A quiet area on the page: cards, inputs, the empty part of a bar."""
    ink: str
    """Text."""
    muted: str
    """Secondary text, still AA on the page and on a surface."""
    rule: str
    """Lines that carry meaning: outlines on the map, the previous snapshot. 3 to 1 on the page."""
    grid: str
    """Lines that only guide the eye: rings, separators, borders."""
    accent: str
    """My line, links, what is selected."""
    button: str
    """Surfaces under white text: Streamlit's ``primaryColor``."""
    band: str
    """What is uncertain: the accent, translucent (``rgba``)."""
    peers: str
    """Comparable authorities: grey, translucent (``rgba``)."""
    series: tuple[str, str, str, str]
    """Lines of several territories, the first in the accent: apart for every kind of colour blindness, and each has
    its own dash and mark."""
    diverging: tuple[str, str, str, str, str]
    """From far below through about the same to far above: brown to teal, for no kind of colour blindness confuses
    them, and neither is red."""
    ramp: tuple[str, str, str, str, str]
    """Five ordered classes, levels 0–4, furthest from the page at the top: darkest in light, lightest in dark."""
    on_ramp: tuple[str, str, str, str, str]
    """The colour of a text laid on each step of the ramp."""
    not_assessed: str
    no_answer: str
    not_applicable: str
    provisional: str


LIGHT = Palette(
    background="#FFFFFF",
    surface="#F3F5F4",
    ink="#1B2A30",
    muted="#55646B",
    rule="#7D8A90",
    grid="#D3DADC",
    accent="#0F6B74",
    button="#0F6B74",
    band="rgba(15, 107, 116, 0.20)",
    peers="rgba(85, 100, 107, 0.24)",
    series=("#0F6B74", "#B4560A", "#6B4FA3", "#1B2A30"),
    diverging=("#8C510A", "#DDB56B", "#FBF0B8", "#3FA196", "#0B4F4A"),
    ramp=("#EFEBA3", "#9CCFA6", "#4AA8B7", "#2D74A7", "#233E7E"),
    on_ramp=("#1B2A30", "#1B2A30", "#1B2A30", "#FFFFFF", "#FFFFFF"),
    not_assessed="#B8BDC0",
    no_answer="#E6E9EA",
    not_applicable="#7D8488",
    provisional="#DDBBE0",
)

DARK = Palette(
    background="#12181B",
    surface="#1E272B",
    ink="#E8EDEE",
    muted="#A3B0B6",
    rule="#7B8990",
    grid="#37434A",
    accent="#63C5CC",
    button="#24757E",
    band="rgba(99, 197, 204, 0.26)",
    peers="rgba(163, 176, 182, 0.28)",
    series=("#63C5CC", "#F2A65A", "#B79CEB", "#E8EDEE"),
    diverging=("#FFD08A", "#C08030", "#5A4F2A", "#38ADA0", "#A5F2E6"),
    ramp=("#2F4A94", "#2F79AB", "#46A9B6", "#9BD2A4", "#F0EEB2"),
    on_ramp=("#FFFFFF", "#FFFFFF", "#12181B", "#12181B", "#12181B"),
    not_assessed="#6B7276",
    no_answer="#2E373B",
    not_applicable="#B9BDBF",
    provisional="#8E6F98",
)

PALETTES: dict[Theme, Palette] = {"light": LIGHT, "dark": DARK}
