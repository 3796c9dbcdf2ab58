# SPDX-License-Identifier: EUPL-1.2
"""The states of a question in a session, and the only ways from one to another.

prepared → open (round 1) → closed → revealed → discussion → open (round 2) → … → retained. What a round said is never
altered once it was revealed: going back never leads before a reveal, only forward to another round.
"""

from dataclasses import dataclass
from enum import StrEnum

from governance.errors import ConflictError
from governance.language import Language, sentence


class State(StrEnum):
    """Where a question, or the vote on priorities, stands."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    DISCUSSION = "discussion"
    RETAINED = "retained"

    def to(self, language: Language, /) -> str:
        """Its name, for a sentence."""
        return sentence(f"messages.workshop.states.{self.value}", language)


class Action(StrEnum):
    """What a facilitator does to a question."""

    OPEN = "open"
    CLOSE = "close"
    REVEAL = "reveal"
    DISCUSS = "discuss"
    RETAIN = "retain"
    BACK = "back"

    def to(self, language: Language, /) -> str:
        """Its name, for a sentence."""
        return sentence(f"messages.workshop.actions.{self.value}", language)


SHOWING = frozenset({State.REVEALED, State.DISCUSSION, State.RETAINED})
"""The states in which the present round may be seen."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A state and its round; round 0 before the first vote."""

    state: State = State.PREPARED
    round: int = 0

    @property
    def revealed_rounds(self) -> range:
        """The rounds that everybody may see."""
        return range(1, self.round + (self.state in SHOWING))

    @property
    def possible(self) -> tuple[Action, ...]:
        """What can be done now, the ordinary next step first."""
        return NEXT[self.state]

    def after(self, action: Action) -> "Stage":
        """Where an action leads. ConflictError when this is not its time.

        >>> Stage().after(Action.OPEN).after(Action.CLOSE).after(Action.REVEAL).after(Action.OPEN)
        Stage(state=<State.OPEN: 'open'>, round=2)
        """
        if action not in self.possible:
            raise ConflictError("workshop.not_now", action=action, state=self.state)
        match action:
            case Action.OPEN:
                return Stage(State.OPEN, self.round + 1)
            case Action.CLOSE:
                return Stage(State.CLOSED, self.round)
            case Action.REVEAL:
                return Stage(State.REVEALED, self.round)
            case Action.DISCUSS:
                return Stage(State.DISCUSSION, self.round)
            case Action.RETAIN:
                return Stage(State.RETAINED, self.round)
        return self._before()

    def _before(self) -> "Stage":
        """Where *go back* leads; the votes of the round that is left stay, and count again if it is reopened."""
        match self.state:
            case State.OPEN:
                return Stage(State.DISCUSSION, self.round - 1) if self.round > 1 else Stage()
            case State.CLOSED:
                return Stage(State.OPEN, self.round)
            case State.DISCUSSION:
                return Stage(State.REVEALED, self.round)
        return Stage(State.DISCUSSION, self.round)


NEXT: dict[State, tuple[Action, ...]] = {
    State.PREPARED: (Action.OPEN,),
    State.OPEN: (Action.CLOSE, Action.BACK),
    State.CLOSED: (Action.REVEAL, Action.BACK),
    State.REVEALED: (Action.DISCUSS, Action.OPEN, Action.RETAIN),
    State.DISCUSSION: (Action.OPEN, Action.RETAIN, Action.BACK),
    State.RETAINED: (Action.RETAIN, Action.BACK),
}
NOT_ASKED = Stage()
"""Where every question begins."""
