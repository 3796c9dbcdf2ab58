# SPDX-License-Identifier: EUPL-1.2
"""Going on with a later version: answers, comments, plan and history go along; the earlier assessment stays."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from governance.assessments.records import AssessmentHead
from governance.errors import InputError, NotFoundError, StoreError
from governance.plans.records import PlanEntry
from governance.services.assessments import AssessmentService
from governance.services.carrying import CarryingService, together
from governance.services.plans import PlanService
from governance.services.questionnaires import QuestionnaireService
from governance.services.results import ResultService
from governance.services.shipped import ShippedQuestionnaires
from governance.store.store import Store
from tests.contract.conftest import SteppingClock
from tests.sample import SampleTerritories
from tests.versions import FIRST_ANSWERS, tree

HERE = "epci:200000001"


class Office:
    """The services of one installation where the village's first version was published and answered."""

    def __init__(self, store: Store) -> None:
        clock, territories = SteppingClock(), SampleTerritories()
        self.store = store
        self.shelf = QuestionnaireService(store, ShippedQuestionnaires(), clock)
        self.assessments = AssessmentService(store, self.shelf, territories, clock)
        self.results = ResultService(store, self.shelf, territories)
        self.plans = PlanService(store, self.shelf, territories, clock)
        self.carrying = CarryingService(store, self.shelf, territories, clock)
        self.publish("1.0.0")
        self.first = self.assessments.open(HERE, "full", "Awa", questionnaire=("village", "1.0.0"))

    def publish(self, version: str) -> None:
        self.shelf.publish(self.shelf.begin(tree(version)).draft_id)

    def answer(self, head: AssessmentHead, **codes: str) -> None:
        for question_id, code in codes.items():
            self.assessments.save(
                head.id, question_id, code, reason="Aucune école" if code == "NC" else "",
                comment=f"Sur {question_id}", evidence="delib.pdf", expected_version=0, author="Awa",
                key=f"{head.id[:30]} {question_id}",
            )  # fmt: skip


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


@pytest.fixture
def answered(office: Office) -> Office:
    """Every question of the first version answered, and the second published."""
    office.answer(office.first, **FIRST_ANSWERS)
    office.publish("1.1.0")
    return office


def test_without_a_later_version_there_is_nothing_to_offer(office: Office) -> None:
    assert office.carrying.newer(office.first) is None
    assert office.carrying.offer(office.first.id) is None
    with pytest.raises(InputError) as refusal:
        office.carrying.carry(office.first.id)
    assert refusal.value.key == "versions.no_later"
    with pytest.raises(NotFoundError):
        office.carrying.carry("nobody’s")
    with pytest.raises(NotFoundError):
        office.carrying.offer("nobody’s")


def test_the_offer_says_what_would_be_kept_asked_again_dropped_and_new(answered: Office) -> None:
    offer = answered.carrying.offer(answered.first.id)
    assert offer
    assert (offer.between.old.version, offer.between.new.version, offer.existing) == ("1.0.0", "1.1.0", None)
    assert [one.question.id for one in offer.carried.kept] == ["welcome", "online", "people", "scale", "school",
                                                              "visits", "tools"]  # fmt: skip
    assert [one.question.id for one in offer.carried.again] == ["delay", "safe", "running", "building"]
    assert [question.id for question, _ in offer.carried.dropped] == ["fax"]
    assert [question.id for question in offer.carried.new] == ["cloud"]
    assert answered.assessments.recent() == [answered.assessments.find(answered.first.id).head], (
        "an offer writes nothing"
    )


def test_kept_answers_begin_the_later_assessment_with_all_that_was_written_beside(answered: Office) -> None:
    before = answered.assessments.find(answered.first.id)
    over = answered.carrying.carry(answered.first.id, " Bo ")
    assert over.created
    found = answered.assessments.find(over.head.id)
    assert found.head == over.head
    assert (over.head.questionnaire_version, over.head.form, over.head.author) == ("1.1.0", "full", "Bo")
    assert {name: answer.code for name, answer in found.answers.items()} == {
        "welcome": "2", "online": "1", "people": "1", "scale": "1", "school": "NC", "visits": "120", "tools": "tent",
    }  # fmt: skip
    assert found.answers["school"].reason == "Aucune école"
    assert found.answers["welcome"].comment == "Sur welcome"
    assert found.answers["welcome"].evidence == "delib.pdf"
    assert found.answers["people"].comment == "Sur staff\nSur training", "what was merged keeps both comments"
    assert answered.assessments.find(answered.first.id) == before, "the earlier one stays as it was"


