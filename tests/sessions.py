# SPDX-License-Identifier: EUPL-1.2
"""A session on the sample questionnaire, with all its services, for tests of what surrounds it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from governance.services.assessments import AssessmentService
from governance.services.plans import PlanService
from governance.services.ports import Clock, Questionnaires, Store
from governance.services.workshop_ballots import BallotService
from governance.services.workshop_outcomes import OutcomeService
from governance.services.workshop_rooms import RoomService
from governance.services.workshops import WorkshopService
from governance.workshops.codes import participant_of
from governance.workshops.records import Workshop
from governance.workshops.views import RoomView
from tests.sample import SampleTerritories

EPCI = "epci:200000001"


@dataclass
class Sessions:
    """The services of sessions, on one store."""

    assessments: AssessmentService
    plans: PlanService
    workshops: WorkshopService
    ballots: BallotService
    rooms: RoomService
    outcomes: OutcomeService

    @classmethod
    def on(cls, store: Store, questionnaires: Questionnaires, clock: Clock) -> "Sessions":
        territories = SampleTerritories()
        assessments = AssessmentService(store, questionnaires, territories, clock)
        plans = PlanService(store, questionnaires, territories, clock)
        return cls(
            assessments,
            plans,
            WorkshopService(store, questionnaires, territories, assessments, clock),
            BallotService(store, questionnaires, clock),
            RoomService(store, questionnaires, territories, clock),
            OutcomeService(store, questionnaires, territories, assessments, plans, clock=clock),
        )

    def begin(self, questions: Iterable[str] = ("split", "lanes"), **more: object) -> Workshop:
        """A session on some questions of an EPCI's assessment."""
        head = self.assessments.open(EPCI, "full")
        return self.workshops.create(head.id, list(questions), **more)  # type: ignore[arg-type]

    def vote(
        self, workshop: Workshop, answers: Mapping[str, str], question: str = "split", round_number: int = 1
    ) -> None:
        """What people, known by their names, answer."""
        for name, answer in answers.items():
            self.ballots.vote(workshop.id, person(workshop, name), question, round_number, answer)

    def reveal(
        self, workshop: Workshop, answers: Mapping[str, str], question: str = "split", round_number: int = 1
    ) -> RoomView:
        """A whole round, from its opening to its result."""
        self.workshops.open(workshop.id, question)
        self.vote(workshop, answers, question, round_number)
        self.workshops.close(workshop.id)
        self.workshops.reveal(workshop.id)
        return self.rooms.room(workshop.id)


def person(workshop: Workshop, name: str) -> str:
    """The participant that a name stands for in a session."""
    return participant_of(workshop.id, name)


def people(count: int, answer: str = "2", first: int = 0) -> dict[str, str]:
    """So many people who answer the same."""
    return {f"person {number}": answer for number in range(first, first + count)}
