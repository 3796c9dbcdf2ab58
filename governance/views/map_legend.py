# SPDX-License-Identifier: EUPL-1.2
"""The legend of a map as a record: what screens and sheets write, each in its own way."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from governance.comparison.classification import histogram, ranks
from governance.language import Language, format_number, sentence
from governance.scoring.result import Status
from governance.views.bivariate import STEPS, Square
from governance.views.classes import Shading
from governance.views.map_layer import Layer, radius_of

BARS = 25  # of the histogram: four points each
SIZES = (1.0, 0.25, 0.04)
"""The circles of the key, as shares of the largest one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A class in the legend, with how many territories it has."""

    words: str
    colour: str
    hatch: str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One interval of the histogram: its height as a share of the highest (0–1), and the colour of its class."""

    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Size:
    """A circle of the key: radius in pixels, population in words."""

    radius: float
    words: str


@dataclass(frozen=True, slots=True)
class Legend:
    """What is written beside a map."""

    entries: tuple[Entry, ...]
    method: str = ""
    """How the classes were made, in a few words."""
    bars: tuple[Bar, ...] = ()
    bounds: tuple[float, ...] = ()
    """Where the bounds stand over the bars, as shares of the width (0–1)."""
    sizes: tuple[Size, ...] = ()
    square: Square | None = None

    @property
    def scored(self) -> tuple[Entry, ...]:
        """The entries that a square does not already show."""
        return self.entries if self.square is None else self.entries[len(self.square.cells) :]

    def payload(self, language: Language) -> dict[str, Any]:
        """As JSON, worded, for governance/web/atlas/legend.js."""
        return {
            "entries": [
                {
                    "words": entry_words(each, language),
                    "colour": each.colour,
                    "hatch": each.hatch,
                    "empty": not each.count,
                }
                for each in self.scored
            ],
            "method": self.method,
            "bars": [[round(bar.height, 3), bar.colour] for bar in self.bars],
            "bounds": list(self.bounds),
            "histogram": sentence("views.atlas.histogram", language),
            "sizes": [[round(size.radius, 1), size.words] for size in self.sizes],
            "square": square_payload(self.square, language) if self.square else None,
        }


def entry_words(entry: Entry, language: Language) -> str:
    """A class and how many territories it has.

    >>> entry_words(Entry("moins de 20", "#FFFFFF", "", 3), "fr")
    'Moins de 20 (3)'
    """
    return f"{entry.words[:1].upper()}{entry.words[1:]} ({format_number(entry.count, language)})"


def square_payload(square: Square, language: Language) -> dict[str, Any]:
    """The legend of two figures, worded."""
    return {
        "cells": [[colour, format_number(count, language)] for colour, count in square.cells],
        "steps": [sentence(f"views.atlas.{step}", language) for step in STEPS],
        "axes": sentence("views.atlas.square", language, across=square.across, upwards=square.upwards),
        "bounds": sentence(
            "views.atlas.square_bounds",
            language,
            across=" · ".join(square.across_bounds),
            upwards=" · ".join(square.upwards_bounds),
        ),
    }


def legend(shading: Shading, method: str = "", square: Square | None = None) -> Legend:
    """Every class in order, those without territory too: two maps have the same legend."""
    entries = tuple(
        Entry(each.words, each.colour, each.hatch, count)
        for each, count in zip(shading.classes, shading.counts(), strict=True)
    )
    return Legend(entries, method, square=square)


def bars_of(layer: Layer, shading: Shading) -> tuple[Bar, ...]:
    """The histogram of published scores, each bar in the colour of its class; none without scores."""
    published = layer.values["score"][layer.values["status"] == Status.PUBLISHED.label].to_numpy(np.float64)
    counts = histogram(published, 0, 100, BARS)
    if not counts.any():
        return ()
    middles = (np.arange(BARS) + 0.5) * 100 / BARS
    colours = [shading.classes[place].colour for place in ranks(middles, shading.bounds)]
    return tuple(Bar(float(count / counts.max()), colour) for count, colour in zip(counts, colours, strict=True))


def sizes_of(layer: Layer, language: Language) -> tuple[Size, ...]:
    """Three round numbers and their circles, the largest first."""
    numbers = dict.fromkeys(rounded_down(layer.largest * share) for share in SIZES)
    radii = radius_of(np.array(list(numbers), dtype=np.float64), layer.largest)
    return tuple(
        Size(float(radius), size_words(number, layer.unit, language))
        for number, radius in zip(numbers, radii, strict=True)
    )


def size_words(number: int, unit: str, language: Language) -> str:
    """What a circle of the key stands for.

    >>> size_words(50_000, "", "fr").replace("\u202f", " "), size_words(20, "km", "fr")
    ('50 000 habitants', '20\xa0km')
    """
    shown = format_number(number, language)
    return f"{shown}\u00a0{unit}" if unit else sentence("views.atlas.inhabitants", language, count=number, shown=shown)


def rounded_down(population: float) -> int:
    """The nearest 1, 2 or 5 followed by zeros that is not above.

    >>> rounded_down(873_000), rounded_down(49), rounded_down(0.4)
    (500000, 20, 1)
    """
    power: int = 10 ** int(np.floor(np.log10(max(population, 1.0))))
    return next(step * power for step in (5, 2, 1) if step * power <= max(population, 1.0))
