# SPDX-License-Identifier: EUPL-1.2
"""What a session leaves: answers of the assessment, actions of its plan, minutes, anonymous votes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from governance.assessments.records import StoredAnswer
from governance.assessments.stating import read_author
from governance.errors import ConflictError, InputError, NotFoundError
from governance.language import Language, sentence
from governance.language.figures import format_date, format_number
from governance.plans.records import PlanEntry, PlannedAction
from governance.services.assessments import AssessmentService, found, now
from governance.services.plans import PlanService
from governance.services.ports import Clock, Questionnaires, Store, Territories, Unit
from governance.services.workshop_acts import identifier, known
from governance.services.workshop_results import (
    moves_of,
    priorities_of,
    question_shown,
    results_of,
    shown_arguments,
)
from governance.workshops.minutes import Minutes, Proposal, QuestionMinutes, VoteRow
from governance.workshops.records import PRIORITIES, Asked, Decision, JournalLine, Option, Workshop
from governance.workshops.rows import anonymous_rows
from governance.workshops.views import PrioritiesResult, QuestionShown


class OutcomeService:
    """From what the room decided to what the authority states."""

    def __init__(
        self,
        store: Store,
        questionnaires: Questionnaires,
        territories: Territories,
        assessments: AssessmentService,
        plans: PlanService,
        *,
        clock: Clock = now,
    ) -> None:
        self._store = store
        self._questionnaires = questionnaires
        self._territories = territories
        self._assessments = assessments
        self._plans = plans
        self._clock = clock

    # To the assessment.

    def proposals(self, workshop_id: str) -> list[Proposal]:
        """The levels retained, each beside the assessment's present answer."""
        with self._store.reading() as unit:
            workshop = known(unit.workshops.get(identifier(workshop_id)))
            answers = unit.answers.of_assessment(workshop.assessment_id)
            decisions, shown = unit.decisions.of_workshop(workshop.id), self._shown(unit, workshop)
        return [
            Proposal(decisions[question.id], question, answers.get(question.id))
            for question in shown
            if question.id in decisions
        ]

    def _shown(self, unit: Unit, workshop: Workshop) -> list[QuestionShown]:
        """The questions of a session, in order."""
        head = found(unit.assessments.get(workshop.assessment_id), workshop.assessment_id)
        questionnaire = self._questionnaires.get(head.questionnaire_id, head.questionnaire_version)
        asked = unit.asked.of_workshop(workshop.id)
        return [question_shown(questionnaire, questionnaire.question(name)) for name in asked if name != PRIORITIES]

    def confirm(
        self, workshop_id: str, seen: Mapping[str, int], *, by: str = "", language: Language = "fr"
    ) -> list[StoredAnswer]:
        """Make levels retained the assessment's answers: those of ``seen``, question → ``Proposal.expected_version``.

        Each is marked as collective, with its voters and agreement, below the comment that was there. ConflictError
        when somebody answered meanwhile: then nothing of that question is written, and those before it are kept.
        Refused during a rehearsal.
        """
        author = read_author(by)
        proposals = {proposal.decision.question_id: proposal for proposal in self.proposals(workshop_id)}
        workshop = self._real(workshop_id)
        if unknown := sorted(seen.keys() - proposals.keys()):
            raise NotFoundError("workshop.nothing_retained", question=unknown)
        return [self._confirm(workshop, proposals[name], seen[name], author, language) for name in seen]

    def _real(self, workshop_id: str) -> Workshop:
        """The session, when nothing in it is simulated."""
        with self._store.reading() as unit:
            workshop = known(unit.workshops.get(identifier(workshop_id)))
        if workshop.rehearsing:
            raise ConflictError("workshop.rehearsing")
        return workshop

    def _confirm(
        self, workshop: Workshop, proposal: Proposal, expected: int, author: str, language: Language
    ) -> StoredAnswer:
        decision, present = proposal.decision, proposal.present
        mark = collective_mark(decision, language)
        comment = present.comment if present else ""
        answer = self._assessments.save(
            workshop.assessment_id,
            decision.question_id,
            str(decision.level),
            # Asked twice, the mark is there once.
            comment=comment if mark in comment else f"{comment}\n\n{mark}".strip(),
            evidence=present.evidence if present else "",
            expected_version=expected,
            author=author,
            key=f"{workshop.id}:{decision.revision}",
        )
        if not proposal.confirmed:
            self._note_confirmed(workshop.id, decision, author)
        return answer

    def _note_confirmed(self, workshop_id: str, decision: Decision, author: str) -> None:
        confirmed = replace(decision, confirmed_at=self._clock(), confirmed_by=author)
        with self._store.writing() as unit:
            unit.workshops.hold(workshop_id, alone=True)
            # Nothing to note on a decision taken back meanwhile, or noted by another click.
            if unit.decisions.of_workshop(workshop_id).get(decision.question_id) == decision:
                unit.decisions.write(workshop_id, confirmed)
                level = str(decision.level)
                self._note(unit, workshop_id, "confirmed", by=author, question_id=decision.question_id, detail=level)

    def _note(
        self, unit: Unit, workshop_id: str, action: str, *, by: str, question_id: str | None = None, detail: str
    ) -> None:
        """Append to the journal of a session, be it over."""
        workshop = known(unit.workshops.get(workshop_id)).moved()
        line = JournalLine(workshop.revision, self._clock(), action, by, question_id, detail=detail)
        unit.journal.add(workshop_id, line)
        unit.workshops.write(workshop)

    # To the plan.

    def priorities(self, workshop_id: str) -> PrioritiesResult | None:
        """What the vote on priorities said; None before its reveal."""
        with self._store.reading() as unit:
            workshop = known(unit.workshops.get(identifier(workshop_id)))
            return priorities_of(unit, workshop.id, unit.asked.of_workshop(workshop.id)[PRIORITIES].stage)

    def plan(
        self, workshop_id: str, option_ids: Sequence[str], *, by: str = "", language: Language = "fr"
    ) -> list[PlannedAction]:
        """Put options in the assessment's plan; those already there are left as they are."""
        author, workshop = read_author(by), self._real(workshop_id)
        with self._store.reading() as unit:
            options = {option.id: option for option in unit.options.of_workshop(workshop.id)}
        if unknown := sorted(set(option_ids) - options.keys()):
            raise NotFoundError("workshop.option_unknown", option=unknown)
        result = self.priorities(workshop_id)
        points = {option.id: count for option, count in result.points} if result else {}
        planned = [
            self._plan(workshop, options[name], priority_note(points.get(name), workshop, language), author)
            for name in dict.fromkeys(option_ids)
        ]
        return [action for action in planned if action]

    def _plan(self, workshop: Workshop, option: Option, note: str, author: str) -> PlannedAction | None:
        try:
            action = self._plans.add(
                workshop.assessment_id,
                PlanEntry(option.title, notes=note),
                step=option.step,
                author=author,
                key=f"{workshop.id}:{option.id}",
            )
        except InputError as fault:
            if fault.key != "plan.already_planned":
                raise
            action = None
        if not option.planned:
            with self._store.writing() as unit:
                unit.workshops.hold(workshop.id, alone=True)
                unit.options.set_planned(workshop.id, option.id)
                self._note(unit, workshop.id, "planned", by=author, detail=option.title)
        return action

    # To paper.

    def minutes(self, workshop_id: str) -> Minutes:
        """The data of the minutes: what was revealed, retained, said and decided."""
        with self._store.reading() as unit:
            workshop = known(unit.workshops.get(identifier(workshop_id)))
            head = found(unit.assessments.get(workshop.assessment_id), workshop.assessment_id)
            asked = unit.asked.of_workshop(workshop.id)
            decisions, shown = unit.decisions.of_workshop(workshop.id), self._shown(unit, workshop)
            there = unit.participants.count(workshop.id)
            return Minutes(
                workshop=workshop,
                territory=self._territories.get(head.territory_id).name,
                attended=there if workshop.attended is None else workshop.attended,
                questions=tuple(
                    question_minutes(unit, workshop, question, asked[question.id], decisions.get(question.id))
                    for question in shown
                    if asked[question.id].stage.revealed_rounds
                ),
                not_asked=tuple(question for question in shown if not asked[question.id].stage.revealed_rounds),
                priorities=priorities_of(unit, workshop.id, asked[PRIORITIES].stage),
                journal=tuple(unit.journal.of_workshop(workshop.id)),
            )

    def votes(self, workshop_id: str) -> list[VoteRow]:
        """Anonymous votes of the rounds revealed, in an order that tells nothing."""
        with self._store.reading() as unit:
            workshop = known(unit.workshops.get(identifier(workshop_id)))
            asked = unit.asked.of_workshop(workshop.id)
            hands = {name: unit.hands.of_question(workshop.id, name) for name in asked}
            return anonymous_rows(asked.values(), unit.votes.all(workshop.id), hands)


