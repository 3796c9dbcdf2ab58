# SPDX-License-Identifier: EUPL-1.2
"""What code asks of a questionnaire."""

from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from governance.questionnaire.model import ALL_TIERS, Questionnaire, Tier
from tests.questionnaire.sample import SAMPLE


def sample(**question: Any) -> Questionnaire:
    """The sample, its first question changed."""
    data = yaml.load(SAMPLE, yaml.CSafeLoader)
    data["challenges"][0]["questions"][0] |= question
    return Questionnaire.model_validate(data)


def test_levels_are_evenly_spread_unless_they_say_otherwise() -> None:
    assert sample().question("rung").level_values == (0, 50, 100)
    words = {"fr": "mots", "en": "words"}
    levels = [{"title": words}, {"title": words, "value": 10}, {"title": words, "value": 90}]
    assert sample(levels=levels).question("rung").level_values == (0, 10, 90)


def test_questions_and_challenges_are_found_by_id() -> None:
    assert sample().question("held").kind == "checklist"
    assert sample().challenge_of("held").id == "first"
    with pytest.raises(KeyError):
        sample().question("nothing")
    with pytest.raises(KeyError):
        sample().challenge_of("nothing")


def test_without_families_each_tag_is_a_reading() -> None:
    data = yaml.load(SAMPLE, yaml.CSafeLoader)
    assert [reading.title.fr for reading in Questionnaire.model_validate(data).readings] == ["Ouvert"]

    del data["families"]
    assert [(reading.id, reading.title.fr) for reading in Questionnaire.model_validate(data).readings] == [
        ("open", "open")
    ]


def test_a_question_is_asked_of_its_tiers_and_of_unknown_ones() -> None:
    questionnaire = sample(tiers=["commune", "region"])

    asked = {tier: [question.id for question in questionnaire.asked("full", tier)] for tier in (None, *ALL_TIERS)}

    assert asked[None] == asked[Tier.COMMUNE] == asked[Tier.REGION] == ["rung", "count", "held"]
    assert asked[Tier.EPCI] == ["count", "held"]


def test_the_short_form_asks_the_questions_marked_for_it() -> None:
    assert [question.id for question in sample(flash=True).asked("flash")] == ["rung"]
    assert sample(flash=True).has_flash
    assert not sample().has_flash


@pytest.mark.parametrize("weight", [True, "1", 0, -1, float("nan"), float("inf")])
def test_a_weight_is_a_positive_number_and_nothing_else(weight: object) -> None:
    with pytest.raises(ValidationError):
        sample(weight=weight)


def test_a_questionnaire_never_changes() -> None:
    with pytest.raises(ValidationError):
        sample().id = "other"
