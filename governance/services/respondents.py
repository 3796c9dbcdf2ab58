# SPDX-License-Identifier: EUPL-1.2
"""Who may be compared with whom: those of a layer that answered one questionnaire in one form, all of one nature.

Real and simulated answers are never in one group.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from governance.comparison.peers import Candidate
from governance.questionnaire.model import Form, Questionnaire
from governance.scoring.answers import AnswerMatrix
from governance.scoring.result import Floats, Rows, Scores
from governance.services.ports import Territories
from governance.services.results import LayerScores, ResultService
from governance.territories.territory import Layer, Territory

Surfaces = Callable[[Layer], Mapping[str, float]]
"""The square kilometres of a layer's territories, by id; the same object until other outlines are installed."""


def unmeasured(_layer: Layer) -> Mapping[str, float]:
    """No surface is known: no outlines are installed."""
    return NOTHING_MEASURED


NOTHING_MEASURED: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Respondents:
    """n territories with answers: row i is that of ``territories[i]``."""

    questionnaire: Questionnaire
    form: Form
    simulated: bool
    """Whether all of these are simulated (*données simulées*); none is otherwise."""
    left_out: int
    """How many answers of the other nature are not among them."""
    territories: tuple[Territory, ...]
    assessments: tuple[str, ...]
    matrix: AnswerMatrix
    scores: Scores
    rows: dict[str, int] = field(repr=False)
    """The row of each territory, by id."""
    candidates: tuple[Candidate, ...] = field(repr=False)
    """What each is known by when peers are sought."""

    @property
    def key(self) -> tuple[object, ...]:
        """What tells these respondents from others, of another layer, questionnaire, form or nature."""
        layers = tuple(sorted({territory.layer for territory in self.territories}))
        return layers, self.questionnaire.id, self.questionnaire.version, self.form, self.simulated

    @property
    def index(self) -> Floats:
        """n: the indices that may be compared, NaN elsewhere."""
        return self.scores.index.firm[:, 0]

    @property
    def challenges(self) -> Floats:
        """n × k: the scores of challenges that may be compared, NaN elsewhere."""
        return self.scores.challenges.firm

    def firm(self, node_id: str) -> Floats:
        """n: the scores of the index or of a challenge that may be compared, NaN elsewhere."""
        nodes, column = self.scores.of(node_id)
        return nodes.firm[:, column]

    def places(self, identifiers: tuple[str, ...]) -> Rows:
        """The rows of some territories, all of them there."""
        return np.array([self.rows[identifier] for identifier in identifiers], np.intp)


Source = tuple[LayerScores, str, Mapping[str, float]]
"""What respondents were gathered from: scores, revision of the reference, surfaces."""


class RespondentService:
    """The respondents of each layer, of both natures, kept until an answer changes."""

    def __init__(self, results: ResultService, territories: Territories, surfaces: Surfaces = unmeasured) -> None:
        self._results = results
        self._territories = territories
        self._surfaces = surfaces
        self._kept: dict[tuple[object, ...], tuple[Source, Respondents]] = {}
        self._turn = Lock()

    def of(self, layer: Layer, questionnaire: Questionnaire, form: Form, *, simulated: bool | None) -> Respondents:
        """Those of a nature; with None, the real ones as soon as there is one, simulated ones otherwise."""
        scores = self._results.latest(layer, questionnaire, form)
        nature = bool(len(scores.simulated) and scores.simulated.all()) if simulated is None else simulated
        wanted = layer, questionnaire.id, questionnaire.version, form, nature
        # An import can change populations and régions: the reference then says another revision.
        source = scores, getattr(self._territories, "revision", ""), self._surfaces(layer)
        with self._turn:
            known = self._kept.get(wanted)
            if known and known[0][0] is scores and known[0][1] == source[1] and known[0][2] is source[2]:
                return known[1]
            found = self._gathered(questionnaire, form, scores, nature)
            self._kept[wanted] = source, found
            return found

    def candidate(self, territory: Territory) -> Candidate:
        """What a territory is known by when peers are sought; its density where its surface is known."""
        people, surface = territory.population, self._surfaces(territory.layer).get(territory.id, 0.0)
        density = people / surface if people is not None and surface > 0 else None
        return Candidate(territory.id, territory.tier, territory.kind, people, density=density, region=territory.region)

    def natures(self, layer: Layer, questionnaire: Questionnaire, form: Form) -> tuple[bool, ...]:
        """Which natures there are, real (False) first."""
        flags = self._results.latest(layer, questionnaire, form).simulated
        return tuple(nature for nature in (False, True) if (flags == nature).any())

    def _gathered(self, questionnaire: Questionnaire, form: Form, scores: LayerScores, nature: bool) -> Respondents:
        kept = np.flatnonzero(scores.simulated == nature)
        territories = tuple(self._territories.get(scores.territories[row]) for row in kept)
        return Respondents(
            questionnaire=questionnaire,
            form=form,
            simulated=nature,
            left_out=len(scores.territories) - len(kept),
            territories=territories,
            assessments=tuple(scores.assessments[row] for row in kept),
            matrix=scores.matrix.only(kept),
            scores=scores.scores.only(kept),
            rows={territory.id: row for row, territory in enumerate(territories)},
            candidates=tuple(self.candidate(territory) for territory in territories),
        )
