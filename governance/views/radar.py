# SPDX-License-Identifier: EUPL-1.2
"""The radar of the challenges: centre 0, rim 100. What is not assessed is a gap, never a zero."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from governance.language import Language, sentence
from governance.questionnaire.model import Questionnaire
from governance.scoring.result import Node, Profile, Status
from governance.views.canvas import text_only
from governance.views.palette import PALETTES, Theme
from governance.views.pen import Pen
from governance.views.polar import polar, settle
from governance.views.sentences import profile_sentence
from governance.views.table import column, header, nodes_table
from governance.views.view import View


@dataclass(frozen=True, slots=True)
class Peers:
    """The middle half of comparable authorities: first and third quartile, by challenge id, in points."""

    label: str
    low: Mapping[str, float | None]
    high: Mapping[str, float | None]

    def ends(self, node_id: str) -> tuple[float, float] | None:
        """The band of one challenge; None where too few are assessed."""
        low, high = self.low.get(node_id), self.high.get(node_id)
        return None if low is None or high is None else (low, high)


def radar(
    profile: Profile,
    questionnaire: Questionnaire,
    language: Language,
    theme: Theme,
    *,
    previous: Profile | None = None,
    peers: Peers | None = None,
    compact: bool = False,
    name: str | None = None,
    previous_name: str | None = None,
) -> View:
    """The radar of a profile, its table and its sentence.

    ``previous`` is dashed; ``peers`` is a grey band, and my own range then becomes whiskers, for two filled areas at
    once cannot be read. ``compact`` numbers the axes, for screens under about 480 pixels. ``name`` and
    ``previous_name`` word the legend ("Votre collectivité", "État des lieux précédent" otherwise).
    """
    titles = {challenge.id: challenge.title.to(language) for challenge in questionnaire.challenges}
    nodes = [profile.node(challenge.id) for challenge in questionnaire.challenges]
    earlier = None if previous is None else [earlier_node(previous, node) for node in nodes]
    pen = Pen(polar(nodes, list(titles.values()), language, theme, compact=compact), titles, language, PALETTES[theme])
    if peers is not None:
        pen.ring([peers.ends(node.id) for node in nodes], text_only(peers.label), pen.colours.peers)
    pen.uncertainty(nodes, filled=peers is None)
    if earlier is not None:
        pen.previous(earlier, previous_name or sentence("views.series.previous", language))
    pen.mine(nodes, name or sentence("views.series.mine", language))
    pen.gaps(nodes)
    settle(pen.figure, len(nodes), compact=compact)
    table = radar_table(nodes, titles, language, earlier, peers)
    return View(pen.figure, table, profile_sentence(profile, questionnaire, language, name))


def earlier_node(previous: Profile, node: Node) -> Node:
    """The same challenge in an earlier snapshot; without score where that questionnaire did not have it yet."""
    known = {earlier.id: earlier for earlier in previous.challenges}
    return known.get(node.id, Node("challenge", node.id, None, None, None, None, Status.NOT_ASSESSED))


def radar_table(
    nodes: Sequence[Node],
    titles: Mapping[str, str],
    language: Language,
    previous: Sequence[Node] | None,
    peers: Peers | None,
) -> pd.DataFrame:
    """The figures of the radar, one line an axis, in its order."""
    table = nodes_table(nodes, titles, "challenge", language)
    if previous is not None:
        table[header("previous", language)] = column(node.score for node in previous)
    if peers is not None:
        table[header("peers_low", language)] = column(peers.low.get(node.id) for node in nodes)
        table[header("peers_high", language)] = column(peers.high.get(node.id) for node in nodes)
    return table
