# SPDX-License-Identifier: EUPL-1.2
"""The life of an assessment: open, answer, freeze, delete. What a method returned is on disk."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from governance.access.actor import LOCAL_ADMINISTRATOR, Actor
from governance.assessments.records import (
    NEVER_ANSWERED,
    AssessmentDetail,
    AssessmentHead,
    Change,
    StoredAnswer,
)
from governance.assessments.snapshot import Snapshot, snapshot_payload
from governance.assessments.stating import Statement, read_author, read_key, read_name, state
from governance.errors import ConflictError, InputError, NotFoundError, StoreError
from governance.questionnaire.answer import Answer, read_answer
from governance.questionnaire.edition import EditionKey
from governance.questionnaire.model import Form, Questionnaire
from governance.scoring.scores import profile
from governance.services.ports import Clock, Questionnaires, Store, Territories, Unit
from governance.territories.territory import Territory

RECENT = 10


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


class AssessmentService:
    """Assessments of all authorities."""

    def __init__(
        self,
        store: Store,
        questionnaires: Questionnaires,
        territories: Territories,
        clock: Clock = now,
    ) -> None:
        self._store = store
        self._questionnaires = questionnaires
        self._territories = territories
        self._clock = clock

    def open(
        self,
        territory_id: str,
        form: Form = "flash",
        author: str = "",
        questionnaire: EditionKey | None = None,
    ) -> AssessmentHead:
        """Continue the authority's real assessment, in its own form, or begin one.

        ``questionnaire``: id and version; the référentiel in its latest version by default.
        """
        territory = self._territories.authority(territory_id)
        answered = self._questionnaires.get(*questionnaire) if questionnaire else self._questionnaires.latest()
        moment = self._clock()
        head = AssessmentHead(
            id=str(uuid4()),
            territory_id=territory.id,
            questionnaire_id=answered.id,
            questionnaire_version=answered.version,
            form=checked_form(answered, form),
            simulated=False,
            author=read_author(author),
            created_at=moment,
            updated_at=moment,
        )
        return self._begun(head) or self._begin(head)

    def _begun(self, head: AssessmentHead) -> AssessmentHead | None:
        with self._store.reading() as unit:
            return begun(unit, head)

    def _begin(self, head: AssessmentHead) -> AssessmentHead:
        """Write the head, unless somebody has just done so."""
        with self._store.writing() as unit:
            must_stay(unit, self._questionnaires, head)
            return head if unit.assessments.add(head) else begun(unit, head) or head

    def recent(self, limit: int = RECENT) -> list[AssessmentHead]:
        """Real assessments, the last written to first."""
        with self._store.reading() as unit:
            return unit.assessments.recent(limit)

    def find(self, assessment_id: str) -> AssessmentDetail:
        """An assessment with its present answers."""
        with self._store.reading() as unit:
            head = found(unit.assessments.get(storable(assessment_id)), assessment_id)
            return AssessmentDetail(head, unit.answers.of_assessment(head.id))

    def save(
        self,
        assessment_id: str,
        question_id: str,
        code: str | None,
        *,
        reason: str = "",
        comment: str = "",
        evidence: str = "",
        expected_version: int,
        author: str = "",
        key: str,
    ) -> StoredAnswer:
        """Keep an answer; a code of None withdraws it. Only what is returned is acknowledged.

        ``expected_version`` is the version that the person saw, NEVER_ANSWERED (0) for none: ConflictError, carrying
        ``who``, ``when``, ``theirs`` and ``mine``, when somebody else wrote meanwhile. ``key`` is made up once per
        intention: asking again with the same key and content returns what was stored, and writes nothing.
        """
        statement = Statement(question_id, code, reason, comment, evidence)
        read_key(key)
        try:
            return self._save(assessment_id, statement, expected_version, author, key)
        except StoreError as fault:
            if fault.key != "store.connection_lost":
                raise
            # The commit may have been cut on its way back. The key makes it safe to ask again.
            return self._save(assessment_id, statement, expected_version, author, key)

    def _save(
        self, assessment_id: str, statement: Statement, expected_version: int, author: str, key: str
    ) -> StoredAnswer:
        with self._store.writing() as unit:
            head = found(unit.assessments.lock(storable(assessment_id)), assessment_id)
            mine = self._state(head, statement, expected_version, author)
            done = unit.changes.by_key(key)
            return same_intention(done, head, mine) if done else write(unit, head, mine, key)

    def _state(self, head: AssessmentHead, statement: Statement, expected_version: int, author: str) -> StoredAnswer:
        return state(
            statement,
            self.questionnaire(head),
            self._territories.get(head.territory_id).tier,
            version=expected_version + 1,
            author=author,
            at=self._clock(),
        )

    def questionnaire(self, head: AssessmentHead) -> Questionnaire:
        """The questionnaire that an assessment answers."""
        return self._questionnaires.get(head.questionnaire_id, head.questionnaire_version)

    def history(self, assessment_id: str, question_id: str | None = None) -> list[Change]:
        """Who changed what and when, oldest first: of an assessment, or of one question."""
        with self._store.reading() as unit:
            head = found(unit.assessments.get(storable(assessment_id)), assessment_id)
            return unit.changes.of_assessment(head.id, question_id)

    def change_form(self, assessment_id: str, form: Form) -> AssessmentHead:
        """Go from flash to full, or back: the answers stay."""
        with self._store.writing() as unit:
            head = found(unit.assessments.lock(storable(assessment_id)), assessment_id)
            unit.assessments.set_form(head.id, checked_form(self.questionnaire(head), form), self._clock())
            return found(unit.assessments.get(head.id), assessment_id)

    def freeze(self, assessment_id: str, name: str, author: str = "") -> Snapshot:
        """Keep the assessment as it is now, for good, under a name (*figer l'état des lieux*)."""
        name, author = read_name(name), read_author(author)
        with self._store.writing() as unit:
            head = found(unit.assessments.lock(storable(assessment_id)), assessment_id)
            answers = unit.answers.of_assessment(head.id)
            if not any(answer.code for answer in answers.values()):
                raise InputError("assessment.nothing_to_freeze")
            snapshot = self._snapshot(unit, head, answers, name, author)
            unit.snapshots.add_all([snapshot])
        return snapshot

    def _snapshot(
        self, unit: Unit, head: AssessmentHead, answers: Mapping[str, StoredAnswer], name: str, author: str
    ) -> Snapshot:
        territory = self._territories.get(head.territory_id)
        questionnaire = self.questionnaire(head)
        scores = profile(questionnaire, read_answers(questionnaire, answers), territory.tier, head.form)
        payload = snapshot_payload(head, identity(territory), answers, scores, unit.plans.of_assessment(head.id))
        return Snapshot(str(uuid4()), head.id, name, self._clock(), author, payload)

    def snapshots(self, assessment_id: str) -> list[Snapshot]:
        """The snapshots of an assessment, the latest first."""
        with self._store.reading() as unit:
            head = found(unit.assessments.get(storable(assessment_id)), assessment_id)
            return unit.snapshots.of_assessment(head.id)

    def snapshot(self, snapshot_id: str) -> Snapshot:
        """One snapshot."""
        with self._store.reading() as unit:
            snapshot = unit.snapshots.get(storable(snapshot_id))
        if snapshot is None:
            raise NotFoundError("assessment.snapshot_unknown", id=snapshot_id)
        return snapshot

    def delete(self, assessment_id: str, actor: Actor = LOCAL_ADMINISTRATOR) -> None:
        """Delete an assessment with its answers, history and snapshots. Nothing of it remains."""
        actor.must_administer()
        with self._store.writing() as unit:
            if not unit.assessments.remove(storable(assessment_id)):
                raise NotFoundError("assessment.unknown", id=assessment_id)


def must_stay(unit: Unit, questionnaires: Questionnaires, head: AssessmentHead) -> None:
    """NotFoundError when the questionnaire was withdrawn; it is not until the transaction ends."""
    key = head.questionnaire_id, head.questionnaire_version
    if not questionnaires.is_shipped(*key) and not unit.questionnaires.hold(*key):
        raise NotFoundError("versions.unknown", id=key[0], version=key[1])


def begun(unit: Unit, head: AssessmentHead) -> AssessmentHead | None:
    """The real assessment that stands where ``head`` would."""
    return unit.assessments.of_territory(head.territory_id, head.questionnaire_id, head.questionnaire_version)


def write(unit: Unit, head: AssessmentHead, mine: StoredAnswer, key: str) -> StoredAnswer:
    """Write an answer and its line of history, in a transaction that holds the assessment's lock."""
    theirs = unit.answers.get(head.id, mine.question_id)
    if (theirs.version if theirs else NEVER_ANSWERED) != mine.version - 1:
        raise conflict(theirs, mine)
    change = Change(key, head.id, theirs.code if theirs else None, mine)
    if not unit.changes.add(change):
        raise InputError("assessment.key_reused")
    unit.answers.write(head.id, mine)
    unit.assessments.touch(head.id, mine.at)
    return mine


def same_intention(done: Change, head: AssessmentHead, mine: StoredAnswer) -> StoredAnswer:
    """What was stored under the key, when it is what is asked for again."""
    if done.assessment_id != head.id or not done.answer.says_the_same(mine):
        raise InputError("assessment.key_reused")
    return done.answer


def conflict(theirs: StoredAnswer | None, mine: StoredAnswer) -> ConflictError:
    """Somebody else wrote meanwhile: who, when, and both answers."""
    if theirs is None:
        return ConflictError("assessment.answer_gone", question=mine.question_id, theirs=None, mine=mine)
    return ConflictError(
        "assessment.conflict" if theirs.author else "assessment.conflict_unnamed",
        question=mine.question_id,
        who=theirs.author,
        when=theirs.at,
        theirs=theirs,
        mine=mine,
        their_code=theirs.code or "–",
        my_code=mine.code or "–",
    )


def found(head: AssessmentHead | None, assessment_id: str) -> AssessmentHead:
    """The head; NotFoundError when there is none."""
    if head is None:
        raise NotFoundError("assessment.unknown", id=assessment_id)
    return head


def storable(identifier: str) -> str:
    """An id fit to be looked up: what no database can hold is nobody's id."""
    return identifier if identifier.isascii() and identifier.isprintable() else ""


def checked_form(questionnaire: Questionnaire, form: Form) -> Form:
    """The form, when the questionnaire has it."""
    if form not in ("full", "flash") or (form == "flash" and not questionnaire.has_flash):
        raise InputError("assessment.form_unknown", form=form)
    return form


def read_answers(questionnaire: Questionnaire, stored: Mapping[str, StoredAnswer]) -> dict[str, Answer]:
    """Stored answers as scoring takes them."""
    return {
        question_id: read_answer(questionnaire.question(question_id), answer.code)
        for question_id, answer in stored.items()
    }


def identity(territory: Territory) -> dict[str, Any]:
    """Who an authority is, as plain data."""
    return {"id": territory.id, **asdict(territory), "postcodes": list(territory.postcodes)}
