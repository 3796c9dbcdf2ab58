# SPDX-License-Identifier: EUPL-1.2
"""From which level to which: a table of counts whose shades follow the counts, small ones hidden."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from governance.comparison.disclosure import Counts
from governance.comparison.evolution import Evolution
from governance.language import Language, format_number, format_percent, sentence
from governance.views.area_map import signed
from governance.views.canvas import SMALL_SIZE, TEXT_SIZE, canvas, folded
from governance.views.palette import PALETTES, Theme
from governance.views.view import View
from governance.views.words import level_word

HIDDEN = "•"


def transitions(found: Evolution, language: Language, theme: Theme) -> View:
    """Levels before in rows, after in columns; on the diagonal, those that stayed."""
    colours = PALETTES[theme]
    counts = found.transitions
    levels = [level_word(level, language) for level in range(len(counts))]
    places, small = list(range(len(levels))), {"size": SMALL_SIZE}
    plain = {"fixedrange": True, "showgrid": False, "zeroline": False, "tickvals": places, "tickfont": small}
    before, after = (sentence(f"views.evolution.{end}", language) for end in ("before", "after"))
    figure = canvas(
        language,
        theme,
        height=430,
        margin={"l": 118, "r": 8, "t": 78, "b": 8},
        xaxis=plain | {"side": "top", "ticktext": [folded(word, 9) for word in levels], "title": titled(after)},
        yaxis=plain
        | {"autorange": "reversed", "ticktext": [folded(word, 14) for word in levels], "title": titled(before)},
    )
    figure.add_trace(
        go.Heatmap(
            z=np.maximum(counts, 0),
            text=[[cell(count, language) for count in row] for row in counts.tolist()],
            texttemplate="%{text}",
            textfont={"size": TEXT_SIZE + 1},
            # As light as a surface at nothing, never so dark that the ink on it could not be read.
            colorscale=[[0, colours.surface], [1, colours.grid]],
            showscale=False,
            xgap=3,
            ygap=3,
            hoverinfo="skip",
        )
    )
    return View(figure, transition_table(counts, levels, language), evolution_sentence(found, language))


def titled(words: str) -> dict[str, object]:
    """The title of an axis."""
    return {"text": words, "font": {"size": TEXT_SIZE}}


def cell(count: int, language: Language) -> str:
    """A count as it is read; a mark where it is hidden.

    >>> cell(-1, "fr"), cell(12, "fr")
    ('•', '12')
    """
    return HIDDEN if count < 0 else format_number(count, language)


def transition_table(counts: Counts, levels: list[str], language: Language) -> pd.DataFrame:
    """The same as a table in words."""
    rows = [[cell(count, language) for count in row] for row in counts.tolist()]
    first = sentence("views.evolution.before", language)
    columns = {sentence("views.evolution.to", language, level=level): [row[place] for row in rows]
               for place, level in enumerate(levels)}  # fmt: skip
    return pd.DataFrame({first: levels, **columns})


def evolution_sentence(found: Evolution, language: Language) -> str:
    """How the panel moved."""
    return sentence(
        "views.evolution.sentence",
        language,
        panel=format_number(found.panel, language),
        change=signed(found.mean_change, language),
        rose=format_percent(found.rose, language),
        fell=format_percent(found.fell, language),
        count=round(abs(found.mean_change)),
    )
