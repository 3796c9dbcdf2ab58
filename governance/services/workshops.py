# SPDX-License-Identifier: EUPL-1.2
"""The life of a session: create, ask, close, reveal, retain, end. What a method returned is on disk."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from governance.assessments.stating import asked_question, read_author, read_name
from governance.errors import ConflictError, InputError, NotFoundError, StoreError
from governance.language import sentence
from governance.questionnaire.edition import EditionKey
from governance.questionnaire.model import Form, Questionnaire, Tier
from governance.services.assessments import checked_form, found, storable
from governance.services.ports import Unit
from governance.services.workshop_acts import identifier, known
from governance.services.workshop_priorities import Priorities
from governance.services.workshop_rehearsal import Rehearsals
from governance.services.workshop_steps import Steps
from governance.services.workshop_tools import Tools, duration
from governance.workshops.anonymity import unlinked
from governance.workshops.codes import new_code, new_secret, read_code
from governance.workshops.colleges import head_count, read_colleges
from governance.workshops.machine import Action, State
from governance.workshops.records import PRIORITIES, Asked, JournalLine, Workshop

log = logging.getLogger(__name__)


class WorkshopService(Steps, Tools, Priorities, Rehearsals):
    """What facilitators do. Each method appends to the journal; ``by`` is the name that stands there."""

    # Its beginning.

    def create(
        self,
        assessment_id: str,
        question_ids: Sequence[str] | None = None,
        *,
        form: Form = "full",
        colleges: Sequence[str] = (),
        title: str = "",
        vote_seconds: int | None = None,
        by: str = "",
    ) -> Workshop:
        """A new session on an assessment: on these questions (of levels), or on all those of a form.

        ``vote_seconds``: how long the timer that each vote begins with runs; no timer without.
        """
        moment, author = self._clock(), read_author(by)
        with self._store.writing() as unit:
            head = found(unit.assessments.get(storable(assessment_id)), assessment_id)
            if head.simulated:
                raise InputError("workshop.simulated")
            questionnaire = self._questionnaires.get(head.questionnaire_id, head.questionnaire_version)
            tier = self._territories.get(head.territory_id).tier
            chosen = chosen_questions(questionnaire, question_ids, form, tier)
            workshop = Workshop(
                id=str(uuid4()),
                assessment_id=head.id,
                code=new_code(),
                title=read_name(title) if title else self._title(head.territory_id),
                colleges=read_colleges(colleges),
                secret=new_secret(),
                screen_token=new_secret(),
                console_token=new_secret(),
                author=author,
                created_at=moment,
                revision=1,
                vote_seconds=None if vote_seconds is None else duration(vote_seconds),
            )
            while not unit.workshops.add(workshop):
                workshop = replace(workshop, code=new_code())
            asked = [Asked(question, position) for position, question in enumerate([*chosen, PRIORITIES], start=1)]
            unit.asked.add_all(workshop.id, asked)
            unit.journal.add(workshop.id, JournalLine(1, moment, "created", author, detail=str(len(chosen))))
        return workshop

    def _title(self, territory_id: str) -> str:
        return sentence("messages.workshop.title", "fr", territory=self._territories.get(territory_id).name)

    def create_for(
        self,
        territory_id: str,
        questionnaire: EditionKey | None = None,
        *,
        form: Form = "full",
        colleges: Sequence[str] = (),
        by: str = "",
    ) -> Workshop:
        """The same for an authority, whose assessment is continued or begun."""
        head = self._assessments.open(territory_id, form, by, questionnaire)
        return self.create(head.id, form=form, colleges=colleges, by=by)

    # Finding it.

    def get(self, workshop_id: str) -> Workshop:
        """The session of an id, ended or not; NotFoundError when there is none."""
        with self._store.reading() as unit:
            return known(unit.workshops.get(identifier(workshop_id)))

    def of_assessment(self, assessment_id: str) -> list[Workshop]:
        """The sessions of an assessment, the latest first."""
        with self._store.reading() as unit:
            return unit.workshops.of_assessment(storable(assessment_id))

    def recent(self, limit: int = 10) -> list[Workshop]:
        """The latest sessions of all assessments."""
        with self._store.reading() as unit:
            return unit.workshops.recent(limit)

    def by_code_even_ended(self, code: str) -> Workshop:
        """For the command line: the session that has a code, or had it."""
        with self._store.reading() as unit:
            workshop = unit.workshops.by_code(read_code(code) or "")
        if workshop is None:
            raise NotFoundError("workshop.code_unknown", code=code)
        return workshop

    def by_console_token(self, token: str) -> Workshop:
        """The session that a co-facilitator's link opens; NotFoundError once it has ended."""
        with self._store.reading() as unit:
            workshop = unit.workshops.by_console_token(storable(token))
        if workshop is None:
            raise NotFoundError("workshop.link_dead")
        return workshop

    # Who leads.

    def take_over(self, workshop_id: str, device: str, name: str = "") -> Workshop:
        """Lead from this device; ``workshop.driver`` tells the others that it is not theirs any more."""
        with self._acting(workshop_id, name) as act:
            if act.workshop.driver == device:
                return act.workshop
            return act.note("taken_over", driver=read_author(device), driver_name=act.by)

    def renew_links(self, workshop_id: str, *, by: str = "") -> Workshop:
        """New secret links for the screen and the co-facilitator: those lost or shown by mistake are dead."""
        with self._acting(workshop_id, by) as act:
            return act.note("links", screen_token=new_secret(), console_token=new_secret())

    # Its end.

    def end(self, workshop_id: str, *, by: str = "") -> Workshop:
        """End the session: code and links are dead, nothing links a person's votes any more. Not while rehearsing.

        A vote still open is closed. Once all is written, the database's freed pages are rewritten too; should that
        fail, ``finish_ends`` does it later.
        """
        with self._acting(workshop_id, by) as act:
            if act.workshop.rehearsing:
                raise ConflictError("workshop.rehearsing")
            for asked in act.unit.asked.of_workshop(workshop_id).values():
                if asked.stage.state is State.OPEN:
                    act.note(Action.CLOSE.value, asked, asked.stage.after(Action.CLOSE))
            there = act.unit.participants.colleges(workshop_id).values()
            forget(act.unit, workshop_id)
            act.note(
                "ended", ended_at=act.at, attended=len(there), attended_colleges=head_count(there),
                secret="", screen_token="", console_token="", driver="", timer=None,
            )  # fmt: skip
        self.finish_ends()
        return self.get(workshop_id)

    def finish_ends(self) -> int:
        """Rewrite the freed pages that sessions which ended have left; returns of how many. Asked again at start."""
        with self._store.reading() as unit:
            left = unit.workshops.unscrubbed()
        if not left:
            return 0
        try:
            self._store.scrub()
        except StoreError as fault:
            log.warning("Freed pages not rewritten yet: %s", fault)
            return 0
        with self._store.writing() as unit:
            for workshop in left:
                unit.workshops.write(replace(workshop, scrubbed=True))
        return len(left)


def forget(unit: Unit, workshop_id: str) -> None:
    """Nothing links a person's votes any more, nor a person to what they wrote."""
    unit.votes.replace_all(workshop_id, unlinked(unit.votes.all(workshop_id)))
    unit.participants.remove(workshop_id)
    unit.arguments.forget_authors(workshop_id)
    unit.presence.remove_all(workshop_id)


def chosen_questions(
    questionnaire: Questionnaire, question_ids: Sequence[str] | None, form: Form, tier: Tier
) -> list[str]:
    """The questions of a session, in the questionnaire's order. InputError for one without levels, or not asked."""
    if question_ids is None:
        asked = questionnaire.asked(checked_form(questionnaire, form), tier)
        chosen = [question.id for question in asked if question.kind == "level"]
    else:
        named = {asked_question(questionnaire, question_id, tier).id for question_id in question_ids}
        chosen = [question.id for question in questionnaire.questions if question.id in named]
        if unfit := [question_id for question_id in chosen if questionnaire.question(question_id).kind != "level"]:
            raise InputError("workshop.question_without_levels", question=unfit)
    if not chosen:
        raise InputError("workshop.no_question")
    return chosen
