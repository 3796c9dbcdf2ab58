# SPDX-License-Identifier: EUPL-1.2
"""Participants and their votes: written by constraint, counted by GROUP BY."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Text, bindparam, delete, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from governance.store.inserting import insert_if_absent
from governance.store.workshop_schema import workshop_participants as people
from governance.store.workshop_schema import workshop_questions as asked
from governance.store.workshop_schema import workshop_votes as votes
from governance.store.workshop_schema import workshops
from governance.workshops.machine import State
from governance.workshops.tally import Cell
from governance.workshops.views import Mine
from governance.workshops.vote import Vote

KEY = ("workshop_id", "question_id", "round", "participant")
VOTE_COLUMNS = ("question_id", "round", "participant", "answer", "college")


class ParticipantTable:
    """Who is there, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, workshop_id: str, participant: str) -> bool:
        """Count a participant; False when they were there already."""
        return insert_if_absent(self._connection, people, person(workshop_id, participant, simulated=False))

    def add_simulated(self, workshop_id: str, participants: dict[str, str | None]) -> None:
        """Add simulated voters, each with its college."""
        rows = [person(workshop_id, name, college, simulated=True) for name, college in participants.items()]
        self._connection.execute(insert(people), rows)

    def set_college(self, workshop_id: str, participant: str, college: str) -> None:
        """Note the college that a participant chose."""
        row = update(people).where(people.c.workshop_id == workshop_id, people.c.participant == participant)
        self._connection.execute(row.values(college=college))

    def has(self, workshop_id: str, participant: str) -> bool:
        """Whether they are there."""
        query = select(people.c.participant).where(
            people.c.workshop_id == workshop_id, people.c.participant == participant
        )
        return self._connection.execute(query).first() is not None

    def count(self, workshop_id: str, *, simulated: bool | None = None) -> int:
        """How many are there: all of them, the simulated ones or the others."""
        query = select(func.count()).where(people.c.workshop_id == workshop_id)
        if simulated is not None:
            query = query.where(people.c.simulated == simulated)
        return int(self._connection.scalar(query) or 0)

    def simulated(self, workshop_id: str) -> list[str]:
        """The simulated voters."""
        query = select(people.c.participant).where(people.c.workshop_id == workshop_id, people.c.simulated)
        return list(self._connection.scalars(query.order_by(people.c.participant)))

    def colleges(self, workshop_id: str) -> dict[str, str | None]:
        """The college of each participant."""
        query = select(people.c.participant, people.c.college).where(people.c.workshop_id == workshop_id)
        return {row.participant: row.college for row in self._connection.execute(query)}

    def remove(self, workshop_id: str, *, simulated_only: bool = False) -> None:
        """Forget everybody, or the simulated voters."""
        rows = delete(people).where(people.c.workshop_id == workshop_id)
        self._connection.execute(rows.where(people.c.simulated) if simulated_only else rows)


