# SPDX-License-Identifier: EUPL-1.2
"""The series of a radar: rings, lines broken where there is no score, marks at the centre."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from governance.language import Language, sentence
from governance.scoring.result import Node, Status
from governance.views.canvas import text_only
from governance.views.palette import Palette
from governance.views.ring import Ends, angles, closed, ring, whiskers
from governance.views.words import band_words, coverage_words, notes, score_words, situation, status_word, uncertain


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws the series of one radar."""

    figure: go.Figure
    titles: Mapping[str, str]
    language: Language
    colours: Palette

    def ring(self, ends: Sequence[Ends], label: str, colour: str) -> None:
        """A translucent ring between two radii; an axis alone between two gaps gets a thick segment instead."""
        for rank, (radii, turned) in enumerate(ring(ends)):
            self.figure.add_scatterpolar(
                r=radii,
                theta=turned,
                mode="lines",
                fill="toself",
                fillcolor=colour,
                line={"color": colour, "width": 8 if len(set(turned)) == 1 else 0},
                hoverinfo="skip",
                name=label,
                legendgroup=label,
                showlegend=rank == 0,
            )

    def uncertainty(self, nodes: Sequence[Node], *, filled: bool) -> None:
        """My range: a ring, or whiskers; nothing where no missing answer could move anything."""
        if not any(uncertain(node) for node in nodes):
            return
        label = sentence("views.series.band", self.language)
        if filled:
            self.ring([scored_ends(node) for node in nodes], label, self.colours.band)
            return
        radii, turned = whiskers([uncertain(node) for node in nodes])
        line = {"color": self.colours.accent, "width": 2}
        self.figure.add_scatterpolar(r=radii, theta=turned, mode="lines", line=line, hoverinfo="skip", name=label)

    def previous(self, nodes: Sequence[Node], label: str) -> None:
        """An earlier snapshot: dashed, with small open marks."""
        marker = {"symbol": "circle-open", "size": 5, "color": self.colours.rule}
        self.line(nodes, label, {"color": self.colours.rule, "width": 1.75, "dash": "dash"}, marker)

    def mine(self, nodes: Sequence[Node], label: str) -> None:
        """The line of the profile, in the accent."""
        self.line(
            nodes,
            label,
            {"color": self.colours.accent, "width": 2.5},
            {"size": 8, "color": self.colours.accent},
            rank=1,
        )

    def line(
        self, nodes: Sequence[Node], label: str, line: dict[str, object], marker: dict[str, object], rank: int = 1000
    ) -> None:
        """A closed line, broken at every axis without score."""
        radii, turned = closed([node.score for node in nodes])
        texts = [hover_text(node, self.titles, self.language) for node in nodes]
        self.figure.add_scatterpolar(
            r=radii,
            theta=turned,
            mode="lines+markers",
            line=line,
            marker=marker,
            connectgaps=False,
            cliponaxis=False,
            text=[*texts, texts[0]],
            hovertemplate=f"%{{text}}<br><i>{text_only(label)}</i><extra></extra>",
            name=text_only(label),
            legendrank=rank,
        )

    def gaps(self, nodes: Sequence[Node]) -> None:
        """An open mark at the centre for what is not assessed, a cross for what has no object."""
        around = angles(len(nodes))
        for word in dict.fromkeys(status_word(node, self.language) for node in nodes if node.score is None):
            ranks = [
                rank
                for rank, node in enumerate(nodes)
                if node.score is None and status_word(node, self.language) == word
            ]
            names = "<br>".join(text_only(self.titles[nodes[rank].id]) for rank in ranks)
            self.figure.add_scatterpolar(
                r=[0] * len(ranks),
                theta=[around[rank] for rank in ranks],
                mode="markers",
                marker=gap_mark(nodes[ranks[0]].status, self.colours),
                hovertemplate=f"<b>{word}</b><br>{names}<extra></extra>",
                name=word.capitalize(),
            )


def gap_mark(status: Status, colours: Palette) -> dict[str, object]:
    """The mark at the centre; one fits inside the other where both are needed."""
    if status is Status.NOT_APPLICABLE:
        return {"symbol": "x-thin-open", "size": 8, "color": colours.muted, "line": {"width": 2}}
    return {"symbol": "circle-open", "size": 14, "color": colours.muted, "line": {"width": 2}}


def scored_ends(node: Node) -> Ends:
    """The range of a score, be it a point; None without score, so that the ring breaks there."""
    if node.score is None:
        return None
    return uncertain(node) or (node.score, node.score)


def hover_text(node: Node, titles: Mapping[str, str], language: Language) -> str:
    """What the bubble on a mark says."""
    if node.score is None:
        return ""
    words = [score_words(node.score, language), band_words(node, language), situation(node, language)]
    lines = [f"<b>{text_only(titles[node.id])}</b>", *words, notes(node, language), coverage_words(node, language)]
    return "<br>".join(line for line in lines if line)
