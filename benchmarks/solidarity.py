# SPDX-License-Identifier: EUPL-1.2
"""What the screens of comparison ask of services: solidarity of all EPCI, a portrait among them, all communes."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import numpy as np

from benchmarks.row import Row, compare, seconds
from governance.questionnaire.answer import State
from governance.questionnaire.loading import load
from governance.questionnaire.model import Form, Questionnaire
from governance.scoring.answers import matrix_of_values
from governance.scoring.scores import score
from governance.services.comparison import ComparisonService
from governance.services.ports import Store
from governance.services.respondents import RespondentService
from governance.services.results import LayerScores, ResultService
from governance.services.roll import Roll
from governance.services.solidarity import Scope, SolidarityService
from governance.territories.reference import Territories, load_territories
from governance.territories.territory import Layer

PAGE_SECONDS = 1.0
RENNES = "epci:243500139"


class Answered:
    """Scores of whole layers, as a results service gives them: random levels, nine in ten answered."""

    def __init__(self, territories: Territories) -> None:
        self._territories = territories
        self._kept: dict[Layer, LayerScores] = {}

    def latest(self, layer: Layer, questionnaire: Questionnaire, form: Form = "flash") -> LayerScores:
        """The same scores each time, as long as nobody answers."""
        if layer not in self._kept:
            self._kept[layer] = self._drawn(layer, questionnaire, form)
        return self._kept[layer]

    def anew(self, layer: Layer) -> None:
        """As if somebody had answered: the same scores are others."""
        self._kept[layer] = replace(self._kept[layer])

    def _drawn(self, layer: Layer, questionnaire: Questionnaire, form: Form) -> LayerScores:
        ids = tuple(each.id for each in self._territories.of_layer(layer))
        drawn, shape = np.random.default_rng(2026), (len(ids), len(questionnaire.questions))
        states = np.where(drawn.random(shape) < 0.9, np.int8(State.VALUE), np.int8(State.MISSING))
        matrix = matrix_of_values(questionnaire, ids, states, drawn.integers(0, 5, shape).astype(np.float64))
        return LayerScores(ids, ids, np.zeros(len(ids), bool), matrix, score(questionnaire, matrix, form))


def rows() -> list[Row]:
    """Each page as after an answer, against what it is made from: the scores of the layer."""
    territories, questionnaire = load_territories(), load("echelons")
    answered = Answered(territories)
    respondents = RespondentService(cast("ResultService", answered), territories)
    roll = Roll(territories)
    # Nothing here reads the store: no evolution is asked for.
    solidarity = SolidarityService(cast("Store", None), cast("ResultService", answered), respondents, roll, territories)
    comparison = ComparisonService(respondents, territories)

    def page(layer: Layer, *, space: bool) -> Callable[[], object]:
        def ask() -> object:
            answered.anew(layer)
            perimeter = solidarity.perimeter(Scope(layer, None, "index", "full"), questionnaire)
            return solidarity.clusters(perimeter) if space else solidarity.figures(perimeter)

        return ask

    def portrait() -> object:
        answered.anew("epci")
        standing = comparison.standing(RENNES, questionnaire, "full")
        return standing.position, comparison.whom_to_call(standing)

    few, many = answered.latest("epci", questionnaire, "full"), answered.latest("commune", questionnaire, "full")
    scoring = "scoring of the same layer"
    ours, theirs = compare(page("epci", space=False), lambda: score(questionnaire, few.matrix, "full"))
    space, _ = compare(page("epci", space=True), lambda: None)
    one, _ = compare(portrait, lambda: None)
    page("commune", space=False)()
    grown, space_grown = seconds(page("commune", space=False)), seconds(page("commune", space=True))
    counts = f"{len(few.territories):,}", f"{len(many.territories):,}"
    return [
        Row(f"solidarity page, {counts[0]} EPCI", ours, scoring, theirs, PAGE_SECONDS),
        Row(f"solidarity page, {counts[1]} communes", grown, f"for {counts[0]} EPCI", ours),
        Row(f"clusters page, {counts[0]} EPCI", space, "solidarity page", ours, PAGE_SECONDS),
        Row(f"clusters page, {counts[1]} communes", space_grown, f"for {counts[0]} EPCI", space),
        Row(f"portrait among {counts[0]} EPCI, positions drawn anew", one, "solidarity page", ours, PAGE_SECONDS),
    ]
