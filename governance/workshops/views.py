# SPDX-License-Identifier: EUPL-1.2
"""What each kind of person may see of a session. Whatever a phone or the room screen gets comes from ``RoomView``.

Before the reveal no field of a ``RoomView`` can hold a count per level: ``result`` is None, ``earlier`` only holds
rounds already revealed, arguments are empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from governance.language.localized import LocalizedText
from governance.scoring.consensus import Consensus
from governance.workshops.colleges import College
from governance.workshops.machine import Action, State
from governance.workshops.moves import Moves
from governance.workshops.records import Argument, Asked, Decision, JournalLine, Option, Timer, Version, Workshop


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question as the room reads it."""

    id: str
    challenge: LocalizedText
    title: LocalizedText
    help: LocalizedText | None
    levels: tuple[LocalizedText, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What one round said. ``consensus.votes`` counts levels only; ``answered`` also *je ne sais pas*."""

    round: int
    consensus: Consensus
    answered: int
    by_hand: int
    """How many of them were counted as shown hands."""
    colleges: tuple[tuple[College, Consensus], ...] = ()
    """Only those that may be shown (``colleges.shown_colleges``)."""


@dataclass(frozen=True, slots=True)
class OptionShown:
    """One action proposed to the vote on priorities."""

    id: str
    title: str
    added_by_room: bool


@dataclass(frozen=True, slots=True)
class PrioritiesResult:
    """Where the room put its points, the most first."""

    voters: int
    points: tuple[tuple[OptionShown, int], ...]


@dataclass(frozen=True, slots=True)
class PrioritiesShown:
    """The vote on priorities."""

    points: int
    """What each participant has to spread."""
    options: tuple[OptionShown, ...]
    result: PrioritiesResult | None
    """None before the reveal."""


@dataclass(frozen=True, slots=True)
class RoomView:
    """The one public state, the same for all phones and the screen."""

    workshop_id: str
    code: str
    title: str
    territory: str
    version: Version
    state: str
    """``waiting`` (nothing asked yet), a value of ``machine.State``, or ``ended``."""
    joined: int
    connected: int
    total: int
    """How many questions the session has."""
    colleges: tuple[College, ...]
    rehearsal: bool
    timer: Timer | None = None
    question: QuestionShown | None = None
    """None while waiting, during the vote on priorities and at the end."""
    priorities: PrioritiesShown | None = None
    """Only during the vote on priorities."""
    asked: str | None = None
    """What ``BallotService.vote`` takes as question: the question's id, or PRIORITIES."""
    round: int = 0
    rank: int = 0
    """The question's place among those of the session, from 1."""
    answered: int = 0
    result: Result | None = None
    earlier: tuple[Result, ...] = ()
    moves: Moves | None = None
    """From the round before to this one, once both are revealed."""
    decision: Decision | None = None
    arguments: tuple[Argument, ...] = ()
    """Those that the facilitator shows, once the round is revealed."""

    @property
    def ended(self) -> bool:
        """Whether the session is over."""
        return self.state == "ended"

    @property
    def open(self) -> bool:
        """Whether one can vote now."""
        return self.state == State.OPEN


@dataclass(frozen=True, slots=True)
class Mine:
    """What one participant said to what is asked now."""

    college: College | None = None
    answer: str | None = None
    """A level's number, ``NSP``, or points as ``option:points;…``; None when they have not answered."""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question in the facilitator's list."""

    asked: Asked
    title: LocalizedText | None
    """None for the vote on priorities."""
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class ConsoleView:
    """Everything the facilitator's console draws."""

    workshop: Workshop
    room: RoomView
    questions: tuple[QuestionLine, ...]
    actions: tuple[Action, ...]
    """What can be done to the question in front, the ordinary next step first; none while waiting."""
    next_question: str | None
    """The next question not asked yet (PRIORITIES last, where options exist); None when all were."""
    arguments: tuple[Argument, ...]
    """All those of the question in front, pending ones first. They say levels: for the facilitator's eyes."""
    hands: Mapping[str, int]
    """The hands counted in this round, as the facilitator typed them."""
    options: tuple[Option, ...]
    journal: tuple[JournalLine, ...]
    simulated_voters: int
