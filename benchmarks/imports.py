# SPDX-License-Identifier: EUPL-1.2
"""Imports: communes dissolved into EPCI, and the answers of all EPCI written to a database."""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import shapely

from benchmarks.row import Row
from governance.assessments.records import AssessmentHead, Change, StoredAnswer
from governance.imports.answers_file import AnswerReader
from governance.imports.codes import CodeBook
from governance.imports.records import Provenance
from governance.imports.report import Report
from governance.imports.rows import RawTable
from governance.services.answers_import import AnswerImportService, head_of, stored
from governance.services.imports import LocalReference
from governance.services.questionnaires import QuestionnaireService
from governance.services.shipped import ShippedQuestionnaires
from governance.settings import ROOT
from governance.store.database import open_database
from governance.store.store import Store
from governance.territories.install.matching import Coverage, Losses, array
from governance.territories.install.tiers import dissolve
from governance.territories.reference import Territories

COMMUNES = ROOT.parent / "shared" / "geo" / "communes.geojson"
SAID = Provenance("Benchmark")


def rows() -> list[Row]:
    """Both, the first where the official outlines are at hand."""
    territories = Territories.load()
    return [*dissolving(territories), writing(territories)]


def dissolving(territories: Territories) -> Iterator[Row]:
    """All communes into EPCI: as a coverage, against a union that knows nothing of neighbours."""
    if not COMMUNES.exists():
        return
    communes = coverage(json.loads(COMMUNES.read_bytes())["features"])
    table = territories.table
    ours = timed(lambda: dissolve(communes, "epci", table))
    theirs = timed(lambda: dissolved_one_by_one(communes, territories))
    what = f"dissolve {len(communes.codes)} communes into EPCI"
    yield Row(what, ours, 'unary union (dissolve(method="unary"))', theirs, 1.0)


def coverage(features: list[dict[str, dict[str, str]]]) -> Coverage:
    """The communes of a file, whose outlines meet."""
    outlines = {each["properties"]["code"]: shapely.from_geojson(json.dumps(each["geometry"])) for each in features}
    return Coverage(tuple(outlines), array(outlines.values()), Losses())


def dissolved_one_by_one(communes: Coverage, territories: Territories) -> None:
    """The alternative."""
    parts: dict[str, list[shapely.Geometry]] = {}
    for code, outline in zip(communes.codes, communes.outlines, strict=True):
        if epci := territories.get(f"commune:{code}").epci:
            parts.setdefault(epci, []).append(outline)
    for group in parts.values():
        shapely.unary_union(group)


def writing(territories: Territories) -> Row:
    """40 answers of each EPCI, checked and written with their history, against a row at a time."""
    questions = ShippedQuestionnaires().latest().questions
    cells = [(epci.code, q.id, "2" if q.concerns(epci.tier) else "NC")
             for epci in territories.of_layer("epci") for q in questions]  # fmt: skip
    table = RawTable("a.csv", [(1, ("territory", "question", "answer")), *enumerate(cells, start=2)])
    with fresh() as store:
        questionnaires = QuestionnaireService(store, ShippedQuestionnaires())
        service = AnswerImportService(store, questionnaires, LocalReference(store, territories))
        ours = timed(lambda: service.bring(table, SAID))
    with fresh() as store:
        theirs = timed(lambda: a_row_at_a_time(store, territories, table))
    return Row(f"import {len(cells)} answers of {len(cells) // len(questions)} EPCI", ours, "a row at a time", theirs)


def a_row_at_a_time(store: Store, territories: Territories, table: RawTable) -> None:
    """The alternative: the same checks, one statement for each answer and each line of history, one transaction."""
    questionnaire = ShippedQuestionnaires().latest()
    read = AnswerReader(questionnaire, CodeBook(territories), Report("a.csv")).read(table)
    record = AnswerImportService(
        store, QuestionnaireService(store, ShippedQuestionnaires()), LocalReference(store, territories)
    ).record("a.csv", "", SAID, {})
    heads: dict[str, AssessmentHead] = {}
    with store.writing() as unit:
        for number, answer in enumerate(read):
            if answer.territory_id not in heads:
                head = heads[answer.territory_id] = head_of(answer.territory_id, "full", questionnaire, record)
                unit.assessments.add(head)
            given: StoredAnswer = stored(answer, None, record)
            unit.answers.write(heads[answer.territory_id].id, given)
            unit.changes.add(Change(f"k {number}", heads[answer.territory_id].id, None, given))


@contextmanager
def fresh() -> Iterator[Store]:
    """An empty database."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'base.sqlite3'}")
        try:
            yield Store(database)
        finally:
            database.close()


def timed(function: Callable[[], object]) -> float:
    """Seconds of one call: what takes seconds is not measured nine times."""
    start = perf_counter()
    function()
    return perf_counter() - start
