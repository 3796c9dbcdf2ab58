# SPDX-License-Identifier: EUPL-1.2
"""Simulated voters, for a rehearsal: never mixed with real votes, and purged before the session."""

from collections.abc import Sequence
from random import Random

from governance.questionnaire.answer import DONT_KNOW
from governance.workshops.points import POINTS, write_points

DONT_KNOW_SHARE = 0.06
SPREAD = {1: 1.1, 2: 0.7}
"""In levels: a second round is closer, as in a room."""


def simulated_answer(levels: int, round_number: int, middle: float, chance: Random) -> str:
    """What a simulated voter says of a question, around a middle."""
    if chance.random() < DONT_KNOW_SHARE:
        return DONT_KNOW
    level = round(chance.gauss(middle, SPREAD.get(round_number, SPREAD[2])))
    return str(min(max(level, 0), levels - 1))


def simulated_points(options: Sequence[str], chance: Random) -> str:
    """How a simulated voter spreads their points: the first options a little more."""
    weights = [1 / rank for rank in range(1, len(options) + 1)]
    chosen = chance.choices(options, weights, k=POINTS)
    return write_points({option: chosen.count(option) for option in options})
