# SPDX-License-Identifier: EUPL-1.2
"""What participants do in a session: join, vote, say why. What a method returned is on disk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import uuid4

from governance.assessments.texts import clean_text
from governance.errors import ConflictError, EchelonsError, InputError, NotFoundError, StoreError
from governance.questionnaire.model import Questionnaire
from governance.services.assessments import found, now
from governance.services.ports import Clock, Questionnaires, Store, Unit
from governance.services.workshop_acts import identifier, known
from governance.workshops.codes import read_code
from governance.workshops.colleges import read_college
from governance.workshops.machine import Stage, State
from governance.workshops.points import read_points, write_points
from governance.workshops.records import PRIORITIES, Argument, Version, Workshop
from governance.workshops.views import Mine
from governance.workshops.vote import Vote, digest_of, read_vote

ARGUMENT_LIMIT = 280
"""Characters: what a room can read."""
MOST_ARGUMENTS = 3
"""Of one participant on one question."""
REMEMBERED = 500
NOWHERE = Version(0, 0)
"""Of a session that is no more: every vote in it was refused."""

Returned = TypeVar("Returned")


@dataclass(frozen=True, slots=True)
class Cast:
    """One vote as a phone sends it: see ``BallotService.vote``."""

    participant: str
    question_id: str
    round_number: int
    answer: str
    key: str = ""


class BallotService:
    """Participants are told apart by ``codes.participant_of(workshop_id, cookie)``; nothing else is known of them."""

    def __init__(self, store: Store, questionnaires: Questionnaires, clock: Clock = now) -> None:
        self._store = store
        self._questionnaires = questionnaires
        self._clock = clock
        # What a session bears on never changes: read once.
        self._asking: dict[str, Questionnaire] = {}

    def find(self, code: str) -> Workshop:
        """The session that a code opens, as typed; NotFoundError("workshop.code_unknown") for a wrong or a dead one."""
        with self._store.reading() as unit:
            workshop = unit.workshops.by_code(read_code(code) or "")
        if workshop is None or workshop.ended:
            raise NotFoundError("workshop.code_unknown", code=code)
        return workshop

    def join(self, workshop_id: str, participant: str, college: str | None = None) -> Mine:
        """Be there: counted once, however often it is called. A college chosen may be changed until one has voted."""
        chosen = read_college(college) if college else None

        def write(unit: Unit) -> Mine:
            workshop = alive(unit, workshop_id)
            unit.participants.add(workshop_id, participant)
            if chosen:
                choose(unit, workshop, participant, chosen)
            return unit.votes.mine(workshop_id, participant)[participant]

        return self._write(workshop_id, write)

    def vote(
        self, workshop_id: str, participant: str, question_id: str, round_number: int, answer: str, *, key: str = ""
    ) -> Version:
        """Keep an answer: a level's number, ``NSP``, or points for PRIORITIES; changeable until the vote closes.

        ConflictError("workshop.round_not_open") when that round is not open, InputError for an answer or key that
        cannot be. ``key`` is made up by the phone for each press of the button: sent again, even late, even after the
        close, it changes nothing and is acknowledged, if it was stored. Joins who had not joined.
        """
        cast = Cast(participant, question_id, round_number, answer, digest_of(key))

        def write(unit: Unit) -> Version:
            self._cast(unit, workshop_id, cast)
            return unit.workshops.versions([workshop_id])[workshop_id]

        return self._write(workshop_id, write)

    def vote_together(self, workshop_id: str, casts: Sequence[Cast]) -> list[Version | EchelonsError]:
        """Votes that came at the same time, in one transaction: each is stored, or refused, by itself.

        The version is the one that all of them have led to.
        """

        def write(unit: Unit) -> list[Version | EchelonsError]:
            # Participant by participant: two processes that store the same two people's votes, each in the order in
            # which they came, would wait for each other.
            turns = sorted(enumerate(casts), key=lambda turn: turn[1].participant)
            refusals = {number: self._refusal(unit, workshop_id, cast) for number, cast in turns}
            version = unit.workshops.versions([workshop_id]).get(workshop_id, NOWHERE)
            return [refusals[number] or version for number in range(len(casts))]

        return self._write(workshop_id, write)

    def _refusal(self, unit: Unit, workshop_id: str, cast: Cast) -> EchelonsError | None:
        """Store one vote of several; why not, if it is refused."""
        try:
            self._cast(unit, workshop_id, replace(cast, key=digest_of(cast.key)))
        except (InputError, ConflictError, NotFoundError) as refusal:
            return refusal
        return None

    def _cast(self, unit: Unit, workshop_id: str, cast: Cast) -> None:
        """Write one vote, whose key is a digest already."""
        vote = Vote(cast.question_id, cast.round_number, cast.participant, cast.answer)
        read = replace(vote, answer=self._read(unit, workshop_id, vote))
        if not (unit.votes.cast(workshop_id, read, cast.key) or self._stored(unit, workshop_id, read, cast.key)):
            raise ConflictError("workshop.round_not_open", round=cast.round_number)

    def _stored(self, unit: Unit, workshop_id: str, vote: Vote, digest: str) -> bool:
        """Why nothing was written: the vote is there already; or its author was not, and now is."""
        if unit.votes.served(workshop_id, vote, digest):
            return True
        alive(unit, workshop_id)
        asked = unit.asked.of_workshop(workshop_id).get(vote.question_id)
        if asked is None or asked.stage != Stage(State.OPEN, vote.round):
            return False
        # The same phone may be joining, or storing this very vote, through another process: what it did is seen now.
        unit.participants.add(workshop_id, vote.participant)
        return unit.votes.cast(workshop_id, vote, digest) or unit.votes.served(workshop_id, vote, digest)

    def _read(self, unit: Unit, workshop_id: str, vote: Vote) -> str:
        """The answer in its one form."""
        if vote.question_id == PRIORITIES:
            return read_points(vote.answer, unit.options.of_workshop(workshop_id))
        try:
            question = self._questionnaire(unit, workshop_id).question(vote.question_id)
        except KeyError:
            raise InputError("workshop.question_absent", question=vote.question_id) from None
        return read_vote(question, vote.answer)

    def spread(
        self, workshop_id: str, participant: str, round_number: int, points: Mapping[str, int], *, key: str = ""
    ) -> Version:
        """The same for the vote on priorities: at most 10 points over the options."""
        if any(count < 0 for count in points.values()):
            raise InputError("workshop.points_unreadable", answer=write_points(points))
        return self.vote(workshop_id, participant, PRIORITIES, round_number, write_points(points), key=key)

    def argue(
        self,
        workshop_id: str,
        participant: str,
        question_id: str,
        text: str,
        *,
        level: int | None = None,
        key: str = "",
    ) -> Argument:
        """Say why, for the facilitator to show or not: at most three for a participant and a question."""
        digest, words = digest_of(key), read_argument(text)

        def write(unit: Unit) -> Argument:
            alive(unit, workshop_id)
            if done := unit.arguments.by_key(workshop_id, participant, digest):
                return done
            asked = unit.asked.of_workshop(workshop_id).get(question_id)
            if asked is None or question_id == PRIORITIES:
                raise InputError("workshop.question_absent", question=question_id)
            if asked.stage.state in {State.PREPARED, State.RETAINED}:
                raise ConflictError("workshop.arguments_not_now")
            if level is not None:
                read_vote(self._questionnaire(unit, workshop_id).question(question_id), str(level))
            if unit.arguments.count(workshop_id, question_id, participant) >= MOST_ARGUMENTS:
                raise InputError("workshop.arguments_many", most=MOST_ARGUMENTS)
            unit.participants.add(workshop_id, participant)
            number = unit.arguments.count(workshop_id, question_id) + 1
            argument = Argument(str(uuid4()), question_id, asked.stage.round, number, level, words, "pending")
            if unit.arguments.add(workshop_id, argument, participant, digest):
                return argument
            # Sent twice at once, through two processes.
            return unit.arguments.by_key(workshop_id, participant, digest) or argument

        return self._write(workshop_id, write)

    def mine(self, workshop_id: str, participant: str) -> Mine:
        """What one participant said to what is asked now."""
        with self._store.reading() as unit:
            return unit.votes.mine(identifier(workshop_id), participant).get(participant, Mine())

    def mine_of_all(self, workshop_id: str) -> dict[str, Mine]:
        """The same for everybody who joined, in one reading: for a process that holds many phones' streams."""
        with self._store.reading() as unit:
            return unit.votes.mine(identifier(workshop_id))

    def _questionnaire(self, unit: Unit, workshop_id: str) -> Questionnaire:
        if workshop_id not in self._asking:
            workshop = alive(unit, workshop_id)
            head = found(unit.assessments.get(workshop.assessment_id), workshop.assessment_id)
            if len(self._asking) >= REMEMBERED:
                self._asking.clear()
            self._asking[workshop_id] = self._questionnaires.get(head.questionnaire_id, head.questionnaire_version)
        return self._asking[workshop_id]

    def _write(self, workshop_id: str, write: Callable[[Unit], Returned]) -> Returned:
        """Write beside other participants, never across a facilitator's act.

        Again when the commit may have been cut on its way back: votes and arguments have keys, joining counts once.
        """
        identifier(workshop_id)
        for last in (False, True):
            try:
                with self._store.writing() as unit:
                    unit.workshops.hold(workshop_id)
                    return write(unit)
            except StoreError as fault:
                if last or fault.key != "store.connection_lost":
                    raise
        raise AssertionError  # the second turn returns or raises


def alive(unit: Unit, workshop_id: str) -> Workshop:
    """The session, when it has not ended."""
    workshop = known(unit.workshops.get(workshop_id))
    if workshop.ended:
        raise NotFoundError("workshop.code_unknown", code=workshop.code)
    return workshop


def choose(unit: Unit, workshop: Workshop, participant: str, college: str) -> None:
    """Note a college; kept once its member has voted, for the votes carry it."""
    if college not in workshop.colleges:
        raise InputError("workshop.college_unknown", college=college, known=list(workshop.colleges))
    mine = unit.votes.mine(workshop.id, participant)[participant]
    if mine.college == college:
        return
    if unit.votes.has_voted(workshop.id, participant):
        raise ConflictError("workshop.college_voted")
    unit.participants.set_college(workshop.id, participant, college)


def read_argument(text: str) -> str:
    """What a participant wrote, cleaned. InputError when it says nothing, or too much."""
    words = clean_text(text)
    if not words:
        raise InputError("workshop.argument_missing")
    if len(words) > ARGUMENT_LIMIT:
        raise InputError("workshop.argument_long", length=len(words), limit=ARGUMENT_LIMIT)
    return words
