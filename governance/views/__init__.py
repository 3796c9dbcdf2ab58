# SPDX-License-Identifier: EUPL-1.2
"""Figures (Plotly), each with the table of the same numbers and the sentence that says what it shows."""

from governance.views.palette import PALETTES, Palette, Theme
from governance.views.view import View

__all__ = ["PALETTES", "Palette", "Theme", "View"]
