# SPDX-License-Identifier: EUPL-1.2
"""Simulated data: the same each time, gone in one action, and never mistaken for real ones."""

import pytest

from governance.access.actor import Actor
from governance.assessments.parameters import load_parameters
from governance.errors import AccessError
from governance.services.assessments import AssessmentService
from governance.services.demo import DemoService
from governance.services.results import ResultService
from governance.store.database import Database
from governance.store.schema import metadata
from governance.store.store import Store
from tests.sample import SampleQuestionnaires, SampleTerritories


@pytest.fixture
def demo(store: Store, questionnaires: SampleQuestionnaires) -> DemoService:
    every = {"none": 0.0, "one": 0.0, "two": 1.0}
    parameters = load_parameters().model_copy(update={"communes": ("44109",), "snapshots": every})
    return DemoService(store, questionnaires, SampleTerritories(), parameters)


WRITTEN = ("assessments", "answers", "answer_changes", "snapshots")
"""The tables that have rows once something was answered and frozen."""


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    with database.reading() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
            for name, table in metadata.tables.items()
        }


def test_loading_gives_simulated_answers_to_each_authority_once(
    demo: DemoService, store: Store, questionnaires: SampleQuestionnaires
) -> None:
    assert not demo.is_loaded()
    assert demo.load() == 5
    assert demo.is_loaded()
    layer = ResultService(store, questionnaires, SampleTerritories()).latest("region", questionnaires.latest())
    assert layer.territories == ("region:02", "region:53")
    assert layer.simulated.all()


def test_loading_again_gives_the_same(demo: DemoService, database: Database) -> None:
    demo.load()
    first = everything(database)
    assert all(first[name] for name in WRITTEN)
    demo.load()
    assert everything(database) == first


def test_purging_removes_the_simulated_and_nothing_real(
    demo: DemoService, database: Database, service: AssessmentService
) -> None:
    head = service.open("epci:200000001")
    service.save(head.id, "split", "3", expected_version=0, key="k")
    service.freeze(head.id, "Printemps")
    real = everything(database)
    assert all(real[name] for name in WRITTEN)
    demo.load()
    assert service.open("epci:200000001") == service.find(head.id).head
    assert demo.purge() == 5
    assert everything(database) == real
    assert not demo.is_loaded()
    assert demo.purge() == 0


def test_simulated_assessments_are_not_among_the_recent(demo: DemoService, service: AssessmentService) -> None:
    demo.load()
    assert service.recent() == []


def test_simulated_snapshots_can_be_read_and_say_what_they_are(
    demo: DemoService, store: Store, service: AssessmentService, questionnaires: SampleQuestionnaires
) -> None:
    demo.load()
    results = ResultService(store, questionnaires, SampleTerritories())
    loaded = [results.latest(layer, questionnaires.latest()) for layer in ("region", "commune", "epci")]
    snapshots = [snapshot for layer in loaded for head in layer.assessments for snapshot in service.snapshots(head)]
    assert snapshots
    assert all(snapshot.simulated for snapshot in snapshots)
    assert {snapshot.name for snapshot in snapshots} == set(load_parameters().snapshot_names)


@pytest.mark.parametrize("action", ["load", "purge"])
def test_only_an_administrator_loads_or_purges(demo: DemoService, action: str) -> None:
    with pytest.raises(AccessError):
        getattr(demo, action)(Actor("Bo"))
    assert not demo.is_loaded()
