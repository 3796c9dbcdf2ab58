# SPDX-License-Identifier: EUPL-1.2
"""A planned action is called in its reader's language, until somebody gives it another title."""

import pytest

from governance.language import LANGUAGES, Language, LocalizedText
from governance.plans.records import Aim
from governance.plans.stating import LIMITS
from governance.plans.titles import retitled, shown_title
from governance.questionnaire.model import Questionnaire
from tests.plans.sample import advised, planned

STEP = Aim("split", "split:2", "1", "2")


def titled(title: LocalizedText) -> Questionnaire:
    """The questionnaire in which the advice for the step has another title."""
    plain = advised().model_dump(mode="json")
    (action,) = (each for each in plain["challenges"][0]["actions"] if each["question"] == "split")
    action["title"] = {"fr": title.fr, "en": title.en}
    return Questionnaire.model_validate(plain)


QUESTIONNAIRE = titled(LocalizedText(fr="Nommer qui décide\u00a0?", en="Name who decides"))


@pytest.mark.parametrize("stored", ["Nommer qui décide\u00a0?", "Nommer qui décide ?", "Name who decides"])
def test_a_title_that_nobody_edited_is_read_in_either_language(stored: str) -> None:
    """The store keeps plain spaces only."""
    action = planned(stored, STEP)
    assert shown_title(QUESTIONNAIRE, action, "fr") == "Nommer qui décide\u00a0?"
    assert shown_title(QUESTIONNAIRE, action, "en") == "Name who decides"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("aim", [STEP, Aim(), Aim("split"), Aim("gone", "gone:2"), Aim("split", "split:9")])
def test_a_title_of_ones_own_stays_as_written(aim: Aim, language: Language) -> None:
    assert shown_title(QUESTIONNAIRE, planned("Nommer Awa", aim), language) == "Nommer Awa"


def test_a_title_cut_at_its_limit_is_known_again() -> None:
    long = LocalizedText(fr="é" * (LIMITS["title"] + 5), en="short")
    assert shown_title(titled(long), planned(long.fr[: LIMITS["title"]], STEP), "en") == "short"


def test_a_plan_is_read_under_those_titles_and_says_the_rest_unchanged() -> None:
    plan = [planned("Nommer qui décide ?", STEP, owner="Awa"), planned("À nous")]
    read = retitled(QUESTIONNAIRE, plan, "en")
    assert [(action.title, action.owner) for action in read] == [("Name who decides", "Awa"), ("À nous", "")]
    assert plan[0].title == "Nommer qui décide ?"
