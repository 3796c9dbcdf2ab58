# SPDX-License-Identifier: EUPL-1.2
"""Invented answers, always the same for the same seed: what a campaign could look like, for demonstration."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from zlib import crc32

import numpy as np

from governance.assessments.parameters import Earlier, Parameters, Route
from governance.questionnaire.answer import DONT_KNOW, NO_ITEM, NOT_APPLICABLE
from governance.questionnaire.model import Form, Goalposts, Question, Questionnaire
from governance.territories.territory import Territory

TOP_LEVEL = 4
Choice = TypeVar("Choice", bound=str)
EARLIER: dict[Earlier, int] = {"none": 0, "one": 1, "two": 2}


@dataclass(frozen=True, slots=True)
class SimulatedAssessment:
    """The invented answers of one authority, by question, and those of its earlier snapshots, oldest first."""

    territory: Territory
    form: Form
    day: date
    codes: dict[str, str]
    earlier: tuple[dict[str, str], ...]


class Simulation:
    """Draws answers for one questionnaire. Each authority has its own sequence: adding one changes no other."""

    def __init__(self, questionnaire: Questionnaire, parameters: Parameters) -> None:
        self._questionnaire = questionnaire
        self._parameters = parameters
        spread = parameters.question_spread
        self._difficulty = {q.id: self._generator(q.id).normal(0, spread) for q in questionnaire.questions}

    def assess(self, territory: Territory) -> SimulatedAssessment:
        """One authority's answers: correlated within it, within its région and within each challenge."""
        rules, draw = self._parameters, self._generator(territory.id)
        route, earlier = choose(draw, rules.routes), EARLIER[choose(draw, rules.snapshots)]
        form = self._form(route)
        day = rules.last_day - timedelta(days=int(draw.integers(rules.days)))
        reached = self._reached(territory, draw)
        fates = list(self._fates(territory, form, route, draw))
        pace = rules.progress * draw.uniform(0.5, 1.5)
        states = [
            {q.id: fate or code_at(q, reached[q.id] - pace * step) for q, fate in fates}
            for step in reversed(range(1 + (earlier if route != "begun" else 0)))
        ]
        return SimulatedAssessment(territory, form, day, states[-1], tuple(states[:-1]))

    def _form(self, route: Route) -> Form:
        return "flash" if route in ("flash", "begun") and self._questionnaire.has_flash else "full"

    def _reached(self, territory: Territory, draw: np.random.Generator) -> dict[str, float]:
        """Where the authority stands on each question, in level points, before any rounding."""
        rules = self._parameters
        common = self._expected(territory) + draw.normal(0, rules.territory_spread)
        reached = {}
        for challenge in self._questionnaire.challenges:
            here = common + rules.challenges.get(challenge.id, 0.0) + draw.normal(0, rules.challenge_spread)
            for question in challenge.questions:
                reached[question.id] = here - self._difficulty[question.id] + draw.normal(0, rules.answer_spread)
        return reached

    def _expected(self, territory: Territory) -> float:
        """What its layer, its size and its région let expect."""
        rules = self._parameters
        region = territory.region or territory.code
        larger = np.log10(max(territory.population or 1, 1) / rules.size_reference[territory.layer])
        around = self._generator(f"region {region}").normal(0, rules.region_spread)
        return rules.mean[territory.layer] + rules.size * float(np.clip(larger, -1.5, 1.5)) + around

    def _fates(
        self, territory: Territory, form: Form, route: Route, draw: np.random.Generator
    ) -> Iterator[tuple[Question, str | None]]:
        """The questions answered, with their code when it is no value."""
        rules = self._parameters
        asked = list(self._questionnaire.asked(form, territory.tier))
        for question in asked[: rules.begun] if route == "begun" else asked:
            fate, gap = draw.random(2)
            if route == "gaps" and gap < rules.gaps:
                continue
            yield question, self._without_value(question, fate)

    def _without_value(self, question: Question, fate: float) -> str | None:
        rules = self._parameters
        if fate < rules.dont_know:
            return DONT_KNOW
        may_be_left = question.not_applicable and not question.core
        return NOT_APPLICABLE if may_be_left and fate < rules.dont_know + rules.not_applicable else None

    def _generator(self, name: str) -> np.random.Generator:
        """A sequence that depends on the seed and on a name, and on nothing else."""
        return np.random.default_rng([self._parameters.seed, crc32(name.encode())])


def choose(draw: np.random.Generator, shares: Mapping[Choice, float]) -> Choice:
    """One of the keys, by its share."""
    keys = list(shares)
    weights = np.array(list(shares.values()))
    return keys[int(draw.choice(len(keys), p=weights / weights.sum()))]


def code_at(question: Question, reached: float) -> str:
    """The answer of an authority that stands at so many level points (0–4, cut off beyond)."""
    share = float(np.clip(reached / TOP_LEVEL, 0, 1))
    if question.kind == "level":
        return str(round(share * (len(question.levels) - 1)))
    if question.kind == "number":
        return format(number_at(question.goalposts, share), ".3g")
    held = question.items[: round(share * len(question.items))]
    return ";".join(item.id for item in held) or NO_ITEM


def number_at(goalposts: Goalposts | None, share: float) -> float:
    """The number that is worth a share of the way between the goalposts."""
    if goalposts is None:
        return share
    if goalposts.scale == "log":
        return float(goalposts.low * (goalposts.high / goalposts.low) ** share)
    return goalposts.low + (goalposts.high - goalposts.low) * share
