# SPDX-License-Identifier: EUPL-1.2
"""A territory among its peers, from what is stored."""

import numpy as np
import pytest

from governance.comparison.bands import Place
from governance.comparison.peers import Choices, Respect
from governance.errors import InputError, NotFoundError
from governance.services import comparison as module
from governance.services.comparison import ComparisonService
from governance.services.respondents import RespondentService
from governance.services.results import ResultService
from governance.store.store import Store
from tests.comparable import MadeTerritories, keep, levels, made_epci
from tests.sample import SampleQuestionnaires

EPCI = made_epci(12)
ME = EPCI[0].id
OTHERS = [territory.id for territory in EPCI[1:]]
RANKS = [(rank % 5, (rank * 2) % 5) for rank in range(12)]


@pytest.fixture
def territories() -> MadeTerritories:
    return MadeTerritories(*EPCI)


@pytest.fixture
def respondents(store: Store, questionnaires: SampleQuestionnaires, territories: MadeTerritories) -> RespondentService:
    return RespondentService(ResultService(store, questionnaires, territories), territories)


@pytest.fixture
def comparison(respondents: RespondentService, territories: MadeTerritories) -> ComparisonService:
    return ComparisonService(respondents, territories)


@pytest.fixture
def everybody(store: Store, questionnaires: SampleQuestionnaires) -> dict[str, str]:
    answers = {each.id: levels(*ranks) for each, ranks in zip(EPCI, RANKS, strict=True)}
    return keep(store, questionnaires.latest(), answers)


def test_a_territory_stands_among_all_those_like_it(
    comparison: ComparisonService, questionnaires: SampleQuestionnaires, everybody: dict[str, str]
) -> None:
    standing = comparison.standing(ME, questionnaires.latest(), "flash")
    assert standing.group.members == tuple(OTHERS)
    assert standing.group.widened == ()
    roads = standing.bands["roads"]
    assert (roads.n, roads.mine) == (11, Place.LOWER_QUARTER)
    assert sorted(standing.peer_scores("roads")) == sorted(25.0 * ranks[0] for ranks in RANKS[1:])
    assert standing.position is not None
    assert standing.position.others == 11
    assert standing.position.low <= standing.position.share <= standing.position.high < 0.5
    assert standing.profile is not None
    assert standing.profile.index.score == 0


def test_the_readers_choices_make_another_group(
    comparison: ComparisonService, questionnaires: SampleQuestionnaires, store: Store
) -> None:
    keep(store, questionnaires.latest(), {t: levels(2, 2) for t in [ME, *OTHERS[:7]]})
    asked = Choices(frozenset({Respect.STRATUM}))
    standing = comparison.standing(ME, questionnaires.latest(), "flash", asked)
    assert len(standing.group.members) == 7
    assert not standing.group.enough
    assert (standing.group.widened, standing.group.respects) == ((), (Respect.STRATUM,))


def test_peers_have_a_density_like_mine_where_surfaces_are_known(
    store: Store,
    questionnaires: SampleQuestionnaires,
    territories: MadeTerritories,
    everybody: dict[str, str],
    respondents: RespondentService,
) -> None:
    people = {each.id: each.population or 0 for each in EPCI}
    # Nine at 100 inhabitants a square kilometre, three at 400.
    known = {each.id: people[each.id] / (100 if rank < 9 else 400) for rank, each in enumerate(EPCI)}
    surfaces = [known]
    measured = RespondentService(
        ResultService(store, questionnaires, territories), territories, lambda _layer: surfaces[0]
    )
    comparison, asked = ComparisonService(measured, territories), Choices(frozenset({Respect.DENSITY}))
    standing = comparison.standing(ME, questionnaires.latest(), "flash", asked)
    assert standing.group.members == tuple(OTHERS[:8])
    assert (standing.group.respects, standing.group.unknown) == ((Respect.DENSITY,), ())
    surfaces[0] = {}
    assert comparison.standing(ME, questionnaires.latest(), "flash", asked).group.unknown == (Respect.DENSITY,)
    assert respondents.candidate(EPCI[0]).density is None


def test_under_five_peers_no_figure_is_given(
    comparison: ComparisonService, questionnaires: SampleQuestionnaires, store: Store
) -> None:
    keep(store, questionnaires.latest(), {t: levels(2, 2) for t in [ME, *OTHERS[:4]]})
    standing = comparison.standing(ME, questionnaires.latest(), "flash")
    assert not standing.group.shown
    assert standing.position is None
    assert {band.median for band in standing.bands.values()} == {None}
    assert standing.peer_scores("roads").size == 0


def test_real_answers_are_compared_with_real_ones_only(
    comparison: ComparisonService, questionnaires: SampleQuestionnaires, store: Store
) -> None:
    keep(store, questionnaires.latest(), {t: levels(4, 4) for t in OTHERS}, simulated=True)
    keep(store, questionnaires.latest(), {ME: levels(1, 1)})
    mine = comparison.standing(ME, questionnaires.latest(), "flash")
    assert (mine.among.simulated, mine.among.left_out, mine.group.members) == (False, 11, ())
    theirs = comparison.standing(OTHERS[0], questionnaires.latest(), "flash")
    assert (theirs.among.simulated, theirs.among.left_out) == (True, 1)
    assert theirs.group.members == tuple(OTHERS[1:])


