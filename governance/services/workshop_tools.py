# SPDX-License-Identifier: EUPL-1.2
"""What a facilitator has at hand around a vote: the timer, hands counted, arguments shown."""

from collections.abc import Mapping

from governance.errors import ConflictError, InputError, NotFoundError
from governance.services.workshop_acts import Act, Facilitation
from governance.workshops.machine import State
from governance.workshops.records import Argument, ArgumentState, Timer, Workshop
from governance.workshops.vote import read_vote

LONGEST_SECONDS = 4 * 3600
MOST_HANDS = 10_000


class Tools(Facilitation):
    """Around the vote."""

    def start_timer(self, workshop_id: str, seconds: int, *, by: str = "") -> Workshop:
        """Show a countdown. It informs, and closes nothing."""
        with self._acting(workshop_id, by) as act:
            return act.note("timer", detail=f"start {seconds}", timer=Timer(left=duration(seconds)).resumed(act.at))

    def pause_timer(self, workshop_id: str, *, by: str = "") -> Workshop:
        """Stop it where it is."""
        with self._acting(workshop_id, by) as act:
            return act.note("timer", detail="pause", timer=shown_timer(act).paused(act.at))

    def resume_timer(self, workshop_id: str, *, by: str = "") -> Workshop:
        """Let it run again."""
        with self._acting(workshop_id, by) as act:
            return act.note("timer", detail="resume", timer=shown_timer(act).resumed(act.at))

    def extend_timer(self, workshop_id: str, seconds: int, *, by: str = "") -> Workshop:
        """Give more time."""
        with self._acting(workshop_id, by) as act:
            longer = shown_timer(act).extended(duration(seconds), act.at)
            duration(longer.remaining(act.at))
            return act.note("timer", detail=f"extend {seconds}", timer=longer)

    def clear_timer(self, workshop_id: str, *, by: str = "") -> Workshop:
        """Show none."""
        with self._acting(workshop_id, by) as act:
            return act.note("timer", detail="clear", timer=None)

    def count_hands(self, workshop_id: str, hands: Mapping[str, int], *, by: str = "") -> Workshop:
        """People without a phone: how many hands for each answer (level number or NSP) of the present round.

        They replace those counted before, while the vote is open or just closed.
        """
        with self._acting(workshop_id, by) as act:
            asked = act.asked()
            question = self._question(act, asked)
            if asked.stage.state not in {State.OPEN, State.CLOSED}:
                raise ConflictError("workshop.hands_not_now", state=asked.stage.state)
            counts = {read_vote(question, answer): people for answer, people in hands.items()}
            if any(people < 0 or people > MOST_HANDS for people in counts.values()):
                raise InputError("workshop.hands_count", most=MOST_HANDS)
            act.unit.hands.write(workshop_id, asked.question_id, asked.stage.round, counts)
            return act.note("hands", asked)

    def show_argument(self, workshop_id: str, argument_id: str, *, by: str = "") -> Argument:
        """Let the room read an argument (once the round is revealed)."""
        return self._moderate(workshop_id, argument_id, "shown", by)

    def hide_argument(self, workshop_id: str, argument_id: str, *, by: str = "") -> Argument:
        """Put it away."""
        return self._moderate(workshop_id, argument_id, "hidden", by)

    def _moderate(self, workshop_id: str, argument_id: str, state: ArgumentState, by: str) -> Argument:
        with self._acting(workshop_id, by) as act:
            if act.unit.arguments.get(workshop_id, argument_id) is None:
                raise NotFoundError("workshop.argument_absent")
            act.unit.arguments.set_state(argument_id, state)
            act.note("argument", detail=state)
            moderated = act.unit.arguments.get(workshop_id, argument_id)
            if moderated is None:
                raise NotFoundError("workshop.argument_absent")
            return moderated


def shown_timer(act: Act) -> Timer:
    """The timer of a session that has one."""
    if act.workshop.timer is None:
        raise InputError("workshop.timer_absent")
    return act.workshop.timer


def duration(seconds: int) -> int:
    """A length of time that somebody may have meant."""
    if not 1 <= seconds <= LONGEST_SECONDS:
        raise InputError("workshop.seconds_unlikely", seconds=seconds, most=LONGEST_SECONDS // 60)
    return seconds
