# SPDX-License-Identifier: EUPL-1.2
"""The staged level (*niveau de maturité*): an aid to reading, never averaged, never a position."""

import numpy as np
from numpy.typing import NDArray

from governance.scoring.layout import Layout, top_level
from governance.scoring.means import count, weighted_sums
from governance.scoring.result import Nodes
from governance.scoring.tally import Cells, Tally

Levels = NDArray[np.int16]
NONE = np.int16(-1)
EPSILON = 1e-12
UNBOUND = np.int16(np.iinfo(np.int16).max)


def challenge_levels(cells: Cells, sums: Tally, layout: Layout, published: NDArray[np.bool_]) -> Levels:
    """n × k: the highest level that 80 % of the answered weight and every core question reach; −1 for none.

    A core question that is *non concerné* or not asked is left aside; one that is unknown leaves the level open.
    """
    challenges = len(layout.questionnaire.challenges)
    weights = layout.weights[:, :challenges]
    needed = sums.answered[:, :challenges] * (layout.questionnaire.thresholds.level_share - EPSILON)
    reached = np.zeros(needed.shape, np.int16)
    for level in range(1, top_level(layout.questionnaire) + 1):
        reached += weighted_sums(cells.levels >= level, weights) >= needed
    for column in np.flatnonzero(layout.core):
        left_aside = ~(cells.answered[:, column] | cells.unknown[:, column])
        place = layout.challenge_of[column]
        reached[:, place] = np.where(
            left_aside, reached[:, place], np.minimum(reached[:, place], cells.levels[:, column])
        )
    return np.where(published, reached, NONE)


def overall_level(challenges: Nodes, share: float, top: int) -> Levels:
    """n: the highest level that ``share`` of the applicable challenges reach, with none more than one level below.

    −1 when an applicable challenge has no level, or when none is applicable.
    """
    applicable = challenges.applicable
    needed = count(applicable) * (share - EPSILON)
    reached = np.zeros(len(needed), np.int16)
    for level in range(1, top + 1):
        reached += count(challenges.level >= level) >= needed
    lowest = np.where(applicable, challenges.level, UNBOUND).min(axis=1)
    given = (lowest > NONE) & (lowest < UNBOUND)
    return np.where(given, np.minimum(reached, np.minimum(lowest, top) + 1), NONE).astype(np.int16)
