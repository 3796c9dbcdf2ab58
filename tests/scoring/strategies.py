# SPDX-License-Identifier: EUPL-1.2
"""Any questionnaire that the format allows, and any answers to it."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from governance.questionnaire.answer import Answer, State, read_answer
from governance.questionnaire.model import Question, Questionnaire, Tier
from tests.scoring.compact import expand

weights = st.one_of(st.sampled_from([1.0, 2.0, 0.5, 0.1, 1 / 3]), st.floats(0.01, 100))
tags = st.lists(st.sampled_from(["t", "u", "v"]), unique=True, max_size=2)
floors = st.sampled_from([None, 0, 1, 12.5])
aggregations = st.sampled_from(["arithmetic", "arithmetic", "geometric"])
points = st.sampled_from([0.0, 10.0, 25.0, 30.0, 60.0, 75.0, 90.0, 100.0])
shares = st.sampled_from([0.25, 1 / 3, 0.5, 2 / 3, 0.75, 0.8, 1.0])


@st.composite
def kinds(draw: st.DrawFn) -> dict[str, Any]:
    match draw(st.sampled_from(["levels", "values", "number", "log", "items"])):
        case "levels":
            return {"levels": draw(st.sampled_from([5, 5, 5, 2, 3, 6]))}
        case "values":
            return {"levels": sorted(draw(st.lists(points, min_size=2, max_size=5, unique=True)))}
        case "number":
            low, high = draw(st.lists(st.integers(-50, 200), min_size=2, max_size=2, unique=True))
            return {"goalposts": [low, high]}
        case "log":
            low, high = draw(st.lists(st.integers(1, 1000), min_size=2, max_size=2, unique=True))
            return {"goalposts": [low, high, "log"]}
        case _:
            return {"items": [f"i{rank}" for rank in range(draw(st.integers(1, 5)))]}


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    return draw(kinds()) | {
        "weight": draw(weights),
        "core": draw(st.booleans()),
        "flash": draw(st.booleans()),
        "tags": draw(tags),
        "tiers": draw(st.sampled_from([["commune", "region"], ["commune"], ["region"]])),
    }


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    challenges: dict[str, Any] = {}
    for place in range(draw(st.integers(1, 4))):
        drawn = draw(st.lists(questions(), min_size=1, max_size=4))
        challenges[f"c{place}"] = {
            "weight": draw(weights),
            "aggregation": draw(aggregations),
            "floor": draw(floors),
            "questions": {f"q{place}{rank}": question for rank, question in enumerate(drawn)},
        }
    head = {"aggregation": draw(aggregations), "floor": draw(floors), "challenges": challenges}
    if draw(st.booleans()):
        names = ("publication_coverage", "reduced_scope", "index_weight", "index_coverage", "level_share")
        thresholds = {name: draw(shares) for name in (*names, "overall_level_share")}
        head["thresholds"] = thresholds | {"publication_answers": draw(st.integers(1, 3))}
    return expand(head)


@st.composite
def codes(draw: st.DrawFn, question: Question) -> str:
    """An answer with a value, mostly."""
    if draw(st.integers(0, 5)) == 0:
        return draw(st.sampled_from(["NC", "NSP", ""]))
    if question.kind == "level":
        return str(draw(st.integers(0, len(question.levels) - 1)))
    if question.kind == "number":
        return repr(draw(st.one_of(st.floats(-100, 1100), st.integers(-100, 1100))))
    return ";".join(item.id for item in question.items if draw(st.booleans())) or "-"


@st.composite
def answers(draw: st.DrawFn, questionnaire: Questionnaire) -> Mapping[str, Answer]:
    """The answers of one authority."""
    drawn = {q.id: read_answer(q, draw(codes(q))) for q in questionnaire.questions}
    return {question_id: answer for question_id, answer in drawn.items() if answer.state != State.MISSING}


tiers = st.sampled_from([None, Tier.COMMUNE, Tier.REGION])


@st.composite
def cases(draw: st.DrawFn) -> tuple[Questionnaire, dict[str, Mapping[str, Answer]], dict[str, Tier]]:
    """A questionnaire and the answers of one to four authorities, with the tiers of some."""
    questionnaire = draw(questionnaires())
    names = [f"T{rank}" for rank in range(draw(st.integers(1, 4)))]
    given_tiers = {name: tier for name in names if (tier := draw(tiers)) is not None}
    return questionnaire, {name: draw(answers(questionnaire)) for name in names}, given_tiers
