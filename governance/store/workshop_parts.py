# SPDX-License-Identifier: EUPL-1.2
"""What surrounds the votes of a session: its questions, hands counted, arguments, options, decisions, journal."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from governance.scoring.consensus import Consensus, consensus
from governance.store.inserting import insert_if_absent
from governance.store.workshop_schema import workshop_arguments as arguments
from governance.store.workshop_schema import workshop_decisions as decisions
from governance.store.workshop_schema import workshop_hands as hands
from governance.store.workshop_schema import workshop_journal as journal
from governance.store.workshop_schema import workshop_options as options
from governance.store.workshop_schema import workshop_presence as presence
from governance.store.workshop_schema import workshop_questions as questions
from governance.workshops.machine import Stage, State
from governance.workshops.records import Argument, ArgumentState, Asked, Decision, JournalLine, Option

ARGUMENT_FIELDS = [field.name for field in fields(Argument)]
OPTION_FIELDS = [field.name for field in fields(Option)]
JOURNAL_FIELDS = [field.name for field in fields(JournalLine)]
DECISION_FIELDS = [field.name for field in fields(Decision) if field.name not in {"before", "after"}]


class AskedTable:
    """The questions of sessions, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_all(self, workshop_id: str, asked: Iterable[Asked]) -> None:
        """Write questions not asked yet."""
        rows = [
            {
                "workshop_id": workshop_id,
                "question_id": each.question_id,
                "position": each.position,
                "state": each.stage.state.value,
                "round": each.stage.round,
            }
            for each in asked
        ]
        self._connection.execute(insert(questions), rows)

    def of_workshop(self, workshop_id: str) -> dict[str, Asked]:
        """The questions of a session by id, in order."""
        query = select(questions).where(questions.c.workshop_id == workshop_id).order_by(questions.c.position)
        return {
            row.question_id: Asked(row.question_id, row.position, Stage(State(row.state), row.round))
            for row in self._connection.execute(query)
        }

    def write(self, workshop_id: str, question_id: str, stage: Stage) -> None:
        """Note where a question stands."""
        row = update(questions).where(questions.c.workshop_id == workshop_id, questions.c.question_id == question_id)
        self._connection.execute(row.values(state=stage.state.value, round=stage.round))

    def write_all(self, workshop_id: str, stage: Stage) -> None:
        """The same for all of them."""
        rows = update(questions).where(questions.c.workshop_id == workshop_id)
        self._connection.execute(rows.values(state=stage.state.value, round=stage.round))


class HandTable:
    """Hands counted, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, workshop_id: str, question_id: str, round_number: int, counts: Mapping[str, int]) -> None:
        """Put counts in the place of those of the round."""
        place = {"workshop_id": workshop_id, "question_id": question_id, "round": round_number}
        self._connection.execute(delete(hands).where(*(hands.c[name] == value for name, value in place.items())))
        rows = [{**place, "answer": answer, "people": people} for answer, people in counts.items() if people]
        if rows:
            self._connection.execute(insert(hands), rows)

    def of_question(self, workshop_id: str, question_id: str) -> dict[int, dict[str, int]]:
        """By round and answer."""
        query = select(hands.c.round, hands.c.answer, hands.c.people).where(
            hands.c.workshop_id == workshop_id, hands.c.question_id == question_id
        )
        counts: dict[int, dict[str, int]] = {}
        for round_number, answer, people in self._connection.execute(query.order_by(hands.c.round, hands.c.answer)):
            counts.setdefault(round_number, {})[answer] = people
        return counts

    def any(self, workshop_id: str) -> bool:
        """Whether any was counted."""
        query = select(hands.c.round).where(hands.c.workshop_id == workshop_id).limit(1)
        return self._connection.execute(query).first() is not None

    def remove_all(self, workshop_id: str) -> None:
        """Forget them."""
        self._connection.execute(delete(hands).where(hands.c.workshop_id == workshop_id))


class ArgumentTable:
    """Arguments, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, workshop_id: str, argument: Argument, participant: str, key: str) -> bool:
        """Write an argument; False when its author has sent one under that key."""
        values = {name: getattr(argument, name) for name in ARGUMENT_FIELDS}
        author = {"participant": participant, "key": key}
        return insert_if_absent(self._connection, arguments, {"workshop_id": workshop_id, **values, **author})

    def by_key(self, workshop_id: str, participant: str, key: str) -> Argument | None:
        """What a participant sent under a key."""
        query = select(*columns(arguments, ARGUMENT_FIELDS)).where(
            arguments.c.workshop_id == workshop_id, arguments.c.participant == participant, arguments.c.key == key
        )
        row = self._connection.execute(query).one_or_none()
        return Argument(*row) if row else None

    def get(self, workshop_id: str, argument_id: str) -> Argument | None:
        """The argument of an id."""
        query = select(*columns(arguments, ARGUMENT_FIELDS)).where(
            arguments.c.workshop_id == workshop_id, arguments.c.id == argument_id
        )
        row = self._connection.execute(query).one_or_none()
        return Argument(*row) if row else None

    def of_question(self, workshop_id: str, question_id: str) -> list[Argument]:
        """Those of a question, in the order in which they came."""
        query = select(*columns(arguments, ARGUMENT_FIELDS)).where(
            arguments.c.workshop_id == workshop_id, arguments.c.question_id == question_id
        )
        return [Argument(*row) for row in self._connection.execute(query.order_by(arguments.c.number, arguments.c.id))]

    def count(self, workshop_id: str, question_id: str, participant: str | None = None) -> int:
        """How many there are on a question: from everybody, or from one participant."""
        query = select(func.count()).where(
            arguments.c.workshop_id == workshop_id, arguments.c.question_id == question_id
        )
        if participant is not None:
            query = query.where(arguments.c.participant == participant)
        return int(self._connection.scalar(query) or 0)

    def set_state(self, argument_id: str, state: ArgumentState) -> None:
        """Show an argument, or hide it."""
        self._connection.execute(update(arguments).where(arguments.c.id == argument_id).values(state=state))

    def forget_authors(self, workshop_id: str) -> None:
        """Nobody can tell who wrote what any more."""
        rows = update(arguments).where(arguments.c.workshop_id == workshop_id)
        self._connection.execute(rows.values(participant=None, key=None))

    def remove_all(self, workshop_id: str) -> None:
        """Forget them."""
        self._connection.execute(delete(arguments).where(arguments.c.workshop_id == workshop_id))


