# SPDX-License-Identifier: EUPL-1.2
"""The action plan: what is acknowledged is there, once, with its history, and nothing is overwritten in silence."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from governance.assessments.records import AssessmentHead
from governance.errors import ConflictError, EchelonsError, InputError, NotFoundError, StoreError
from governance.plans.records import PlanEntry, PlannedAction
from governance.services.assessments import AssessmentService
from governance.services.plans import PlanService
from governance.store.database import Database
from governance.store.store import Store, Unit
from tests.contract.conftest import SteppingClock
from tests.sample import SampleQuestionnaires, SampleTerritories

ENTRY = PlanEntry(
    title="Écrire qui fait quoi",
    owner="Awa",
    partners="Syndicat ; département",
    due=date(2027, 3, 31),
    budget_line="6288",
    funding="à chercher",
    status="doing",
    notes="Première réunion\nle 3 mai",
)


@pytest.fixture
def plans(store: Store, questionnaires: SampleQuestionnaires) -> PlanService:
    return PlanService(store, questionnaires, SampleTerritories(), SteppingClock())


@pytest.fixture
def head(service: AssessmentService) -> AssessmentHead:
    head = service.open("epci:200000001", "full", "Awa")
    for question, code in {"split": "1", "lanes": "NSP", "speed": "50", "signs": "town"}.items():
        service.save(head.id, question, code, expected_version=0, key=f"given {question}")
    return head


def add(plans: PlanService, head: AssessmentHead, entry: PlanEntry = ENTRY, **more: Any) -> PlannedAction:
    return plans.add(head.id, entry, **{"step": "split:2", "author": "Awa", "key": "k1", **more})


def change(plans: PlanService, planned: PlannedAction, title: str = "Autrement", **more: Any) -> PlannedAction:
    values = {"expected_version": planned.version, "author": "Bo", "key": "k2", **more}
    return plans.change(planned.id, PlanEntry(title), **values)


def test_an_added_action_is_found_again_as_it_was(plans: PlanService, head: AssessmentHead) -> None:
    added = add(plans, head)
    assert plans.of(head.id) == [added]
    assert added.entry == ENTRY
    assert (added.question_id, added.action_key, added.from_code, added.target_code) == ("split", "split:2", "1", "2")
    assert (added.version, added.author, added.created_at) == (1, "Awa", added.updated_at)


def test_each_kind_of_question_has_its_steps(plans: PlanService, head: AssessmentHead) -> None:
    told = [
        (added.action_key, added.from_code, added.target_code)
        for number, step in enumerate(["lanes:1", "speed:100.0", "signs:stop"])
        if (added := add(plans, head, step=step, key=f"k{number}"))
    ]
    assert told == [("lanes:1", "NSP", "1"), ("speed:100", "50", "100"), ("signs:stop", "town", "stop")]


def test_an_action_of_ones_own_may_name_the_question_that_it_should_move(
    plans: PlanService, head: AssessmentHead
) -> None:
    free = add(plans, head, step=None)
    tied = add(plans, head, step=None, question_id="spans", key="k2")
    assert (free.question_id, free.action_key, free.target_code) == (None, None, None)
    assert (tied.question_id, tied.action_key, tied.from_code) == ("spans", None, None)
    assert plans.of(head.id) == [free, tied]


@pytest.mark.parametrize("step", ["split:0", "split:5", "split:", "split:NSP", "signs:-", "signs:stop;town", "speed:x"])
def test_a_step_that_the_question_does_not_have_is_refused(plans: PlanService, head: AssessmentHead, step: str) -> None:
    with pytest.raises(InputError):
        add(plans, head, step=step)
    assert plans.of(head.id) == []


@pytest.mark.parametrize(("step", "key"), [("nothing:1", "question_unknown"), ("ferries:1", "question_not_asked")])
def test_a_question_that_is_not_asked_cannot_be_planned_for(
    plans: PlanService, head: AssessmentHead, step: str, key: str
) -> None:
    with pytest.raises(InputError) as refusal:
        add(plans, head, step=step)
    assert refusal.value.key == f"assessment.{key}"


def test_a_step_is_planned_once(plans: PlanService, head: AssessmentHead) -> None:
    add(plans, head)
    with pytest.raises(InputError) as refusal:
        add(plans, head, key="k2")
    assert refusal.value.key == "plan.already_planned"
    assert len(plans.history(head.id)) == 1


def test_a_simulated_assessment_has_no_plan(plans: PlanService, head: AssessmentHead, database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE assessments SET simulated = :true"), {"true": True})
    with pytest.raises(InputError) as refusal:
        add(plans, head)
    assert refusal.value.key == "plan.simulated"


def test_a_change_keeps_what_the_action_was_planned_from(
    plans: PlanService, service: AssessmentService, head: AssessmentHead
) -> None:
    planned = add(plans, head)
    service.save(head.id, "split", "3", expected_version=1, key="later")
    changed = change(plans, planned)
    assert plans.of(head.id) == [changed]
    assert (changed.title, changed.owner, changed.due) == ("Autrement", "", None)
    assert (changed.from_code, changed.action_key, changed.created_at) == ("1", "split:2", planned.created_at)
    assert (changed.version, changed.author) == (2, "Bo")
    assert changed.updated_at > planned.updated_at


def test_saying_the_same_again_writes_nothing(plans: PlanService, head: AssessmentHead) -> None:
    planned = add(plans, head)
    assert plans.change(planned.id, ENTRY, expected_version=1, key="k2") == planned
    assert len(plans.history(head.id)) == 1


def test_the_history_tells_who_when_and_what_and_outlives_the_action(plans: PlanService, head: AssessmentHead) -> None:
    planned = add(plans, head)
    changed = change(plans, planned)
    plans.remove(planned.id, expected_version=2, author="Cleo", key="k3")
    assert plans.of(head.id) == []
    lines = plans.history(head.id)
    assert [(line.before, line.after) for line in lines] == [(None, planned), (planned, changed), (changed, None)]
    assert [(line.author, line.version) for line in lines] == [("Awa", 1), ("Bo", 2), ("Cleo", 3)]
    assert [line.at for line in lines] == sorted(line.at for line in lines)


def test_a_removed_step_may_be_planned_again(plans: PlanService, head: AssessmentHead) -> None:
    plans.remove(add(plans, head).id, expected_version=1, key="k2")
    again = add(plans, head, key="k3")
    assert plans.of(head.id) == [again]


def test_the_same_key_again_writes_nothing_and_returns_what_was_stored(
    plans: PlanService, head: AssessmentHead
) -> None:
    planned = add(plans, head)
    assert add(plans, head) == planned
    changed = change(plans, planned)
    assert change(plans, planned) == changed
    assert add(plans, head) == planned
    plans.remove(planned.id, expected_version=2, key="k3")
    plans.remove(planned.id, expected_version=2, key="k3")
    assert len(plans.history(head.id)) == 3


def test_a_key_of_another_intention_is_refused(plans: PlanService, head: AssessmentHead) -> None:
    planned = add(plans, head)
    changed = change(plans, planned)
    other = add(plans, head, step="lanes:1", key="other")
    plans.remove(other.id, expected_version=1, key="gone")
    for ask in (
        lambda: add(plans, head, PlanEntry("Autre")),
        lambda: add(plans, head, key="k2"),
        lambda: add(plans, head, key="gone"),
        lambda: change(plans, changed, "Encore"),
        lambda: change(plans, changed, key="k1"),
        lambda: plans.remove(planned.id, expected_version=2, key="k2"),
        lambda: plans.remove(planned.id, expected_version=2, key="gone"),
    ):
        with pytest.raises(InputError) as refusal:
            ask()
        assert refusal.value.key == "assessment.key_reused"
    assert plans.of(head.id) == [changed]


def test_a_key_taken_by_another_assessment_is_refused(
    plans: PlanService, service: AssessmentService, head: AssessmentHead, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(plans, head)
    other = service.open("epci:200000002")
    # As if it had been read just before the other wrote.
    monkeypatch.setattr("governance.store.plans.PlanChangeTable.by_key", lambda _self, _key: None)
    with pytest.raises(InputError) as refusal:
        add(plans, other)
    assert refusal.value.key == "assessment.key_reused"
    assert plans.of(other.id) == []


def test_whoever_changes_over_an_unseen_change_is_told_who_when_and_both(
    plans: PlanService, head: AssessmentHead
) -> None:
    planned = add(plans, head)
    theirs = change(plans, planned)
    with pytest.raises(ConflictError) as conflict:
        change(plans, planned, "Le mien", key="k3")
    told = conflict.value.values
    assert (told["who"], told["when"], told["theirs"]) == ("Bo", theirs.updated_at, theirs)
    assert told["mine"] == PlanEntry("Le mien")
    assert "Bo a modifié" in conflict.value.message("fr")
    assert plans.of(head.id) == [theirs]
    with pytest.raises(ConflictError):
        plans.remove(planned.id, expected_version=1, key="k4")
    assert plans.of(head.id) == [theirs]


def test_a_conflict_with_somebody_unnamed_is_told_too(plans: PlanService, head: AssessmentHead) -> None:
    planned = add(plans, head)
    change(plans, planned, author="")
    with pytest.raises(ConflictError, match="Somebody else"):
        change(plans, planned, "Le mien", key="k3")


def test_an_action_removed_meanwhile_is_said_to_be_gone(plans: PlanService, head: AssessmentHead) -> None:
    planned = add(plans, head)
    plans.remove(planned.id, expected_version=1, key="k2")
    with pytest.raises(ConflictError) as conflict:
        change(plans, planned, key="k3")
    assert (conflict.value.key, conflict.value.values["theirs"]) == ("plan.gone", None)
    with pytest.raises(ConflictError):
        plans.remove(planned.id, expected_version=1, key="k4")


def test_of_two_people_who_change_at_once_exactly_one_wins(plans: PlanService, head: AssessmentHead) -> None:
    planned = add(plans, head)
    for version in range(1, 8):
        together = threading.Barrier(2)

        def restate(
            person: str, start: threading.Barrier = together, version: int = version
        ) -> PlannedAction | EchelonsError:
            start.wait(10)
            try:
                title, key = f"{person} {version}", f"{person}{version}"
                return change(plans, planned, title, expected_version=version, author=person, key=key)
            except ConflictError as conflict:
                return conflict

        with ThreadPoolExecutor(2) as people:
            outcomes = list(people.map(restate, ["Awa", "Bo"]))
        (won,) = [outcome for outcome in outcomes if isinstance(outcome, PlannedAction)]
        (lost,) = [outcome for outcome in outcomes if isinstance(outcome, ConflictError)]
        assert lost.values["theirs"] == won
        assert plans.of(head.id) == [won]


def test_the_same_request_sent_by_eight_threads_is_stored_once(plans: PlanService, head: AssessmentHead) -> None:
    with ThreadPoolExecutor(8) as threads:
        added = list(threads.map(lambda _: add(plans, head), range(8)))
        changed = list(threads.map(lambda _: change(plans, added[0]), range(8)))
    assert len(set(added)) == len(set(changed)) == 1
    assert len(plans.history(head.id)) == 2


def test_of_eight_people_who_plan_the_same_step_one_does(plans: PlanService, head: AssessmentHead) -> None:
    def plan(person: int) -> bool:
        try:
            return bool(add(plans, head, key=f"person {person}"))
        except InputError:
            return False

    with ThreadPoolExecutor(8) as people:
        assert sorted(people.map(plan, range(8))) == [False] * 7 + [True]
    assert len(plans.of(head.id)) == 1


def test_a_commit_cut_on_its_way_back_is_asked_for_again_and_stored_once(
    plans: PlanService, store: Store, head: AssessmentHead, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing, cuts = store.writing, iter([True, False])

    @contextmanager
    def cut() -> Iterator[Unit]:
        with writing() as unit:
            yield unit
        if next(cuts):
            raise StoreError("store.connection_lost", place="")

    monkeypatch.setattr(store, "writing", cut)
    added = add(plans, head)
    assert plans.of(head.id) == [added]
    assert len(plans.history(head.id)) == 1


def test_any_other_fault_of_the_store_is_told_at_once(
    plans: PlanService, store: Store, head: AssessmentHead, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def refuse() -> None:
        asked.append(True)
        raise StoreError("store.full", place="")

    monkeypatch.setattr(store, "writing", refuse)
    with pytest.raises(StoreError):
        add(plans, head)
    assert asked == [True]


def test_movements_tell_then_now_and_whether_the_target_is_reached(
    plans: PlanService, service: AssessmentService, head: AssessmentHead
) -> None:
    add(plans, head)
    add(plans, head, step="signs:stop", key="k2")
    add(plans, head, step=None, key="k3")
    service.save(head.id, "split", "3", expected_version=1, key="later")
    told = [(m.question.id, m.then.level, m.now.level, m.reached) for m in plans.movements(head.id)]
    assert told[0] == ("split", 1, 3, True)
    assert [(question, reached) for question, *_, reached in told] == [("split", True), ("signs", False)]


def test_a_snapshot_keeps_the_plan_as_it_stood(
    plans: PlanService, service: AssessmentService, head: AssessmentHead
) -> None:
    before = service.freeze(head.id, "Sans plan")
    planned = add(plans, head)
    own = add(plans, head, PlanEntry("À nous"), step=None, key="k2")
    frozen = service.freeze(head.id, "Avec plan")
    change(plans, planned, key="k3")
    plans.remove(own.id, expected_version=1, key="k4")
    assert service.snapshot(frozen.id).plan == (planned, own)
    assert service.snapshot(before.id).plan == ()


def test_a_plan_goes_with_its_assessment(
    plans: PlanService, service: AssessmentService, head: AssessmentHead, database: Database
) -> None:
    change(plans, add(plans, head))
    service.delete(head.id)
    with database.reading() as connection:
        for table in ("planned_actions", "plan_changes"):
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0  # noqa: S608 — our own names


@pytest.mark.parametrize("column", ["author = 'autre'", "after = NULL", "before = NULL"])
def test_the_database_itself_refuses_to_alter_the_history(
    plans: PlanService, database: Database, head: AssessmentHead, column: str
) -> None:
    change(plans, add(plans, head))
    history = plans.history(head.id)
    with pytest.raises(DatabaseError, match="never change"), database.writing() as connection:
        connection.execute(text(f"UPDATE plan_changes SET {column}"))  # noqa: S608 — our own words
    assert plans.history(head.id) == history


def test_texts_of_any_script_come_back_the_same(plans: PlanService, head: AssessmentHead) -> None:
    words = "L’été à Zürich 日本 🌍 « 100 % » ' \" \\ %s {x}"
    added = add(plans, head, PlanEntry(words, notes=f"{words}\ndeux lignes"), author="Zoé O’Brien")
    assert plans.of(head.id) == [added]
    assert (added.title, added.notes, added.author) == (words, f"{words}\ndeux lignes", "Zoé O’Brien")
    assert plans.history(head.id)[0].after == added


@pytest.mark.parametrize("unknown", ["", "nobody", "a\x00b", "é\ud800", "x" * 5_000])
def test_an_unknown_assessment_has_no_plan(plans: PlanService, unknown: str) -> None:
    for ask in (
        lambda: plans.add(unknown, ENTRY, key="k"),
        lambda: plans.history(unknown),
        lambda: plans.movements(unknown),
    ):
        with pytest.raises(NotFoundError):
            ask()
    assert plans.of(unknown) == []
    with pytest.raises(ConflictError):
        plans.change(unknown, ENTRY, expected_version=1, key="k")


def test_planning_is_not_answering(plans: PlanService, service: AssessmentService, head: AssessmentHead) -> None:
    before = service.find(head.id).head.updated_at
    add(plans, head)
    assert service.find(head.id).head.updated_at == before, "Accueil would call it the last answer"
