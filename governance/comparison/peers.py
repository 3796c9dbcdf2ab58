# SPDX-License-Identifier: EUPL-1.2
"""Peers: the territories that one may fairly be compared with.

A group is those of the same tier that are like me in every respect chosen. When they are fewer than eight, one respect
after another is loosened, always in the order of ``WIDENING``, and the group says which. The order goes from what
says least of a local authority's means to what says most: where it is, how dense, how large to one stratum near, of
which kind, and last how large.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from governance.comparison.disclosure import LEAST_GROUP
from governance.comparison.strata import stratum
from governance.questionnaire.model import Tier
from governance.scoring.result import Flags, Floats

LEAST_PEERS = 8
DENSITY_FACTOR = 2.0
"""Densities within this factor of one another are alike: half to twice mine."""


class Respect(StrEnum):
    """In what two territories may be alike. The tier always counts: other tiers are asked other questions."""

    REGION = "region"
    DENSITY = "density"
    STRATUM = "stratum"
    KIND = "kind"


class Widening(StrEnum):
    """One loosening of a group."""

    ANY_REGION = "any_region"
    ANY_DENSITY = "any_density"
    NEXT_STRATA = "next_strata"
    """The strata just below and above mine count too."""
    ANY_KIND = "any_kind"
    ANY_STRATUM = "any_stratum"


Traits = Mapping[Respect, Floats]
WIDENING = tuple(Widening)
LOOSENED = {
    Widening.ANY_REGION: Respect.REGION,
    Widening.ANY_DENSITY: Respect.DENSITY,
    Widening.NEXT_STRATA: Respect.STRATUM,
    Widening.ANY_KIND: Respect.KIND,
    Widening.ANY_STRATUM: Respect.STRATUM,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a territory is known by when peers are sought."""

    id: str
    tier: Tier
    kind: str
    population: int | None = None
    density: float | None = None
    """Inhabitants per square kilometre."""
    region: str | None = None

    @property
    def stratum(self) -> int | None:
        """The place of its population stratum among those of its tier."""
        return stratum(self.tier, self.population)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the reader asks of peers; both may be changed on screen."""

    respects: frozenset[Respect] = frozenset(Respect)
    least: int = LEAST_PEERS

    @property
    def address(self) -> str:
        """The respects as an address has them, in their order; empty without any.

        >>> Choices(frozenset({Respect.KIND, Respect.REGION})).address
        'region,kind'
        """
        return ",".join(each for each in Respect if each in self.respects)

    @classmethod
    def of_address(cls, said: str | None) -> "Choices":
        """The choices that an address says; every respect where it says nothing, or something else.

        >>> Choices.of_address("kind").respects, Choices.of_address("kind,<b>") == Choices.of_address(None) == Choices()
        (frozenset({<Respect.KIND: 'kind'>}), True)
        """
        names = said.split(",") if said else []
        if said is None or not set(names) <= set(Respect):
            return cls()
        return cls(frozenset(map(Respect, names)))


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """The peers of a territory, itself not counted, and how they were found."""

    members: tuple[str, ...]
    """Ids, in alphabetical order: never by score."""
    respects: tuple[Respect, ...]
    """In what they are all like me, loosened ones included when they still bind (strata near mine)."""
    widened: tuple[Widening, ...]
    """What was loosened to find enough of them, in order."""
    unknown: tuple[Respect, ...]
    """What was asked for but is not known of me: it could not count."""
    enough: bool
    """Whether they are as many as asked for."""

    @property
    def shown(self) -> bool:
        """Whether the group is large enough for figures about it to name nobody."""
        return len(self.members) >= LEAST_GROUP


EVERYTHING = Choices()


def peer_group(me: Candidate, candidates: Iterable[Candidate], choices: Choices = EVERYTHING) -> PeerGroup:
    """The peers of a territory among candidates: of my tier, like me in the respects chosen, widened while too few.

    A candidate of which a respect is unknown is not like me in it. The result depends on nobody's order.

    >>> towns = [Candidate(f"commune:{n}", Tier.COMMUNE, "COMMUNE", 700 + n, region="53") for n in range(9)]
    >>> found = peer_group(towns[0], towns)
    >>> len(found.members), found.widened, found.unknown
    (8, (), (<Respect.DENSITY: 'density'>,))
    """
    others = sorted((each for each in candidates if each.id != me.id and each.tier == me.tier), key=lambda c: c.id)
    traits = traits_of([me, *others])
    unknown = tuple(each for each in Respect if each in choices.respects and np.isnan(traits[each][0]))
    binding = choices.respects - set(unknown)
    needed = np.zeros(len(others), np.intp)
    for respect in binding:
        np.maximum(needed, steps_to(traits, respect), out=needed)
    possible = [0, *(step for step, widening in enumerate(WIDENING, 1) if LOOSENED[widening] in binding)]
    most = min(choices.least, len(others))
    reached = next(step for step in possible if np.count_nonzero(needed <= step) >= most)
    widened = tuple(WIDENING[step - 1] for step in possible[1:] if step <= reached)
    members = tuple(each.id for each, step in zip(others, needed, strict=True) if step <= reached)
    return PeerGroup(
        members=members,
        respects=tuple(each for each in Respect if each in binding and still_binds(each, widened)),
        widened=widened,
        unknown=unknown,
        enough=len(members) >= choices.least,
    )


def still_binds(respect: Respect, widened: Iterable[Widening]) -> bool:
    """Whether a respect still counts after some loosenings: strata near mine do."""
    return not any(LOOSENED[step] == respect and step is not Widening.NEXT_STRATA for step in widened)


def steps_to(traits: Traits, respect: Respect) -> NDArray[np.intp]:
    """How far down ``WIDENING`` each of the others must be looked for to be admitted in a respect; 0 when alike."""
    mine, theirs = traits[respect][0], traits[respect][1:]
    step = np.full(len(theirs), max(place for place, each in enumerate(WIDENING, 1) if LOOSENED[each] == respect))
    if respect is Respect.STRATUM:
        step[alike(respect, mine, theirs, near=1)] = WIDENING.index(Widening.NEXT_STRATA) + 1
    step[alike(respect, mine, theirs)] = 0
    return step


def traits_of(territories: Sequence[Candidate]) -> Traits:
    """What n territories are in each respect, as numbers (n); NaN where it is not known."""
    return {
        Respect.REGION: coded([each.region for each in territories]),
        Respect.DENSITY: np.array([each.density for each in territories], np.float64),
        Respect.STRATUM: np.array([each.stratum for each in territories], np.float64),
        Respect.KIND: coded([each.kind for each in territories]),
    }


def coded(names: Sequence[str | None]) -> Floats:
    """A number for each different name; NaN for None.

    >>> coded(["CC", None, "CA", "CC"]).tolist()
    [0.0, nan, 1.0, 0.0]
    """
    places: dict[str, int] = {}
    return np.array([math.nan if name is None else places.setdefault(name, len(places)) for name in names], np.float64)


def alike(respect: Respect, mine: float, theirs: Floats, near: int = 0) -> Flags:
    """Who is like me in one respect, strata being at most ``near`` apart; unknown is not alike.

    >>> alike(Respect.DENSITY, 50.0, np.array([24.0, 25.0, 100.0, 101.0, np.nan])).tolist()
    [False, True, True, False, False]
    """
    if respect is Respect.DENSITY:
        return np.maximum(mine, theirs) <= DENSITY_FACTOR * np.minimum(mine, theirs)
    return np.abs(theirs - mine) <= near
