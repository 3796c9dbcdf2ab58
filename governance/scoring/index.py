# SPDX-License-Identifier: EUPL-1.2
"""The index: one mean of the published challenges, and how balanced they are."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from governance.questionnaire.model import Questionnaire
from governance.scoring.layout import challenge_weights, top_level
from governance.scoring.levels import overall_level
from governance.scoring.means import arithmetic_mean, count, geometric_mean, mean
from governance.scoring.nodes import EPSILON
from governance.scoring.result import Floats, Nodes, Status

INDEX = "index"


def index_of(questionnaire: Questionnaire, challenges: Nodes) -> Nodes:
    """The index made of these challenges (n × 1), W being their weights.

    Score: mean of the published challenges. Coverage: Σ W·coverage / Σ W over the applicable ones. Band: mean of the
    applicable challenges' own bands, widened if need be to hold the score. A challenge that is not computable leaves
    the index without figure: to drop it would reward the zero.
    """
    weights = challenge_weights(questionnaire.challenges)
    counted, applicable = challenges.published, challenges.applicable
    rule = questionnaire.aggregation, questionnaire.floor
    score = mean(challenges.score, counted, weights, *rule)
    zero = (count(challenges.not_computable) > 0) | ((score <= 0) & (rule[0] == "geometric"))
    score = np.where(zero, np.nan, score)
    low, high = (mean(ends, applicable, weights, *rule) for ends in (challenges.low, challenges.high))
    aside = arithmetic_mean(challenges.set_aside, ~np.isnan(challenges.set_aside), weights)
    concerned = count(applicable) > 0
    thresholds = questionnaire.thresholds
    nodes: dict[str, Any] = {
        "score": score,
        "coverage": arithmetic_mean(challenges.coverage, applicable, weights),
        "low": np.where(zero, np.nan, np.fmin(low, score)),
        "high": np.where(zero, np.nan, np.fmax(high, score)),
        "status": index_status(questionnaire, challenges, score),
        "level": overall_level(challenges, thresholds.overall_level_share, top_level(questionnaire)),
        "set_aside": aside,
        "reduced_scope": concerned & (aside > thresholds.reduced_scope + EPSILON),
        "not_computable": zero,
        "flash": count(challenges.flash & counted) > 0,
    }
    return Nodes(kind="index", ids=(INDEX,), **{name: values[:, None] for name, values in nodes.items()})


def index_status(questionnaire: Questionnaire, challenges: Nodes, score: Floats) -> NDArray[np.int8]:
    """n: published when enough challenges are (by weight) and enough is answered overall; provisional otherwise."""
    weights, applicable = challenge_weights(questionnaire.challenges), challenges.applicable
    held = arithmetic_mean(challenges.published.astype(np.float64), applicable, weights)
    covered = arithmetic_mean(challenges.coverage, applicable, weights)
    thresholds = questionnaire.thresholds
    firm = (held >= thresholds.index_weight - EPSILON) & (covered >= thresholds.index_coverage - EPSILON)
    return np.select(
        [count(applicable) == 0, np.isnan(score), firm],
        [np.int8(Status.NOT_APPLICABLE), np.int8(Status.NOT_ASSESSED), np.int8(Status.PUBLISHED)],
        np.int8(Status.PROVISIONAL),
    )


def imbalance(questionnaire: Questionnaire, challenges: Nodes, index: Nodes) -> Floats:
    """*Déséquilibre* (n, points): arithmetic minus geometric mean of the published challenges brought to 1–100.

    Nil when all are equal, greater the more unequal they are; s becomes 1 + 0.99·s, so that a zero can be counted.
    """
    brought, counted = 1 + 0.99 * challenges.score, challenges.published
    weights = challenge_weights(questionnaire.challenges)
    difference = arithmetic_mean(brought, counted, weights) - geometric_mean(brought, counted, weights)
    return np.where(np.isnan(index.score[:, 0]), np.nan, np.maximum(difference, 0))
