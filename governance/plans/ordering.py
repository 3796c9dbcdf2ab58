# SPDX-License-Identifier: EUPL-1.2
"""A plan as it is read: by status on the board, by month on the calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.plans.records import OPEN_STATUSES, STATUSES, PlannedAction, Status


def board(plan: Iterable[PlannedAction]) -> dict[Status, list[PlannedAction]]:
    """The actions of each status, in the order of the statuses: the earliest date first, without date last."""
    ordered = sorted(plan, key=soonest_first)
    return {status: [action for action in ordered if action.status == status] for status in STATUSES}


def soonest_first(action: PlannedAction) -> tuple[bool, date, str]:
    """The sorting key of a column."""
    return action.due is None, action.due or date.max, action.title


def is_late(action: PlannedAction, today: date) -> bool:
    """Whether its date has passed while it still asks for something."""
    return action.due is not None and action.due < today and action.status in OPEN_STATUSES


@dataclass(frozen=True, slots=True)
class Period:
    """Some actions of the calendar: the late ones, those of a month, or those without date."""

    month: date | None
    """The month's first day; None for late actions and for those without date."""
    late: bool
    actions: tuple[PlannedAction, ...]


def calendar(plan: Iterable[PlannedAction], today: date) -> list[Period]:
    """What is late first, then month after month, and what has no date last. Empty periods are left out."""
    ordered = sorted(plan, key=soonest_first)
    late = [action for action in ordered if is_late(action, today)]
    months: dict[date | None, list[PlannedAction]] = {}
    for action in ordered:
        if not is_late(action, today):
            months.setdefault(action.due and action.due.replace(day=1), []).append(action)
    periods = [Period(month, late=False, actions=tuple(actions)) for month, actions in months.items()]
    return [Period(None, late=True, actions=tuple(late)), *periods] if late else periods
