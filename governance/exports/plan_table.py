# SPDX-License-Identifier: EUPL-1.2
"""An action plan as a table for people: headers and words in their language, one line an action."""

from collections.abc import Iterable, Iterator, Mapping

from governance.exports.spreadsheet import to_csv
from governance.language import Language, sentence
from governance.plans.movement import Movement
from governance.plans.ordering import board
from governance.plans.records import PlannedAction
from governance.questionnaire.answer import Answer
from governance.questionnaire.model import Question, Questionnaire
from governance.views.plan_words import state_words

COLUMNS = (
    "territory",
    "title",
    "status",
    "due",
    "owner",
    "partners",
    "budget_line",
    "funding",
    "notes",
    "challenge",
    "question",
    "then",
    "target",
    "now",
    "course",
    "created",
    "updated",
    "author",
)


def plan_csv(
    territory: str,
    questionnaire: Questionnaire,
    plan: Iterable[PlannedAction],
    movements: Iterable[Movement],
    language: Language,
) -> bytes:
    """The plan, column of the board after column, each from the earliest date on."""
    headers = {name: sentence(f"views.plan.columns.{name}", language) for name in COLUMNS}
    by_action = {movement.planned.id: movement for movement in movements}
    rows = (
        {headers[name]: value for name, value in row.items()}
        for actions in board(plan).values()
        for row in plan_rows(territory, questionnaire, actions, by_action, language)
    )
    return to_csv(list(headers.values()), rows)


def plan_rows(
    territory: str,
    questionnaire: Questionnaire,
    actions: Iterable[PlannedAction],
    movements: Mapping[str, Movement],
    language: Language,
) -> Iterator[dict[str, object]]:
    """One line for each action, by column."""
    for action in actions:
        yield {
            "territory": territory,
            "title": action.title,
            "status": sentence(f"views.plan.statuses.{action.status}", language),
            "due": action.due and action.due.isoformat(),
            "owner": action.owner,
            "partners": action.partners,
            "budget_line": action.budget_line,
            "funding": action.funding,
            "notes": action.notes,
            "created": action.created_at.isoformat(timespec="seconds"),
            "updated": action.updated_at.isoformat(timespec="seconds"),
            "author": action.author,
            **moved(questionnaire, movements.get(action.id), language),
        }


def moved(questionnaire: Questionnaire, movement: Movement | None, language: Language) -> dict[str, object]:
    """What an action should move, and what has moved; nothing for one that concerns no question."""
    if movement is None:
        return {}
    question = movement.question
    return {
        "challenge": questionnaire.challenge_of(question.id).title.to(language),
        "question": question.title.to(language),
        "then": state_words(question, movement.then, language),
        "target": target_cell(question, movement.target, language),
        "now": state_words(question, movement.now, language),
        "course": sentence(f"views.plan.courses.{movement.course}", language),
    }


def target_cell(question: Question, target: Answer | None, language: Language) -> str:
    """The state that an action aims at; empty where it names none."""
    return "" if target is None else state_words(question, target, language)
