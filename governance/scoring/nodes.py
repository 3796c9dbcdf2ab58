# SPDX-License-Identifier: EUPL-1.2
"""The scores of challenges and readings: coverage, publication, band, scope, level."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np

from governance.scoring.answers import AnswerMatrix
from governance.scoring.layout import Layout
from governance.scoring.levels import NONE, challenge_levels
from governance.scoring.means import capped, geometric_mean, ratio
from governance.scoring.result import Flags, Kind, Nodes, Status
from governance.scoring.tally import Cells, Tally, read_cells, tally

EPSILON = 1e-12
"""Shares are compared with thresholds less this, so that 2/3 + 0 reaches 2/3 whatever the rounding."""


def score_nodes(layout: Layout, matrix: AnswerMatrix) -> tuple[Nodes, Nodes]:
    """The challenges, and the readings, of a form."""
    questionnaire = layout.questionnaire
    cells = read_cells(matrix, layout)
    sums = tally(cells, layout)
    assessed = assess(sums, layout)
    count = len(questionnaire.challenges)
    challenges = part(assessed, "challenge", slice(None, count), tuple(c.id for c in questionnaire.challenges))
    readings = part(assessed, "reading", slice(count, None), tuple(r.id for r in questionnaire.readings))
    challenges.level[:] = challenge_levels(cells, sums, layout, challenges.status == Status.PUBLISHED)
    for place, challenge in enumerate(questionnaire.challenges):
        if challenge.aggregation == "geometric":
            make_geometric(challenges, place, challenge.floor, cells, layout)
    return challenges, readings


def assess(sums: Tally, layout: Layout) -> Nodes:
    """Every node as an arithmetic mean: A the applicable questions, R those with a value, w weights, s points.

    Score Σ_R w·s / Σ_R w, coverage Σ_R w / Σ_A w, band with every question of A outside R at its lowest and highest.
    """
    published = may_be_published(sums, layout)
    applicable = sums.applicable > 0
    whole = sums.answered + sums.unknown
    score = np.where(published, capped(ratio(sums.points, sums.answered)), np.nan)
    aside = ratio(sums.aside, whole + sums.aside)
    return Nodes(
        kind="challenge",
        ids=(),
        score=score,
        coverage=ratio(sums.answered, whole),
        low=np.fmin(capped(ratio(sums.low, whole)), score),
        high=np.fmax(capped(ratio(sums.high, whole)), score),
        status=np.where(
            published, np.int8(Status.PUBLISHED), np.where(applicable, np.int8(Status.NOT_ASSESSED), np.int8(0))
        ),
        level=np.full(score.shape, NONE, np.int16),
        set_aside=aside,
        reduced_scope=applicable & (aside > layout.questionnaire.thresholds.reduced_scope + EPSILON),
        not_computable=np.zeros(score.shape, bool),
        flash=np.full(score.shape, layout.form == "flash"),
    )


def may_be_published(sums: Tally, layout: Layout) -> Flags:
    """Whether enough is known: coverage, and the count of answers, or the only question that applies."""
    thresholds = layout.questionnaire.thresholds
    covered = sums.answered >= (thresholds.publication_coverage - EPSILON) * (sums.answered + sums.unknown)
    enough = (sums.answers >= thresholds.publication_answers) | ((sums.applicable == 1) & (sums.answers == 1))
    published: Flags = covered & enough
    return published


def make_geometric(nodes: Nodes, place: int, floor: float | None, cells: Cells, layout: Layout) -> None:
    """Replace the score and band of one challenge by geometric means, in place; a zero leaves no figure."""
    members = layout.members(place)
    weights = layout.weights[members, place]
    answered, applicable = cells.answered[:, members], (cells.answered | cells.unknown)[:, members]
    score = geometric_mean(cells.points[:, members], answered, weights, floor)
    low = geometric_mean(cells.filled(layout.lowest)[:, members], applicable, weights, floor)
    high = geometric_mean(cells.filled(layout.highest)[:, members], applicable, weights, floor)
    published = nodes.status[:, place] == Status.PUBLISHED
    zero = published & (score <= 0)
    score = np.where(published & ~zero, score, np.nan)
    nodes.score[:, place] = score
    nodes.low[:, place] = np.where(zero, np.nan, np.fmin(low, score))
    nodes.high[:, place] = np.where(zero, np.nan, np.fmax(high, score))
    nodes.status[zero, place] = Status.NOT_ASSESSED
    nodes.level[zero, place] = NONE
    nodes.not_computable[:, place] = zero


def part(nodes: Nodes, kind: Kind, columns: slice, ids: tuple[str, ...]) -> Nodes:
    """Some columns, named."""
    return replace(nodes, kind=kind, ids=ids, **{name: getattr(nodes, name)[:, columns] for name in ARRAYS})


def keep(full: Nodes, flash: Nodes) -> Nodes:
    """The full form's figures, and the flash one's wherever only that one may be published.

    A flash figure that a zero makes not computable is kept too: to drop it would reward the zero.
    """
    firm = [(nodes.status == Status.PUBLISHED) | nodes.not_computable for nodes in (full, flash)]
    kept = ~firm[0] & firm[1]
    return replace(full, **{name: np.where(kept, getattr(flash, name), getattr(full, name)) for name in ARRAYS})


def join(parts: Sequence[Nodes]) -> Nodes:
    """The nodes of successive authorities as one."""
    joined: dict[str, Any] = {name: np.concatenate([getattr(part, name) for part in parts]) for name in ARRAYS}
    return replace(parts[0], **joined)


ARRAYS = tuple(field.name for field in fields(Nodes) if field.name not in {"kind", "ids"})
