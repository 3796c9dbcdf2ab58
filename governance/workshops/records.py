# SPDX-License-Identifier: EUPL-1.2
"""What is kept of a session. The store fills these, services and screens read them; all moments are in UTC."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from governance.scoring.consensus import Consensus
from governance.workshops.colleges import College, HeadCount
from governance.workshops.machine import NOT_ASKED, Stage

PRIORITIES = "priorities:points"
"""What stands for a question in the vote on priorities. No question bears it: identifiers have no colon."""
LIVE_LIMIT = 1_000_000
"""More than a round can have votes, changed ones included."""

ArgumentState = Literal["pending", "shown", "hidden"]


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """Tells whether anything moved: the transitions of a session, then what was received in the present round."""

    transitions: int
    received: int

    @property
    def number(self) -> int:
        """One number that only grows, small enough for any JSON reader."""
        return self.transitions * LIVE_LIMIT + self.received


@dataclass(frozen=True, slots=True)
class Timer:
    """A countdown that informs and closes nothing: running until ``ends_at``, or paused with ``left`` seconds."""

    ends_at: datetime | None = None
    left: int | None = None

    @property
    def running(self) -> bool:
        """Whether it counts."""
        return self.ends_at is not None

    def remaining(self, now: datetime) -> int:
        """Seconds left, never under zero."""
        if self.ends_at is None:
            return self.left or 0
        return max(0, round((self.ends_at - now).total_seconds()))

    def paused(self, now: datetime) -> "Timer":
        """The same, stopped where it is."""
        return Timer(left=self.remaining(now))

    def resumed(self, now: datetime) -> "Timer":
        """The same, counting again."""
        return Timer(ends_at=now + timedelta(seconds=self.remaining(now)))

    def extended(self, seconds: int, now: datetime) -> "Timer":
        """The same, longer; running or paused as it was."""
        longer = Timer(left=self.remaining(now) + seconds)
        return longer.resumed(now) if self.running else longer


@dataclass(frozen=True, slots=True)
class Workshop:
    """One session: what it bears on, its links, where it stands."""

    id: str
    assessment_id: str
    code: str
    title: str
    colleges: tuple[College, ...]
    secret: str
    """Signs the QR code. The three secrets are erased when the session ends."""
    screen_token: str
    console_token: str
    author: str
    created_at: datetime
    ended_at: datetime | None = None
    revision: int = 0
    """Counts the transitions: the number of the last line of the journal."""
    current: str | None = None
    """The question in front of the room, or PRIORITIES; None before the first."""
    vote_seconds: int | None = None
    """How long the timer that each vote begins with runs; None for no timer."""
    timer: Timer | None = None
    rehearsing: bool = False
    driver: str = ""
    """The device whose console leads; another one may take over."""
    driver_name: str = ""
    attended: int | None = None
    """How many people had joined, once the session has ended."""
    attended_colleges: HeadCount | None = None
    """How many of each college that may be shown; nothing else is kept of them. None before the end."""
    scrubbed: bool = False
    """Whether the freed pages of the database were rewritten after the end."""

    @property
    def ended(self) -> bool:
        """Whether the code and the links are dead."""
        return self.ended_at is not None

    def moved(self, **changes: object) -> "Workshop":
        """The session one transition later."""
        return replace(self, revision=self.revision + 1, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a session, or PRIORITIES."""

    question_id: str
    position: int
    stage: Stage = NOT_ASKED


@dataclass(frozen=True, slots=True)
class Decision:
    """A level that people retained: never computed."""

    question_id: str
    level: int
    before: Consensus
    """What the first round said."""
    after: Consensus
    """What the last one said; the same with one round."""
    voters: int
    """Who answered in the last round, *je ne sais pas* included."""
    note: str
    dissent: str
    author: str
    at: datetime
    revision: int
    """The transition that retained it: another decision on the same question has another."""
    confirmed_at: datetime | None = None
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One transition, never altered."""

    number: int
    at: datetime
    action: str
    """A value of ``machine.Action``, or created, shown, timer, argument, hands, option, taken_over, rehearsed, purged,
    confirmed, planned, ended."""
    by: str
    question_id: str | None = None
    round: int = 0
    before: str = ""
    after: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Argument:
    """Why this level, in a participant's words."""

    id: str
    question_id: str
    round: int
    number: int
    level: int | None
    """The level that it speaks for, where its author said so."""
    text: str
    state: ArgumentState


@dataclass(frozen=True, slots=True)
class Option:
    """One action that the vote on priorities proposes."""

    id: str
    title: str
    position: int
    step: str | None = None
    """The step of the questionnaire that it takes (``plans.steps.step_key``); None when the room added it."""
    planned: bool = False
    """Whether it was put in the assessment's plan."""
