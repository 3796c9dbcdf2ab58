# SPDX-License-Identifier: EUPL-1.2
"""The action plan on paper: what is to be done, by whom, until when."""

from collections.abc import Iterable

from governance.language import Language, format_date, sentence
from governance.plans.ordering import board
from governance.plans.records import PlannedAction


def plan_rows(plan: Iterable[PlannedAction], language: Language) -> list[dict[str, str]]:
    """One line an action, by status and date; what was dropped is left out."""
    return [
        {
            "title": action.title,
            "status": sentence(f"views.plan.statuses.{status}", language),
            "owner": action.owner or "–",
            "due": format_date(action.due, language) if action.due else "–",
        }
        for status, actions in board(plan).items()
        for action in actions
        if status != "dropped"
    ]


def plan_headers(language: Language) -> dict[str, str]:
    """What its columns are called."""
    return {name: sentence(f"views.plan.columns.{name}", language) for name in ("title", "status", "owner", "due")}
