# SPDX-License-Identifier: EUPL-1.2
"""The action plan of an assessment: add, change, remove, and see what moved. What a method returned is on disk."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from governance.assessments.records import AssessmentHead
from governance.assessments.stating import asked_question, read_author, read_key
from governance.errors import ConflictError, InputError, StoreError
from governance.plans.movement import Movement, movements
from governance.plans.records import Aim, PlanChange, PlanEntry, PlannedAction, change_of, new_action
from governance.plans.stating import state_entry
from governance.plans.steps import question_of, step_in, step_key, target_of
from governance.services.assessments import found, now, read_answers, storable
from governance.services.ports import Clock, Questionnaires, Store, Territories, Unit

Returned = TypeVar("Returned")


class PlanService:
    """The plans of all assessments. Simulated ones have none."""

    def __init__(
        self, store: Store, questionnaires: Questionnaires, territories: Territories, clock: Clock = now
    ) -> None:
        self._store = store
        self._questionnaires = questionnaires
        self._territories = territories
        self._clock = clock

    def of(self, assessment_id: str) -> list[PlannedAction]:
        """The plan of an assessment, in the order in which it was made; empty when there is none."""
        with self._store.reading() as unit:
            return unit.plans.of_assessment(storable(assessment_id))

    def history(self, assessment_id: str) -> list[PlanChange]:
        """Who changed what and when, oldest first; what was removed is there too."""
        with self._store.reading() as unit:
            head = found(unit.assessments.get(storable(assessment_id)), assessment_id)
            return unit.plan_changes.of_assessment(head.id)

    def movements(self, assessment_id: str) -> list[Movement]:
        """For each action that concerns a question: the answer when it was planned, the answer now, the target."""
        with self._store.reading() as unit:
            head = found(unit.assessments.get(storable(assessment_id)), assessment_id)
            plan = unit.plans.of_assessment(head.id)
            stored = unit.answers.of_assessment(head.id)
        questionnaire = self._questionnaires.get(head.questionnaire_id, head.questionnaire_version)
        return movements(questionnaire, plan, read_answers(questionnaire, stored))

    def add(
        self,
        assessment_id: str,
        entry: PlanEntry,
        *,
        step: str | None = None,
        question_id: str | None = None,
        author: str = "",
        key: str,
    ) -> PlannedAction:
        """Put an action in the plan: a ``step`` of the questionnaire (``plans.steps.step_key``), or one of one's own.

        An action of one's own may name the question that it should move. The present answer is noted, so that one can
        see later what moved. A step already in the plan is refused. ``key`` is made up once per intention: asking
        again with the same key and content returns what was stored, and writes nothing.
        """
        entry, author = state_entry(entry), read_author(author)
        read_key(key)

        def write(unit: Unit) -> PlannedAction:
            head = planning(found(unit.assessments.lock(storable(assessment_id)), assessment_id))
            aim = self._aim(unit, head, step, question_id)
            mine = new_action(head.id, aim, entry, author, self._clock())
            if done := unit.plan_changes.by_key(key):
                return same_intention(done, mine)
            return added(unit, mine, key)

        return self._write(write)

    def change(
        self, planned_id: str, entry: PlanEntry, *, expected_version: int, author: str = "", key: str
    ) -> PlannedAction:
        """Say something else of an action; what did not change is not written again.

        ``expected_version`` is the version that the person saw: ConflictError, carrying ``who``, ``when``, ``theirs``
        (None when it was removed) and ``mine`` (an entry), when somebody else wrote meanwhile.
        """
        entry, author = state_entry(entry), read_author(author)
        read_key(key)

        def write(unit: Unit) -> PlannedAction:
            theirs = locked(unit, planned_id)
            if done := unit.plan_changes.by_key(key):
                return same_entry(done, planned_id, entry)
            if theirs is None or theirs.version != expected_version:
                raise conflict(theirs, entry)
            if theirs.entry == entry:
                return theirs
            mine = theirs.restated(entry, author, self._clock())
            note(unit, change_of(key, theirs, mine, author, mine.updated_at))
            unit.plans.write(mine)
            return mine

        return self._write(write)

    def remove(self, planned_id: str, *, expected_version: int, author: str = "", key: str) -> None:
        """Take an action out of the plan; its history stays. ConflictError as for ``change``."""
        author = read_author(author)
        read_key(key)

        def write(unit: Unit) -> None:
            theirs = locked(unit, planned_id)
            if done := unit.plan_changes.by_key(key):
                same_removal(done, planned_id)
                return
            if theirs is None or theirs.version != expected_version:
                raise conflict(theirs, None)
            note(unit, change_of(key, theirs, None, author, self._clock()))
            unit.plans.remove(theirs.id)

        self._write(write)

    def _write(self, write: Callable[[Unit], Returned]) -> Returned:
        """Run a transaction; again when its commit may have been cut on the way back, which the key makes safe."""
        try:
            with self._store.writing() as unit:
                return write(unit)
        except StoreError as fault:
            if fault.key != "store.connection_lost":
                raise
        with self._store.writing() as unit:
            return write(unit)

    def _aim(self, unit: Unit, head: AssessmentHead, step: str | None, question_id: str | None) -> Aim:
        """The question that an action should move, with the answer of today."""
        asked_id = question_of(step) if step else question_id
        if not asked_id:
            return Aim()
        questionnaire = self._questionnaires.get(head.questionnaire_id, head.questionnaire_version)
        question = asked_question(questionnaire, asked_id, self._territories.get(head.territory_id).tier)
        answer = unit.answers.get(head.id, question.id)
        aim = Aim(question.id, from_code=answer.code if answer else None)
        if not step:
            return aim
        key = step_key(question, target_of(question, step))
        return replace(aim, action_key=key, target_code=step_in(key))


def planning(head: AssessmentHead) -> AssessmentHead:
    """The head, when a plan may be made for it."""
    if head.simulated:
        raise InputError("plan.simulated")
    return head


def locked(unit: Unit, planned_id: str) -> PlannedAction | None:
    """An action as it is once nobody else writes to its assessment; None when it is in no plan any more."""
    planned = unit.plans.get(storable(planned_id))
    if planned is None:
        return None
    unit.assessments.lock(planned.assessment_id)
    return unit.plans.get(planned.id)


def added(unit: Unit, mine: PlannedAction, key: str) -> PlannedAction:
    """Write a new action and its line of history, in a transaction that holds the assessment's lock."""
    note(unit, change_of(key, None, mine, mine.author, mine.created_at))
    if not unit.plans.add(mine):
        raise InputError("plan.already_planned", title=mine.title)
    return mine


