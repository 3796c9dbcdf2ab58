# SPDX-License-Identifier: EUPL-1.2
"""Sessions: where they stand, who opens them, whether they moved."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, String, bindparam, func, select, text, update

from governance.store.inserting import insert_if_absent
from governance.store.workshop_schema import (
    workshop_arguments,
    workshop_participants,
    workshop_questions,
    workshop_votes,
)
from governance.store.workshop_schema import workshops as table
from governance.workshops.records import Timer, Version, Workshop

PLAIN = (
    "id", "assessment_id", "code", "title", "author", "created_at", "ended_at", "revision", "current", "vote_seconds",
    "rehearsing", "driver", "driver_name", "attended", "scrubbed",
)  # fmt: skip
"""The columns that are fields as they are."""
SECRETS = ("secret", "screen_token", "console_token")
LOCKS = {True: "pg_advisory_xact_lock", False: "pg_advisory_xact_lock_shared"}


def received() -> Any:
    """Writes of votes in the present round, people there, arguments: as one number."""
    votes = (
        select(func.coalesce(func.sum(workshop_votes.c.revision), 0))
        .join(
            workshop_questions,
            (workshop_questions.c.workshop_id == workshop_votes.c.workshop_id)
            & (workshop_questions.c.question_id == workshop_votes.c.question_id)
            & (workshop_questions.c.round == workshop_votes.c.round),
        )
        .where(workshop_votes.c.workshop_id == table.c.id, workshop_votes.c.question_id == table.c.current)
    )
    there = select(func.count()).where(workshop_participants.c.workshop_id == table.c.id)
    said = select(func.count()).where(workshop_arguments.c.workshop_id == table.c.id)
    parts = [each.correlate(table).scalar_subquery() for each in (votes, there, said)]
    return parts[0] + parts[1] + parts[2]


# Built once: it is asked several times a second, and building it takes longer than answering it.
VERSIONS = select(table.c.id, table.c.revision, received()).where(
    table.c.id.in_(bindparam("ids", expanding=True, type_=String()))
)


class WorkshopTable:
    """Sessions, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, workshop: Workshop) -> bool:
        """Write a new session; False when another one has its code."""
        return insert_if_absent(self._connection, table, {"id": workshop.id, **as_values(workshop)})

    def get(self, workshop_id: str) -> Workshop | None:
        """The session of that id."""
        return self._one(select(table).where(table.c.id == workshop_id))

    def by_code(self, code: str) -> Workshop | None:
        """The session that has a code, or had it."""
        return self._one(select(table).where(table.c.code == code))

    def by_screen_token(self, token: str) -> Workshop | None:
        """The session that a screen's link opens."""
        return self._one(select(table).where(table.c.screen_token == token))

    def by_console_token(self, token: str) -> Workshop | None:
        """The session that a co-facilitator's link opens."""
        return self._one(select(table).where(table.c.console_token == token))

    def of_assessment(self, assessment_id: str) -> list[Workshop]:
        """The sessions of an assessment, the latest first."""
        return self._all(select(table).where(table.c.assessment_id == assessment_id))

    def recent(self, limit: int) -> list[Workshop]:
        """The latest sessions."""
        return self._all(select(table).limit(limit))

    def unscrubbed(self) -> list[Workshop]:
        """Those that ended, and whose freed pages may still hold what they held."""
        return self._all(select(table).where(table.c.ended_at.is_not(None), ~table.c.scrubbed))

    def write(self, workshop: Workshop) -> None:
        """Put a session in the place of what it was."""
        self._connection.execute(update(table).where(table.c.id == workshop.id).values(**as_values(workshop)))

    def hold(self, workshop_id: str, *, alone: bool = False) -> None:
        """Until the transaction ends: nobody moves the session (votes hold it so), or nobody even votes (``alone``).

        Turns are fair, so that a stream of votes never keeps a close waiting. SQLite has but one writer anyway.
        """
        if self._connection.dialect.name == "postgresql":
            number = UUID(workshop_id).int >> 65  # 63 bits: what a lock's number may be
            self._connection.execute(text(f"SELECT {LOCKS[alone]}(:number)"), {"number": number})

    def versions(self, workshop_ids: Iterable[str]) -> dict[str, Version]:
        """Where sessions are. What was received only grows until the next transition."""
        found = self._connection.execute(VERSIONS, {"ids": list(workshop_ids)})
        return {key: Version(revision, int(count)) for key, revision, count in found}

    def _one(self, query: Select[*tuple[Any, ...]]) -> Workshop | None:
        row = self._connection.execute(query).mappings().one_or_none()
        return as_workshop(row) if row else None

    def _all(self, query: Select[*tuple[Any, ...]]) -> list[Workshop]:
        rows = self._connection.execute(query.order_by(table.c.created_at.desc(), table.c.id)).mappings()
        return [as_workshop(row) for row in rows]


def as_values(workshop: Workshop) -> dict[str, object]:
    """A session's values by column, but for its id."""
    timer = workshop.timer or Timer()
    return {
        **{name: getattr(workshop, name) for name in PLAIN if name != "id"},
        **{name: getattr(workshop, name) or None for name in SECRETS},
        "colleges": list(workshop.colleges),
        "attended_colleges": workshop.attended_colleges,
        "timer_ends_at": timer.ends_at,
        "timer_left": timer.left,
    }


def as_workshop(values: RowMapping) -> Workshop:
    """A session from its row."""
    timed = values["timer_ends_at"] is not None or values["timer_left"] is not None
    plain: dict[str, Any] = {name: values[name] for name in PLAIN}
    counted = values["attended_colleges"]
    return Workshop(
        **plain | {name: values[name] or "" for name in SECRETS},
        colleges=tuple(values["colleges"]),
        attended_colleges=None if counted is None else tuple((college, people) for college, people in counted),
        timer=Timer(values["timer_ends_at"], values["timer_left"]) if timed else None,
    )