def test_the_history_says_from_which_version_an_answer_comes(answered: Office) -> None:
    head = answered.carrying.carry(answered.first.id, "Bo").head
    answered.answer(head, cloud="2")
    lines = answered.assessments.history(head.id)
    assert {line.answer.question_id: line.carried_from for line in lines} == {
        **dict.fromkeys(("welcome", "online", "people", "scale", "school", "visits", "tools"), "1.0.0"), "cloud": None,
    }  # fmt: skip
    assert {line.answer.author for line in lines} == {"Bo", "Awa"}


def test_carried_answers_are_changed_like_any_other(answered: Office) -> None:
    head = answered.carrying.carry(answered.first.id).head
    changed = answered.assessments.save(head.id, "welcome", "0", expected_version=1, key="change")
    assert (changed.version, changed.code) == (2, "0")


def test_asking_twice_does_it_once(answered: Office) -> None:
    first = answered.carrying.carry(answered.first.id)
    again = answered.carrying.carry(answered.first.id)
    assert (again.head.id, again.created) == (first.head.id, False)
    assert len(answered.assessments.history(first.head.id)) == 7
    offer = answered.carrying.offer(answered.first.id)
    assert offer
    assert offer.existing
    assert offer.existing.id == first.head.id


def test_many_who_ask_at_once_get_one_assessment(answered: Office) -> None:
    with ThreadPoolExecutor(8) as people:
        over = list(people.map(lambda _: answered.carrying.carry(answered.first.id), range(8)))
    assert len({one.head.id for one in over}) == 1
    assert sum(one.created for one in over) == 1
    assert len(answered.assessments.find(over[0].head.id).answers) == 7


def test_a_later_assessment_begun_before_is_opened_and_left_as_it_is(answered: Office) -> None:
    begun = answered.assessments.open(HERE, "full", questionnaire=("village", "1.1.0"))
    over = answered.carrying.carry(answered.first.id)
    assert (over.head.id, over.created) == (begun.id, False)
    assert answered.assessments.find(begun.id).answers == {}