def note(unit: Unit, change: PlanChange) -> None:
    """Write a line of history."""
    if not unit.plan_changes.add(change):
        raise InputError("assessment.key_reused")


def same_intention(done: PlanChange, mine: PlannedAction) -> PlannedAction:
    """What was added under the key, when it is what is asked for again."""
    if done.before is not None or done.after is None or not done.after.says_the_same(mine):
        raise InputError("assessment.key_reused")
    return done.after


def same_entry(done: PlanChange, planned_id: str, entry: PlanEntry) -> PlannedAction:
    """What was changed under the key, when it is what is asked for again."""
    if done.planned_id != planned_id or done.before is None or done.after is None or done.after.entry != entry:
        raise InputError("assessment.key_reused")
    return done.after


def same_removal(done: PlanChange, planned_id: str) -> None:
    """Whether the action was removed under the key."""
    if done.planned_id != planned_id or done.after is not None:
        raise InputError("assessment.key_reused")


def conflict(theirs: PlannedAction | None, mine: PlanEntry | None) -> ConflictError:
    """Somebody else wrote meanwhile: who, when, and both entries."""
    if theirs is None:
        return ConflictError("plan.gone", theirs=None, mine=mine)
    return ConflictError(
        "plan.conflict" if theirs.author else "plan.conflict_unnamed",
        who=theirs.author,
        when=theirs.updated_at,
        title=theirs.title,
        theirs=theirs,
        mine=mine,
    )
