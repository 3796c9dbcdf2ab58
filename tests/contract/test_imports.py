# SPDX-License-Identifier: EUPL-1.2
"""What is imported: all of a file or nothing, said where it comes from, nobody overwritten in silence."""

from collections.abc import Callable
from typing import Any

import pytest

from governance.access.actor import Actor
from governance.errors import AccessError, InputError, NotFoundError
from governance.imports import composition_file
from governance.imports.records import Provenance
from governance.imports.report import RefusedFileError
from governance.services.answers_import import AnswerImportService
from governance.services.assessments import AssessmentService
from governance.services.composition import CompositionService
from governance.services.groupings import GroupingService
from governance.services.imports import ImportService, LocalReference
from governance.services.indicators import IndicatorService
from governance.services.results import ResultService
from governance.store.database import Database
from governance.store.schema import metadata
from governance.store.store import Store
from tests.contract.conftest import SteppingClock
from tests.imports.sample import reference, table
from tests.sample import SampleQuestionnaires, questionnaire

SAID = Provenance("Enquête 2026", "2026", "Région, enquête 2026", "Ana")
ANSWERS = "territory;question;answer\n243500139;split;3\n243500139;speed;50\n44109;split;1\n44109;tolls;NC"


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def local(store: Store) -> LocalReference:
    return LocalReference(store, reference())


@pytest.fixture
def answers(store: Store, local: LocalReference, clock: SteppingClock) -> AnswerImportService:
    return AnswerImportService(store, SampleQuestionnaires(), local, clock)


@pytest.fixture
def service(store: Store, local: LocalReference, clock: SteppingClock) -> AssessmentService:
    return AssessmentService(store, SampleQuestionnaires(), local.territories, clock)


@pytest.fixture
def imports(store: Store, local: LocalReference) -> ImportService:
    return ImportService(store, local)


@pytest.fixture
def groupings(store: Store, local: LocalReference) -> GroupingService:
    return GroupingService(store, local, SteppingClock())


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.reading() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(found.select())), key=repr)
            for name, found in metadata.tables.items()
        }


# --- answers ---------------------------------------------------------------------------------------------------------


def test_answers_of_many_territories_are_written_with_their_provenance(
    answers: AnswerImportService, service: AssessmentService, imports: ImportService
) -> None:
    outcome = answers.bring(table(ANSWERS), SAID)
    assert outcome.facts == {
        "written": 4, "same": 0, "kept": 0, "replaced": 0, "territories": 2, "assessments": 2,
    }  # fmt: skip
    epci, commune = service.open("epci:243500139"), service.open("commune:44109")
    found = service.find(epci.id).answers
    assert {question: (one.code, one.author) for question, one in found.items()} == {
        "split": ("3", "Enquête 2026"), "speed": ("50", "Enquête 2026"),
    }  # fmt: skip
    # What goes beyond the flash form is answered in full.
    assert (epci.form, commune.form, commune.simulated) == ("full", "flash", False)
    history = service.history(epci.id)
    assert outcome.record is not None
    assert [change.import_id for change in history] == [outcome.record.id] * 2
    assert imports.of_assessments([epci.id, commune.id, "none"]) == {
        epci.id: [outcome.record], commune.id: [outcome.record],
    }  # fmt: skip
    assert imports.all() == [outcome.record]
    assert imports.sources_of_layer("epci", ("sample", "1.0.0")) == {"Enquête 2026": 1}
    assert imports.sources_of_layer("region", ("sample", "1.0.0")) == {}
    assert (outcome.record.source, outcome.record.author, outcome.record.facts) == (
        "Enquête 2026", "Ana", outcome.facts,
    )  # fmt: skip
    assert service.find(commune.id).answers["tolls"].reason.startswith("Motif non précisé")


def test_importing_the_same_file_again_writes_nothing(answers: AnswerImportService, database: Database) -> None:
    answers.bring(table(ANSWERS), SAID)
    before = everything(database)
    outcome = answers.bring(table(ANSWERS), SAID)
    assert outcome.record is None
    assert outcome.facts["same"] == 4
    assert everything(database) == before


def test_a_later_file_changes_what_an_earlier_one_brought(
    answers: AnswerImportService, service: AssessmentService
) -> None:
    answers.bring(table(ANSWERS), SAID)
    outcome = answers.bring(table(ANSWERS.replace("split;3", "split;4")), SAID)
    assert (outcome.facts["written"], outcome.facts["same"], outcome.facts["assessments"]) == (1, 3, 0)
    head = service.open("epci:243500139")
    assert service.find(head.id).answers["split"].version == 2
    assert [change.from_code for change in service.history(head.id, "split")] == [None, "3"]


