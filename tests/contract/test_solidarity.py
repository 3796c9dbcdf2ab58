# SPDX-License-Identifier: EUPL-1.2
"""Figures about many territories, from what is stored: given from thirty on, and about whom they say."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from governance.comparison.spatial import Pattern
from governance.errors import InputError
from governance.services import solidarity as module
from governance.services.assessments import AssessmentService
from governance.services.neighbourhoods import neighbourhood, on_globe
from governance.services.respondents import RespondentService
from governance.services.results import ResultService
from governance.services.roll import Roll
from governance.services.solidarity import Scope, SolidarityService
from governance.store.store import Store
from governance.territories.borders import Borders
from governance.territories.territory import Layer, Place, Territory
from tests.comparable import MOMENT, MadeTerritories, keep, levels, made_epci
from tests.contract.conftest import SteppingClock
from tests.sample import SampleQuestionnaires

SCOPE = Scope("epci", None, "roads", "flash")
WEST = [replace(each, longitude=-3.0 + n / 50, latitude=48.0) for n, each in enumerate(made_epci(40))]
EPCI = [
    replace(each, departement="35" if n < 20 else "29", population=10_000 * (1 + n % 2)) for n, each in enumerate(WEST)
]


class Placed(MadeTerritories):
    """Territories that have their own point, but one."""

    def locate(self, territory_id: str, /) -> Place | None:
        own = self.get(territory_id)
        if territory_id == EPCI[-1].id or own.point is None:
            return None
        return Place(*own.point, "53", own.id, approximate=False)

    def whole_in(self, territory_id: str, layer: Layer, /) -> frozenset[str]:
        """Three of the east, and one that has no inhabitants."""
        assert (territory_id, layer) == ("grouping:scot", "epci")
        return frozenset({*(each.id for each in EPCI[25:28]), "epci:299999999"})


@pytest.fixture
def territories() -> Placed:
    nobody = Territory("epci", "299999999", EPCI[0].tier, "CC", "Personne", population=None, region="53")
    return Placed(*EPCI, nobody)


@pytest.fixture
def solidarity(store: Store, questionnaires: SampleQuestionnaires, territories: Placed) -> SolidarityService:
    results = ResultService(store, questionnaires, territories)
    return SolidarityService(store, results, RespondentService(results, territories), Roll(territories), territories)


def answer(store: Store, questionnaires: SampleQuestionnaires, count: int = 40) -> None:
    """The west stands at level 1, the east at level 3."""
    answers = {each.id: levels(1 if n < 20 else 3, 2) for n, each in enumerate(EPCI[:count])}
    keep(store, questionnaires.latest(), answers)


def test_a_perimeter_counts_everybody_and_scores_those_who_answered(
    solidarity: SolidarityService, store: Store, questionnaires: SampleQuestionnaires
) -> None:
    answer(store, questionnaires, 30)
    perimeter = solidarity.perimeter(SCOPE, questionnaires.latest())
    assert (len(perimeter.territories), perimeter.respondents) == (40, 30)
    assert perimeter.scores[:2].tolist() == [25, 25]
    assert np.isnan(perimeter.scores[30:]).all()
    assert perimeter.levels[[0, 25, 35]].tolist() == [1, 3, -1]
    part = solidarity.perimeter(replace(SCOPE, area="departement:29"), questionnaires.latest())
    assert (len(part.territories), part.respondents) == (20, 10)


def test_a_perimeter_may_be_the_members_of_a_grouping(
    solidarity: SolidarityService, store: Store, questionnaires: SampleQuestionnaires
) -> None:
    answer(store, questionnaires, 27)
    perimeter = solidarity.perimeter(replace(SCOPE, area="grouping:scot"), questionnaires.latest())
    assert perimeter.territories == tuple(EPCI[25:28])
    assert perimeter.respondents == 2


def test_figures_weigh_territories_by_their_inhabitants(
    solidarity: SolidarityService, store: Store, questionnaires: SampleQuestionnaires
) -> None:
    answer(store, questionnaires)
    found = solidarity.figures(solidarity.perimeter(SCOPE, questionnaires.latest()))
    assert (found.mean, found.p10, found.p90, found.p90_p10) == (50, 25, 75, 50)
    assert found.gini_points == pytest.approx(12.5)
    assert found.under_level == pytest.approx(0.5)
    assert found.between["departement"].variance_between == pytest.approx(1)
    assert set(found.between) == {"departement", "stratum"}, "one région is no way to group"


def test_under_thirty_respondents_everything_is_refused_with_the_reason(
    solidarity: SolidarityService, store: Store, questionnaires: SampleQuestionnaires
) -> None:
    answer(store, questionnaires, 29)
    perimeter = solidarity.perimeter(SCOPE, questionnaires.latest())
    for ask in (solidarity.figures, solidarity.clusters):
        with pytest.raises(InputError) as refused:
            ask(perimeter)
        assert (refused.value.key, refused.value.values["n"]) == ("comparison.too_few", 29)


def test_without_any_answer_a_perimeter_is_empty_and_refused(
    solidarity: SolidarityService, questionnaires: SampleQuestionnaires
) -> None:
    perimeter = solidarity.perimeter(SCOPE, questionnaires.latest())
    assert perimeter.respondents == 0
    with pytest.raises(InputError):
        solidarity.figures(perimeter)


def test_alike_neighbours_make_clusters(
    solidarity: SolidarityService,
    store: Store,
    questionnaires: SampleQuestionnaires,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer(store, questionnaires)
    passes = []
    clusters = module.clusters
    monkeypatch.setattr(module, "clusters", lambda *given: passes.append(given) or clusters(*given))
    perimeter = solidarity.perimeter(SCOPE, questionnaires.latest())
    found = solidarity.clusters(perimeter)
    assert found.moran > 0.5
    assert found.patterns[3] is Pattern.LOW_LOW
    assert found.patterns[30] is Pattern.HIGH_HIGH
    assert found.patterns[-1] is Pattern.ISOLATED, "whoever has no place has no neighbour"
    assert solidarity.clusters(solidarity.perimeter(SCOPE, questionnaires.latest())) is found
    assert len(passes) == 1


def test_real_answers_come_first_and_simulated_ones_on_demand(
    solidarity: SolidarityService, store: Store, questionnaires: SampleQuestionnaires
) -> None:
    keep(store, questionnaires.latest(), {each.id: levels(4, 4) for each in EPCI}, simulated=True)
    assert solidarity.perimeter(SCOPE, questionnaires.latest()).respondents == 40
    keep(store, questionnaires.latest(), {EPCI[0].id: levels(1, 1)})
    assert solidarity.perimeter(SCOPE, questionnaires.latest()).respondents == 1
    simulated = solidarity.perimeter(replace(SCOPE, simulated=True), questionnaires.latest())
    assert (simulated.respondents, simulated.among.left_out) == (39, 1)


def test_evolution_compares_what_was_frozen_with_today(
    solidarity: SolidarityService, store: Store, questionnaires: SampleQuestionnaires, territories: Placed
) -> None:
    answer(store, questionnaires)
    clock = SteppingClock()
    service = AssessmentService(store, questionnaires, territories, clock)
    for each in EPCI[:35]:
        service.freeze(service.open(each.id).id, "avant")
    clock.moment += timedelta(days=30)
    for each in EPCI[:32]:
        head = service.open(each.id)
        for question in ("split", "lanes"):
            service.save(head.id, question, "4", expected_version=1, key=f"{head.id} {question}")
    for each in EPCI[:31]:
        service.freeze(service.open(each.id).id, "après")
    first, last = solidarity.moments(SCOPE, questionnaires.latest())
    perimeter = solidarity.perimeter(SCOPE, questionnaires.latest())
    found = solidarity.evolution(perimeter, questionnaires.latest(), first)
    assert (found.before, found.after, found.panel) == (35, 40, 35)
    assert (found.rose, found.fell) == (pytest.approx(32 / 35), 0)
    frozen = solidarity.evolution(perimeter, questionnaires.latest(), first, last)
    # At the later date, each stands as it last froze its assessment: three at the first date already.
    assert (frozen.before, frozen.after, frozen.panel) == (35, 35, 35)
    assert frozen.rose == pytest.approx(31 / 35)
    assert frozen.transitions[1, 4] == 20
    with pytest.raises(InputError):
        solidarity.evolution(perimeter, questionnaires.latest(), (MOMENT - timedelta(days=1)).date())


def test_a_full_assessment_is_compared_in_the_full_form_only_where_it_was_frozen_so(
    solidarity: SolidarityService, store: Store, questionnaires: SampleQuestionnaires, territories: Placed
) -> None:
    answer(store, questionnaires)
    service = AssessmentService(store, questionnaires, territories, SteppingClock())
    for each in EPCI:
        head = service.open(each.id)
        service.freeze(head.id, "court")
        service.change_form(head.id, "full")
    scope = replace(SCOPE, form="full")
    perimeter = solidarity.perimeter(scope, questionnaires.latest())
    with pytest.raises(InputError):
        solidarity.evolution(perimeter, questionnaires.latest(), solidarity.moments(scope, questionnaires.latest())[0])


def row_of_borders(among: list[Territory]) -> Borders:
    """Each touches the next in the list, and nobody else."""
    places = np.arange(len(among))
    return Borders(
        "row", {each.id: place for place, each in enumerate(among)}, np.column_stack([places, places + 1])[:-1]
    )


def test_neighbours_are_those_with_a_common_border_where_outlines_are_drawn(territories: Placed) -> None:
    found = neighbourhood(tuple(EPCI), territories, row_of_borders(EPCI[::-1]))
    assert found.kind == "borders"
    assert found.neighbours.counts.tolist() == [1, *[2] * 38, 1]
    points = neighbourhood(tuple(EPCI), territories, None)
    assert (points.kind, points.neighbours.counts[3]) == ("nearest", 6)
    assert neighbourhood((), territories, row_of_borders(EPCI)).neighbours.counts.tolist() == []


def test_of_a_perimeter_those_outside_are_nobody_s_neighbours(territories: Placed) -> None:
    found = neighbourhood(tuple(EPCI[10:14]), territories, row_of_borders(EPCI))
    assert found.neighbours.counts.tolist() == [1, 2, 2, 1]


def test_whoever_has_no_outline_takes_the_nearest_point(territories: Placed) -> None:
    found = neighbourhood(tuple(EPCI), territories, row_of_borders(EPCI[:20] + EPCI[21:]))
    assert found.kind == "borders"
    linked = found.neighbours.links.toarray()
    assert linked[20].sum() == 1, "its nearest, and nobody else"
    assert linked[20, [19, 21]].sum() == 1
    assert linked[19, 21] == 1, "the others as their borders have it"


def test_outlines_of_some_places_only_are_no_ground_for_the_whole(territories: Placed) -> None:
    assert neighbourhood(tuple(EPCI), territories, row_of_borders(EPCI[:30])).kind == "nearest"


def test_clusters_follow_the_outlines_as_soon_as_others_are_drawn(
    store: Store, questionnaires: SampleQuestionnaires, territories: Placed
) -> None:
    answer(store, questionnaires)
    results = ResultService(store, questionnaires, territories)
    drawn: list[Borders | None] = [None]
    service = SolidarityService(
        store, results, RespondentService(results, territories), Roll(territories), territories,
        borders=lambda _layer: drawn[0],
    )  # fmt: skip
    perimeter = service.perimeter(SCOPE, questionnaires.latest())
    before = service.clusters(perimeter)
    assert service.neighbourhood(perimeter).kind == "nearest"
    drawn[0] = row_of_borders(EPCI)
    after = service.clusters(perimeter)
    assert service.neighbourhood(perimeter).kind == "borders"
    assert after.moran == pytest.approx(38 / 40), "where both sides meet, two have neighbours at odds"
    assert before.counted == 39
    assert after.counted == 40, "the last has no point, but a border"
    assert service.clusters(perimeter) is after


def test_distances_on_the_globe_are_those_of_the_earth() -> None:
    rennes, brest = on_globe(np.array([[-1.6743, 48.1111], [-4.4861, 48.3904]]))
    assert np.linalg.norm(rennes - brest) == pytest.approx(210_000, rel=0.02)
