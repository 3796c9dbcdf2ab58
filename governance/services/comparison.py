# SPDX-License-Identifier: EUPL-1.2
"""A territory among its peers: who they are, how it stands beside them, how firm that is, and whom it could call.

Nobody is ranked. A figure about fewer than five others is not given.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from governance.comparison.bands import Band, peer_bands
from governance.comparison.disclosure import LEAST_GROUP
from governance.comparison.pairing import Call, call, gains, lifts_over, pair_all, weak_challenges, whom_to_call
from governance.comparison.peers import EVERYTHING, Choices, PeerGroup, peer_group, traits_of
from governance.comparison.robustness import Ensemble, ensemble, probability_above, robustness
from governance.questionnaire.model import Form, Questionnaire
from governance.scoring.result import Floats, Profile, Rows
from governance.services.ports import Territories
from governance.services.remembered import Remembered
from governance.services.respondents import Respondents, RespondentService
from governance.services.roll import lies_in
from governance.territories.territory import Layer, Territory


@dataclass(frozen=True, slots=True)
class Position:
    """Where a territory stands among its peers, as shares (0–1) of the others that stand below."""

    share: float
    """Under the questionnaire's own method."""
    low: float
    """5 % of the defensible choices of method put it lower."""
    high: float
    others: int
    """How many peers have a position too."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A territory and its peers."""

    territory: Territory
    among: Respondents
    row: int | None
    """Its own row among the respondents; None when it has no answer of that nature and form."""
    group: PeerGroup
    peers: Rows = field(repr=False)
    """The rows of the peers."""
    bands: dict[str, Band]
    """The index and each challenge, by id."""
    position: Position | None
    """None without published index, or where fewer than five peers have one."""

    @property
    def profile(self) -> Profile | None:
        """Its figures."""
        return None if self.row is None else self.among.scores.profile(self.row)

    def peer_scores(self, node_id: str) -> Floats:
        """The scores of the peers on a node, unordered and nameless; none where they are fewer than five."""
        scores = self.among.firm(node_id)[self.peers]
        known = scores[~np.isnan(scores)]
        return known if len(known) >= LEAST_GROUP else known[:0]


@dataclass(frozen=True, slots=True)
class Contact:
    """One territory to call, and what for."""

    caller: Territory
    called: Territory
    fit: Call
    challenges: tuple[str, ...]
    """The ids of the challenges on which the called one can help, most useful first."""


