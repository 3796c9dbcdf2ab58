# SPDX-License-Identifier: EUPL-1.2
"""Opening, finding, changing form, deleting."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from governance.access.actor import Actor
from governance.assessments.records import AssessmentHead
from governance.errors import AccessError, InputError, NotFoundError
from governance.services.assessments import AssessmentService
from governance.store.store import Store
from tests.sample import SampleQuestionnaires, questionnaire


def test_opening_begins_an_assessment_with_the_latest_questionnaire(service: AssessmentService) -> None:
    head = service.open("epci:200000001", "flash", " Awa \n Diop ")
    assert service.find(head.id).head == head
    assert (head.territory_id, head.questionnaire_version, head.form) == ("epci:200000001", "1.0.0", "flash")
    assert (head.simulated, head.author, head.created_at) == (False, "Awa Diop", head.updated_at)


def test_opening_again_continues_in_the_form_it_has(service: AssessmentService) -> None:
    head = service.open("epci:200000001", "full")
    assert service.open("epci:200000001", "flash", "Bo") == head


def test_a_new_version_of_the_questionnaire_begins_anew(
    service: AssessmentService, questionnaires: SampleQuestionnaires
) -> None:
    old = service.open("epci:200000001")
    questionnaires.versions.append(questionnaire("2.0.0"))
    new = service.open("epci:200000001")
    assert (new.questionnaire_version, new.id == old.id) == ("2.0.0", False)
    assert {head.id for head in service.recent()} == {old.id, new.id}


def test_an_authority_listed_twice_has_one_assessment(service: AssessmentService) -> None:
    assert service.open("departement:972") == service.open("region:02")
    assert service.recent()[0].territory_id == "region:02"


def test_a_simulated_assessment_is_never_continued_by_a_person(service: AssessmentService, store: Store) -> None:
    real = service.open("epci:200000001")
    simulated = replace(real, id="simulated", territory_id="epci:200000002", simulated=True)
    with store.writing() as unit:
        assert unit.assessments.add(simulated)
    beside = service.open("epci:200000002")
    assert (beside.id == simulated.id, beside.simulated) == (False, False)
    assert [head.id for head in service.recent()] == [beside.id, real.id]


def test_two_people_who_open_at_once_get_the_same_assessment(service: AssessmentService) -> None:
    with ThreadPoolExecutor(8) as people:
        heads = list(people.map(lambda _: service.open("epci:200000001"), range(16)))
    assert len(set(heads)) == 1
    assert len(service.recent()) == 1


def test_a_second_head_of_the_same_authority_and_version_is_refused(service: AssessmentService, store: Store) -> None:
    head = service.open("epci:200000001")
    with store.writing() as unit:
        assert unit.assessments.add(replace(head, id="other")) is False
        assert unit.assessments.add(replace(head, id="other", territory_id="region:53")) is True


def test_the_most_recent_come_first_and_no_more_than_asked(service: AssessmentService) -> None:
    heads = [service.open(territory) for territory in ("epci:200000001", "epci:200000002", "region:53")]
    assert service.recent(2) == [heads[2], heads[1]]


def test_the_form_changes_and_the_answers_stay(service: AssessmentService) -> None:
    head = service.open("epci:200000001", "flash")
    saved = service.save(head.id, "split", "2", expected_version=0, key="k")
    changed = service.change_form(head.id, "full")
    assert (changed.form, changed.id) == ("full", head.id)
    assert changed.updated_at > saved.at
    assert service.find(head.id).answers == {"split": saved}


def test_a_form_that_the_questionnaire_lacks_is_refused(
    service: AssessmentService, questionnaires: SampleQuestionnaires
) -> None:
    questionnaires.versions.append(questionnaire("3", flash=False))
    with pytest.raises(InputError, match="flash"):
        service.open("epci:200000001", "flash")
    assert service.open("epci:200000001", "full").form == "full"


def test_an_unknown_territory_begins_nothing(service: AssessmentService) -> None:
    with pytest.raises(NotFoundError):
        service.open("commune:99999")
    assert service.recent() == []


@pytest.fixture
def full_house(service: AssessmentService) -> list[AssessmentHead]:
    heads = [service.open("epci:200000001"), service.open("epci:200000002")]
    for number, head in enumerate(heads):
        service.save(head.id, "split", "2", expected_version=0, key=f"k{number}")
        service.freeze(head.id, "Printemps")
    return heads


def test_deleting_leaves_nothing_of_an_assessment_and_all_of_the_others(
    service: AssessmentService, store: Store, full_house: list[AssessmentHead]
) -> None:
    gone, kept = full_house
    (frozen,) = service.snapshots(gone.id)
    service.delete(gone.id)
    with pytest.raises(NotFoundError):
        service.find(gone.id)
    with pytest.raises(NotFoundError):
        service.snapshot(frozen.id)
    with store.reading() as unit:
        assert unit.answers.of_assessment(gone.id) == {}
        assert unit.changes.of_assessment(gone.id) == []
    assert len(service.find(kept.id).answers) == len(service.history(kept.id)) == len(service.snapshots(kept.id)) == 1
    assert service.open(gone.territory_id).id != gone.id


def test_only_an_administrator_deletes(service: AssessmentService, full_house: list[AssessmentHead]) -> None:
    with pytest.raises(AccessError, match="administers"):
        service.delete(full_house[0].id, Actor("Bo"))
    assert service.find(full_house[0].id).answers
