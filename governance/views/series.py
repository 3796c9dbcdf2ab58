# SPDX-License-Identifier: EUPL-1.2
"""Several territories in one figure: each has its colour, its dash and its mark, so that colour alone tells nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.scoring.result import Node
from governance.views.palette import Palette

MOST = 4
"""More lines than this cannot be told apart on a radar."""
DASHES = ("solid", "dash", "dot", "longdashdot")
SYMBOLS = ("circle", "square", "diamond", "triangle-up")


@dataclass(frozen=True, slots=True)
class Series:
    """One territory: its name, and its challenges in the order of the questionnaire."""

    name: str
    nodes: Sequence[Node]

    def score(self, node_id: str) -> float | None:
        """Its score on a challenge; None where there is none."""
        return next((node.score for node in self.nodes if node.id == node_id), None)


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a series is drawn."""

    colour: str
    dash: str
    symbol: str


def strokes(count: int, colours: Palette) -> list[Stroke]:
    """How each of so many series is drawn, the first one in the accent; ValueError beyond what can be told apart."""
    if count > MOST:
        raise ValueError(f"{count} series cannot be told apart: {MOST} at most")
    return [Stroke(*each) for each in zip(colours.series, DASHES, SYMBOLS, strict=True)][:count]
