# SPDX-License-Identifier: EUPL-1.2
"""What a planned action is called for its reader: in their language, as long as nobody has given it another title."""

from collections.abc import Iterable
from dataclasses import replace

from governance.assessments.texts import clean_line
from governance.errors import InputError
from governance.language import LANGUAGES, Language, LocalizedText
from governance.plans.records import PlannedAction
from governance.plans.stating import LIMITS
from governance.plans.steps import advice_of, step_title, target_of
from governance.questionnaire.model import Questionnaire, Tier


def shown_title(
    questionnaire: Questionnaire,
    planned: PlannedAction,
    language: Language,
    tier: Tier | None = None,
    population: int | None = None,
) -> str:
    """The title of the step that the action takes, in the reader's language; the stored one where somebody edited it.

    A plan stores the title in the language of whoever planned the action.
    """
    title = title_of_step(questionnaire, planned, tier, population)
    if title is None or kept(planned.title) not in {kept(title.to(each)) for each in LANGUAGES}:
        return planned.title
    return title.to(language)


def title_of_step(
    questionnaire: Questionnaire, planned: PlannedAction, tier: Tier | None, population: int | None
) -> LocalizedText | None:
    """What the questionnaire calls the step of an action; None for the authority's own, and for an unknown step."""
    known = {question.id: question for question in questionnaire.questions}
    question = known.get(planned.question_id or "")
    if question is None or planned.action_key is None:
        return None
    try:
        target = target_of(question, planned.action_key)
    except InputError:
        return None
    return step_title(question, target, advice_of(questionnaire, planned, tier, population))


def kept(title: str) -> str:
    """A title as the store keeps it: one line, plain spaces, no longer than a title may be."""
    return clean_line(title[: LIMITS["title"]])


def retitled(
    questionnaire: Questionnaire,
    plan: Iterable[PlannedAction],
    language: Language,
    tier: Tier | None = None,
    population: int | None = None,
) -> list[PlannedAction]:
    """A plan to read, never to store: each action under the title that its reader understands."""
    return [replace(planned, title=shown_title(questionnaire, planned, language, tier, population)) for planned in plan]
