# SPDX-License-Identifier: EUPL-1.2
"""Every rule has cases that anyone can read, in situations/*.yaml: their figures are computed by hand."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from governance.questionnaire.answer import read_answer
from governance.questionnaire.model import Questionnaire, Tier
from governance.scoring.result import Profile
from governance.scoring.scores import profile
from tests.scoring.compact import expand

FILES = sorted((Path(__file__).parent / "situations").glob("*.yaml"))
NODE_FIELDS = {"score", "coverage", "low", "high", "status", "level", "reduced_scope", "form", "not_computable"}


def situations() -> list[Any]:
    return [
        pytest.param(document["questionnaires"], situation, id=f"{file.stem}: {situation['sentence']}")
        for file in FILES
        for document in [yaml.safe_load(file.read_text("utf-8"))]
        for situation in document["situations"]
    ]


def figures(questionnaire: Questionnaire, situation: dict[str, Any]) -> Profile:
    answers = {
        name: read_answer(questionnaire.question(name), str(code)) for name, code in situation["answers"].items()
    }
    tier = Tier(situation["tier"]) if "tier" in situation else None
    form = situation.get("form", "full")
    return profile(questionnaire, answers, tier, form, keep_flash=situation.get("keep_flash", True))


@pytest.mark.parametrize(("questionnaires", "situation"), situations())
def test_the_figures_are_those_computed_by_hand(questionnaires: dict[str, Any], situation: dict[str, Any]) -> None:
    of_interest = questionnaires[situation["of"]]
    found = figures(expand(of_interest | situation.get("with", {})), situation)
    for node_id, expected in situation["expect"].items():
        if node_id == "imbalance":
            assert found.imbalance == approximately(expected)
            continue
        assert set(expected) <= NODE_FIELDS
        for field, value in expected.items():
            actual = getattr(found.node(node_id), field)
            actual = actual.label if field == "status" else actual
            assert actual == approximately(value), f"{node_id}.{field}"


def approximately(value: Any) -> Any:
    return pytest.approx(value, abs=1e-9, rel=0) if isinstance(value, (int, float)) else value


def test_there_are_situations() -> None:
    assert len(situations()) >= 60


def test_no_two_situations_say_the_same() -> None:
    names = [parameters.id for parameters in situations()]
    assert len(names) == len(set(names))
