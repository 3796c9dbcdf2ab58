# SPDX-License-Identifier: EUPL-1.2
"""Rehearsing a session with simulated voters, and purging all of it in one go."""

from random import Random
from secrets import randbits

from governance.errors import ConflictError, InputError
from governance.services.workshop_acts import Act, Facilitation
from governance.workshops.codes import fresh_participant
from governance.workshops.machine import NOT_ASKED, Stage, State
from governance.workshops.records import PRIORITIES, Asked, Workshop
from governance.workshops.simulation import simulated_answer, simulated_points
from governance.workshops.vote import Vote

MOST_VOTERS = 1_000


class Rehearsals(Facilitation):
    """Before the room comes in."""

    def rehearse(self, workshop_id: str, voters: int = 30, *, by: str = "") -> Workshop:
        """Begin a rehearsal with simulated voters; only while nobody has voted."""
        if not 1 <= voters <= MOST_VOTERS:
            raise InputError("workshop.voters_count", most=MOST_VOTERS)
        with self._acting(workshop_id, by) as act:
            begun = [asked for asked in act.unit.asked.of_workshop(workshop_id).values() if asked.stage != NOT_ASKED]
            if act.workshop.rehearsing or begun or act.unit.votes.any(workshop_id):
                raise ConflictError("workshop.too_late_to_rehearse")
            colleges = act.workshop.colleges or (None,)
            names = {fresh_participant(): colleges[number % len(colleges)] for number in range(voters)}
            act.unit.participants.add_simulated(workshop_id, dict(names))
            return act.note("rehearsed", detail=str(voters), rehearsing=True)

    def simulate_votes(self, workshop_id: str, *, by: str = "") -> int:
        """Have the simulated voters answer what is open now; returns how many did."""
        with self._acting(workshop_id, by) as act:
            rehearsing(act)
            asked = act.asked()
            if asked.stage.state is not State.OPEN:
                raise ConflictError("workshop.round_not_open", round=asked.stage.round)
            cast = self._simulated(act, asked)
            act.unit.votes.cast_simulated(workshop_id, cast, act.unit.participants.colleges(workshop_id))
            act.note("simulated", asked, detail=str(len(cast)))
            return len(cast)

    def _simulated(self, act: Act, asked: Asked) -> list[Vote]:
        chance = Random(randbits(64))  # noqa: S311 — a rehearsal, not a secret
        names = act.unit.participants.simulated(act.workshop.id)
        if asked.question_id == PRIORITIES:
            options = [option.id for option in act.unit.options.of_workshop(act.workshop.id)]
            answers = [simulated_points(options, chance) for _ in names]
        else:
            levels, middle = len(self._question(act, asked).levels), middle_of(act, asked)
            answers = [simulated_answer(levels, asked.stage.round, middle, chance) for _ in names]
        return [
            Vote(asked.question_id, asked.stage.round, name, answer)
            for name, answer in zip(names, answers, strict=True)
        ]

    def purge(self, workshop_id: str, *, by: str = "") -> Workshop:
        """End the rehearsal: all its votes, arguments, hands and decisions go; every question is as before."""
        with self._acting(workshop_id, by) as act:
            rehearsing(act)
            unit = act.unit
            began = next(line for line in reversed(unit.journal.of_workshop(workshop_id)) if line.action == "rehearsed")
            for kept in (unit.votes, unit.hands, unit.arguments, unit.decisions):
                kept.remove_all(workshop_id)
            unit.participants.remove(workshop_id, simulated_only=True)
            unit.asked.write_all(workshop_id, Stage())
            unit.journal.remove_after(workshop_id, began.number)
            return act.note("purged", current=None, timer=None, rehearsing=False)


def rehearsing(act: Act) -> None:
    """ConflictError unless a rehearsal is under way: real votes are never touched."""
    if not act.workshop.rehearsing:
        raise ConflictError("workshop.not_rehearsing")


def middle_of(act: Act, asked: Asked) -> float:
    """Around which level a simulated room votes: another for each question, the same for its rounds."""
    return Random(f"{act.workshop.id} {asked.question_id}").uniform(0.8, 3.2)  # noqa: S311
