# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires at hand, drafts, publication: on both engines."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from governance.access.actor import Actor
from governance.errors import AccessError, ConflictError, EchelonsError, InputError, NotFoundError
from governance.services.assessments import AssessmentService
from governance.services.questionnaires import QuestionnaireService
from governance.services.results import ResultService
from governance.services.shipped import ShippedQuestionnaires
from governance.store.database import Database, open_database
from governance.store.store import Store
from tests.contract.conftest import SteppingClock
from tests.sample import SampleTerritories
from tests.versions import change, tree

VILLAGE = ("village", "1.0.0")


@pytest.fixture
def shelf(store: Store) -> QuestionnaireService:
    return QuestionnaireService(store, ShippedQuestionnaires(), SteppingClock())


@pytest.fixture
def assessments(store: Store, shelf: QuestionnaireService) -> AssessmentService:
    return AssessmentService(store, shelf, SampleTerritories(), SteppingClock())


def published(shelf: QuestionnaireService, version: str = "1.0.0", **more: Any) -> None:
    shelf.publish(shelf.begin(tree(version, **more)).draft_id)


def refused(key: str, what: Callable[[], object], kind: type[EchelonsError] = InputError) -> EchelonsError:
    with pytest.raises(kind) as refusal:
        what()
    assert refusal.value.key == key
    assert "{" not in refusal.value.message("fr") + refusal.value.message("en")
    return refusal.value


def keys(shelf: QuestionnaireService) -> list[tuple[str, str]]:
    return [(edition.id, edition.version) for edition in shelf.shelf()]


def test_the_referentiel_comes_first_and_is_what_is_answered_by_default(shelf: QuestionnaireService) -> None:
    first = shelf.shelf()[0]
    assert (first.id, first.origin, first.published_at, first.assessments) == ("echelons", "shipped", None, 0)
    assert shelf.latest() is shelf.newest("echelons")
    assert shelf.latest().title == first.title or shelf.latest().version != first.version
    assert shelf.tree("echelons", first.version)["id"] == "echelons"
    refused("versions.id_unknown", lambda: shelf.newest("village"), NotFoundError)
    refused("versions.unknown", lambda: shelf.get(*VILLAGE), NotFoundError)
    refused("versions.unknown", lambda: shelf.get("é\x00", "1"), NotFoundError)


def test_an_imported_tree_becomes_a_draft_then_an_edition_that_can_be_answered(
    shelf: QuestionnaireService, assessments: AssessmentService
) -> None:
    draft = shelf.begin(tree(), author=" Awa \n Diop ")
    assert (draft.revision, draft.based_on, draft.author, draft.document) == (1, None, "Awa Diop", tree())
    assert shelf.drafts() == [draft] == [shelf.draft(draft.draft_id)]
    edition = shelf.publish(draft.draft_id)
    assert (edition.id, edition.version, edition.origin, edition.assessments) == (*VILLAGE, "local", 0)
    assert shelf.drafts() == []
    refused("versions.draft_unknown", lambda: shelf.draft(draft.draft_id), NotFoundError)
    assert keys(shelf)[-1] == VILLAGE
    assert shelf.get(*VILLAGE) is shelf.newest("village")
    assert shelf.tree(*VILLAGE) == tree()
    head = assessments.open("epci:200000001", "full", questionnaire=VILLAGE)
    assert (head.questionnaire_id, head.questionnaire_version) == VILLAGE
    assert shelf.shelf()[-1].assessments == 1
    refused("assessment.form_unknown", lambda: assessments.open("epci:200000001", "flash", questionnaire=VILLAGE))


def test_what_is_published_never_changes(shelf: QuestionnaireService, database: Database) -> None:
    published(shelf)
    with pytest.raises(DBAPIError, match="never change"), database.engine.begin() as connection:
        connection.execute(text("UPDATE questionnaires SET document = '{}'"))
    assert shelf.tree(*VILLAGE) == tree()
    with database.reading() as connection:
        (key,) = connection.scalars(text("SELECT key FROM questionnaires"))
    for what in (lambda: shelf.draft(key), lambda: shelf.save(key, tree(), 0), lambda: shelf.discard(key)):
        refused("versions.draft_unknown", what, NotFoundError)
    draft = shelf.begin(tree("1.1.0"))
    assert shelf.save(draft.draft_id, tree("1.1.0", version="1.2"), 1).revision == 2, "a draft still does"


def test_a_version_is_published_once(shelf: QuestionnaireService) -> None:
    published(shelf)
    again = shelf.begin(tree())
    refused("versions.taken", lambda: shelf.publish(again.draft_id))
    older = shelf.begin(tree(version="0.9"))
    refused("versions.not_later", lambda: shelf.publish(older.draft_id))
    same = shelf.begin(tree(version="1.0"))
    refused("versions.not_later", lambda: shelf.publish(same.draft_id))
    assert len(shelf.drafts()) == 3, "nothing is lost by a refusal"


