# SPDX-License-Identifier: EUPL-1.2
"""One place at all its tiers, and the gaps between tiers over an area."""

import pytest

from governance.questionnaire.answer import State
from governance.questionnaire.model import Tier
from governance.services.gaps import GapService
from governance.services.places import PlaceService, asked_somewhere
from governance.services.respondents import RespondentService
from governance.services.results import ResultService
from governance.services.roll import Roll
from governance.store.store import Store
from governance.territories.territory import Territory
from tests.comparable import MadeTerritories, keep, levels
from tests.sample import SampleQuestionnaires

TOWNS = [
    Territory(
        "commune", f"3500{n}", Tier.COMMUNE, "COMMUNE", f"Ville {n}", population=1_000 * n, departement="35",
        region="53", epci="200000001",
    )
    for n in range(1, 7)
]  # fmt: skip
EPCI = Territory("epci", "200000001", Tier.EPCI, "CC", "Pays d’ici", population=21_000, departement="35", region="53")
OTHER = Territory("epci", "200000002", Tier.EPCI, "CC", "Pays de là", population=9_000, departement="35", region="53")
DEPARTEMENT = Territory("departement", "35", Tier.DEPARTEMENT, "DEPARTEMENT", "Ille", population=30_000, region="53")
REGION = Territory("region", "53", Tier.REGION, "REGION", "Bretagne", population=100_000)
TOWN = TOWNS[0].id


@pytest.fixture
def territories() -> MadeTerritories:
    return MadeTerritories(*TOWNS, EPCI, OTHER, DEPARTEMENT, REGION)


@pytest.fixture
def places(store: Store, territories: MadeTerritories) -> PlaceService:
    return PlaceService(store, territories)


@pytest.fixture
def gaps(store: Store, questionnaires: SampleQuestionnaires, territories: MadeTerritories) -> GapService:
    results = ResultService(store, questionnaires, territories)
    return GapService(RespondentService(results, territories), Roll(territories))


def test_a_place_is_read_from_the_nearest_tier_to_the_furthest(
    places: PlaceService, store: Store, questionnaires: SampleQuestionnaires
) -> None:
    sample = questionnaires.latest()
    keep(store, sample, {TOWN: levels(1, 2), REGION.id: levels(4, 4) | {"ferries": "3"}})
    place = places.read(TOWN, sample, "flash")
    assert [each.territory.id for each in place.tiers] == [TOWN, EPCI.id, DEPARTEMENT.id, REGION.id]
    town, region = place.answered
    assert (town.territory.id, region.territory.id) == (TOWN, REGION.id)
    assert town.profile
    assert [node.score for node in town.profile.challenges] == [25, 50]
    assert not place.simulated
    assert {each.left_out for each in place.tiers} == {False}


def test_a_tier_says_what_it_answered_and_what_it_is_not_asked(
    places: PlaceService, store: Store, questionnaires: SampleQuestionnaires
) -> None:
    sample = questionnaires.latest()
    keep(store, sample, {TOWN: {"split": "3"}, REGION.id: {"ferries": "NSP"}})
    place = places.read(TOWN, sample, "flash")
    town, region = place.answered
    assert town.answer(sample.question("split")).level == 3
    assert town.answer(sample.question("lanes")).state is State.MISSING
    assert town.answer(sample.question("ferries")).state is State.NOT_ASKED
    assert region.answer(sample.question("ferries")).state is State.DONT_KNOW
    bridges = sample.challenges[1]
    assert [question.id for question in asked_somewhere(bridges, place.answered)] == ["spans", "tolls"]


def test_real_and_simulated_answers_of_one_place_are_never_mixed(
    places: PlaceService, store: Store, questionnaires: SampleQuestionnaires
) -> None:
    sample = questionnaires.latest()
    keep(store, sample, {TOWN: levels(1, 1), REGION.id: levels(2, 2)}, simulated=True)
    assert places.read(TOWN, sample, "flash").simulated
    keep(store, sample, {DEPARTEMENT.id: levels(4, 4)})
    still = places.read(TOWN, sample, "flash")
    assert (still.simulated, [each.left_out for each in still.tiers]) == (True, [False, False, True, False])
    keep(store, sample, {TOWN: levels(3, 3)})
    real = places.read(TOWN, sample, "flash")
    assert (real.simulated, [each.territory.id for each in real.answered]) == (False, [TOWN, DEPARTEMENT.id])


def test_the_full_form_shows_only_the_tiers_that_chose_it(
    places: PlaceService, store: Store, questionnaires: SampleQuestionnaires
) -> None:
    sample = questionnaires.latest()
    keep(store, sample, {TOWN: levels(1, 1)})
    keep(store, sample, {REGION.id: levels(2, 2)}, form="full")
    assert [each.territory.id for each in places.read(TOWN, sample, "full").answered] == [REGION.id]


def test_a_place_where_nobody_answered_is_empty(places: PlaceService, questionnaires: SampleQuestionnaires) -> None:
    place = places.read(TOWN, questionnaires.latest(), "flash")
    assert (place.simulated, place.answered, len(place.tiers)) == (False, (), 4)


def test_a_gap_is_a_score_less_the_mean_of_its_parts_by_inhabitants(
    gaps: GapService, store: Store, questionnaires: SampleQuestionnaires
) -> None:
    sample = questionnaires.latest()
    answers = {town.id: levels(rank % 5, 0) for rank, town in enumerate(TOWNS[:5])}
    keep(store, sample, answers | {EPCI.id: levels(4, 4), OTHER.id: levels(0, 0)})
    found = gaps.read("epci", "region:53", sample, "flash", "roads")
    here, there = found.rows
    assert (here.counted, here.total) == (5, 6)
    assert here.covered == pytest.approx(15 / 21)
    mean = sum(25 * (rank % 5) * (rank + 1) for rank in range(5)) / 15
    assert here.parts == pytest.approx(mean)
    assert here.points == pytest.approx(100 - mean)
    assert (there.own, there.parts, there.points, there.covered) == (0, None, None, 0)
    assert found.measured == (here,)


def test_fewer_than_five_parts_are_not_averaged(
    gaps: GapService, store: Store, questionnaires: SampleQuestionnaires
) -> None:
    sample = questionnaires.latest()
    keep(store, sample, {town.id: levels(2, 2) for town in TOWNS[:4]} | {EPCI.id: levels(4, 4)})
    (here, _) = gaps.read("epci", None, sample, "flash", "index").rows
    assert (here.own, here.parts, here.points, here.counted) == (100, None, None, 4)


def test_both_sides_of_a_gap_are_of_one_nature(
    gaps: GapService, store: Store, questionnaires: SampleQuestionnaires
) -> None:
    sample = questionnaires.latest()
    keep(store, sample, {town.id: levels(2, 2) for town in TOWNS}, simulated=True)
    keep(store, sample, {EPCI.id: levels(4, 4)})
    found = gaps.read("epci", None, sample, "flash", "index")
    assert (found.simulated, found.measured) == (False, ())


def test_the_roll_follows_the_reference() -> None:
    territories = MadeTerritories(EPCI, REGION)
    roll = Roll(territories)
    assert roll.of("epci") == (EPCI,)
    territories.all[OTHER.id] = OTHER
    assert roll.of("epci") == (EPCI,)
    territories.revision = "2"  # type: ignore[attr-defined]
    assert roll.of("epci", "departement:35") == (EPCI, OTHER)
    assert roll.of("epci", "departement:29") == ()
