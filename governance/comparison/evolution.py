# SPDX-License-Identifier: EUPL-1.2
"""Evolution between two dates, on the panel that answered both: others would move the figures by coming or leaving."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from governance.comparison.disclosure import Counts, hidden_cells
from governance.comparison.inequality import refuse_few
from governance.scoring.normalise import TIE_POINTS
from governance.scoring.result import Flags, Floats

LEVELS = 5


@dataclass(frozen=True, slots=True)
class Evolution:
    """What became of the panel."""

    before: int
    """How many had a score at the first date."""
    after: int
    panel: int
    """How many at both."""
    mean_change: float
    """Points, each territory counting for one."""
    rose: float
    """Share (0–1) of the panel whose score rose."""
    fell: float
    transitions: Counts
    """Territories of the panel by level before (rows, 0–4) and after (columns); −1 where hidden (small cells)."""
    with_levels: int
    """How many of the panel had a level at both dates."""


def evolution(
    before: Floats, after: Floats, levels_before: NDArray[np.int16], levels_after: NDArray[np.int16]
) -> Evolution:
    """The evolution of the same n territories: scores (NaN without) and staged levels (−1 without) at both dates.

    InputError when fewer than thirty have a score at both dates.
    """
    panel: Flags = ~np.isnan(before) & ~np.isnan(after)
    size = int(np.count_nonzero(panel))
    refuse_few(size, size, len(before))
    change = after[panel] - before[panel]
    counts = transitions(levels_before[panel], levels_after[panel])
    return Evolution(
        before=int(np.count_nonzero(~np.isnan(before))),
        after=int(np.count_nonzero(~np.isnan(after))),
        panel=size,
        mean_change=float(change.mean()),
        rose=float(np.mean(change > TIE_POINTS)),
        fell=float(np.mean(change < -TIE_POINTS)),
        transitions=np.where(hidden_cells(counts), -1, counts),
        with_levels=int(counts.sum()),
    )


def transitions(before: NDArray[np.int16], after: NDArray[np.int16], levels: int = LEVELS) -> Counts:
    """How many went from each level (rows) to each level (columns); those without level at a date are left out.

    >>> transitions(np.array([0, 0, 1, 2], np.int16), np.array([1, 1, 1, -1], np.int16), 3).tolist()
    [[0, 2, 0], [0, 1, 0], [0, 0, 0]]
    """
    both = (before >= 0) & (after >= 0)
    pairs = before[both].astype(np.int64) * levels + after[both]
    return np.bincount(pairs, minlength=levels * levels).reshape(levels, levels).astype(np.int64)
