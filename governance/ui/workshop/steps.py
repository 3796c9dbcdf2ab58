# SPDX-License-Identifier: EUPL-1.2
"""Which steps the facilitator can take now: one main step for each state, the others quiet."""

from dataclasses import dataclass

from governance.workshops.machine import State
from governance.workshops.records import PRIORITIES
from governance.workshops.views import ConsoleView, QuestionLine

FEWEST_OPTIONS = 2


@dataclass(frozen=True, slots=True)
class Steps:
    """The names of the steps, as texts call them: the big button, then the small ones."""

    main: str
    others: tuple[str, ...] = ()


def steps(view: ConsoleView) -> Steps:
    """What can be done to what stands in front of the room."""
    room = view.room
    if room.ended:
        return Steps("minutes")
    if room.asked is None:
        return Steps("begin")
    if room.asked == PRIORITIES:
        return priority_steps(State(room.state))
    leaving = ("skip",) if view.next_question else ()
    return question_steps(State(room.state), room.round, onward(view), leaving)


def question_steps(state: State, round_number: int, onward: str, leaving: tuple[str, ...] = ()) -> Steps:
    """The way of a question: voted, revealed, discussed, voted again, retained. A second round ends in a decision.

    >>> question_steps(State.REVEALED, 1, "next")
    Steps(main='discuss', others=('again', 'retain'))
    >>> question_steps(State.REVEALED, 2, "next", ("skip",))
    Steps(main='retain', others=('discuss', 'again', 'skip'))
    """
    first = round_number < 2
    match state:
        case State.PREPARED:
            return Steps("open", leaving)
        case State.OPEN:
            return Steps("close", ("cancel",))
        case State.CLOSED:
            return Steps("reveal", ("reopen",))
        case State.REVEALED:
            found = Steps("discuss", ("again", "retain")) if first else Steps("retain", ("discuss", "again"))
        case State.DISCUSSION:
            found = Steps("again", ("retain",)) if first else Steps("retain", ("again",))
        case _:
            return Steps(onward, ("change", "undo"))
    return Steps(found.main, found.others + leaving)


def priority_steps(state: State) -> Steps:
    """The way of the vote on priorities: people read its result, nobody retains a level."""
    match state:
        case State.PREPARED:
            return Steps("open_priorities")
        case State.OPEN:
            return Steps("close", ("cancel",))
        case State.CLOSED:
            return Steps("reveal", ("reopen",))
    return Steps("finish", ("again",))


def onward(view: ConsoleView) -> str:
    """Where a question leads once its level is retained."""
    if view.next_question not in {None, PRIORITIES}:
        return "next"
    return "finish" if priorities_done(view) else "priorities"


def priorities_done(view: ConsoleView) -> bool:
    """Whether the room has seen its priorities."""
    line = line_of(view, PRIORITIES)
    return line is not None and bool(line.asked.stage.revealed_rounds)


def line_of(view: ConsoleView, question_id: str | None) -> QuestionLine | None:
    """A question in the facilitator's list."""
    return next((line for line in view.questions if line.asked.question_id == question_id), None)
