# SPDX-License-Identifier: EUPL-1.2
"""Search among all territories."""

import random
from collections.abc import Callable, Iterator
from time import perf_counter

import numpy as np
import pandas as pd

from governance.territories import Territories, Territory
from governance.territories.folding import fold

SAMPLE = 120  # territories, each asked for in several ways


def rows() -> list[tuple[str, float, str, float]]:
    """What is measured, our seconds, the alternative's name, its seconds."""
    territories = Territories.load()
    asked = list(questions(territories))
    index = territories.finder.index
    text = pd.Series([f"{name} {code}" for name, code in zip(index.names.lines, index.codes.lines, strict=True)])
    ours, theirs = slow(territories.search, asked), slow(lambda question: contains(text, question), asked)
    what = f"search among {len(text)} names, p95 of {len(asked)} questions"
    return [(what, ours, "pandas str.contains on the same text", theirs)]


def questions(territories: Territories) -> Iterator[str]:
    """Names whole, begun, misspelt and turned round; codes, SIREN and postcodes."""
    chance = random.Random(20261122)  # noqa: S311 - a sample, not a secret
    sample = chance.sample(list(territories.table.numbers), SAMPLE)
    for identifier in [*sample, "epci:200054781", "region:53", "departement:35", "commune:97411"]:
        yield from ways_to_ask(territories.get(identifier))
    yield from ["", "x", "d", "st", "saint", "cc pays", "l'hay", "metropole lyon", "zzzz", "\x00", "a " * 50, "44"]


def ways_to_ask(territory: Territory) -> Iterator[str]:
    """How people may look for it."""
    words = fold(territory.name).split()
    yield from (territory.name, territory.name[:4], " ".join(words[::-1]), words[-1], territory.code)
    yield territory.name[:3] + territory.name[4:]
    yield from territory.postcodes[:1]
    yield from filter(None, [territory.siren])


def contains(text: "pd.Series[str]", question: str) -> "pd.Series[str]":
    """The alternative: every word of the question somewhere in the text; no order, no slips of the keyboard."""
    fits = np.ones(len(text), dtype=np.bool_)
    for word in fold(question).split():
        fits &= text.str.contains(word, regex=False).to_numpy(dtype=np.bool_)
    return text[fits].head(20)


def slow(function: Callable[[str], object], arguments: list[str]) -> float:
    """The 95th percentile of seconds per call, once warm."""
    function(arguments[0])
    seconds = []
    for argument in arguments:
        start = perf_counter()
        function(argument)
        seconds.append(perf_counter() - start)
    return float(np.percentile(seconds, 95))
