# SPDX-License-Identifier: EUPL-1.2
"""How a facilitator's act is written: alone on its session, with its line in the journal, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from governance.assessments.stating import read_author
from governance.errors import ConflictError, InputError, NotFoundError
from governance.questionnaire.model import Question, Questionnaire
from governance.services.assessments import AssessmentService, found, now
from governance.services.ports import Clock, Questionnaires, Store, Territories, Unit
from governance.workshops.machine import Stage
from governance.workshops.records import PRIORITIES, Asked, JournalLine, Workshop


@dataclass
class Act:
    """One act under way: the transaction, the session as it is, who acts and when."""

    unit: Unit
    workshop: Workshop
    by: str
    at: datetime

    def asked(self, question_id: str | None = None) -> Asked:
        """A question of the session, or the one in front of the room."""
        wanted = question_id or self.workshop.current
        if wanted is None:
            raise InputError("workshop.nothing_in_front")
        try:
            return self.unit.asked.of_workshop(self.workshop.id)[wanted]
        except KeyError:
            raise NotFoundError("workshop.question_absent", question=wanted) from None

    def note(
        self,
        action: str,
        asked: Asked | None = None,
        stage: Stage | None = None,
        *,
        detail: str = "",
        **changes: object,
    ) -> Workshop:
        """Append to the journal, and write the session and the question as they have become."""
        before = asked.stage if asked else Stage()
        after = stage or before
        if asked and after != before:
            self.unit.asked.write(self.workshop.id, asked.question_id, after)
        line = JournalLine(
            number=self.workshop.revision + 1,
            at=self.at,
            action=action,
            by=self.by,
            question_id=asked.question_id if asked else None,
            round=after.round,
            before=before.state.value if asked else "",
            after=after.state.value if asked else "",
            detail=detail,
        )
        self.unit.journal.add(self.workshop.id, line)
        self.workshop = self.workshop.moved(**changes)
        self.unit.workshops.write(self.workshop)
        return self.workshop


class Facilitation:
    """What the parts of ``WorkshopService`` share."""

    def __init__(
        self,
        store: Store,
        questionnaires: Questionnaires,
        territories: Territories,
        assessments: AssessmentService,
        clock: Clock = now,
    ) -> None:
        self._store = store
        self._questionnaires = questionnaires
        self._territories = territories
        self._assessments = assessments
        self._clock = clock

    @contextmanager
    def _acting(self, workshop_id: str, by: str) -> Iterator[Act]:
        """An act on a session that has not ended; nobody else moves it meanwhile."""
        author = read_author(by)
        with self._store.writing() as unit:
            unit.workshops.hold(identifier(workshop_id), alone=True)
            workshop = known(unit.workshops.get(workshop_id))
            if workshop.ended:
                raise ConflictError("workshop.ended", title=workshop.title)
            yield Act(unit, workshop, author, self._clock())

    def _questionnaire(self, unit: Unit, workshop: Workshop) -> Questionnaire:
        head = found(unit.assessments.get(workshop.assessment_id), workshop.assessment_id)
        return self._questionnaires.get(head.questionnaire_id, head.questionnaire_version)

    def _question(self, act: Act, asked: Asked) -> Question:
        """The question itself. InputError for the vote on priorities, which has no levels."""
        if asked.question_id == PRIORITIES:
            raise InputError("workshop.not_for_priorities")
        return self._questionnaire(act.unit, act.workshop).question(asked.question_id)


def identifier(workshop_id: str) -> str:
    """An id that can be one; NotFoundError otherwise."""
    try:
        return str(UUID(workshop_id))
    except ValueError:
        raise NotFoundError("workshop.unknown") from None


def known(workshop: Workshop | None) -> Workshop:
    """The session; NotFoundError when there is none."""
    if workshop is None:
        raise NotFoundError("workshop.unknown")
    return workshop
