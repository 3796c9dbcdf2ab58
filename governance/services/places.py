# SPDX-License-Identifier: EUPL-1.2
"""One place read at all its tiers: a commune, its EPCI, its groupings, its département, its région, side by side."""

from dataclasses import dataclass, field

from governance.assessments.records import AssessmentHead
from governance.questionnaire.answer import Answer, State
from governance.questionnaire.model import Challenge, Form, Question, Questionnaire
from governance.scoring.answers import UNANSWERED
from governance.scoring.result import Profile
from governance.scoring.scores import profile
from governance.services.assessments import read_answers
from governance.services.ports import Store, Territories, Unit
from governance.territories.territory import Territory

NOT_ASKED = Answer(State.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class Tiered:
    """One territory of a place, with what it answered."""

    territory: Territory
    assessment: str | None
    """None where it has no answer of the nature and form compared."""
    profile: Profile | None
    answers: dict[str, Answer] = field(repr=False)
    left_out: bool = False
    """Whether it has answers of the other nature, which are never mixed with these."""

    def answer(self, question: Question) -> Answer:
        """What it answered to a question; that it is not asked of its tier, where it is not."""
        return self.answers.get(question.id, UNANSWERED) if question.concerns(self.territory.tier) else NOT_ASKED


@dataclass(frozen=True, slots=True)
class Place:
    """The territories of one place, nearest first; all of the answers compared are real, or all simulated."""

    simulated: bool
    tiers: tuple[Tiered, ...]

    @property
    def answered(self) -> tuple[Tiered, ...]:
        """Those that can be compared."""
        return tuple(each for each in self.tiers if each.profile is not None)


class PlaceService:
    """The tiers of places."""

    def __init__(self, store: Store, territories: Territories) -> None:
        self._store = store
        self._territories = territories

    def read(self, territory_id: str, questionnaire: Questionnaire, form: Form) -> Place:
        """A territory and all that contain it; of the territory's own nature, else real where any is."""
        chain = self._chain(territory_id)
        authorities = {self._territories.authority(each.id).id: each for each in reversed(chain)}
        with self._store.reading() as unit:
            key = questionnaire.id, questionnaire.version
            heads = [
                head
                for head in unit.assessments.of_authorities(tuple(authorities), *key)
                if form == "flash" or head.form == "full"
            ]
            own = [head for head in heads if authorities[head.territory_id] is chain[0]]
            nature = bool(heads) and all(head.simulated for head in own or heads)
            chosen = {head.territory_id: head for head in heads if head.simulated == nature}
            others = {head.territory_id for head in heads} - chosen.keys()
            tiers = tuple(
                self._read(unit, questionnaire, form, territory, chosen[authority])
                if authority in chosen
                else Tiered(territory, None, None, {}, left_out=authority in others)
                for authority, territory in reversed(authorities.items())
            )
        return Place(nature, tiers)

    def _chain(self, territory_id: str) -> list[Territory]:
        territory = self._territories.get(territory_id)
        return [territory, *self._territories.parents(territory_id)]

    def _read(
        self, unit: Unit, questionnaire: Questionnaire, form: Form, territory: Territory, head: AssessmentHead
    ) -> Tiered:
        """One of them, scored on the questions of its authority's tier."""
        answers = read_answers(questionnaire, unit.answers.of_assessment(head.id))
        tier = self._territories.get(head.territory_id).tier
        scores = profile(questionnaire, answers, tier, form, keep_flash=False)
        return Tiered(territory, head.id, scores, answers)


def asked_somewhere(challenge: Challenge, tiers: tuple[Tiered, ...]) -> list[Question]:
    """The questions of a challenge that are put to two of the tiers at least: those that can be read side by side."""
    return [
        question
        for question in challenge.questions
        if sum(question.concerns(each.territory.tier) for each in tiers) > 1
    ]