@pytest.fixture
def entered(service: AssessmentService) -> str:
    """An assessment in which a person answered one of the file's questions otherwise."""
    head = service.open("epci:243500139", author="Bo")
    service.save(head.id, "split", "1", comment="vu en conseil", expected_version=0, author="Bo", key="k")
    return head.id


def test_an_answer_that_a_person_entered_refuses_the_file_and_is_named(
    answers: AnswerImportService, database: Database, entered: str
) -> None:
    before = everything(database)
    with pytest.raises(RefusedFileError) as fault:
        answers.bring(table(ANSWERS), SAID)
    (remark,) = fault.value.report.faults
    assert (remark.line, remark.said.key) == (2, "imports.person_answered")
    assert "Bo a déjà répondu" in remark.to("fr")
    assert everything(database) == before


def test_it_stays_when_that_is_chosen(answers: AnswerImportService, service: AssessmentService, entered: str) -> None:
    outcome = answers.bring(table(ANSWERS), SAID, people="keep")
    assert (outcome.facts["kept"], outcome.facts["written"]) == (1, 3)
    assert [remark.said.key for remark in outcome.report.notes][-1] == "imports.person_keep"
    found = service.find(entered)
    assert (found.answers["split"].code, found.answers["split"].author) == ("1", "Bo")
    assert found.answers["speed"].code == "50"
    assert found.head.form == "flash"


def test_it_goes_when_that_is_chosen_and_the_history_keeps_it(
    answers: AnswerImportService, service: AssessmentService, entered: str
) -> None:
    outcome = answers.bring(table(ANSWERS), SAID, people="replace")
    assert outcome.facts["replaced"] == 1
    found = service.find(entered).answers["split"]
    assert (found.code, found.comment, found.version) == ("3", "vu en conseil", 2)
    assert [change.answer.code for change in service.history(entered, "split")] == ["1", "3"]


def test_the_same_answer_of_a_person_and_an_answer_that_was_withdrawn_are_no_conflict(
    answers: AnswerImportService, service: AssessmentService, entered: str
) -> None:
    service.save(entered, "split", "3", comment="revu", expected_version=1, author="Bo", key="k2")
    service.save(entered, "speed", "10", expected_version=0, author="Bo", key="k3")
    service.save(entered, "speed", None, expected_version=1, author="Bo", key="k4")
    outcome = answers.bring(table(ANSWERS), SAID)
    assert (outcome.facts["same"], outcome.facts["written"]) == (1, 3)
    assert service.find(entered).answers["split"].author == "Bo"


def test_a_person_may_go_on_and_is_then_respected(answers: AnswerImportService, service: AssessmentService) -> None:
    answers.bring(table(ANSWERS), SAID)
    head = service.open("epci:243500139")
    service.save(head.id, "split", "0", expected_version=1, author="Bo", key="k")
    with pytest.raises(RefusedFileError):
        answers.bring(table(ANSWERS), SAID)


def test_one_wrong_line_and_nothing_is_kept(answers: AnswerImportService, database: Database) -> None:
    before = everything(database)
    with pytest.raises(RefusedFileError):
        answers.bring(table(ANSWERS + "\n44109;lanes;9"), SAID)
    assert everything(database) == before


def test_imported_answers_are_scored_like_any(
    answers: AnswerImportService, store: Store, local: LocalReference
) -> None:
    answers.bring(table(ANSWERS), SAID)
    results = ResultService(store, SampleQuestionnaires(), local.territories)
    layer = results.latest("epci", questionnaire())
    assert layer.territories == ("epci:243500139",)
    answers.bring(table(ANSWERS.replace("split;3", "split;4")), SAID)
    again = results.latest("epci", questionnaire())
    assert (again.scores.index.low > layer.scores.index.low).all()


def test_another_questionnaire_may_be_answered(store: Store, local: LocalReference, service: AssessmentService) -> None:
    shelf = SampleQuestionnaires(questionnaire("1.0.0", flash=False), questionnaire("2.0.0"))
    bring = AnswerImportService(store, shelf, local).bring
    bring(table(ANSWERS), SAID, questionnaire=("sample", "1.0.0"))
    with store.reading() as unit:
        head = unit.assessments.of_territory("epci:243500139", "sample", "1.0.0")
    assert head is not None
    assert head.form == "full"
    with pytest.raises(NotFoundError):
        bring(table(ANSWERS), SAID, questionnaire=("sample", "9"))


