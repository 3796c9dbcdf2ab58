# SPDX-License-Identifier: EUPL-1.2
"""The same rules in plain Python, one authority at a time, slow and literal: what the arrays must equal."""

import math
from collections.abc import Mapping

from governance.questionnaire.answer import Answer, State
from governance.questionnaire.model import Form, Question, Questionnaire, Tier
from governance.scoring.result import Kind, Node, Profile, Status

NEARLY = 1e-12
Part = tuple[float, float]
"""A weight, and points."""


def points(question: Question, value: float) -> float:
    if question.kind == "level":
        return question.level_values[int(value)]
    if question.kind == "checklist":
        return 100 * value
    assert question.goalposts is not None
    low, high = question.goalposts.low, question.goalposts.high
    value = min(max(value, min(low, high)), max(low, high))
    if question.goalposts.scale == "log":
        low, high, value = math.log(low), math.log(high), math.log(value)
    return 100 * (value - low) / (high - low)


def counts_as(question: Question, value: float) -> int:
    return int(value) if question.kind == "level" else min(4, math.floor((points(question, value) + 1e-9) / 25))


def mean(parts: list[Part], aggregation: str, floor: float | None) -> float:
    weight = sum(w for w, _ in parts)
    if aggregation == "arithmetic":
        return sum(w * s for w, s in parts) / weight
    raised = [(w, max(s, floor or 0)) for w, s in parts]
    if min(s for _, s in raised) <= 0:
        return 0.0
    return math.exp(sum(w * math.log(s) for w, s in raised) / weight)


def score_node(
    named: tuple[Kind, str],
    asked: list[tuple[float, Question, Answer]],
    questionnaire: Questionnaire,
    form: Form,
    rule: tuple[str, float | None] = ("arithmetic", None),
) -> Node:
    kind, node_id = named
    thresholds = questionnaire.thresholds
    applicable = [(w, q, a) for w, q, a in asked if a.state != State.NOT_APPLICABLE]
    known = [(w, q, a) for w, q, a in applicable if a.value is not None]
    if not applicable:
        return Node(kind, node_id, None, None, None, None, Status.NOT_APPLICABLE, form=form)
    weight = sum(w for w, _, _ in applicable)
    aside = 1 - weight / sum(w for w, _, _ in asked)
    coverage = sum(w for w, _, _ in known) / weight
    enough = len(known) >= thresholds.publication_answers or len(applicable) == len(known) == 1
    published = coverage >= thresholds.publication_coverage - NEARLY and enough
    scored = [(w, points(q, a.value)) for w, q, a in known if a.value is not None]
    unknown = [(w, q) for w, q, a in applicable if a.value is None]
    lows = [(w, min(q.level_values) if q.levels else 0.0) for w, q in unknown]
    highs = [(w, max(q.level_values) if q.levels else 100.0) for w, q in unknown]
    low, high = mean(scored + lows, *rule), mean(scored + highs, *rule)
    score = mean(scored, *rule) if published else None
    if rule[0] == "geometric" and score == 0:
        status = Status.NOT_ASSESSED
        return Node(
            kind,
            node_id,
            None,
            coverage,
            None,
            None,
            status,
            None,
            aside > thresholds.reduced_scope + NEARLY,
            form,
            not_computable=True,
        )
    return Node(
        kind=kind,
        id=node_id,
        score=score,
        coverage=coverage,
        low=low if score is None else min(low, score),
        high=high if score is None else max(high, score),
        status=Status.PUBLISHED if published else Status.NOT_ASSESSED,
        level=challenge_level(applicable, questionnaire) if published and kind == "challenge" else None,
        reduced_scope=aside > thresholds.reduced_scope + NEARLY,
        form=form,
    )


def challenge_level(applicable: list[tuple[float, Question, Answer]], questionnaire: Questionnaire) -> int | None:
    levels = [(w, q.core, counts_as(q, a.value)) for w, q, a in applicable if a.value is not None]
    core = [(a.value is not None) for _, q, a in applicable if q.core]
    if not all(core):
        return None
    whole, highest = sum(w for w, _, _ in levels), 0
    for level in range(1, 1 + max(len(q.levels) - 1 if q.levels else 4 for q in questionnaire.questions)):
        reached = sum(w for w, _, counted in levels if counted >= level)
        if reached / whole < questionnaire.thresholds.level_share - NEARLY:
            break
        if any(core and counted < level for _, core, counted in levels):
            break
        highest = level
    return highest


