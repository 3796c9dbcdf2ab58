# SPDX-License-Identifier: EUPL-1.2
"""Gaps between tiers over an area: the score of each EPCI less the mean of its communes, and so on up the tiers."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from governance.comparison.disclosure import LEAST_GROUP
from governance.questionnaire.model import Form, Questionnaire
from governance.scoring.result import Floats, known
from governance.services.respondents import Respondents, RespondentService
from governance.services.roll import Roll
from governance.territories.territory import Layer, Territory

PARTS: dict[Layer, Layer] = {"epci": "commune", "departement": "epci", "region": "departement"}
"""Of what each layer's territories are made, where the gap between both is read."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One territory beside its parts. Means are weighted by inhabitants."""

    territory: Territory
    own: float | None
    """Its own score; None without."""
    parts: float | None
    """The mean of its parts that have a score; None where they are fewer than five."""
    counted: int
    """How many parts have a score."""
    total: int
    """How many there are."""
    covered: float
    """The share (0–1) of the inhabitants of all parts who live in those counted."""

    @property
    def points(self) -> float | None:
        """Its score less the mean of its parts; None where either is not known."""
        return None if self.own is None or self.parts is None else self.own - self.parts


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of a layer in an area, one for each of its territories."""

    simulated: bool
    rows: tuple[Gap, ...]

    @property
    def measured(self) -> tuple[Gap, ...]:
        """Those that have one."""
        return tuple(row for row in self.rows if row.points is not None)


class GapService:
    """Gaps between a layer and its parts."""

    def __init__(self, respondents: RespondentService, roll: Roll) -> None:
        self._respondents = respondents
        self._roll = roll

    def read(
        self, layer: Layer, area: str | None, questionnaire: Questionnaire, form: Form, node_id: str,
        *, simulated: bool | None = None,
    ) -> Gaps:  # fmt: skip
        """The gaps on the index or a challenge. Both sides are of one nature: real, unless the whole layer is not."""
        whole = self._respondents.of(layer, questionnaire, form, simulated=simulated)
        parts = self._respondents.of(PARTS[layer], questionnaire, form, simulated=whole.simulated)
        means, counts, people = self._parts(layer, parts, parts.firm(node_id))
        everybody = self._roll.of(PARTS[layer])
        totals = Counter(getattr(each, layer) for each in everybody)
        inhabitants: Counter[str] = Counter()
        for each in everybody:
            inhabitants[getattr(each, layer)] += each.population or 0
        own = whole.firm(node_id)
        rows = []
        for territory in self._roll.of(layer, area):
            code, row = territory.code, whole.rows.get(territory.id)
            rows.append(
                Gap(
                    territory=territory,
                    own=None if row is None else known(own[row]),
                    parts=means.get(code),
                    counted=counts[code],
                    total=totals[code],
                    covered=people[code] / inhabitants[code] if inhabitants[code] else 0.0,
                )
            )
        return Gaps(whole.simulated, tuple(rows))

    def _parts(
        self, layer: Layer, parts: Respondents, scores: Floats
    ) -> tuple[dict[str, float], Counter[str], Counter[str]]:
        """By code of the larger territory: the weighted mean of its parts, how many have a score, their inhabitants."""
        sums: Counter[str] = Counter()
        people: Counter[str] = Counter()
        counts: Counter[str] = Counter()
        for territory, score in zip(parts.territories, scores, strict=True):
            code = getattr(territory, layer)
            if code and territory.population and not np.isnan(score):
                sums[code] += float(score) * territory.population  # type: ignore[assignment]
                people[code] += territory.population
                counts[code] += 1
        return {code: sums[code] / people[code] for code, n in counts.items() if n >= LEAST_GROUP}, counts, people
