# SPDX-License-Identifier: EUPL-1.2
"""The scores of many authorities, or of one: the same code."""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial

import numpy as np

from governance.questionnaire.answer import Answer
from governance.questionnaire.model import Form, Questionnaire, Tier
from governance.scoring import nodes
from governance.scoring.answers import AnswerMatrix, matrix_of_answers
from governance.scoring.index import imbalance, index_of
from governance.scoring.layout import Layout, lay_out
from governance.scoring.result import Profile, Scores

SMALLEST_BLOCK, LARGEST_BLOCK = 4096, 32768
"""How many authorities one core scores in one go: enough to be worth sharing out, few enough to keep memory small."""


def score(
    questionnaire: Questionnaire, matrix: AnswerMatrix, form: Form = "full", *, keep_flash: bool = False
) -> Scores:
    """The scores of n authorities in a form: k challenges, the index, r readings (docs/method.md).

    With ``keep_flash``, a challenge or reading of the full form that may not be published yet keeps its flash figure,
    and the index is made of the challenges as kept.

    >>> from governance.questionnaire.model import Challenge, Goalposts, Question
    >>> from governance.language import LocalizedText
    >>> from governance.scoring.answers import matrix_of_codes
    >>> name = LocalizedText(fr="Couverture", en="Coverage")
    >>> fibre = Question(id="fibre", kind="number", title=name, goalposts=Goalposts(low=20, high=100))
    >>> small = Questionnaire(id="small", version="1", title=name,
    ...                       challenges=(Challenge(id="network", title=name, questions=(fibre,)),))
    >>> score(small, matrix_of_codes(small, {"Rouvres": {"fibre": "60"}})).challenges.score.item()
    50.0
    """
    forms: tuple[Form, ...] = (
        ("full", "flash") if keep_flash and form == "full" and questionnaire.has_flash else (form,)
    )
    layouts = [lay_out(questionnaire, form) for form in forms]
    cores = os.cpu_count() or 1
    blocks = list(matrix.blocks(min(max(len(matrix) // cores + 1, SMALLEST_BLOCK), LARGEST_BLOCK)))
    if len(blocks) == 1:
        return score_block(layouts, matrix)
    with ThreadPoolExecutor(min(len(blocks), cores)) as threads:
        return join(list(threads.map(partial(score_block, layouts), blocks)), threads)


def score_block(layouts: Sequence[Layout], matrix: AnswerMatrix) -> Scores:
    """The scores of some authorities; the figures of a second layout stand in where the first has none."""
    questionnaire = layouts[0].questionnaire
    challenges, readings = nodes.score_nodes(layouts[0], matrix)
    for layout in layouts[1:]:
        kept_challenges, kept_readings = nodes.score_nodes(layout, matrix)
        challenges, readings = nodes.keep(challenges, kept_challenges), nodes.keep(readings, kept_readings)
    index = index_of(questionnaire, challenges)
    return Scores(challenges, index, readings, imbalance(questionnaire, challenges, index))


def join(parts: Sequence[Scores], threads: Executor) -> Scores:
    """The scores of successive blocks as one."""
    kinds = ([part.challenges for part in parts], [part.index for part in parts], [part.readings for part in parts])
    challenges, index, readings = threads.map(nodes.join, kinds)
    return Scores(challenges, index, readings, np.concatenate([part.imbalance for part in parts]))


def profile(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    tier: Tier | None = None,
    form: Form = "full",
    *,
    keep_flash: bool = True,
) -> Profile:
    """All the figures of one authority. In the full form a flash result is kept until the full one is published."""
    return score(questionnaire, matrix_of_one(questionnaire, answers, tier), form, keep_flash=keep_flash).profile(0)


def what_if(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    changes: Mapping[str, Answer],
    tier: Tier | None = None,
    form: Form = "full",
) -> Profile:
    """The profile that the authority would have with some answers changed."""
    return profile(questionnaire, {**answers, **changes}, tier, form)


def matrix_of_one(questionnaire: Questionnaire, answers: Mapping[str, Answer], tier: Tier | None) -> AnswerMatrix:
    """The matrix of a single authority."""
    return matrix_of_answers(questionnaire, {"": answers}, {"": tier} if tier else None)
