# SPDX-License-Identifier: EUPL-1.2
"""What is kept of an action plan. The store fills these, services and pages read them; all moments are in UTC."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Literal
from uuid import uuid4

Status = Literal["todo", "doing", "done", "dropped"]
STATUSES: tuple[Status, ...] = ("todo", "doing", "done", "dropped")
"""The columns of the board, in order."""
OPEN_STATUSES: tuple[Status, ...] = ("todo", "doing")
"""An action in one of these still asks for something: it can be late."""
NEVER_PLANNED = 0
"""The version of an action that is not in the plan yet."""


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """What a person says of an action: all that the form of an action holds."""

    title: str
    owner: str = ""
    partners: str = ""
    due: date | None = None
    budget_line: str = ""
    funding: str = ""
    status: Status = "todo"
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """What an action of a plan should move; nothing, for one of the authority's own that names no question."""

    question_id: str | None = None
    action_key: str | None = None
    """The step of the questionnaire that it takes (``steps.step_key``); None for an action of the authority's own."""
    from_code: str | None = None
    """The answer when it was planned; None without one."""
    target_code: str | None = None
    """The answer that the step leads to; None for an action of the authority's own."""


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """One action of the plan of an assessment."""

    id: str
    assessment_id: str
    question_id: str | None
    action_key: str | None
    from_code: str | None
    target_code: str | None
    """These four are those of its ``Aim``, and never change."""
    title: str
    owner: str
    partners: str
    due: date | None
    budget_line: str
    funding: str
    status: Status
    notes: str
    version: int
    author: str
    """Who wrote this version."""
    created_at: datetime
    updated_at: datetime

    @property
    def entry(self) -> PlanEntry:
        """What a person says of it."""
        return PlanEntry(**stated(self))

    def restated(self, entry: PlanEntry, author: str, at: datetime) -> "PlannedAction":
        """Its next version, in which a person says something else of it."""
        return replace(self, **stated(entry), version=self.version + 1, author=author, updated_at=at)

    def says_the_same(self, other: "PlannedAction") -> bool:
        """Whether both state the same of the same step, whoever wrote it and when."""
        mine, theirs = (
            (each.assessment_id, each.question_id, each.action_key, each.target_code, each.entry)
            for each in (self, other)
        )
        return mine == theirs


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One line of the plan's history, never altered: added (no ``before``), changed, or removed (no ``after``)."""

    key: str
    """Given by whoever asks, once per intention: the same key never writes twice."""
    assessment_id: str
    planned_id: str
    version: int
    """The version that the change leads to."""
    before: PlannedAction | None
    after: PlannedAction | None
    author: str
    at: datetime


def stated(entry: PlanEntry | PlannedAction) -> dict[str, Any]:
    """What a person says of an action, by field."""
    return {field.name: getattr(entry, field.name) for field in fields(PlanEntry)}


def new_action(assessment_id: str, aim: Aim, entry: PlanEntry, author: str, at: datetime) -> PlannedAction:
    """The first version of an action, under an id of its own."""
    return PlannedAction(
        id=str(uuid4()),
        assessment_id=assessment_id,
        **asdict(aim),
        **stated(entry),
        version=NEVER_PLANNED + 1,
        author=author,
        created_at=at,
        updated_at=at,
    )


def change_of(
    key: str, before: PlannedAction | None, after: PlannedAction | None, author: str, at: datetime
) -> PlanChange:
    """The line of history of a change; ValueError without any action."""
    subject = after or before
    if subject is None:
        raise ValueError("a change is that of an action")
    version = before.version + 1 if before else NEVER_PLANNED + 1
    return PlanChange(key, subject.assessment_id, subject.id, version, before, after, author, at)


def plain_action(action: PlannedAction) -> dict[str, Any]:
    """An action as plain data."""
    return {
        name: value.isoformat() if isinstance(value, date) else value  # a datetime is a date
        for name, value in asdict(action).items()
    }


def read_action(plain: Mapping[str, Any]) -> PlannedAction:
    """An action back from plain data. What this version of the program does not know is left aside."""
    known = {field.name: plain[field.name] for field in fields(PlannedAction)}
    due = known["due"]
    return PlannedAction(
        **{
            **known,
            "due": None if due is None else date.fromisoformat(due),
            "created_at": datetime.fromisoformat(known["created_at"]),
            "updated_at": datetime.fromisoformat(known["updated_at"]),
        }
    )