def test_somebody_without_answer_is_shown_the_real_answers_first(
    comparison: ComparisonService, questionnaires: SampleQuestionnaires, store: Store
) -> None:
    keep(store, questionnaires.latest(), {t: levels(4, 4) for t in OTHERS[:8]}, simulated=True)
    before = comparison.standing(ME, questionnaires.latest(), "flash")
    assert (before.row, before.profile, before.position, len(before.group.members)) == (None, None, None, 8)
    assert before.among.simulated
    keep(store, questionnaires.latest(), {OTHERS[9]: levels(1, 1)})
    after = comparison.standing(ME, questionnaires.latest(), "flash")
    assert (after.among.simulated, after.group.members) == (False, (OTHERS[9],))


def test_the_full_form_is_compared_with_the_full_form(
    comparison: ComparisonService, questionnaires: SampleQuestionnaires, store: Store, everybody: dict[str, str]
) -> None:
    assert comparison.standing(ME, questionnaires.latest(), "full").row is None
    assert comparison.standing(ME, questionnaires.latest(), "full").among.territories == ()


def test_an_unknown_territory_is_said_so(comparison: ComparisonService, questionnaires: SampleQuestionnaires) -> None:
    with pytest.raises(NotFoundError):
        comparison.standing("epci:nobody", questionnaires.latest(), "flash")


def test_a_position_is_computed_once_until_an_answer_changes(
    comparison: ComparisonService,
    questionnaires: SampleQuestionnaires,
    store: Store,
    everybody: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passes = []
    whole = module.robustness
    monkeypatch.setattr(module, "robustness", lambda given: passes.append(given) or whole(given))
    first = comparison.standing(ME, questionnaires.latest(), "flash").position
    assert comparison.standing(ME, questionnaires.latest(), "flash").position == first
    assert len(passes) == 1
    with store.writing() as unit:
        unit.assessments.remove(everybody[OTHERS[-1]])
    again = comparison.standing(ME, questionnaires.latest(), "flash").position
    assert len(passes) == 2
    assert again
    assert again.others == 10


def test_no_more_positions_are_kept_than_promised(
    comparison: ComparisonService,
    questionnaires: SampleQuestionnaires,
    everybody: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(comparison._remembered, "_most", 3)
    for territory in EPCI:
        comparison.standing(territory.id, questionnaires.latest(), "flash")
    assert len(comparison._remembered) == 3


def test_two_territories_are_compared_under_every_choice_of_method(
    comparison: ComparisonService, questionnaires: SampleQuestionnaires, everybody: dict[str, str]
) -> None:
    sample = questionnaires.latest()
    low, high = EPCI[0].id, EPCI[4].id  # 0 and 0, then 100 and 75
    assert comparison.probability_above(comparison.standing(low, sample, "flash"), high) == 0
    assert comparison.probability_above(comparison.standing(high, sample, "flash"), low) == 1
    twin = EPCI[5].id  # 0 and 0 too
    assert comparison.probability_above(comparison.standing(low, sample, "flash"), twin) == 0.5
    assert comparison.probability_above(comparison.standing(low, sample, "flash"), low) is None
    assert comparison.probability_above(comparison.standing(low, sample, "flash"), "epci:nobody") is None


def test_whom_to_call_names_what_for(
    comparison: ComparisonService, questionnaires: SampleQuestionnaires, store: Store
) -> None:
    sample = questionnaires.latest()
    keep(store, sample, {ME: levels(0, 3), OTHERS[0]: levels(4, 0), OTHERS[1]: levels(0, 4)})
    contacts = comparison.whom_to_call(comparison.standing(ME, sample, "flash"))
    assert [(each.called.id, each.challenges) for each in contacts] == [(OTHERS[0], ("roads",))]
    assert contacts[0].caller.id == ME
    assert comparison.whom_to_call(comparison.standing(OTHERS[5], sample, "flash")) == ()


def test_a_whole_region_is_paired_and_nobody_is_left_alone(
    comparison: ComparisonService, questionnaires: SampleQuestionnaires, everybody: dict[str, str]
) -> None:
    among, contacts = comparison.pairing("epci", "region:53", questionnaires.latest(), "flash")
    names = [territory.id for territory in among.territories]
    assert [each.caller.id for each in contacts] == names
    assert sorted(each.called.id for each in contacts) == names
    assert all(each.caller.id != each.called.id for each in contacts)
    weak = next(each for each in contacts if each.caller.id == EPCI[6].id)  # 25 and 50: roads are the weak side
    assert weak.challenges == ("roads",)


def test_an_area_without_two_respondents_is_not_paired(
    comparison: ComparisonService, questionnaires: SampleQuestionnaires, everybody: dict[str, str]
) -> None:
    with pytest.raises(InputError, match="From 2 to 2000"):
        comparison.pairing("epci", "region:11", questionnaires.latest(), "flash")


def test_respondents_are_gathered_once_until_an_answer_changes(
    respondents: RespondentService, questionnaires: SampleQuestionnaires, store: Store, everybody: dict[str, str]
) -> None:
    first = respondents.of("epci", questionnaires.latest(), "flash", simulated=None)
    assert respondents.of("epci", questionnaires.latest(), "flash", simulated=False) is first
    np.testing.assert_array_equal(first.firm("bridges"), first.challenges[:, 1])
    np.testing.assert_array_equal(first.firm("index"), first.index)
    with pytest.raises(KeyError):
        first.firm("tunnels")
    assert respondents.natures("epci", questionnaires.latest(), "flash") == (False,)
    with store.writing() as unit:
        unit.assessments.remove(everybody[ME])
    assert ME not in respondents.of("epci", questionnaires.latest(), "flash", simulated=None).rows
