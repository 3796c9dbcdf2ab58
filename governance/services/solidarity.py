# SPDX-License-Identifier: EUPL-1.2
"""How unlike territories are: inequality between those of a perimeter, clusters on the map, evolution of a panel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from governance.comparison.evolution import Evolution, evolution
from governance.comparison.inequality import Labels, Solidarity, solidarity
from governance.comparison.spatial import Clusters, clusters
from governance.comparison.strata import stratum
from governance.questionnaire.model import Form, Questionnaire
from governance.scoring.answers import matrix_of_codes
from governance.scoring.result import Floats, Rows, Scores
from governance.scoring.scores import score
from governance.services.neighbourhoods import BordersOf, Neighbourhood, neighbourhood, undrawn
from governance.services.ports import Store, Territories
from governance.services.remembered import Remembered
from governance.services.respondents import Respondents, RespondentService
from governance.services.results import ResultService
from governance.services.roll import Roll
from governance.territories.territory import Layer, Territory

GROUPINGS: dict[Layer, tuple[str, ...]] = {
    "commune": ("region", "departement", "epci", "stratum"),
    "epci": ("region", "departement", "stratum"),
    "departement": ("region", "stratum"),
}
"""The ways to group the territories of a layer."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a solidarity page is about."""

    layer: Layer
    area: str | None
    """``region:53``, ``departement:35``, ``grouping:scot``; None for France."""
    node_id: str
    """``index`` or a challenge."""
    form: Form
    simulated: bool | None = None
    """The nature of the answers; None: real as soon as there is one, simulated otherwise."""


@dataclass(frozen=True, slots=True)
class Perimeter:
    """The n territories of a scope, with or without answers: row i of each array is ``territories[i]``."""

    scope: Scope
    among: Respondents = field(repr=False)
    territories: tuple[Territory, ...] = field(repr=False)
    rows: Rows = field(repr=False)
    """The row of each among the respondents; −1 without answer."""
    scores: Floats = field(repr=False)
    """NaN without score that may be compared."""
    levels: NDArray[np.int16] = field(repr=False)
    """The staged level; −1 without."""

    @property
    def respondents(self) -> int:
        """How many have a score."""
        return int(np.count_nonzero(~np.isnan(self.scores)))

    @property
    def people(self) -> Floats:
        """n: inhabitants."""
        return np.array([territory.population for territory in self.territories], np.float64)


