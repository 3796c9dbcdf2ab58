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
    other_strengths: tuple[Node, ...] = ()
    """Those that equal the last of ``strengths``, and are left out by their number alone."""
    other_weaknesses: tuple[Node, ...] = ()


def strengths_and_weaknesses(profile: Profile, count: int = 3) -> Contrast:
    """At most ``count`` on each side; equal ones in the questionnaire's order; nobody stands out when all are equal."""
    if profile.index.score is None:
        return Contrast((), ())
    above = [(node, node.score - profile.index.score) for node in profile.challenges if node.score is not None]
    strengths = sorted((pair for pair in above if pair[1] > TIE_POINTS), key=lambda pair: -round(pair[1], 9))
    weaknesses = sorted((pair for pair in above if pair[1] < -TIE_POINTS), key=lambda pair: round(pair[1], 9))
    best, weakest = ([node for node, _ in side] for side in (strengths, weaknesses))
    return Contrast(
        tuple(best[:count]), tuple(weakest[:count]), equal_to_last(best, count), equal_to_last(weakest, count)
    )


def equal_to_last(nodes: list[Node], count: int) -> tuple[Node, ...]:
    """The nodes after the first ``count`` whose score is that of the last of these."""
    if len(nodes) <= count:
        return ()
    last = nodes[count - 1].score
    return tuple(node for node in nodes[count:] if abs((node.score or 0.0) - (last or 0.0)) <= TIE_POINTS)