def test_nothing_is_half_carried_when_the_database_fails(answered: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(answered.carrying, "_carry_plan", fail)
    with pytest.raises(RuntimeError):
        answered.carrying.carry(answered.first.id)
    assert [head.id for head in answered.assessments.recent()] == [answered.first.id]


def test_a_commit_cut_on_its_way_back_is_found_again(answered: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    writing, cuts = answered.store.writing, []

    class Cut:
        """A transaction whose commit is done, but said to be lost, the first time."""

        def __enter__(self) -> object:
            self.inner = writing()
            return self.inner.__enter__()

        def __exit__(self, *fault: object) -> None:
            self.inner.__exit__(*fault)
            if not cuts:
                cuts.append(True)
                raise StoreError("store.connection_lost", place="here", reason="")

    monkeypatch.setattr(answered.store, "writing", Cut)
    over = answered.carrying.carry(answered.first.id)
    assert (over.created, len(cuts)) == (False, 1)
    assert len(answered.assessments.find(over.head.id).answers) == 7


def test_the_plan_goes_along_where_its_questions_are_still_there(answered: Office) -> None:
    plan = {
        "welcome": "welcome:3",
        "scale": "scale:4",
        "tools": "tools:tent",
        "van": "tools:van",
        "fax": "fax:1",
        "budget": "budget:4",
    }
    head = answered.first
    answered.assessments.save(head.id, "welcome", "1", expected_version=1, key="lower")
    for name, step in {**plan, "welcome": "welcome:2"}.items():
        answered.plans.add(head.id, PlanEntry(f"Faire {name}", owner="Bo"), step=step, key=f"plan {name}")
    answered.plans.add(head.id, PlanEntry("À nous"), key="own")
    answered.plans.add(head.id, PlanEntry("Délai"), question_id="delay", key="delay")
    offer = answered.carrying.offer(head.id)
    assert offer
    assert (offer.planned, offer.left) == (6, 2)
    later = answered.carrying.carry(head.id, "Bo").head
    going = {action.title: action for action in answered.plans.of(later.id)}
    assert {title: (a.question_id, a.action_key, a.from_code, a.target_code) for title, a in going.items()} == {
        "Faire welcome": ("welcome", "welcome:2", "1", "2"),
        "Faire scale": ("scale", "scale:2", "1", "2"),
        "Faire tools": ("tools", "tools:tent", "tent", "tent"),
        "Faire van": ("tools", None, "tent", None),
        "À nous": (None, None, None, None),
        "Délai": ("delay", None, None, None),
    }
    assert going["Faire scale"].owner == "Bo"
    assert len(answered.plans.history(later.id)) == 6
    assert len(answered.plans.of(head.id)) == 8, "the earlier plan stays as it was"


def test_what_is_asked_again_comes_with_what_was_said(answered: Office) -> None:
    head = answered.carrying.carry(answered.first.id).head
    reminders = answered.carrying.reminders(head)
    assert sorted(reminders) == ["building", "delay", "running", "safe"]
    delay = reminders["delay"]
    assert (delay.version, delay.again.why, [code for _, code in delay.again.before]) == ("1.0.0", "altered", ["12.5"])
    assert answered.carrying.reminders(answered.first) == {}


def test_versions_are_compared_on_the_questions_in_common(answered: Office) -> None:
    head = answered.carrying.carry(answered.first.id).head
    answered.assessments.save(head.id, "welcome", "0", expected_version=1, key="lower")
    side = answered.carrying.in_common(answered.results.read(head.id))
    assert side
    assert (side.version, side.questions) == ("1.0.0", 5)
    assert [q.id for q in side.now.questionnaire.questions] == ["welcome", "online", "scale", "school", "visits"]
    services = side.now.profile.challenges[0]
    assert (side.then.challenges[0].score, services.score) == (75.0, 25.0)
    assert [node.id for node in side.then.challenges] == [node.id for node in side.now.profile.challenges]
    assert answered.carrying.in_common(answered.results.read(answered.first.id)) is None


def test_with_nothing_in_common_there_is_nothing_to_compare(office: Office) -> None:
    other = tree("1.0.0", version="2.0.0", challenges=[tree("1.0.0")["challenges"][0]])
    for question in other["challenges"][0]["questions"]:
        question["id"] += "_new"
    office.shelf.publish(office.shelf.begin(other).draft_id)
    head = office.carrying.carry(office.first.id).head
    assert office.carrying.in_common(office.results.read(head.id)) is None


def test_only_questions_put_to_the_tier_are_counted(office: Office) -> None:
    narrow = tree("1.1.0")
    for challenge in narrow["challenges"]:
        for question in challenge["questions"]:
            if question["id"] in ("welcome", "delay", "cloud"):
                question["tiers"] = ["region"]
    office.answer(office.first, welcome="1", delay="3", online="2")
    office.shelf.publish(office.shelf.begin(narrow).draft_id)
    offer = office.carrying.offer(office.first.id)
    assert offer
    assert [one.question.id for one in offer.carried.kept] == ["online"]
    assert (offer.carried.again, offer.carried.new) == ((), ())
    assert sorted(office.assessments.find(office.carrying.carry(office.first.id).head.id).answers) == ["online"]


def test_withdrawn_answers_are_not_carried(office: Office) -> None:
    office.answer(office.first, welcome="1")
    office.assessments.save(office.first.id, "welcome", None, expected_version=1, key="none")
    office.publish("1.1.0")
    head = office.carrying.carry(office.first.id).head
    assert office.assessments.find(head.id).answers == {}


def test_simulated_assessments_are_left_alone(answered: Office) -> None:
    simulated = replace(answered.first, id="simulated", simulated=True)
    with answered.store.writing() as unit:
        unit.assessments.add(simulated)
    assert answered.carrying.offer("simulated") is None
    assert answered.carrying.earlier(simulated) is None
    with pytest.raises(InputError):
        answered.carrying.carry("simulated")


def test_through_two_versions_at_once_from_the_last_one_answered(answered: Office) -> None:
    answered.publish("1.2.0")
    over = answered.carrying.carry(answered.first.id)
    codes = {name: answer.code for name, answer in answered.assessments.find(over.head.id).answers.items()}
    assert codes == {"welcome": "2", "web": "1", "people": "1", "scale": "1", "visits": "120"}
    assert sorted(answered.carrying.reminders(over.head)) == ["delay", "running", "safe", "school"]


def test_texts_put_together_are_cut_at_the_limit() -> None:
    assert together(["a", "", "b", "a"]) == "a\nb"
    assert len(together(["x" * 4000, "y" * 4000])) == 4000