def question_minutes(
    unit: Unit, workshop: Workshop, question: QuestionShown, asked: Asked, decision: Decision | None
) -> QuestionMinutes:
    """One question of the minutes: the rounds revealed, and nothing of another."""
    place, rounds, levels = (unit, workshop.id, question.id), asked.stage.revealed_rounds, len(question.levels)
    return QuestionMinutes(
        question=question,
        asked=asked,
        results=tuple(results_of(*place, rounds, levels)),
        moves=tuple(moves_of(*place, rounds, levels)),
        decision=decision,
        arguments=shown_arguments(*place, rounds),
    )


def collective_mark(decision: Decision, language: Language) -> str:
    """What stands below the comment of an answer that a session gave."""
    agreed = decision.after.agreement
    words = [
        sentence(
            "messages.workshop.collective" if agreed is not None else "messages.workshop.collective_few",
            language,
            date=format_date(decision.at, language),
            voters=sentence("messages.workshop.count_voters", language, count=decision.voters),
            agreement="" if agreed is None else format_number(agreed, language, 2),
        ),
        decision.note,
        sentence("messages.workshop.collective_dissent", language, dissent=decision.dissent)
        if decision.dissent
        else "",
    ]
    return "\n".join(filter(None, words))


def priority_note(points: int | None, workshop: Workshop, language: Language) -> str:
    """What stands in the notes of an action that a session chose."""
    date = format_date(workshop.created_at, language)
    if points is None:
        return sentence("messages.workshop.planned_without_vote", language, date=date)
    return sentence("messages.workshop.planned", language, date=date, count=points)
