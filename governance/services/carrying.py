# SPDX-License-Identifier: EUPL-1.2
"""From an assessment to one of a later version of its questionnaire. The first stays as it is, still to be read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import uuid4

from governance.assessments.records import AssessmentDetail, AssessmentHead, Change, StoredAnswer
from governance.assessments.stating import read_author
from governance.assessments.texts import COMMENT_LIMIT
from governance.errors import InputError, StoreError
from governance.language.localized import LocalizedText
from governance.plans.records import change_of, new_action
from governance.questionnaire.carrying import Again, Carried, Kept, carried
from governance.questionnaire.changes import Correspondence
from governance.questionnaire.common import in_common
from governance.questionnaire.model import Form, Questionnaire, Tier
from governance.questionnaire.shelf import version_order
from governance.scoring.result import Profile
from governance.scoring.scores import profile
from governance.services.assessments import begun, found, must_stay, now, read_answers, storable
from governance.services.carried_plan import moved_aim
from governance.services.ports import Clock, Store, Territories, Unit
from governance.services.questionnaires import QuestionnaireService
from governance.services.results import Result

Returned = TypeVar("Returned")


@dataclass(frozen=True, slots=True)
class Offer:
    """What going on with a later version would do. ``existing``: the authority's assessment of it, if it has one."""

    between: Correspondence
    carried: Carried
    planned: int
    left: int
    """Actions of the plan that would go along, and those that would not."""
    existing: AssessmentHead | None


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """The assessment of the later version; ``created`` tells whether it was not there before."""

    head: AssessmentHead
    created: bool


@dataclass(frozen=True, slots=True)
class Reminder:
    """A question that is asked again, the version to which it was answered, and what the new one says of it."""

    version: str
    again: Again
    note: LocalizedText | None


@dataclass(frozen=True, slots=True)
class InCommon:
    """An assessment beside one of an earlier version, both on the questions in common, weighed in one way."""

    then: Profile
    now: Result
    version: str
    questions: int


class CarryingService:
    """Answers, comments, evidence and plans taken to later versions."""

    def __init__(
        self, store: Store, questionnaires: QuestionnaireService, territories: Territories, clock: Clock = now
    ) -> None:
        self._store = store
        self._questionnaires = questionnaires
        self._territories = territories
        self._clock = clock

    def newer(self, head: AssessmentHead) -> str | None:
        """The latest version of an assessment's questionnaire, if it is later than its own."""
        if head.simulated:
            return None
        versions = self._questionnaires.versions(head.questionnaire_id)
        own = version_order(head.questionnaire_version)
        return versions[-1] if versions and version_order(versions[-1]) > own else None

    def offer(self, assessment_id: str) -> Offer | None:
        """What going on with the latest version would keep, ask again and drop; None when there is no later one."""
        with self._store.reading() as unit:
            head = found(unit.assessments.get(storable(assessment_id)), assessment_id)
            stored, plan = unit.answers.of_assessment(head.id), unit.plans.of_assessment(head.id)
            heads = unit.assessments.versions_of_territory(head.territory_id, head.questionnaire_id)
        version = self.newer(head)
        if version is None:
            return None
        between = self._between(head, version)
        going = sum(moved_aim(action, between) is not None for action in plan)
        existing = next((other for other in heads if other.questionnaire_version == version), None)
        outcome = carried_for(between, stored, self._tier(head))
        return Offer(between, outcome, going, len(plan) - going, existing)

    def carry(self, assessment_id: str, author: str = "") -> CarriedOver:
        """Begin the assessment of the latest version with the answers that it keeps, or find the one that is there.

        Asking twice does it once. InputError when no later version is at hand, or the assessment is simulated.
        """
        with self._store.reading() as unit:
            head = found(unit.assessments.get(storable(assessment_id)), assessment_id)
        version = self.newer(head)
        if version is None:
            raise InputError("versions.no_later")
        between = self._between(head, version)
        mine = self._successor(head, between.new, read_author(author))
        return self._write(lambda unit: self._carry(unit, mine, head.id, between))

    def _carry(self, unit: Unit, mine: AssessmentHead, assessment_id: str, between: Correspondence) -> CarriedOver:
        head = found(unit.assessments.lock(assessment_id), assessment_id)
        must_stay(unit, self._questionnaires, mine)
        if not unit.assessments.add(mine):
            return CarriedOver(begun(unit, mine) or mine, created=False)
        self._carry_answers(unit, head, mine, between)
        self._carry_plan(unit, head, mine, between)
        return CarriedOver(mine, created=True)

    def _successor(self, head: AssessmentHead, new: Questionnaire, author: str) -> AssessmentHead:
        form: Form = head.form if new.has_flash else "full"
        moment = self._clock()
        return replace(
            head, id=str(uuid4()), questionnaire_version=new.version, form=form, author=author,
            created_at=moment, updated_at=moment,
        )  # fmt: skip

    def _carry_answers(self, unit: Unit, head: AssessmentHead, mine: AssessmentHead, between: Correspondence) -> None:
        stored = unit.answers.of_assessment(head.id)
        outcome = carried_for(between, stored, self._tier(head))
        answers = [carried_answer(kept, stored, mine) for kept in outcome.kept]
        unit.answers.write_all([(mine.id, answer) for answer in answers])
        version = head.questionnaire_version
        unit.changes.add_all([Change(str(uuid4()), mine.id, None, answer, version) for answer in answers])

    def _carry_plan(self, unit: Unit, head: AssessmentHead, mine: AssessmentHead, between: Correspondence) -> None:
        for action in unit.plans.of_assessment(head.id):
            aim = moved_aim(action, between)
            if aim is None:
                continue
            going = new_action(mine.id, aim, action.entry, mine.author, mine.created_at)
            if unit.plans.add(going):
                unit.plan_changes.add(change_of(str(uuid4()), None, going, mine.author, mine.created_at))

    def reminders(self, head: AssessmentHead) -> dict[str, Reminder]:
        """By question: those asked again since the authority's assessment of an earlier version."""
        earlier = self.earlier(head)
        if earlier is None:
            return {}
        with self._store.reading() as unit:
            stored = unit.answers.of_assessment(earlier.id)
        between = self._between(earlier, head.questionnaire_version)
        outcome = carried_for(between, stored, self._tier(head))
        version = earlier.questionnaire_version
        return {
            again.question.id: Reminder(version, again, between.to(again.question.id).note) for again in outcome.again
        }

    def earlier(self, head: AssessmentHead) -> AssessmentHead | None:
        """The authority's assessment of the last version before this one's; None when it has none."""
        if head.simulated:
            return None
        with self._store.reading() as unit:
            heads = unit.assessments.versions_of_territory(head.territory_id, head.questionnaire_id)
        own = version_order(head.questionnaire_version)
        older = [other for other in heads if version_order(other.questionnaire_version) < own]
        return max(older, key=lambda other: version_order(other.questionnaire_version), default=None)

    def in_common(self, report: Result) -> InCommon | None:
        """A result beside that of the version before, on what both ask; None without one, or nothing in common."""
        earlier = self.earlier(report.detail.head)
        if earlier is None:
            return None
        both = in_common(self._between(earlier, report.questionnaire.version))
        if both is None:
            return None
        with self._store.reading() as unit:
            stored = unit.answers.of_assessment(earlier.id)
        then, today = both
        form = common_form(today, earlier, report.detail.head)
        before = profile(then, read_answers(then, answers_to(then, stored)), report.territory.tier, form)
        return InCommon(before, restricted(report, today, form), earlier.questionnaire_version, len(today.questions))

    def _between(self, head: AssessmentHead, version: str) -> Correspondence:
        return self._questionnaires.correspondence(head.questionnaire_id, head.questionnaire_version, version)

    def _tier(self, head: AssessmentHead) -> Tier:
        return self._territories.get(head.territory_id).tier

    def _write(self, write: Callable[[Unit], Returned]) -> Returned:
        """Run a transaction; again when its commit may have been cut on the way back: it is done once all the same."""
        try:
            with self._store.writing() as unit:
                return write(unit)
        except StoreError as fault:
            if fault.key != "store.connection_lost":
                raise
        with self._store.writing() as unit:
            return write(unit)