def test_of_two_who_publish_one_version_at_once_one_succeeds(shelf: QuestionnaireService) -> None:
    drafts = [shelf.begin(tree()).draft_id for _ in range(6)]

    def publish(draft_id: str) -> str:
        try:
            return shelf.publish(draft_id).version
        except InputError as refusal:
            return refusal.key

    with ThreadPoolExecutor(6) as people:
        outcomes = sorted(people.map(publish, drafts))
    assert outcomes == ["1.0.0", *["versions.taken"] * 5]
    assert len(shelf.drafts()) == 5


def test_two_processes_see_each_others_publications(shelf: QuestionnaireService, address: str) -> None:
    elsewhere = open_database(address)
    other = QuestionnaireService(Store(elsewhere), ShippedQuestionnaires())
    published(shelf)
    assert other.get(*VILLAGE) == shelf.get(*VILLAGE)
    assert other.newest("village").version == "1.0.0"
    published(other, "1.1.0")
    assert shelf.newest("village").version == "1.1.0"
    assert keys(shelf)[-2:] == [VILLAGE, ("village", "1.1.0")]
    elsewhere.close()


def test_a_copy_is_the_next_version_of_a_local_questionnaire(shelf: QuestionnaireService) -> None:
    published(shelf)
    published(shelf, "1.1.0")
    draft = shelf.copy(*VILLAGE, author="Bo")
    assert (draft.document["id"], draft.document["version"], draft.based_on) == ("village", "1.1.1", VILLAGE)
    second = shelf.copy("village", "1.1.0", " village ")
    assert second.document["version"] == "1.1.1"
    assert "changes" not in second.document, "they tell of another version than the one to come"
    shelf.publish(draft.draft_id)
    assert shelf.newest("village").version == "1.1.1"


def test_a_shipped_questionnaire_is_varied_under_another_name_and_title_only(shelf: QuestionnaireService) -> None:
    version = shelf.latest().version
    told = refused("versions.shipped_id", lambda: shelf.copy("echelons", version))
    assert told.values["suggestion"] == "echelons-local"
    for name, key in (
        ("sans accent é", "versions.id_invalid"),
        ("-x", "versions.id_invalid"),
        ("a" * 61, "versions.id_invalid"),
    ):
        refused(key, lambda name=name: shelf.copy("echelons", version, name))  # type: ignore[misc]
    draft = shelf.copy("echelons", version, "echelons-bretagne")
    assert (draft.document["id"], draft.document["version"]) == ("echelons-bretagne", "1.0.0")
    assert draft.document["title"]["fr"].endswith(" (variante)")
    pretending = draft.document | {"title": {"fr": shelf.latest().title.fr.upper(), "en": "Ours"}}
    kept = shelf.save(draft.draft_id, pretending, 1)
    assert shelf.obstacle(pretending).key == "versions.same_title"  # type: ignore[union-attr]
    refused("versions.same_title", lambda: shelf.publish(kept.draft_id))
    assert shelf.obstacle(draft.document) is None
    shelf.save(draft.draft_id, draft.document, 2)
    assert shelf.publish(draft.draft_id).id == "echelons-bretagne"
    refused("versions.id_taken", lambda: shelf.copy("echelons", version, "echelons-bretagne"))
    assert shelf.latest().id == "echelons"


def test_a_file_that_calls_itself_the_referentiel_cannot_be_published(shelf: QuestionnaireService) -> None:
    newer = shelf.tree("echelons", shelf.latest().version) | {"version": "99.0.0"}
    assert shelf.obstacle(newer).key == "versions.shipped_id"  # type: ignore[union-attr]
    refused("versions.shipped_id", lambda: shelf.publish(shelf.begin(newer).draft_id))
    assert shelf.latest().version != "99.0.0"


def test_a_faulty_draft_is_kept_told_and_not_published(shelf: QuestionnaireService) -> None:
    draft = shelf.begin({"id": "village", "surprise": 3})
    problems = shelf.problems(draft.draft_id)
    assert {problem.key for problem in problems} >= {"key_missing"}
    told = refused("versions.faulty", lambda: shelf.publish(draft.draft_id))
    assert told.values["count"] == len(problems)
    assert shelf.draft(draft.draft_id) == draft
    refused("versions.unknown", lambda: shelf.get(*VILLAGE), NotFoundError)


def test_what_a_draft_says_of_older_versions_is_checked_against_them(shelf: QuestionnaireService) -> None:
    changes = [{"since": "1.0.0", "questions": [change("same", "welcom", "welcome")]}]
    draft = shelf.begin(tree("1.1.0", changes=changes))
    assert [problem.key for problem in shelf.problems(draft.draft_id)] == ["since_unknown"]
    published(shelf)
    (problem,) = shelf.problems(draft.draft_id)
    assert problem.key == "change_question_near"
    assert "welcome" in problem.to("fr")


def test_two_people_who_edit_one_draft_both_see_what_the_other_wrote(shelf: QuestionnaireService) -> None:
    draft = shelf.begin(tree())
    theirs = shelf.save(draft.draft_id, tree(version="2"), 1, "Awa")
    fault = refused("versions.conflict", lambda: shelf.save(draft.draft_id, tree(version="3"), 1), ConflictError)
    assert fault.values["theirs"] == theirs
    shelf.save(draft.draft_id, tree(version="3"), 2)
    refused("versions.conflict_unnamed", lambda: shelf.save(draft.draft_id, tree(), 2), ConflictError)
    assert shelf.draft(draft.draft_id).document["version"] == "3"