def test_removing_an_import_of_answers_leaves_what_people_went_on_with(
    answers: AnswerImportService, service: AssessmentService, imports: ImportService
) -> None:
    record = answers.bring(table(ANSWERS), SAID).record
    assert record is not None
    head = service.open("epci:243500139")
    service.save(head.id, "lanes", "2", expected_version=0, author="Bo", key="k")
    assert imports.removal(record.id) == {"removed": 1, "kept": 1}
    imports.remove(record.id)
    assert [one.id for one in service.recent()] == [head.id]
    assert imports.all() == []
    assert imports.of_assessments([head.id]) == {}
    with pytest.raises(NotFoundError):
        imports.remove(record.id)


# --- groupings -------------------------------------------------------------------------------------------------------

LIST = "groupement;nom;membre\n200000017;PETR du Val;243500139\neau;Syndicat d’eau;200000017\neau;Syndicat d’eau;44109"


def test_groupings_are_authorities_from_the_moment_they_are_imported(
    groupings: GroupingService, service: AssessmentService, store: Store, local: LocalReference
) -> None:
    outcome = groupings.bring(table(LIST), SAID)
    assert outcome.facts == {"groupings": 2, "members": 3, "nested": 1}
    head = service.open("grouping:eau")
    service.save(head.id, "split", "3", expected_version=0, key="k")
    layer = ResultService(store, SampleQuestionnaires(), local.territories).latest("grouping", questionnaire())
    assert layer.territories == ("grouping:eau",)
    parents = [one.id for one in local.territories.parents("commune:35238")]
    assert parents[:3] == ["epci:243500139", "grouping:200000017", "grouping:eau"]
    found = local.territories.grouping("grouping:eau")
    assert found is not None
    assert (found.source, found.vintage, found.credit) == ("Enquête 2026", "2026", "Région, enquête 2026")
    assert found.members == ("grouping:200000017", "commune:44109")


def test_another_process_follows(groupings: GroupingService, store: Store) -> None:
    other = LocalReference(store, reference())
    assert not other.follow()
    held = other.territories
    groupings.bring(table(LIST), SAID)
    assert other.follow()
    assert held.get("grouping:eau").name == "Syndicat d’eau"
    assert held.revision
    assert not other.follow()


def test_a_later_list_replaces_those_it_names_and_leaves_the_others(
    groupings: GroupingService, local: LocalReference, imports: ImportService
) -> None:
    groupings.bring(table(LIST), SAID)
    groupings.bring(table("groupement;nom;membre\neau;Eau potable;44109"), SAID)
    assert local.territories.get("grouping:eau").name == "Eau potable"
    assert local.territories.get("grouping:200000017").name == "PETR du Val"
    assert len(imports.all()) == 2
    groupings.bring(table(LIST), SAID)
    # Nothing is left of either of the first two.
    assert len(imports.all()) == 1


def test_a_list_may_replace_all_but_not_those_who_answered(
    groupings: GroupingService, service: AssessmentService, local: LocalReference, imports: ImportService
) -> None:
    groupings.bring(table(LIST), SAID)
    other = table("groupement;membre\nrien;44109")
    head = service.open("grouping:eau")
    with pytest.raises(InputError, match="eau"):
        groupings.bring(other, SAID, replace_all=True)
    with pytest.raises(InputError, match="eau"):
        imports.remove(imports.all()[0].id)
    service.delete(head.id)
    groupings.bring(other, SAID, replace_all=True)
    assert [one.id for one in local.territories.of_layer("grouping")] == ["grouping:rien"]
    assert len(imports.all()) == 1
    imports.remove(imports.all()[0].id)
    assert local.territories.of_layer("grouping") == []


def test_a_circle_through_what_is_there_is_refused(groupings: GroupingService, local: LocalReference) -> None:
    groupings.bring(table(LIST), SAID)
    with pytest.raises(InputError, match="circle"):
        groupings.bring(table("groupement;membre\n200000017;grouping:eau"), SAID)
    assert local.territories.get("grouping:200000017").name == "PETR du Val"


# --- composition -----------------------------------------------------------------------------------------------------

EPCI = "siren;nom;nature;insee\n200099999;CC nouvelle;CC;44109\n243500139;Rennes Métropole;METRO;35238"


