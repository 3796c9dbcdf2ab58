# SPDX-License-Identifier: EUPL-1.2
"""From which level to which: a table of counts whose shades follow the counts, small ones hidden."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from governance.comparison.disclosure import Counts
from governance.comparison.evolution import Evolution
from governance.language import Language, format_number, format_percent, sentence
from governance.views.canvas import SMALL_SIZE, TEXT_SIZE, canvas, folded
from governance.views.classed_map import signed
from governance.views.palette import PALETTES, Theme
from governance.views.view import View
from governance.views.words import level_word

HIDDEN = "•"


def transitions(found: Evolution, language: Language, theme: Theme) -> View:
    """Levels before in rows, after in columns; on the diagonal, those that stayed."""
    colours = PALETTES[theme]
    counts = found.transitions
    levels = [level_word(level, language) for level in range(len(counts))]
    small = {"size": SMALL_SIZE + 1}
    plain = {"fixedrange": True, "showgrid": False, "zeroline": False, "tickfont": small, "ticks": ""}
    plain |= {"tickvals": list(range(len(levels)))}
    numbers = [f"<b>{level}</b>" for level in range(len(levels))]
    named = [f"{folded(word, 16)} <b>{level}</b>" for level, word in enumerate(levels)]
    after = {"text": sentence("views.evolution.after", language), "font": {"size": TEXT_SIZE}}
    figure = canvas(
        language,
        theme,
        height=400,
        margin={"l": 130, "r": 8, "t": 64, "b": 8},
        # Numbers above, for words would not hold over the columns of a telephone: the rows give them.
        xaxis=plain | {"side": "top", "ticktext": numbers, "title": after},
        yaxis=plain | {"autorange": "reversed", "ticktext": named},
    )
    figure.add_annotation(
        text=sentence("views.evolution.before", language), x=0, y=1, xref="paper", yref="paper", xanchor="right",
        yanchor="bottom", xshift=-8, yshift=6, showarrow=False, font={"size": TEXT_SIZE},
    )  # fmt: skip
    figure.add_trace(
        go.Heatmap(
            z=np.maximum(counts, 0),
            text=[[cell(count, language) for count in row] for row in counts.tolist()],
            texttemplate="%{text}",
            textfont={"size": TEXT_SIZE + 1},
            # As light as a surface at nothing, never so dark that the ink on it could not be read.
            zmin=0,
            zmax=max(int(counts.max()), 1),
            colorscale=[[0, colours.surface], [1, colours.grid]],
            showscale=False,
            xgap=3,
            ygap=3,
            hoverinfo="skip",
        )
    )
    return View(figure, transition_table(counts, levels, language), evolution_sentence(found, language))


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