class OptionTable:
    """The actions put to the vote, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, workshop_id: str, option: Option) -> None:
        """Write one."""
        values = {name: getattr(option, name) for name in OPTION_FIELDS}
        self._connection.execute(insert(options).values(workshop_id=workshop_id, **values))

    def of_workshop(self, workshop_id: str) -> list[Option]:
        """Those of a session, in order."""
        query = select(*columns(options, OPTION_FIELDS)).where(options.c.workshop_id == workshop_id)
        return [Option(*row) for row in self._connection.execute(query.order_by(options.c.position))]

    def set_planned(self, workshop_id: str, option_id: str) -> None:
        """Note that it is in the plan."""
        row = update(options).where(options.c.workshop_id == workshop_id, options.c.id == option_id)
        self._connection.execute(row.values(planned=True))

    def remove(self, workshop_id: str, option_id: str) -> None:
        """Take one out."""
        self._connection.execute(delete(options).where(options.c.workshop_id == workshop_id, options.c.id == option_id))


class DecisionTable:
    """The levels retained, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, workshop_id: str, decision: Decision) -> None:
        """Put a decision in the place of any other on the question."""
        self.remove(workshop_id, decision.question_id)
        values = {name: getattr(decision, name) for name in DECISION_FIELDS}
        votes = {"before": plain_votes(decision.before), "after": plain_votes(decision.after)}
        self._connection.execute(insert(decisions).values(workshop_id=workshop_id, **values, **votes))

    def of_workshop(self, workshop_id: str) -> dict[str, Decision]:
        """By question."""
        query = select(decisions).where(decisions.c.workshop_id == workshop_id)
        rows = self._connection.execute(query).mappings()
        return {row["question_id"]: as_decision(row) for row in rows}

    def remove(self, workshop_id: str, question_id: str) -> None:
        """Take a decision back."""
        self._connection.execute(
            delete(decisions).where(decisions.c.workshop_id == workshop_id, decisions.c.question_id == question_id)
        )

    def remove_all(self, workshop_id: str) -> None:
        """Take all of them back."""
        self._connection.execute(delete(decisions).where(decisions.c.workshop_id == workshop_id))


class JournalTable:
    """Transitions: lines are added, never altered."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, workshop_id: str, line: JournalLine) -> None:
        """Write a line."""
        values = {name: getattr(line, name) for name in JOURNAL_FIELDS}
        self._connection.execute(insert(journal).values(workshop_id=workshop_id, **values))

    def of_workshop(self, workshop_id: str) -> list[JournalLine]:
        """The journal of a session, oldest first."""
        query = select(*columns(journal, JOURNAL_FIELDS)).where(journal.c.workshop_id == workshop_id)
        return [JournalLine(*row) for row in self._connection.execute(query.order_by(journal.c.number))]

    def remove_after(self, workshop_id: str, number: int) -> None:
        """Forget a rehearsal: the lines after the one that began it."""
        self._connection.execute(delete(journal).where(journal.c.workshop_id == workshop_id, journal.c.number > number))


class PresenceTable:
    """How many phones each process of the server holds."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, process: str, connected: Mapping[str, int], at: datetime) -> None:
        """What one process says, in the place of what it said before."""
        self._connection.execute(delete(presence).where(presence.c.process == process))
        for workshop_id, count in sorted(connected.items()):
            values = {"workshop_id": workshop_id, "process": process, "connected": count, "at": at}
            self._connection.execute(insert(presence).values(**values))

    def count(self, workshop_id: str, since: datetime) -> int:
        """The phones held by processes that spoke since a moment."""
        query = select(func.sum(presence.c.connected)).where(
            presence.c.workshop_id == workshop_id, presence.c.at >= since
        )
        return int(self._connection.scalar(query) or 0)

    def remove_all(self, workshop_id: str) -> None:
        """Forget them."""
        self._connection.execute(delete(presence).where(presence.c.workshop_id == workshop_id))


def columns(table: Any, names: Iterable[str]) -> list[Any]:
    """Columns in the order of a record's fields."""
    return [table.c[name] for name in names]


def plain_votes(said: Consensus) -> dict[str, Any]:
    """What a vote said, as plain data; its measures are computed again when it is read."""
    return {"counts": list(said.counts), "dont_know": said.dont_know}


def as_decision(values: RowMapping) -> Decision:
    """A decision from its row."""
    plain = {name: values[name] for name in DECISION_FIELDS}
    before, after = (consensus(**values[name]) for name in ("before", "after"))
    return Decision(**plain, before=before, after=after)