class SolidarityService:
    """Perimeters and their figures."""

    def __init__(
        self,
        store: Store,
        results: ResultService,
        respondents: RespondentService,
        roll: Roll,
        territories: Territories,
        *,
        borders: BordersOf = undrawn,
    ) -> None:
        self._store = store
        self._results = results
        self._respondents = respondents
        self._roll = roll
        self._territories = territories
        self._borders = borders
        self._remembered = Remembered(32)

    def perimeter(self, scope: Scope, questionnaire: Questionnaire) -> Perimeter:
        """Who is in a scope, and what they scored."""
        among = self._respondents.of(scope.layer, questionnaire, scope.form, simulated=scope.simulated)
        territories = self._roll.of(scope.layer, scope.area)
        rows = np.array([among.rows.get(territory.id, -1) for territory in territories], np.intp)
        return Perimeter(scope, among, territories, rows, *aligned(among.scores, scope.node_id, rows))

    def natures(self, scope: Scope, questionnaire: Questionnaire) -> tuple[bool, ...]:
        """Which natures of answers a layer has, real (False) first."""
        return self._respondents.natures(scope.layer, questionnaire, scope.form)

    def figures(self, perimeter: Perimeter) -> Solidarity:
        """How unlike the scores are under which people live. InputError under 30 respondents."""
        return solidarity(perimeter.scores, perimeter.people, perimeter.levels, groups(perimeter))

    def clusters(self, perimeter: Perimeter) -> Clusters:
        """Where alike territories are neighbours. InputError under 30 respondents."""
        around = self.neighbourhood(perimeter)
        key = perimeter.among.key, perimeter.scope
        # The neighbourhood is another object once answers or outlines are others.
        return self._remembered.of(around, key, lambda: clusters(perimeter.scores, around.neighbours))

    def neighbourhood(self, perimeter: Perimeter) -> Neighbourhood:
        """Who is next to whom in a perimeter, and by what."""
        borders = self._borders(perimeter.scope.layer)
        key = perimeter.among.key, perimeter.scope, borders.source if borders else None
        return self._remembered.of(
            perimeter.among, key, lambda: neighbourhood(perimeter.territories, self._territories, borders)
        )

    def moments(self, scope: Scope, questionnaire: Questionnaire) -> list[date]:
        """The days on which an authority of the layer froze its assessment, each once, oldest first."""
        with self._store.reading() as unit:
            taken = unit.snapshots.moments_of_layer(self._results.layer_of(scope.layer, questionnaire))
        return sorted({moment.date() for moment in taken})

    def evolution(
        self, perimeter: Perimeter, questionnaire: Questionnaire, before: date, after: date | None = None
    ) -> Evolution:
        """From what each had frozen last at the end of a day to the same of a later day, or to the present answers.

        InputError when fewer than thirty have a score at both.
        """
        first = self._at(perimeter, questionnaire, before)
        last = (perimeter.scores, perimeter.levels) if after is None else self._at(perimeter, questionnaire, after)
        return evolution(first[0], last[0], first[1], last[1])

    def _at(self, perimeter: Perimeter, questionnaire: Questionnaire, day: date) -> tuple[Floats, NDArray[np.int16]]:
        """The scores and levels of a perimeter as they were frozen last at the end of a day."""
        key = perimeter.among.key, perimeter.scope, day
        return self._remembered.of(perimeter.among, key, lambda: self._frozen(perimeter, questionnaire, day))

    def _frozen(
        self, perimeter: Perimeter, questionnaire: Questionnaire, day: date
    ) -> tuple[Floats, NDArray[np.int16]]:
        scope, among = perimeter.scope, perimeter.among
        end = datetime.combine(day + timedelta(days=1), time(tzinfo=UTC))
        with self._store.reading() as unit:
            frozen = {
                assessment: codes
                for assessment, form, codes in unit.snapshots.codes_of_layer(
                    self._results.layer_of(scope.layer, questionnaire), end
                )
                if scope.form == "flash" or form == "full"
            }
        territory_of = dict(zip(among.assessments, among.territories, strict=True))
        codes = {territory_of[each].id: given for each, given in frozen.items() if each in territory_of}
        tiers = {name: self._territories.authority(name).tier for name in codes}
        scores = score(questionnaire, matrix_of_codes(questionnaire, codes, tiers), scope.form)
        places = {name: place for place, name in enumerate(codes)}
        rows = np.array([places.get(territory.id, -1) for territory in perimeter.territories], np.intp)
        return aligned(scores, scope.node_id, rows)


def aligned(scores: Scores, node_id: str, rows: Rows) -> tuple[Floats, NDArray[np.int16]]:
    """The scores that may be compared and the levels of a node, in the order of ``rows`` (−1: nobody's)."""
    nodes, column = scores.of(node_id)
    if not len(nodes.score):
        return np.full(len(rows), np.nan), np.full(len(rows), -1, np.int16)
    firm, level = nodes.firm[rows, column], nodes.level[rows, column]
    return np.where(rows < 0, np.nan, firm), np.where((rows < 0) | np.isnan(firm), -1, level).astype(np.int16)


def groups(perimeter: Perimeter) -> Mapping[str, Labels]:
    """By way of grouping, the group of each territory; those that would all be in one group are left out."""
    found = {}
    for name in GROUPINGS[perimeter.scope.layer]:
        labels = np.array([label(territory, name) for territory in perimeter.territories])
        if len(set(labels[~np.isnan(perimeter.scores)])) > 1:
            found[name] = labels
    return found


def label(territory: Territory, grouping: str) -> str:
    """The group of a territory."""
    if grouping == "stratum":
        return str(stratum(territory.tier, territory.population))
    return getattr(territory, grouping) or ""
