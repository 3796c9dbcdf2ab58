# SPDX-License-Identifier: EUPL-1.2
"""Strengths and weak points: the challenges that stand out from the authority's own index, never from others."""

from dataclasses import dataclass

from governance.scoring.normalise import TIE_POINTS
from governance.scoring.result import Node, Profile


@dataclass(frozen=True, slots=True)
class Contrast:
    """The challenges above the index, best first, and those below, weakest first."""

    strengths: tuple[Node, ...]
    weaknesses: tuple[Node, ...]


def strengths_and_weaknesses(profile: Profile, count: int = 3) -> Contrast:
    """At most ``count`` on each side; equal ones in the questionnaire's order; nobody stands out when all are equal."""
    if profile.index.score is None:
        return Contrast((), ())
    above = [(node, node.score - profile.index.score) for node in profile.challenges if node.score is not None]
    strengths = sorted((pair for pair in above if pair[1] > TIE_POINTS), key=lambda pair: -round(pair[1], 9))
    weaknesses = sorted((pair for pair in above if pair[1] < -TIE_POINTS), key=lambda pair: round(pair[1], 9))
    return Contrast(tuple(node for node, _ in strengths[:count]), tuple(node for node, _ in weaknesses[:count]))
