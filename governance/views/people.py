# SPDX-License-Identifier: EUPL-1.2
"""Under which scores people live: the share of the inhabitants in each class of scores, and figures in plain words."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from governance.comparison.disclosure import hidden_groups
from governance.comparison.inequality import Solidarity
from governance.language import Language, format_number, format_percent, sentence
from governance.language.figures import rounded
from governance.scoring.result import Floats
from governance.views.canvas import SMALL_SIZE, TEXT_SIZE, canvas
from governance.views.palette import PALETTES, Theme
from governance.views.view import View

CLASSES = 5
HEIGHT = 300


def people_bars(scores: Floats, people: Floats, told: str, language: Language, theme: Theme) -> View:
    """One bar a class of twenty points. Classes of fewer than five territories are not told apart. NaN are left out."""
    colours = PALETTES[theme]
    shares, counts = people_by_class(scores, people)
    away = [bool(each) for each in hidden_groups(counts)]
    names = [class_name(place, language) for place in range(CLASSES)]
    highest = max([share for share, gone in zip(shares, away, strict=True) if not gone] + [0.05])
    small = {"size": SMALL_SIZE + 1}
    figure = canvas(
        language,
        theme,
        height=HEIGHT,
        margin={"l": 8, "r": 8, "t": 28, "b": 56},
        bargap=0.12,
        xaxis={
            "fixedrange": True,
            "showgrid": False,
            "tickfont": small,
            "tickvals": list(range(CLASSES)),
            "ticktext": names,
            "title": {"text": sentence("views.people.axis", language), "font": small},
        },
        yaxis={"visible": False, "fixedrange": True, "range": [0, highest * 1.18]},
    )
    # What is hidden has a height of its own, the same for all: it says nothing.
    figure.add_bar(
        x=list(range(CLASSES)),
        y=[highest / 2 if gone else share for share, gone in zip(shares, away, strict=True)],
        marker={
            "color": [colours.surface if gone else shade for shade, gone in zip(colours.ramp, away, strict=True)],
            "line": {"color": colours.rule, "width": 1},
            "pattern": {"shape": ["/" if gone else "" for gone in away], "fgcolor": colours.rule, "size": 7},
        },
        text=share_texts(shares, away, language),
        textposition="outside",
        textfont={"size": TEXT_SIZE},
        cliponaxis=False,
        hoverinfo="skip",
    )
    return View(figure, people_table(names, shares, counts, away, language), told)


def people_by_class(scores: Floats, people: Floats) -> tuple[list[float], list[int]]:
    """The share (0–1) of the inhabitants in each class of twenty points, and how many territories it has.

    >>> people_by_class(np.array([0.0, 19.9, 20.0, 100.0, np.nan]), np.array([1.0, 1.0, 1.0, 1.0, 9.0]))
    ([0.5, 0.25, 0.0, 0.0, 0.25], [2, 1, 0, 0, 1])
    """
    known = ~np.isnan(scores) & (people > 0)
    place = np.minimum(scores[known] // 20, CLASSES - 1).astype(np.intp)
    inhabitants = np.bincount(place, people[known], CLASSES)
    return (inhabitants / max(inhabitants.sum(), 1)).tolist(), np.bincount(place, minlength=CLASSES).tolist()


def class_name(place: int, language: Language) -> str:
    """A class by its ends.

    >>> class_name(0, "fr"), class_name(4, "fr")
    ('0 à 20', '80 à 100')
    """
    return sentence("views.people.class", language, low=20 * place, high=20 * place + 20)


def share_texts(shares: Sequence[float], away: Sequence[bool], language: Language) -> list[str]:
    """Shares as they are read; that they are not shown, where they are hidden."""
    hidden = sentence("views.people.hidden", language)
    return [hidden if gone else format_percent(share, language) for share, gone in zip(shares, away, strict=True)]


def people_table(
    names: list[str], shares: list[float], counts: list[int], away: list[bool], language: Language
) -> pd.DataFrame:
    """The same as a table."""
    hidden = sentence("views.people.hidden", language)
    columns = {
        "class": names,
        "share": share_texts(shares, away, language),
        "territories": [
            hidden if gone else format_number(count, language) for count, gone in zip(counts, away, strict=True)
        ],
    }
    return pd.DataFrame({sentence(f"views.people.columns.{name}", language): cells for name, cells in columns.items()})


def people_sentence(found: Solidarity, language: Language) -> str:
    """Between which scores eight people in ten live."""
    return sentence("views.people.sentence", language, **points_of(found, language))


def points_of(found: Solidarity, language: Language) -> dict[str, str]:
    """The figures in points, as they are read."""
    figures = {
        "mean": found.mean,
        "p10": found.p10,
        "p90": found.p90,
        # Of the figures as shown: whoever subtracts finds the same.
        "gap": float(rounded(found.p90) - rounded(found.p10)),
        "gini": found.gini_points,
        "pair": 2 * found.gini_points,
    }
    return {name: format_number(value, language) for name, value in figures.items()}


def between_sentence(shares: Sequence[tuple[str, float]], language: Language) -> str:
    """How much of the gaps lies between groups rather than within them, by way of grouping."""
    if not shares:
        return sentence("views.people.between_none", language)
    parts = [
        sentence("views.people.between_part", language, share=format_percent(share, language),
                 groups=sentence(f"views.people.groups.{name}", language))
        for name, share in shares
    ]  # fmt: skip
    separator = sentence("views.comparison.separator", language)
    return sentence("views.people.between", language, parts=separator.join(parts))
