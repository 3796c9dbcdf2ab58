# SPDX-License-Identifier: EUPL-1.2
"""What can be seen of a session now: by phones and the screen, by the console; and whether it moved."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from governance.assessments.records import AssessmentHead
from governance.errors import NotFoundError
from governance.questionnaire.model import Questionnaire
from governance.services.assessments import found, now, storable
from governance.services.ports import Clock, Questionnaires, Store, Territories, Unit
from governance.services.workshop_acts import identifier, known
from governance.services.workshop_results import (
    moves_of,
    priorities_of,
    question_shown,
    results_of,
    shown_arguments,
)
from governance.workshops.machine import NOT_ASKED
from governance.workshops.points import POINTS, shown
from governance.workshops.records import PRIORITIES, Asked, Version, Workshop
from governance.workshops.views import ConsoleView, PrioritiesShown, QuestionLine, RoomView

PRESENT_SECONDS = 15
"""How long what a process said of its phones is believed."""
WAITING, ENDED = "waiting", "ended"
PENDING_FIRST = {"pending": 0, "shown": 1, "hidden": 2}


class RoomService:
    """Reads only, but for the presence of phones."""

    def __init__(
        self, store: Store, questionnaires: Questionnaires, territories: Territories, clock: Clock = now
    ) -> None:
        self._store = store
        self._questionnaires = questionnaires
        self._territories = territories
        self._clock = clock

    def by_screen_token(self, token: str) -> Workshop:
        """The session that a screen's link opens; NotFoundError("workshop.link_dead") once it has ended."""
        with self._store.reading() as unit:
            workshop = unit.workshops.by_screen_token(storable(token))
        if workshop is None:
            raise NotFoundError("workshop.link_dead")
        return workshop

    def room(self, workshop_id: str) -> RoomView:
        """The public state; ``ended`` once it is over."""
        with self._store.reading() as unit:
            workshop = known(unit.workshops.get(identifier(workshop_id)))
            return self._room(unit, workshop)

    def _room(self, unit: Unit, workshop: Workshop) -> RoomView:
        head = found(unit.assessments.get(workshop.assessment_id), workshop.assessment_id)
        asked = unit.asked.of_workshop(workshop.id)
        front = None if workshop.ended else asked.get(workshop.current or "")
        view = RoomView(
            workshop_id=workshop.id,
            code=workshop.code,
            title=workshop.title,
            territory=self._territories.get(head.territory_id).name,
            version=unit.workshops.versions([workshop.id])[workshop.id],
            state=ENDED if workshop.ended else WAITING,
            joined=unit.participants.count(workshop.id) if workshop.attended is None else workshop.attended,
            connected=unit.presence.count(workshop.id, self._clock() - timedelta(seconds=PRESENT_SECONDS)),
            total=len(asked) - 1,
            timer=workshop.timer,
            colleges=workshop.colleges,
            rehearsal=workshop.rehearsing,
        )
        if front is None:
            return view
        if front.question_id == PRIORITIES:
            return with_priorities(unit, view, front)
        return with_question(unit, view, front, self._edition(head))

    def _edition(self, head: AssessmentHead) -> Questionnaire:
        return self._questionnaires.get(head.questionnaire_id, head.questionnaire_version)

    def console(self, workshop_id: str) -> ConsoleView:
        """Everything for the facilitator."""
        with self._store.reading() as unit:
            workshop = known(unit.workshops.get(identifier(workshop_id)))
            head = found(unit.assessments.get(workshop.assessment_id), workshop.assessment_id)
            asked = unit.asked.of_workshop(workshop.id)
            front = asked.get(workshop.current or "")
            options = unit.options.of_workshop(workshop.id)
            return ConsoleView(
                workshop=workshop,
                room=self._room(unit, workshop),
                questions=question_lines(unit, workshop, asked.values(), self._edition(head)),
                actions=front.stage.possible if front and not workshop.ended else (),
                next_question=next_question(asked.values(), with_options=bool(options)),
                arguments=tuple(
                    sorted(
                        unit.arguments.of_question(workshop.id, front.question_id) if front else [],
                        key=lambda argument: PENDING_FIRST[argument.state],
                    )
                ),
                hands=unit.hands.of_question(workshop.id, front.question_id).get(front.stage.round, {})
                if front
                else {},
                options=tuple(options),
                journal=tuple(unit.journal.of_workshop(workshop.id)),
                simulated_voters=unit.participants.count(workshop.id, simulated=True),
            )

    def versions(self, workshop_ids: Iterable[str]) -> dict[str, Version]:
        """Where each session is, in one cheap query: it moves at each transition and each vote, whoever stored it."""
        with self._store.reading() as unit:
            return unit.workshops.versions(workshop_ids)

    def report_presence(self, process: str, connected: Mapping[str, int]) -> None:
        """How many phones one server process holds, by session: to be said every 5 s; forgotten after 15."""
        with self._store.writing() as unit:
            there = unit.workshops.versions(connected)
            unit.presence.write(process, {key: connected[key] for key in there}, self._clock())


def with_question(unit: Unit, view: RoomView, front: Asked, questionnaire: Questionnaire) -> RoomView:
    """The state with a question in front. Only rounds already revealed are ever counted by level."""
    question = questionnaire.question(front.question_id)
    place = (unit, view.workshop_id, front.question_id)
    revealed, levels = front.stage.revealed_rounds, len(question.levels)
    showing = front.stage.round in revealed
    results = results_of(*place, revealed, levels)
    hands = unit.hands.of_question(view.workshop_id, front.question_id).get(front.stage.round, {})
    return replace(
        view,
        state=front.stage.state.value,
        question=question_shown(questionnaire, question),
        asked=front.question_id,
        round=front.stage.round,
        rank=front.position,
        answered=unit.votes.count(view.workshop_id, front.question_id, front.stage.round) + sum(hands.values()),
        result=results[-1] if showing else None,
        earlier=tuple(results[:-1] if showing else results),
        moves=moves_of(*place, revealed[-2:], levels)[0] if showing and len(revealed) > 1 else None,
        decision=unit.decisions.of_workshop(view.workshop_id).get(front.question_id),
        arguments=shown_arguments(*place, revealed) if showing else (),
    )


def with_priorities(unit: Unit, view: RoomView, front: Asked) -> RoomView:
    """The state during the vote on priorities."""
    showing = front.stage.round in front.stage.revealed_rounds
    options = tuple(shown(option) for option in unit.options.of_workshop(view.workshop_id))
    result = priorities_of(unit, view.workshop_id, front.stage) if showing else None
    return replace(
        view,
        state=front.stage.state.value,
        asked=PRIORITIES,
        round=front.stage.round,
        answered=unit.votes.count(view.workshop_id, PRIORITIES, front.stage.round),
        priorities=PrioritiesShown(POINTS, options, result),
    )


def question_lines(
    unit: Unit, workshop: Workshop, asked: Iterable[Asked], questionnaire: Questionnaire
) -> tuple[QuestionLine, ...]:
    """The facilitator's list."""
    decisions = unit.decisions.of_workshop(workshop.id)
    return tuple(
        QuestionLine(
            each,
            None if each.question_id == PRIORITIES else questionnaire.question(each.question_id).title,
            decisions.get(each.question_id),
        )
        for each in asked
    )


def next_question(asked: Iterable[Asked], *, with_options: bool) -> str | None:
    """The next not asked yet; the vote on priorities last, where there is something to vote on."""
    fresh = (each.question_id for each in asked if each.stage == NOT_ASKED)
    return next((each for each in fresh if each != PRIORITIES or with_options), None)
