# SPDX-License-Identifier: EUPL-1.2
"""The arrays give what the same rules give in plain Python."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.questionnaire.answer import Answer
from governance.questionnaire.model import Form, Questionnaire, Tier
from governance.scoring.answers import matrix_of_answers
from governance.scoring.result import Profile
from governance.scoring.scores import score
from tests.scoring.reference import reference_profile
from tests.scoring.strategies import cases

Case = tuple[Questionnaire, dict[str, Mapping[str, Answer]], dict[str, Tier]]


@settings(max_examples=400, deadline=None)
@given(cases(), st.sampled_from(["full", "flash"]), st.booleans())
def test_the_arrays_equal_the_plain_rules(case: Case, form: Form, keep_flash: bool) -> None:
    questionnaire, answers, tiers = case
    scores = score(questionnaire, matrix_of_answers(questionnaire, answers, tiers), form, keep_flash=keep_flash)
    for row, (name, given_answers) in enumerate(answers.items()):
        expected = reference_profile(questionnaire, given_answers, tiers.get(name), form, keep_flash=keep_flash)
        assert_same(scores.profile(row), expected)


def assert_same(found: Profile, expected: Profile) -> None:
    assert found.imbalance == nearly(expected.imbalance)
    for ours, theirs in zip(nodes(found), nodes(expected), strict=True):
        assert ours == {name: nearly(value) for name, value in theirs.items()}


def nodes(profile: Profile) -> list[dict[str, Any]]:
    return [without_form(asdict(node)) for node in (profile.index, *profile.challenges, *profile.readings)]


def without_form(node: dict[str, Any]) -> dict[str, Any]:
    """A figure that does not exist comes from no form."""
    return node if node["score"] is not None else {**node, "form": None}


def nearly(value: Any) -> Any:
    return pytest.approx(value, abs=1e-9, rel=1e-12) if isinstance(value, float) else value