class VoteTable:
    """Votes, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def cast(self, workshop_id: str, vote: Vote, key: str) -> bool:
        """Write a vote, or change it, in one statement; False when nothing was written.

        That is: the round is not open, the participant is not there, or the key has served.
        """
        values = {
            "the_workshop": workshop_id,
            "the_question": vote.question_id,
            "the_round": vote.round,
            "the_participant": vote.participant,
            "the_answer": vote.answer,
            "the_key": f"{key} ",
            "like_the_key": f"%{key}%",
        }
        return self._connection.execute(casting(self._connection.dialect.name), values).first() is not None

    def cast_simulated(self, workshop_id: str, cast: Iterable[Vote], colleges: dict[str, str | None]) -> None:
        """Write the votes of simulated voters, in the place of those that they cast before in the round."""
        rows = [row(workshop_id, vote, colleges.get(vote.participant)) for vote in cast]
        for one in rows:
            self._connection.execute(delete(votes).where(*(votes.c[name] == one[name] for name in KEY)))
        self._connection.execute(insert(votes), rows)

    def served(self, workshop_id: str, vote: Vote, key: str) -> bool:
        """Whether a vote was stored under that key."""
        query = select(votes.c.revision).where(*same(workshop_id, vote), votes.c["keys"].like(f"%{key}%"))
        return self._connection.execute(query).first() is not None

    def any(self, workshop_id: str) -> bool:
        """Whether anybody has voted."""
        query = select(votes.c.round).where(votes.c.workshop_id == workshop_id).limit(1)
        return self._connection.execute(query).first() is not None

    def has_voted(self, workshop_id: str, participant: str) -> bool:
        """Whether a participant has voted on anything."""
        query = select(votes.c.round).where(votes.c.workshop_id == workshop_id, votes.c.participant == participant)
        return self._connection.execute(query.limit(1)).first() is not None

    def count(self, workshop_id: str, question_id: str, round_number: int) -> int:
        """How many voted in a round, whatever they said."""
        return int(
            self._connection.scalar(select(func.count()).where(*in_round(workshop_id, question_id, round_number))) or 0
        )

    def cells(self, workshop_id: str, question_id: str, rounds: Sequence[int]) -> list[Cell]:
        """How many of each college gave each answer, in rounds that were revealed."""
        group = (votes.c.round, votes.c.college, votes.c.answer)
        query = select(*group, func.count()).where(
            votes.c.workshop_id == workshop_id, votes.c.question_id == question_id, votes.c.round.in_(list(rounds))
        )
        return [Cell(*found) for found in self._connection.execute(query.group_by(*group).order_by(*group))]

    def pairs(self, workshop_id: str, question_id: str, first: int, second: int) -> list[tuple[str, str, int]]:
        """How many went from each answer to each, between two rounds that were revealed."""
        before, after = votes.alias("before"), votes.alias("after")
        query = (
            select(before.c.answer, after.c.answer, func.count())
            .join(
                after,
                (after.c.workshop_id == before.c.workshop_id)
                & (after.c.question_id == before.c.question_id)
                & (after.c.participant == before.c.participant),
            )
            .where(before.c.workshop_id == workshop_id, before.c.question_id == question_id)
            .where(before.c.round == first, after.c.round == second)
            .group_by(before.c.answer, after.c.answer)
        )
        return [(a, b, int(people)) for a, b, people in self._connection.execute(query)]

    def all(self, workshop_id: str) -> list[Vote]:
        """Every vote."""
        columns = [votes.c[name] for name in VOTE_COLUMNS]
        query = select(*columns).where(votes.c.workshop_id == workshop_id)
        return [Vote(*found) for found in self._connection.execute(query)]

    def replace_all(self, workshop_id: str, replaced: Sequence[Vote]) -> None:
        """Put votes in the place of all those of a session, without their keys, in the order of what they say."""
        self.remove_all(workshop_id)
        rows = [row(workshop_id, vote, vote.college) for vote in replaced]
        if rows:
            self._connection.execute(insert(votes), rows)

    def remove_all(self, workshop_id: str) -> None:
        """Forget every vote."""
        self._connection.execute(delete(votes).where(votes.c.workshop_id == workshop_id))

    def mine(self, workshop_id: str, participant: str | None = None) -> dict[str, Mine]:
        """What everybody who is there, or one of them, said to what is asked now."""
        query = (
            select(people.c.participant, people.c.college, votes.c.answer)
            .select_from(people)
            .join(workshops, workshops.c.id == people.c.workshop_id)
            .outerjoin(
                asked, (asked.c.workshop_id == people.c.workshop_id) & (asked.c.question_id == workshops.c.current)
            )
            .outerjoin(
                votes,
                (votes.c.workshop_id == people.c.workshop_id)
                & (votes.c.question_id == asked.c.question_id)
                & (votes.c.round == asked.c.round)
                & (votes.c.participant == people.c.participant),
            )
            .where(people.c.workshop_id == workshop_id)
        )
        if participant is not None:
            query = query.where(people.c.participant == participant)
        return {name: Mine(college, answer) for name, college, answer in self._connection.execute(query)}


@cache
def casting(dialect: str) -> Any:
    """The statement of a vote, built once: building it takes longer than running it."""
    columns = [*KEY, "answer", "college", "revision", "keys"]
    written = (sqlite if dialect == "sqlite" else postgresql).insert(votes).from_select(columns, open_round())
    fresh = written.excluded
    return written.on_conflict_do_update(
        index_elements=list(votes.primary_key.columns),
        set_={
            "answer": fresh.answer,
            "college": fresh.college,
            "revision": votes.c.revision + 1,
            "keys": votes.c["keys"] + fresh["keys"],
        },
        where=votes.c["keys"].not_like(bindparam("like_the_key", type_=Text())),
    ).returning(votes.c.revision)


def open_round() -> Any:
    """The row of a vote when its participant may vote now; none otherwise."""
    answer, key = bindparam("the_answer", type_=Text()), bindparam("the_key", type_=Text())
    columns = (asked.c.workshop_id, asked.c.question_id, asked.c.round, people.c.participant)
    return (
        select(*columns, answer, people.c.college, literal(1), key)
        .join(people, people.c.workshop_id == asked.c.workshop_id)
        .join(workshops, workshops.c.id == asked.c.workshop_id)
        .where(
            asked.c.workshop_id == bindparam("the_workshop"),
            asked.c.question_id == bindparam("the_question"),
            asked.c.round == bindparam("the_round"),
            asked.c.state == State.OPEN.value,
            people.c.participant == bindparam("the_participant"),
            workshops.c.ended_at.is_(None),
        )
    )


def in_round(workshop_id: str, question_id: str, round_number: int) -> tuple[Any, ...]:
    """The votes of one round."""
    return (
        votes.c.workshop_id == workshop_id,
        votes.c.question_id == question_id,
        votes.c.round == round_number,
    )


def same(workshop_id: str, vote: Vote) -> tuple[Any, ...]:
    """The one vote of a participant in a round."""
    return (*in_round(workshop_id, vote.question_id, vote.round), votes.c.participant == vote.participant)


def person(workshop_id: str, participant: str, college: str | None = None, *, simulated: bool) -> dict[str, object]:
    """A participant's row."""
    return {"workshop_id": workshop_id, "participant": participant, "college": college, "simulated": simulated}


def row(workshop_id: str, vote: Vote, college: str | None) -> dict[str, object]:
    """A vote's row, without any key."""
    values = {name: getattr(vote, name) for name in VOTE_COLUMNS}
    return {"workshop_id": workshop_id, **values, "college": college, "revision": 1, "keys": ""}
