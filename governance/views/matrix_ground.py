# SPDX-License-Identifier: EUPL-1.2
"""Where the marks of the priority matrix stand, so that none hides another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from governance.plans.possible import EFFORTS, PossibleAction
from governance.views.matrix_table import HALF, Cell
from governance.views.words import TIE

MOST_MARKS = 20
"""Beyond it the numbers of the marks can no longer be read."""
HEIGHT, COMPACT_HEIGHT, ABOVE, BELOW = 460, 540, 34, 64
MARK, APART = 25, 29
"""Pixels: how wide a mark is, and how far the next one is above or below."""
ENDS, COMPACT_ENDS = (-0.12, 1.16), (-0.18, 1.24)
"""The ends of the axis, as shares of the best gain: room for the words of the quadrants, folded on a phone."""
LANES, FEW_LANES = 5, 3
"""How many marks stand side by side in a column; fewer on a phone, and where there is a fourth column."""
SPREAD = 0.9
"""The share of a column's width that its marks take."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One action on the matrix, under its number."""

    number: int
    action: PossibleAction
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Ground:
    """What marks are placed on: the efforts as columns, the best gain, and how large it is drawn."""

    columns: tuple[Cell, ...]
    top: float
    compact: bool
    best: float | None = None
    """The best gain of all actions, shown or not; without it, that of those shown."""

    @property
    def much(self) -> float | None:
        """The gain above which an action brings much; None where no action shown does."""
        level = HALF * (self.best or self.top)
        return level if level < self.top else None

    @property
    def height(self) -> int:
        """Pixels of the whole figure."""
        return COMPACT_HEIGHT if self.compact else HEIGHT

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the axis of gains."""
        least, most = COMPACT_ENDS if self.compact else ENDS
        return least * self.top, most * self.top

    @property
    def lanes(self) -> int:
        """How many marks stand side by side in a column."""
        return FEW_LANES if self.compact or len(self.columns) > len(EFFORTS) else LANES

    @property
    def step(self) -> float:
        """How many points part two marks of a lane."""
        low, high = self.ends
        return APART / (self.height - ABOVE - BELOW) * (high - low)


def placed(actions: Sequence[PossibleAction], ground: Ground, after: int = 0) -> Iterator[Mark]:
    """Each action at its effort and gain, moved to the nearest free place where another one stands already."""
    taken: dict[int, list[tuple[int, float]]] = {}
    for number, action in enumerate(actions, start=after + 1):
        column = ground.columns.index(action.effort)
        lane, y = free_place(taken.setdefault(column, []), action.index, ground)
        taken[column].append((lane, y))
        yield Mark(number, action, column + lane * SPREAD / ground.lanes, y)


def free_place(taken: Sequence[tuple[int, float]], wanted: float, ground: Ground) -> tuple[int, float]:
    """The nearest lane and height at which nothing stands: aside first, then below, from the middle outwards."""
    half = ground.lanes // 2
    outwards = sorted(range(-half, half + 1), key=lambda lane: (abs(lane), lane))
    # A mark keeps two rows of its lane at most: there is always a free one.
    places = ((lane, wanted - row * ground.step) for row in range(2 * MOST_MARKS) for lane in outwards)
    apart = ground.step - TIE
    return next(
        (lane, y) for lane, y in places if all(lane != other or abs(y - there) >= apart for other, there in taken)
    )
