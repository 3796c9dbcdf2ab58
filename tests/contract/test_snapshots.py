# SPDX-License-Identifier: EUPL-1.2
"""Frozen assessments stay as they were on their day, whatever happens afterwards."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from governance.assessments.records import AssessmentHead
from governance.errors import InputError
from governance.scoring.scores import profile
from governance.services.assessments import AssessmentService, read_answers
from governance.services.results import ResultService
from governance.store.database import Database
from governance.store.store import Store
from tests.sample import SampleQuestionnaires, SampleTerritories, questionnaire


@pytest.fixture
def head(service: AssessmentService) -> AssessmentHead:
    head = service.open("epci:200000001", "full", "Awa")
    for number, (question, code) in enumerate(
        [("split", "3"), ("lanes", "NSP"), ("speed", "150,5"), ("signs", "town;stop"), ("spans", "1"), ("tolls", "2")]
    ):
        service.save(head.id, question, code, expected_version=0, key=f"k{number}", comment="vu")
    return head


def test_a_snapshot_holds_answers_scores_questionnaire_and_identity(
    service: AssessmentService, store: Store, questionnaires: SampleQuestionnaires, head: AssessmentHead
) -> None:
    taken = service.freeze(head.id, "  Printemps\n2026 ", "Awa")
    kept = service.snapshot(taken.id)
    assert kept == taken
    assert (kept.name, kept.author, kept.form, kept.simulated) == ("Printemps 2026", "Awa", "full", False)
    assert (kept.questionnaire_id, kept.questionnaire_version) == ("sample", "1.0.0")
    assert (kept.territory["id"], kept.territory["name"]) == ("epci:200000001", "Pays d’ici")
    assert (kept.territory["tier"], kept.territory["population"]) == ("epci", 40_000)
    assert kept.answers == service.find(head.id).answers
    assert kept.profile == ResultService(store, questionnaires, SampleTerritories()).profile(head.id)
    assert kept.profile.node("roads").score == pytest.approx((75 + 75.25 + 200 / 3) / 3)


def test_a_snapshot_stays_when_answers_and_territories_change(
    service: AssessmentService, store: Store, questionnaires: SampleQuestionnaires, head: AssessmentHead
) -> None:
    before = service.freeze(head.id, "Avant")
    service.save(head.id, "split", "0", expected_version=1, key="later")
    after = service.freeze(head.id, "Après")
    assert service.snapshots(head.id) == [after, before]
    assert service.snapshot(before.id).answers["split"].code == "3"
    assert after.profile.node("roads").score != before.profile.node("roads").score
    elsewhere = AssessmentService(store, questionnaires, SampleTerritories())
    assert elsewhere.snapshot(before.id).territory == before.territory


def test_the_profile_kept_is_the_one_that_the_answers_kept_give(
    service: AssessmentService, head: AssessmentHead
) -> None:
    kept = service.freeze(head.id, "x")
    sample = questionnaire()
    again = profile(sample, read_answers(sample, kept.answers), SampleTerritories().get("epci:200000001").tier, "full")
    assert kept.profile == again


@pytest.mark.parametrize("name", ["", " \n ", "\x00"])
def test_a_snapshot_needs_a_name(service: AssessmentService, head: AssessmentHead, name: str) -> None:
    with pytest.raises(InputError, match="name"):
        service.freeze(head.id, name)
    assert service.snapshots(head.id) == []


def test_a_name_has_a_limit(service: AssessmentService, head: AssessmentHead) -> None:
    assert service.freeze(head.id, "é" * 120).name == "é" * 120
    with pytest.raises(InputError, match="121 characters"):
        service.freeze(head.id, "é" * 121)


def test_nothing_is_frozen_without_answers(service: AssessmentService) -> None:
    head = service.open("region:53")
    with pytest.raises(InputError, match="nothing to freeze"):
        service.freeze(head.id, "Vide")
    service.save(head.id, "split", "1", expected_version=0, key="k")
    service.save(head.id, "split", None, expected_version=1, key="l")
    with pytest.raises(InputError, match="nothing to freeze"):
        service.freeze(head.id, "Retirée")


@pytest.mark.parametrize(
    "alteration",
    [
        "UPDATE snapshots SET name = 'autre'",
        "UPDATE snapshots SET payload = '{}'",
        "UPDATE answer_changes SET code = '4'",
        "UPDATE answer_changes SET author = 'autre'",
    ],
)
def test_the_database_itself_refuses_to_alter_history(
    service: AssessmentService, database: Database, head: AssessmentHead, alteration: str
) -> None:
    frozen = service.freeze(head.id, "x")
    history = service.history(head.id)
    with pytest.raises(DatabaseError, match="never change"), database.writing() as connection:
        connection.execute(text(alteration))
    assert service.snapshot(frozen.id) == frozen
    assert service.history(head.id) == history