class ComparisonService:
    """Comparisons between territories of one layer."""

    def __init__(self, respondents: RespondentService, territories: Territories) -> None:
        self._respondents = respondents
        self._territories = territories
        self._remembered = Remembered()

    def standing(
        self, territory_id: str, questionnaire: Questionnaire, form: Form, choices: Choices = EVERYTHING
    ) -> Standing:
        """A territory among those like it that answered, all of its own nature: real with real."""
        territory = self._territories.get(territory_id)
        among = self.respondents_like(territory, questionnaire, form)
        row = among.rows.get(territory.id)
        group = peer_group(self._respondents.candidate(territory), among.candidates, choices)
        peers = among.places(group.members)
        return Standing(
            territory=territory,
            among=among,
            row=row,
            group=group,
            peers=peers,
            bands=bands_of(among, row, peers),
            position=None if row is None else self._position(among, row, peers),
        )

    def respondents_like(self, territory: Territory, questionnaire: Questionnaire, form: Form) -> Respondents:
        """Those of its layer that may be compared with it."""
        for nature in self._respondents.natures(territory.layer, questionnaire, form):
            found = self._respondents.of(territory.layer, questionnaire, form, simulated=nature)
            if territory.id in found.rows:
                return found
        return self._respondents.of(territory.layer, questionnaire, form, simulated=None)

    def answered_in(self, layer: Layer, area: str, questionnaire: Questionnaire, form: Form) -> tuple[Territory, ...]:
        """Those of a layer in an area that answered."""
        among = self._respondents.of(layer, questionnaire, form, simulated=None)
        return tuple(filter(lies_in(area, layer, self._territories), among.territories))

    def probability_above(self, standing: Standing, other_id: str) -> float | None:
        """In what share (0–1) of the defensible choices of method its index is above another's; None without index."""
        among, row, other = standing.among, standing.row, standing.among.rows.get(other_id)
        if row is None or other is None or row == other or np.isnan(among.index[[row, other]]).any():
            return None
        rows = np.union1d(standing.peers, [row, other]).astype(np.intp)
        key = among.key, "above", row, other, rows.tobytes()
        places = [int(np.flatnonzero(rows == each)[0]) for each in (row, other)]
        return self._remembered.of(among, key, lambda: probability_above(drawn(among, rows), places[0], places[1]))

    def whom_to_call(self, standing: Standing) -> tuple[Contact, ...]:
        """The territories strong where it is weak and like it otherwise; of its whole layer, not of its group only."""
        among, row = standing.among, standing.row
        if row is None:
            return ()
        found = whom_to_call(row, among.candidates, among.challenges, among.index)
        return tuple(contact(among, row, each) for each in found)

    def pairing(
        self, layer: Layer, area: str | None, questionnaire: Questionnaire, form: Form, *, simulated: bool | None = None
    ) -> tuple[Respondents, tuple[Contact, ...]]:
        """Everybody of an area (``region:53``, ``grouping:scot``, None for France) who answered: whom each calls.

        InputError where they are not of one tier, fewer than two, or too many.
        """
        among = self._respondents.of(layer, questionnaire, form, simulated=simulated)
        key = among.key, "pairing", area
        return among, self._remembered.of(among, key, lambda: paired(among, lies_in(area, layer, self._territories)))

    def _position(self, among: Respondents, row: int, peers: Rows) -> Position | None:
        others = int(np.count_nonzero(~np.isnan(among.index[peers])))
        if others < LEAST_GROUP or np.isnan(among.index[row]):
            return None
        rows = np.concatenate([[row], peers]).astype(np.intp)
        key = among.key, "position", rows.tobytes()
        found = self._remembered.of(among, key, lambda: first_position(drawn(among, rows)))
        return Position(*found, others)


def bands_of(among: Respondents, row: int | None, peers: Rows) -> dict[str, Band]:
    """The quartile bands of the peers on the index and on each challenge."""
    scores = np.column_stack([among.index, among.challenges])
    mine = np.full(scores.shape[1], np.nan) if row is None else scores[row]
    ids = (*among.scores.index.ids, *among.scores.challenges.ids)
    return dict(zip(ids, peer_bands(scores[peers], mine), strict=True))


def drawn(among: Respondents, rows: Rows) -> Ensemble:
    """Some of the respondents, under every defensible choice of method."""
    return ensemble(among.questionnaire, among.matrix.only(rows), among.form)


def first_position(whole: Ensemble) -> tuple[float, float, float]:
    """The position of the first territory, and the ends of its interval."""
    found = robustness(whole)
    return float(found.headline[0]), float(found.interval.low[0]), float(found.interval.high[0])


def paired(among: Respondents, inside: Callable[[Territory], bool]) -> tuple[Contact, ...]:
    """Whom each of an area calls, by the names of the callers."""
    rows = np.flatnonzero([inside(territory) for territory in among.territories])
    candidates = tuple(among.candidates[row] for row in rows)
    scores, index = among.challenges[rows], among.index[rows]
    chosen = pair_all(candidates, scores, index)
    weak, traits = weak_challenges(scores, index), traits_of(candidates)
    contacts = []
    for one, other in enumerate(chosen.tolist()):
        gaps = np.where(weak[one], gains(scores[other], scores[one]), 0.0)
        lift = float(lifts_over(scores[[other]], scores[one], weak[one])[0])
        fit = call(one, other, traits, gaps, lift)
        contacts.append(contact(among, int(rows[one]), fit, int(rows[other])))
    return tuple(sorted(contacts, key=lambda each: (each.caller.name, each.caller.id)))


def contact(among: Respondents, row: int, fit: Call, other: int | None = None) -> Contact:
    """A call with names in the place of rows; ``other`` where the call counts places among some of them only."""
    called = fit.place if other is None else other
    ids = among.scores.challenges.ids
    return Contact(
        among.territories[row], among.territories[called], fit, tuple(ids[place] for place in fit.challenges)
    )
