# SPDX-License-Identifier: EUPL-1.2
"""The radars of several territories, one over the other: lines only, for two filled areas cannot be read."""

from collections.abc import Sequence
from dataclasses import replace

from governance.language import Language
from governance.questionnaire.model import Questionnaire
from governance.views.dumbbell import gaps_sentence, series_table
from governance.views.palette import PALETTES, Theme
from governance.views.pen import Pen
from governance.views.polar import polar, settle
from governance.views.series import Series, strokes
from governance.views.view import View


def overlay(
    series: Sequence[Series], questionnaire: Questionnaire, language: Language, theme: Theme, *, compact: bool = False
) -> View:
    """At most four territories on the axes of the questionnaire; a challenge without score breaks its line."""
    titles = {challenge.id: challenge.title.to(language) for challenge in questionnaire.challenges}
    colours = PALETTES[theme]
    # The axes are everybody's: why one territory has no score there is for the table to say.
    axes = [replace(node, score=0.0) for node in series[0].nodes]
    figure = polar(axes, list(titles.values()), language, theme, compact=compact)
    pen = Pen(figure, titles, language, colours)
    for rank, (each, stroke) in enumerate(zip(series, strokes(len(series), colours), strict=True), start=1):
        line = {"color": stroke.colour, "width": 2.5, "dash": stroke.dash}
        pen.line(each.nodes, each.name, line, {"symbol": stroke.symbol, "size": 9, "color": stroke.colour}, rank)
    settle(figure, len(axes), compact=compact)
    return View(figure, series_table(series, titles, language), gaps_sentence(series, titles, language))