def score_index(questionnaire: Questionnaire, challenges: list[Node], asides: list[float | None]) -> Node:
    weights = [challenge.weight for challenge in questionnaire.challenges]
    thresholds = questionnaire.thresholds
    applicable = [(w, n) for w, n in zip(weights, challenges, strict=True) if n.status != Status.NOT_APPLICABLE]
    if not applicable:
        return Node("index", "index", None, None, None, None, Status.NOT_APPLICABLE)
    whole = sum(w for w, _ in applicable)
    coverage = sum(w * (n.coverage or 0) for w, n in applicable) / whole
    published = [(w, n.score) for w, n in applicable if n.score is not None]
    rule = questionnaire.aggregation, questionnaire.floor
    score = mean(published, *rule) if published else None
    form: Form = "flash" if any(n.form == "flash" and n.score is not None for _, n in applicable) else "full"
    aside = [(w, share) for w, share in zip(weights, asides, strict=True) if share is not None]
    reduced = sum(w * s for w, s in aside) / sum(w for w, _ in aside) > thresholds.reduced_scope + NEARLY
    level = overall_level(questionnaire, [n.level for _, n in applicable])
    zero = any(n.not_computable for _, n in applicable) or (rule[0] == "geometric" and score == 0)
    if zero:
        status = Status.NOT_ASSESSED
        return Node("index", "index", None, coverage, None, None, status, level, reduced, form, not_computable=True)
    low = mean([(w, n.low or 0.0) for w, n in applicable], *rule)
    high = mean([(w, n.high or 0.0) for w, n in applicable], *rule)
    if score is None:
        return Node("index", "index", None, coverage, low, high, Status.NOT_ASSESSED, level, reduced, form)
    firm = sum(w for w, _ in published) / whole >= thresholds.index_weight - NEARLY
    firm = firm and coverage >= thresholds.index_coverage - NEARLY
    status = Status.PUBLISHED if firm else Status.PROVISIONAL
    ends = min(low, score), max(high, score)
    return Node("index", "index", score, coverage, *ends, status, level, reduced, form)


def overall_level(questionnaire: Questionnaire, levels: list[int | None]) -> int | None:
    given = [level for level in levels if level is not None]
    if len(given) < len(levels):
        return None
    needed = questionnaire.thresholds.overall_level_share
    return max(
        level
        for level in range(max(given) + 1)
        if sum(each >= level for each in given) / len(given) >= needed - NEARLY and min(given) >= level - 1
    )


def score_form(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], tier: Tier | None, form: Form
) -> tuple[list[Node], list[Node], list[float | None]]:
    missing = Answer(State.MISSING)
    asked = {q.id for q in questionnaire.asked(form, tier)}
    nested = [
        (c, q, answers.get(q.id, missing)) for c in questionnaire.challenges for q in c.questions if q.id in asked
    ]
    challenges, asides = [], list[float | None]()
    for challenge in questionnaire.challenges:
        own = [(q.weight, q, a) for c, q, a in nested if c is challenge]
        challenges.append(
            score_node(("challenge", challenge.id), own, questionnaire, form, (challenge.aggregation, challenge.floor))
        )
        set_aside = sum(w for w, _, a in own if a.state == State.NOT_APPLICABLE)
        asides.append(set_aside / sum(w for w, _, _ in own) if own else None)
    readings = [
        score_node(
            ("reading", r.id),
            [(c.weight * q.weight, q, a) for c, q, a in nested if r.id in q.tags],
            questionnaire,
            form,
        )
        for r in questionnaire.readings
    ]
    return challenges, readings, asides


def reference_profile(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    tier: Tier | None = None,
    form: Form = "full",
    *,
    keep_flash: bool = False,
) -> Profile:
    challenges, readings, asides = score_form(questionnaire, answers, tier, form)
    if keep_flash and form == "full":
        flash_challenges, flash_readings, flash_asides = score_form(questionnaire, answers, tier, "flash")
        for place, (full, flash) in enumerate(zip(challenges, flash_challenges, strict=True)):
            if full.score is None and not full.not_computable and (flash.score is not None or flash.not_computable):
                challenges[place], asides[place] = flash, flash_asides[place]
        pairs = zip(readings, flash_readings, strict=True)
        readings = [flash if full.score is None and flash.score is not None else full for full, flash in pairs]
    index = score_index(questionnaire, challenges, asides)
    return Profile(index, tuple(challenges), tuple(readings), imbalance(questionnaire, challenges, index))


def imbalance(questionnaire: Questionnaire, challenges: list[Node], index: Node) -> float | None:
    if index.score is None:
        return None
    weights = [challenge.weight for challenge in questionnaire.challenges]
    brought = [(w, 1 + 0.99 * n.score) for w, n in zip(weights, challenges, strict=True) if n.score is not None]
    return mean(brought, "arithmetic", None) - mean(brought, "geometric", None)