@pytest.fixture
def composition(store: Store, local: LocalReference, monkeypatch: pytest.MonkeyPatch) -> CompositionService:
    monkeypatch.setattr(composition_file, "LEAST_SHARE", 0.0)
    return CompositionService(store, local, SteppingClock())


def test_a_composition_takes_the_place_of_the_shipped_one(
    composition: CompositionService, service: AssessmentService, local: LocalReference, imports: ImportService
) -> None:
    nantes = service.open("epci:244400404")
    outcome = composition.bring(table(EPCI), SAID)
    assert (outcome.facts["new"], outcome.facts["gone"], outcome.facts["kept"]) == (1, 1254, 1)
    assert [remark.said.key for remark in outcome.report.notes] == ["imports.epci_kept"]
    assert local.territories.get("commune:44109").epci == "200099999"
    assert local.territories.vintage("epci") == "2026"
    # Somebody answered for it: it stays, without members.
    assert local.territories.members(nantes.territory_id) == []
    composition.bring(table(EPCI.replace("nouvelle", "seconde")), SAID)
    assert local.territories.get("epci:200099999").name == "CC seconde"
    assert len(imports.all()) == 1


def test_a_composition_whose_outlines_cannot_be_drawn_is_in_force_and_says_so(
    store: Store, local: LocalReference, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise InputError("install.disk", folder="x", reason="No space left")

    monkeypatch.setattr(composition_file, "LEAST_SHARE", 0.0)
    outcome = CompositionService(store, local, derive=full).bring(table(EPCI), SAID)
    assert [remark.said.key for remark in outcome.report.notes] == ["install.disk"]
    assert local.territories.get("commune:44109").epci == "200099999"


def test_going_back_to_the_shipped_composition(
    composition: CompositionService, service: AssessmentService, local: LocalReference, imports: ImportService
) -> None:
    composition.bring(table(EPCI), SAID)
    head = service.open("epci:200099999")
    (record,) = imports.all()
    assert imports.removal(record.id) == {}
    with pytest.raises(InputError, match="CC nouvelle"):
        imports.remove(record.id)
    service.delete(head.id)
    imports.remove(record.id)
    assert len(local.territories.of_layer("epci")) == 1255
    assert local.territories.revision == ""


# --- indicators ------------------------------------------------------------------------------------------------------


def test_indicators_are_kept_listed_and_read(store: Store, local: LocalReference, imports: ImportService) -> None:
    service = IndicatorService(store, local, SteppingClock())
    first: Callable[[str], Any] = lambda rows: service.bring(  # noqa: E731
        table(f"code;valeur\n{rows}"), SAID, title="Part", unit="%", kind="ratio"
    )
    first("44109;12,5\n35238;")
    service.bring(table("code;valeur\n2A;4"), SAID, title="Agents", unit="", kind="stock")
    assert [(head.title, head.layer, head.kind) for head in service.list()] == [
        ("Agents", "departement", "stock"), ("Part", "commune", "ratio"),
    ]  # fmt: skip
    (head,) = service.list("commune")
    assert (head.source, head.vintage, head.credit, head.unit) == (SAID.source, "2026", SAID.credit, "%")
    assert service.get(head.id).values == {"commune:44109": 12.5}
    first("44109;13")
    (again,) = service.list("commune")
    assert service.get(again.id).values == {"commune:44109": 13.0}
    assert len(imports.all()) == 2
    imports.remove(again.import_id or "")
    assert service.list("commune") == []
    for unknown in (again.id, "é"):
        with pytest.raises(NotFoundError):
            service.get(unknown)
    with pytest.raises(InputError, match="title"):
        service.bring(table("code;valeur\n2A;4"), SAID, title=" ", unit="", kind="stock")


def test_only_an_administrator_imports_or_removes(
    store: Store, local: LocalReference, answers: AnswerImportService, imports: ImportService, database: Database
) -> None:
    nobody = Actor("Bo")
    before = everything(database)
    tried: list[Callable[[], object]] = [
        lambda: answers.bring(table(ANSWERS), SAID, actor=nobody),
        lambda: GroupingService(store, local).bring(table(LIST), SAID, actor=nobody),
        lambda: CompositionService(store, local).bring(table(EPCI), SAID, actor=nobody),
        lambda: IndicatorService(store, local).bring(
            table("code;valeur\n2A;4"), SAID, title="a", unit="", kind="stock", actor=nobody
        ),
        lambda: imports.remove("x", actor=nobody),
    ]
    for attempt in tried:
        with pytest.raises(AccessError):
            attempt()
    assert everything(database) == before