def test_nobody_publishes_what_was_changed_behind_their_back(
    shelf: QuestionnaireService, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = shelf.begin(tree())
    publishable = shelf._publishable

    def slow(*given: Any) -> Any:
        edition = publishable(*given)
        shelf.save(draft.draft_id, tree(version="2"), 1)
        return edition

    monkeypatch.setattr(shelf, "_publishable", slow)
    refused("versions.conflict_unnamed", lambda: shelf.publish(draft.draft_id), ConflictError)
    assert "village" not in dict(keys(shelf))


def test_a_draft_is_discarded_once(shelf: QuestionnaireService) -> None:
    draft = shelf.begin(tree())
    shelf.discard(draft.draft_id)
    for what in (lambda: shelf.discard(draft.draft_id), lambda: shelf.save(draft.draft_id, tree(), 1)):
        refused("versions.draft_unknown", what, NotFoundError)
    published(shelf)
    refused("versions.draft_unknown", lambda: shelf.discard("é\x00"), NotFoundError)


def test_an_edition_is_withdrawn_only_if_nobody_answers_it(
    shelf: QuestionnaireService, assessments: AssessmentService
) -> None:
    published(shelf)
    shelf.get(*VILLAGE)
    head = assessments.open("epci:200000001", "full", questionnaire=VILLAGE)
    refused("versions.answered", lambda: shelf.withdraw(*VILLAGE))
    assessments.delete(head.id)
    shelf.withdraw(*VILLAGE)
    refused("versions.unknown", lambda: shelf.withdraw(*VILLAGE), NotFoundError)
    refused("versions.unknown", lambda: shelf.get(*VILLAGE), NotFoundError)
    refused("versions.shipped_stays", lambda: shelf.withdraw("echelons", shelf.latest().version))


def test_an_edition_withdrawn_elsewhere_is_not_answered_any_more(
    shelf: QuestionnaireService, assessments: AssessmentService, store: Store
) -> None:
    published(shelf)
    assert shelf.get(*VILLAGE)
    QuestionnaireService(store, ShippedQuestionnaires()).withdraw(*VILLAGE)
    open_it = lambda: assessments.open("epci:200000001", "full", questionnaire=VILLAGE)  # noqa: E731
    refused("versions.unknown", open_it, NotFoundError)
    assert assessments.recent() == []


def test_publishing_and_withdrawing_take_an_administrator(shelf: QuestionnaireService) -> None:
    draft = shelf.begin(tree())
    with pytest.raises(AccessError):
        shelf.publish(draft.draft_id, Actor("Awa"))
    shelf.publish(draft.draft_id, Actor("Awa", may_administer=True))
    with pytest.raises(AccessError):
        shelf.withdraw(*VILLAGE, Actor("Awa"))


def deep(levels: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for _ in range(levels):
        made = {"a": made}
    return made


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ({"id": "x" * 2_000_001}, "versions.too_large"),
        ({"weight": float("nan")}, "versions.no_tree"),
        ({"id": b"x"}, "versions.no_tree"),
        ({"id": "\ud800"}, "versions.no_tree"),
        ({"id": "\x00"}, "versions.no_tree"),
        (["id"], "versions.no_tree"),
        (deep(100_000), "versions.no_tree"),
    ],
    ids=["too large", "NaN", "bytes", "half a character", "NUL", "list", "too deep"],
)
def test_what_cannot_be_kept_is_refused_before_it_is(shelf: QuestionnaireService, document: Any, key: str) -> None:
    refused(key, lambda: shelf.begin(document))
    draft = shelf.begin(tree())
    refused(key, lambda: shelf.save(draft.draft_id, document, 1))
    assert shelf.drafts() == [draft]


def test_the_longest_tree_and_every_sign_come_back_as_they_were(shelf: QuestionnaireService) -> None:
    document = tree(description={"fr": "é𓂀\u2028'\"\\ <b>" + "x" * 1_900_000, "en": "%s {x}"})
    assert shelf.draft(shelf.begin(document).draft_id).document == document


def test_who_answered_only_other_questionnaires_is_counted_for_the_map(
    shelf: QuestionnaireService, assessments: AssessmentService, store: Store
) -> None:
    results = ResultService(store, shelf, SampleTerritories())
    referentiel = shelf.latest()
    published(shelf)
    village = shelf.get(*VILLAGE)
    assessments.open("epci:200000001")
    assessments.open("epci:200000001", "full", questionnaire=VILLAGE)
    assessments.open("epci:200000002", "full", questionnaire=VILLAGE)
    assessments.open("departement:972", "full", questionnaire=VILLAGE)
    assert results.answers_elsewhere("epci", referentiel) == 1, "who answered both is on the map"
    assert results.answers_elsewhere("epci", village) == 0
    assert results.answers_elsewhere("departement", referentiel) == 1, "by the authority that stands for it"
    assert results.answers_elsewhere("commune", referentiel) == 0
