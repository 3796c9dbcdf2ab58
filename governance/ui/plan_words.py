# SPDX-License-Identifier: EUPL-1.2
"""The plan in words, for the reader of the screen."""

from collections.abc import Iterable
from datetime import date

from governance.language import format_date, sentence
from governance.plans.movement import Movement
from governance.plans.ordering import is_late
from governance.plans.records import PlannedAction, Status
from governance.plans.titles import retitled, shown_title
from governance.questionnaire.answer import Answer
from governance.questionnaire.model import Question
from governance.services.results import Result
from governance.ui.language import current, plain, t
from governance.views import plan_words


def status_words(status: Status) -> str:
    """A column of the board."""
    return sentence(f"views.plan.statuses.{status}", current())


def field_words(field: str) -> str:
    """A field of an action, as the form and the tables call it."""
    return sentence(f"views.plan.columns.{field}", current())


def course_words(movement: Movement) -> str:
    """Where an answer went."""
    return sentence(f"views.plan.courses.{movement.course}", current())


def state_words(question: Question, answer: Answer) -> str:
    """An answer in a few words."""
    return plain(plan_words.state_words(question, answer, current()))


def due_words(planned: PlannedAction) -> str:
    """When an action is due, and whether that has passed; empty without date."""
    if planned.due is None:
        return ""
    words = t("plan.due", date=format_date(planned.due, current()))
    return f"**{t('plan.late')}** · {words}" if is_late(planned, date.today()) else words  # noqa: DTZ011 — a day here


def title_of(report: Result, planned: PlannedAction) -> str:
    """What an action is called for this reader; as it was written, not yet made safe to show."""
    return shown_title(report.questionnaire, planned, current(), report.territory.tier, report.territory.population)


def readable(report: Result, plan: Iterable[PlannedAction]) -> list[PlannedAction]:
    """The plan under the titles of this reader: to be read, never stored."""
    return retitled(report.questionnaire, plan, current(), report.territory.tier, report.territory.population)
