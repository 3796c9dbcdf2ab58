# SPDX-License-Identifier: EUPL-1.2
"""The steps of a question: shown, opened, closed, revealed, discussed, retained, taken back."""

from governance.assessments.texts import COMMENT_LIMIT, clean_text, within
from governance.errors import ConflictError, InputError
from governance.services.workshop_acts import Act, Facilitation
from governance.services.workshop_results import result_of
from governance.workshops.machine import NOT_ASKED, Action, State
from governance.workshops.records import PRIORITIES, Asked, Decision, Timer, Workshop


class Steps(Facilitation):
    """Of the question in front, or of one that is named. ConflictError when its state does not allow the step.

    ``round_number``, where given, is the round that the facilitator means: another one is refused.
    """

    def show(self, workshop_id: str, question_id: str, *, by: str = "") -> Workshop:
        """Put another question (or PRIORITIES) in front of the room, as it stands; not while a vote is open."""
        with self._acting(workshop_id, by) as act:
            asked = act.asked(question_id)
            no_other_open(act, asked)
            return act.note("shown", asked, current=asked.question_id, timer=None)

    def open(
        self, workshop_id: str, question_id: str | None = None, *, round_number: int | None = None, by: str = ""
    ) -> Workshop:
        """Open the vote: of that question, shown if it was not; of the one in front; or of the first not asked yet.

        A question revealed or discussed gets its next round. The session's own timer, if it has one, begins.
        """
        with self._acting(workshop_id, by) as act:
            asked = act.asked(question_id or self._next_to_open(act))
            no_other_open(act, asked)
            stage = asked.stage.after(Action.OPEN)
            meant(stage.round, round_number)
            if asked.question_id == PRIORITIES and not act.unit.options.of_workshop(workshop_id):
                raise InputError("workshop.options_none")
            seconds = act.workshop.vote_seconds
            timer = Timer(left=seconds).resumed(act.at) if seconds else None
            return act.note(Action.OPEN.value, asked, stage, current=asked.question_id, timer=timer)

    def _next_to_open(self, act: Act) -> str:
        """The question in front, when a vote on it can open; otherwise the first not asked yet."""
        asked = act.unit.asked.of_workshop(act.workshop.id)
        front = asked.get(act.workshop.current or "")
        if front and (Action.OPEN in front.stage.possible or front.stage.state in {State.OPEN, State.CLOSED}):
            return front.question_id
        fresh = next((a.question_id for a in asked.values() if a.stage == NOT_ASKED and is_question(a)), None)
        if fresh is None:
            raise InputError("workshop.all_asked")
        return fresh

    def close(
        self, workshop_id: str, question_id: str | None = None, *, round_number: int | None = None, by: str = ""
    ) -> Workshop:
        """No vote is taken any more; nothing shows yet."""
        return self._step(workshop_id, Action.CLOSE, question_id, round_number, by)

    def reveal(
        self, workshop_id: str, question_id: str | None = None, *, round_number: int | None = None, by: str = ""
    ) -> Workshop:
        """Everybody sees the result."""
        return self._step(workshop_id, Action.REVEAL, question_id, round_number, by)

    def discuss(
        self, workshop_id: str, question_id: str | None = None, *, round_number: int | None = None, by: str = ""
    ) -> Workshop:
        """The room talks."""
        return self._step(workshop_id, Action.DISCUSS, question_id, round_number, by)

    def back(self, workshop_id: str, question_id: str | None = None, *, by: str = "") -> Workshop:
        """One step back: a vote just opened or closed, a discussion, a decision. Never before a reveal."""
        with self._acting(workshop_id, by) as act:
            asked = act.asked(question_id)
            stage = asked.stage.after(Action.BACK)
            if stage.state is State.OPEN:
                no_other_open(act, asked)
            if asked.stage.state is State.RETAINED:
                act.unit.decisions.remove(workshop_id, asked.question_id)
            return act.note(Action.BACK.value, asked, stage, timer=None)

    def _step(
        self, workshop_id: str, action: Action, question_id: str | None, round_number: int | None, by: str
    ) -> Workshop:
        with self._acting(workshop_id, by) as act:
            asked = act.asked(question_id)
            meant(asked.stage.round, round_number)
            return act.note(action.value, asked, asked.stage.after(action), timer=None)

    def retain(
        self,
        workshop_id: str,
        level: int,
        question_id: str | None = None,
        *,
        note: str = "",
        dissent: str = "",
        round_number: int | None = None,
        by: str = "",
    ) -> Workshop:
        """Note the level that people retained, with the consensus before and after. Retaining again replaces it."""
        note, dissent = read_words("note", note), read_words("dissent", dissent)
        with self._acting(workshop_id, by) as act:
            asked = act.asked(question_id)
            levels = len(self._question(act, asked).levels)
            meant(asked.stage.round, round_number)
            stage = asked.stage.after(Action.RETAIN)
            if not 0 <= level < levels:
                raise InputError("workshop.answer_unknown", answer=str(level), last=levels - 1)
            rounds = asked.stage.revealed_rounds
            first, last = (
                result_of(act.unit, workshop_id, asked.question_id, number, levels)
                for number in (rounds[0], rounds[-1])
            )
            decision = Decision(
                question_id=asked.question_id,
                level=level,
                before=first.consensus,
                after=last.consensus,
                voters=last.answered,
                note=note,
                dissent=dissent,
                author=act.by,
                at=act.at,
                revision=act.workshop.revision + 1,
            )
            act.unit.decisions.write(workshop_id, decision)
            return act.note(Action.RETAIN.value, asked, stage, detail=str(level), timer=None)


def no_other_open(act: Act, asked: Asked) -> None:
    """ConflictError while people vote on another question: one at a time."""
    for other in act.unit.asked.of_workshop(act.workshop.id).values():
        if other.stage.state is State.OPEN and other.question_id != asked.question_id:
            raise ConflictError("workshop.other_open", question=other.question_id)


def meant(round_now: int, round_number: int | None) -> None:
    """ConflictError when the facilitator means another round."""
    if round_number not in {None, round_now}:
        raise ConflictError("workshop.other_round", round=round_now, meant=round_number)


def is_question(asked: Asked) -> bool:
    """Whether it is a question of the questionnaire."""
    return asked.question_id != PRIORITIES


def read_words(field: str, text: str) -> str:
    """A note, or what those who disagree say."""
    return within(field, clean_text(text), COMMENT_LIMIT)
