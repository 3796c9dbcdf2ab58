# SPDX-License-Identifier: EUPL-1.2
"""Simulated assessments (*données simulées*): loaded and purged in one action each, never mixed with real ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from governance.access.actor import LOCAL_ADMINISTRATOR, Actor
from governance.assessments.parameters import Parameters, load_parameters
from governance.assessments.records import AssessmentHead, Change, StoredAnswer
from governance.assessments.simulation import SimulatedAssessment, Simulation
from governance.assessments.snapshot import Snapshot, snapshot_payload
from governance.questionnaire.answer import NOT_APPLICABLE
from governance.questionnaire.model import Questionnaire
from governance.scoring.scores import profile
from governance.services.assessments import identity, read_answers
from governance.services.ports import Questionnaires, Store, Territories
from governance.territories.territory import Territory

START = time(9, tzinfo=UTC)
PER_ANSWER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Simulated:
    """All that is written for one authority."""

    head: AssessmentHead
    answers: list[StoredAnswer]
    snapshots: list[Snapshot]

    @property
    def changes(self) -> Iterator[Change]:
        """One line of history for each answer."""
        return (Change(f"demo {self.head.id} {a.question_id}", self.head.id, None, a) for a in self.answers)


class DemoService:
    """Data to look around with."""

    def __init__(
        self,
        store: Store,
        questionnaires: Questionnaires,
        territories: Territories,
        parameters: Parameters | None = None,
    ) -> None:
        self._store = store
        self._questionnaires = questionnaires
        self._territories = territories
        self._parameters = parameters or load_parameters()

    def is_loaded(self) -> bool:
        """Whether simulated assessments are there."""
        with self._store.reading() as unit:
            return unit.assessments.count_simulated() > 0

    def load(self, actor: Actor = LOCAL_ADMINISTRATOR) -> int:
        """Write the simulated assessments, in the place of any there were; returns how many authorities have one."""
        actor.must_administer()
        questionnaire = self._questionnaires.latest()
        simulation = Simulation(questionnaire, self._parameters)
        simulated = [self._simulate(questionnaire, simulation.assess(authority)) for authority in self.authorities()]
        with self._store.writing() as unit:
            unit.assessments.remove_simulated()
            unit.assessments.add_all([one.head for one in simulated])
            unit.answers.write_all([(one.head.id, answer) for one in simulated for answer in one.answers])
            unit.changes.add_all([change for one in simulated for change in one.changes])
            unit.snapshots.add_all([snapshot for one in simulated for snapshot in one.snapshots])
        return len(simulated)

    def purge(self, actor: Actor = LOCAL_ADMINISTRATOR) -> int:
        """Delete the simulated assessments, with all that belongs to them, and nothing else; returns how many."""
        actor.must_administer()
        with self._store.writing() as unit:
            return unit.assessments.remove_simulated()

    def authorities(self) -> list[Territory]:
        """Who gets simulated answers: each authority once, those without inhabitants never."""
        rules = self._parameters
        listed = [territory for layer in rules.layers for territory in self._territories.of_layer(layer)]
        listed += [epci for epci in self._territories.of_layer("epci") if epci.region == rules.epci_of_region]
        listed += [self._territories.get(f"commune:{code}") for code in rules.communes]
        return [territory for territory in listed if territory.population and not territory.authority]

    def _simulate(self, questionnaire: Questionnaire, simulated: SimulatedAssessment) -> Simulated:
        """The head, answers and snapshots of one authority."""
        head = self._head(questionnaire, simulated)
        states = [*simulated.earlier, simulated.codes]
        days = self._days(simulated.day, len(states))
        answers = [self._answers(codes, day) for codes, day in zip(states, days, strict=True)]
        snapshots = [
            self._snapshot(questionnaire, simulated.territory, head, earlier, step)
            for step, earlier in enumerate(answers[:-1])
        ]
        return Simulated(head, answers[-1], snapshots)

    def _days(self, last: date, count: int) -> list[date]:
        """The days of successive states, the last one last."""
        return [last - timedelta(days=self._parameters.snapshot_days * back) for back in reversed(range(count))]

    def _head(self, questionnaire: Questionnaire, simulated: SimulatedAssessment) -> AssessmentHead:
        first = self._days(simulated.day, len(simulated.earlier) + 1)[0]
        return AssessmentHead(
            id=stable_id("assessment", questionnaire.id, questionnaire.version, simulated.territory.id),
            territory_id=simulated.territory.id,
            questionnaire_id=questionnaire.id,
            questionnaire_version=questionnaire.version,
            form=simulated.form,
            simulated=True,
            author=self._parameters.author,
            created_at=datetime.combine(first, START),
            updated_at=datetime.combine(simulated.day, START) + PER_ANSWER * len(simulated.codes),
        )

    def _answers(self, codes: dict[str, str], day: date) -> list[StoredAnswer]:
        return [
            StoredAnswer(
                question_id=question_id,
                code=code,
                reason=self._parameters.not_applicable_reason if code == NOT_APPLICABLE else "",
                comment="",
                evidence="",
                version=1,
                author=self._parameters.author,
                at=datetime.combine(day, START) + PER_ANSWER * rank,
            )
            for rank, (question_id, code) in enumerate(codes.items())
        ]

    def _snapshot(
        self,
        questionnaire: Questionnaire,
        territory: Territory,
        head: AssessmentHead,
        answers: Sequence[StoredAnswer],
        step: int,
    ) -> Snapshot:
        by_question = {answer.question_id: answer for answer in answers}
        scores = profile(questionnaire, read_answers(questionnaire, by_question), territory.tier, head.form)
        return Snapshot(
            id=stable_id("snapshot", head.id, str(step)),
            assessment_id=head.id,
            name=self._parameters.snapshot_names[step],
            taken_at=answers[-1].at + PER_ANSWER,
            author=self._parameters.author,
            payload=snapshot_payload(head, identity(territory), by_question, scores),
        )


def stable_id(*names: str) -> str:
    """The same id for the same names, each time the demonstration is loaded."""
    return str(uuid5(NAMESPACE_URL, "/".join(("echelons-demo", *names))))