def carried_for(between: Correspondence, stored: Mapping[str, StoredAnswer], tier: Tier) -> Carried:
    """What becomes of stored answers, among the questions that the later version puts to a tier."""
    outcome = carried(between, {name: answer.code for name, answer in stored.items() if answer.code is not None})
    return Carried(
        kept=tuple(one for one in outcome.kept if one.question.concerns(tier)),
        again=tuple(one for one in outcome.again if one.question.concerns(tier)),
        dropped=outcome.dropped,
        new=tuple(question for question in outcome.new if question.concerns(tier)),
    )


def carried_answer(kept: Kept, stored: Mapping[str, StoredAnswer], mine: AssessmentHead) -> StoredAnswer:
    """A kept answer as the later assessment begins with it; what was written beside merged ones is put together."""
    sources = [stored[name] for name in kept.sources]
    return StoredAnswer(
        question_id=kept.question.id,
        code=kept.code,
        reason=together(answer.reason for answer in sources),
        comment=together(answer.comment for answer in sources),
        evidence=together(answer.evidence for answer in sources),
        version=1,
        author=mine.author,
        at=mine.created_at,
    )


def together(texts: Iterable[str]) -> str:
    """Texts one under the other, each once, as far as there is room."""
    return "\n".join(dict.fromkeys(filter(None, texts)))[:COMMENT_LIMIT]


def common_form(questionnaire: Questionnaire, *heads: AssessmentHead) -> Form:
    """The form in which two assessments are compared: the short one as soon as one of them is."""
    return "flash" if questionnaire.has_flash and any(head.form == "flash" for head in heads) else "full"


def answers_to(questionnaire: Questionnaire, stored: Mapping[str, StoredAnswer]) -> dict[str, StoredAnswer]:
    """The stored answers to the questions of a questionnaire."""
    return {question.id: stored[question.id] for question in questionnaire.questions if question.id in stored}


def restricted(report: Result, questionnaire: Questionnaire, form: Form) -> Result:
    """A result on fewer questions."""
    answers = {question.id: report.answers[question.id] for question in questionnaire.questions
               if question.id in report.answers}  # fmt: skip
    scores = profile(questionnaire, answers, report.territory.tier, form)
    detail = AssessmentDetail(replace(report.detail.head, form=form), report.detail.answers)
    return Result(detail, report.territory, questionnaire, answers, scores)
