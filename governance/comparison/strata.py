# SPDX-License-Identifier: EUPL-1.2
"""Population strata: which sizes of territory are compared with one another. All the bounds are here.

Communes: the classes usual in French official statistics. Groupings: much higher ones, for the 1,255 EPCI hold from
4,000 inhabitants to 7 million; each class below holds over twenty of them, several times the least size of a peer
group. Départements: four classes, of seventeen to twenty-nine each. Régions, EPT and single authorities: one class,
since there are too few of each.
"""

from bisect import bisect_right

from governance.questionnaire.model import Tier

COMMUNES = (500, 2_000, 3_500, 10_000, 20_000, 50_000, 100_000)
GROUPINGS = (15_000, 30_000, 50_000, 100_000, 300_000)
DEPARTEMENTS = (250_000, 500_000, 1_000_000)
BOUNDS: dict[Tier, tuple[int, ...]] = {
    Tier.COMMUNE: COMMUNES,
    Tier.EPCI: GROUPINGS,
    Tier.PETR: GROUPINGS,
    Tier.SYNDICAT: GROUPINGS,
    Tier.EPT: (),
    Tier.DEPARTEMENT: DEPARTEMENTS,
    Tier.REGION: (),
    Tier.SINGLE_AUTHORITY: (),
}
"""Inhabitants at which each stratum but the first begins, by tier."""


def stratum(tier: Tier, population: int | None) -> int | None:
    """The place of a stratum, from 0 (least populated); None for an unknown population. A bound opens its stratum.

    >>> stratum(Tier.COMMUNE, 499), stratum(Tier.COMMUNE, 500), stratum(Tier.COMMUNE, 2_103_778)
    (0, 1, 7)
    >>> stratum(Tier.EPCI, None), stratum(Tier.REGION, 5_000_000)
    (None, 0)
    """
    return None if population is None else bisect_right(BOUNDS[tier], population)


def limits(tier: Tier, place: int) -> tuple[int, int | None]:
    """Where a stratum begins, and where the next does; None for the last one.

    >>> limits(Tier.COMMUNE, 0), limits(Tier.COMMUNE, 7)
    ((0, 500), (100000, None))
    """
    ends = (0, *BOUNDS[tier], None)
    begin, end = ends[place], ends[place + 1]
    return begin or 0, end
