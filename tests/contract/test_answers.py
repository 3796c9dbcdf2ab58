# SPDX-License-Identifier: EUPL-1.2
"""Saving answers: what is acknowledged is there, once, and nothing is overwritten in silence."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from governance.assessments.records import AssessmentHead, StoredAnswer
from governance.errors import ConflictError, EchelonsError, InputError, NotFoundError
from governance.services.assessments import AssessmentService
from governance.store.changes import ChangeTable
from governance.store.database import Database, open_database
from governance.store.store import Store
from tests.sample import SampleQuestionnaires, SampleTerritories


@pytest.fixture
def head(service: AssessmentService) -> AssessmentHead:
    return service.open("epci:200000001", "full", "Awa")


def save(service: AssessmentService, head: AssessmentHead, code: str | None, **more: Any) -> StoredAnswer:
    values = {"expected_version": 0, "key": "k1", "question": "split", **more}
    return service.save(head.id, values.pop("question"), code, **values)


def test_a_saved_answer_is_found_again_as_it_was(service: AssessmentService, head: AssessmentHead) -> None:
    saved = save(service, head, "3", comment="depuis mai", evidence="https://exemple.fr/d", author="Awa")
    assert service.find(head.id).answers == {"split": saved}
    assert (saved.code, saved.version, saved.comment, saved.author) == ("3", 1, "depuis mai", "Awa")


def test_a_second_save_counts_up_and_moves_the_assessment_to_the_front(
    service: AssessmentService, head: AssessmentHead
) -> None:
    other = service.open("epci:200000002")
    assert [recent.id for recent in service.recent()] == [other.id, head.id]
    save(service, head, "1")
    saved = save(service, head, "2", expected_version=1, key="k2")
    assert saved.version == 2
    assert [recent.id for recent in service.recent()] == [head.id, other.id]
    assert service.recent(1)[0].updated_at == saved.at


def test_the_history_tells_who_when_from_and_to(service: AssessmentService, head: AssessmentHead) -> None:
    save(service, head, "1", author="Awa")
    save(service, head, None, expected_version=1, key="k2", author="Bo")
    save(service, head, "4", question="lanes", key="k3")
    lines = [(c.from_code, c.answer.code, c.answer.author, c.answer.version) for c in service.history(head.id, "split")]
    assert lines == [(None, "1", "Awa", 1), ("1", None, "Bo", 2)]
    moments = [change.answer.at for change in service.history(head.id)]
    assert moments == sorted(moments)
    assert len(moments) == 3


def test_a_withdrawn_answer_stays_known_as_withdrawn(service: AssessmentService, head: AssessmentHead) -> None:
    save(service, head, "1")
    assert save(service, head, None, expected_version=1, key="k2").code is None
    assert service.find(head.id).answers["split"].version == 2


def test_the_same_key_again_writes_nothing_and_returns_what_was_stored(
    service: AssessmentService, head: AssessmentHead
) -> None:
    first = save(service, head, "3")
    save(service, head, "4", expected_version=1, key="k2")
    assert save(service, head, "3") == first
    assert service.find(head.id).answers["split"].code == "4"
    assert len(service.history(head.id)) == 2


@pytest.mark.parametrize("change", [{"comment": "autre"}, {"question": "lanes"}, {"evidence": "x"}])
def test_the_same_key_with_another_content_is_refused(
    service: AssessmentService, head: AssessmentHead, change: dict[str, str]
) -> None:
    save(service, head, "3")
    with pytest.raises(InputError) as refusal:
        save(service, head, "3", **change)
    assert refusal.value.key == "assessment.key_reused"
    assert len(service.history(head.id)) == 1


def test_a_key_of_another_assessment_is_refused(service: AssessmentService, head: AssessmentHead) -> None:
    save(service, head, "3")
    with pytest.raises(InputError, match="already saved"):
        save(service, service.open("epci:200000002"), "3")


def test_whoever_saves_over_an_unseen_change_is_told_who_when_and_both_answers(
    service: AssessmentService, head: AssessmentHead
) -> None:
    theirs = save(service, head, "1", author="Bo", comment="vu en bureau")
    with pytest.raises(ConflictError) as conflict:
        save(service, head, "4", key="k2", author="Awa")
    told = conflict.value.values
    assert (told["who"], told["when"], told["theirs"]) == ("Bo", theirs.at, theirs)
    assert (told["mine"].code, told["mine"].author) == ("4", "Awa")
    assert "Bo a répondu" in conflict.value.message("fr")
    assert "1" in conflict.value.message("fr")
    assert "4" in conflict.value.message("fr")
    assert service.find(head.id).answers["split"] == theirs


def test_a_conflict_with_somebody_unnamed_is_told_too(service: AssessmentService, head: AssessmentHead) -> None:
    save(service, head, "1")
    with pytest.raises(ConflictError, match="Somebody else"):
        save(service, head, "4", key="k2")


def test_a_version_that_never_was_is_a_conflict(service: AssessmentService, head: AssessmentHead) -> None:
    with pytest.raises(ConflictError, match="no longer exists"):
        save(service, head, "4", expected_version=7)
    assert service.find(head.id).answers == {}
    assert service.history(head.id) == []


def test_of_two_people_who_answer_at_once_exactly_one_wins_and_the_other_sees_both(
    service: AssessmentService, head: AssessmentHead
) -> None:
    for round_number in range(10):
        together = threading.Barrier(2)

        def answer(
            person: str, start: threading.Barrier = together, version: int = round_number
        ) -> StoredAnswer | EchelonsError:
            start.wait(10)
            try:
                code = {"Awa": "1", "Bo": "2"}[person]
                return save(service, head, code, expected_version=version, key=f"{person}{version}", author=person)
            except ConflictError as conflict:
                return conflict

        with ThreadPoolExecutor(2) as people:
            outcomes = list(people.map(answer, ["Awa", "Bo"]))
        (won,) = [outcome for outcome in outcomes if isinstance(outcome, StoredAnswer)]
        (lost,) = [outcome for outcome in outcomes if isinstance(outcome, ConflictError)]
        assert lost.values["theirs"] == won
        assert {lost.values["mine"].code, won.code} == {"1", "2"}
        assert service.find(head.id).answers["split"] == won


def test_the_same_save_sent_by_eight_threads_is_stored_once(service: AssessmentService, head: AssessmentHead) -> None:
    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(lambda _: save(service, head, "3"), range(8)))
    assert len(set(outcomes)) == 1
    assert len(service.history(head.id)) == 1


def test_a_key_is_written_once_whatever_the_transaction_had_seen(
    service: AssessmentService, head: AssessmentHead, store: Store
) -> None:
    save(service, head, "3")
    (written,) = service.history(head.id)
    elsewhere = replace(written, assessment_id=service.open("epci:200000002").id)
    with store.writing() as unit:
        assert unit.changes.add(elsewhere) is False
        assert unit.changes.add(replace(elsewhere, key="k2")) is True


def test_a_key_taken_meanwhile_by_another_assessment_is_refused(
    service: AssessmentService, head: AssessmentHead, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(service, head, "3")
    other = service.open("epci:200000002")
    monkeypatch.setattr(ChangeTable, "by_key", lambda _self, _key: None)  # as if read just before it was written
    with pytest.raises(InputError, match="already saved"):
        save(service, other, "3")
    assert service.find(other.id).answers == {}


def test_two_processes_of_the_application_share_one_database(
    database: Database, address: str, head: AssessmentHead
) -> None:
    other = open_database(address)
    services = [
        AssessmentService(Store(each), SampleQuestionnaires(), SampleTerritories()) for each in (database, other)
    ]
    questions = ["split", "lanes", "spans", "tolls"]

    def answer(number: int) -> int:
        service, question = services[number % 2], questions[number // 2]
        for version in range(10):
            save(service, head, "1", question=question, expected_version=version, key=f"{question}{version}")
        return len(services[1 - number % 2].history(head.id, question))

    with ThreadPoolExecutor(4) as people:
        assert list(people.map(answer, [0, 3, 4, 7])) == [10, 10, 10, 10]
    other.close()


def test_texts_of_any_script_come_back_the_same(service: AssessmentService, head: AssessmentHead) -> None:
    words = "L’été à Zürich 日本 🌍 « 100 % » ' \" \\ %s {x}\ndeux lignes"
    save(service, head, "3", comment=words, evidence=words, author="Zoé O’Brien")
    saved = service.find(head.id).answers["split"]
    assert (saved.comment, saved.evidence, saved.author) == (words, words, "Zoé O’Brien")


def test_what_no_database_can_hold_is_cleaned_away(service: AssessmentService, head: AssessmentHead) -> None:
    saved = save(service, head, "3", comment="a\x00b\x1b[0m\ud800c\r\nd", author="Bo\x00\n")
    assert (saved.comment, saved.author) == ("ab[0mc\nd", "Bo")
    assert service.find(head.id).answers["split"] == saved


@pytest.mark.parametrize("unknown", ["", "nobody", "a\x00b", "é\ud800", "x" * 5_000])
def test_an_unknown_assessment_is_not_found(service: AssessmentService, unknown: str) -> None:
    for ask in (
        lambda: service.find(unknown),
        lambda: service.history(unknown),
        lambda: service.snapshots(unknown),
        lambda: service.snapshot(unknown),
        lambda: service.freeze(unknown, "x"),
        lambda: service.change_form(unknown, "full"),
        lambda: service.delete(unknown),
        lambda: service.save(unknown, "split", "1", expected_version=0, key="k"),
    ):
        with pytest.raises(NotFoundError):
            ask()
