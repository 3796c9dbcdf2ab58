# SPDX-License-Identifier: EUPL-1.2
"""Scores of one authority and of a layer, computed from what is stored."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from governance.errors import NotFoundError
from governance.scoring.result import Status
from governance.services import results
from governance.services.assessments import AssessmentService
from governance.services.results import ResultService
from governance.store.store import Store
from tests.sample import SampleQuestionnaires, SampleTerritories


@pytest.fixture
def result_service(store: Store, questionnaires: SampleQuestionnaires) -> ResultService:
    return ResultService(store, questionnaires, SampleTerritories())


def answer(service: AssessmentService, territory: str, form: str, **codes: str) -> str:
    head = service.open(territory, "full" if form == "full" else "flash")
    for question, code in codes.items():
        service.save(head.id, question, code, expected_version=0, key=f"{head.id} {question}")
    return head.id


def simulate(store: Store, service: AssessmentService, territory: str) -> None:
    """Turn the authority's real assessment into a simulated one's twin."""
    detail = service.find(service.open(territory).id)
    with store.writing() as unit:
        unit.assessments.add(replace(detail.head, id=f"simulated {territory}"[:36], simulated=True))
        unit.answers.write_all((f"simulated {territory}"[:36], a) for a in detail.answers.values())


def test_a_profile_comes_from_the_present_answers(service: AssessmentService, result_service: ResultService) -> None:
    assessment = answer(service, "epci:200000001", "flash", split="4", lanes="2", spans="0", tolls="NSP")
    read = result_service.read(assessment)
    assert read.profile.node("roads").score == 75
    assert read.profile.node("bridges").status is Status.NOT_ASSESSED
    assert read.territory.name == "Pays d’ici"
    assert read.answers["split"].level == 4
    assert read.detail.head.id == assessment
    assert result_service.profile(assessment, "full").node("roads").form == "flash"


def test_an_unknown_assessment_has_no_profile(result_service: ResultService) -> None:
    with pytest.raises(NotFoundError):
        result_service.profile("nobody")


def test_a_layer_holds_its_own_authorities_only(
    service: AssessmentService, result_service: ResultService, questionnaires: SampleQuestionnaires
) -> None:
    answer(service, "epci:200000002", "flash", split="0", lanes="0")
    answer(service, "epci:200000001", "flash", split="4", lanes="4")
    answer(service, "region:53", "flash", split="2", lanes="2")
    layer = result_service.latest("epci", questionnaires.latest())
    assert layer.territories == ("epci:200000001", "epci:200000002")
    np.testing.assert_array_equal(layer.scores.challenges.score[:, 0], [100, 0])
    assert (layer.row("epci:200000002"), layer.row("region:53")) == (1, None)
    assert not layer.simulated.any()


def test_a_layer_without_answers_is_empty(result_service: ResultService, questionnaires: SampleQuestionnaires) -> None:
    layer = result_service.latest("commune", questionnaires.latest())
    assert layer.territories == ()
    assert layer.scores.index.score.shape == (0, 1)


def test_real_answers_are_preferred_to_simulated_ones(
    service: AssessmentService, result_service: ResultService, store: Store, questionnaires: SampleQuestionnaires
) -> None:
    both = answer(service, "epci:200000001", "flash", split="1", lanes="1")
    simulate(store, service, "epci:200000001")
    service.save(both, "split", "3", expected_version=1, key="later")
    answer(service, "epci:200000002", "flash", split="4", lanes="4")
    simulate(store, service, "epci:200000002")
    service.delete(service.open("epci:200000002").id)
    layer = result_service.latest("epci", questionnaires.latest())
    np.testing.assert_array_equal(layer.simulated, [False, True])
    np.testing.assert_array_equal(layer.scores.challenges.score[:, 0], [50, 100])
    assert layer.assessments == (both, "simulated epci:200000002")


def test_the_full_form_shows_only_those_who_chose_it(
    service: AssessmentService, result_service: ResultService, questionnaires: SampleQuestionnaires
) -> None:
    answer(service, "epci:200000001", "full", split="4", lanes="4", speed="0", signs="-")
    answer(service, "epci:200000002", "flash", split="4", lanes="4")
    full = result_service.latest("epci", questionnaires.latest(), "full")
    assert full.territories == ("epci:200000001",)
    assert full.scores.challenges.score[0, 0] == 50
    flash = result_service.latest("epci", questionnaires.latest(), "flash")
    np.testing.assert_array_equal(flash.scores.challenges.score[:, 0], [100, 100])


def test_a_territory_whose_authority_is_elsewhere_shows_its_scores(
    service: AssessmentService, result_service: ResultService, questionnaires: SampleQuestionnaires
) -> None:
    answer(service, "region:02", "flash", split="3", lanes="3")
    answer(service, "region:53", "flash", split="1", lanes="1")
    layer = result_service.latest("departement", questionnaires.latest())
    assert layer.territories == ("departement:972",)
    assert layer.scores.challenges.score[0, 0] == 75


def test_questions_of_other_tiers_do_not_count(
    service: AssessmentService, result_service: ResultService, questionnaires: SampleQuestionnaires
) -> None:
    answer(service, "epci:200000001", "full", spans="2", tolls="2")
    answer(service, "region:53", "full", spans="2", tolls="2")
    coverage = [
        result_service.latest(layer, questionnaires.latest(), "full").scores.challenges.coverage[0, 1]
        for layer in ("epci", "region")
    ]
    assert coverage == pytest.approx([1, 2 / 3])


def test_a_layer_is_scored_once_until_something_changes(
    service: AssessmentService,
    result_service: ResultService,
    questionnaires: SampleQuestionnaires,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passes = []
    score = results.score
    monkeypatch.setattr(results, "score", lambda *given: passes.append(given) or score(*given))
    assessment = answer(service, "epci:200000001", "flash", split="3")
    sample = questionnaires.latest()
    first = result_service.latest("epci", sample)
    assert result_service.latest("epci", sample) is first
    answer(service, "region:53", "flash", split="3")
    assert result_service.latest("epci", sample) is first
    assert len(passes) == 1
    for change in (
        lambda: service.save(assessment, "split", "4", expected_version=1, key="later"),
        lambda: service.change_form(assessment, "full"),
        lambda: service.open("epci:200000002"),
        lambda: service.delete(assessment),
    ):
        change()
        renewed = result_service.latest("epci", sample)
        assert renewed is not first
        assert result_service.latest("epci", sample) is renewed
        first = renewed
    assert len(passes) == 5


def test_a_clock_that_stands_still_hides_no_change(
    store: Store, questionnaires: SampleQuestionnaires, result_service: ResultService
) -> None:
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    service = AssessmentService(store, questionnaires, SampleTerritories(), lambda: moment)
    assessment = answer(service, "epci:200000001", "flash", split="3", lanes="3")
    sample = questionnaires.latest()
    assert result_service.latest("epci", sample).scores.challenges.score[0, 0] == 75
    service.save(assessment, "split", "1", expected_version=1, key="later")
    assert result_service.latest("epci", sample).scores.challenges.score[0, 0] == 50
