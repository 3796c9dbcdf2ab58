# SPDX-License-Identifier: EUPL-1.2
"""Real outlines and tables, as they are published: read, joined, prepared. They lie beside the checkout."""

import gzip
import json
from pathlib import Path

import pytest
import shapely

from governance.exports.outlines import FROM_DISK, read_outlines
from governance.exports.tables import read_table
from governance.imports.composition_file import CompositionReader
from governance.imports.groupings_file import GroupingReader
from governance.imports.records import Provenance
from governance.imports.report import Report
from governance.imports.rows import RawTable
from governance.services.imports import LocalReference
from governance.services.outlines import OutlineService
from governance.store.database import open_database
from governance.store.store import Store
from governance.territories.folder import outline_file
from governance.territories.groupings import Groupings
from governance.territories.own.joining import join
from tests.conftest import absent
from tests.imports.sample import grouped, reference

OFFICIAL = Path(__file__).parents[4] / "shared" / "geo"
SAID = Provenance("Essai", "2026")


def content(name: str) -> bytes:
    path = OFFICIAL / name
    if not path.exists():
        absent(str(path), "put the official outlines and tables in a folder shared/geo beside the checkout")
    return path.read_bytes()


def rows(name: str) -> RawTable:
    return read_table(Path(name).name, content(f"tables_officielles/{name}"))


@pytest.mark.parametrize(
    ("name", "layer", "count"),
    [
        ("regions.geojson", "region", 18),
        ("departements.geojson", "departement", 101),
        ("epci.geojson", "epci", 1255),
        ("communes_bretagne_100m.geojson", "commune", 1202),
    ],
)
def test_published_outlines_are_told_and_all_joined(name: str, layer: str, count: int) -> None:
    joined = join(read_outlines(name, content(name)), reference())
    assert (joined.layer, len(joined.outlines), joined.report.unmatched) == (layer, count, [])


def test_the_communes_of_france_are_read_gzipped() -> None:
    # A quiet machine takes some three seconds: the page would take them too.
    read = read_outlines("communes.geojson.gz", gzip.compress(content("communes.geojson")), limits=FROM_DISK)
    assert len(join(read, reference()).outlines) == 34_969


def test_outlines_in_full_resolution_are_read_from_disk() -> None:
    name = "communes_pays_de_la_loire_pleine_resolution.geojson"
    read = read_outlines(name, content(name), limits=FROM_DISK)
    assert len(join(read, reference()).outlines) == 1228


def test_broken_outlines_are_mended_or_said_to_have_no_surface() -> None:
    name = "defauts_21_communes_brutes_invalides.geojson"
    read = read_outlines(name, content(name))
    report = join(read, reference()).report
    assert len(read.repaired) == 21
    assert (report.unmatched, report.shapeless) == ([], ["39140", "41284"])


def test_a_region_of_communes_travels_light_and_stays_one_coverage(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'base.sqlite3'}")
    service = OutlineService(tmp_path, LocalReference(Store(database), reference()))
    name = "communes_bretagne_100m.geojson"
    service.bring(read_outlines(name, content(name)), SAID, alone=True)
    own = service.own()
    assert own is not None
    assert set(own.layers) == {"commune"}
    for departement in ("22", "29", "35", "56"):
        packed = own.read(outline_file(f"communes/{departement}"))
        assert len(packed) < 150_000
        features = json.loads(gzip.decompress(packed))["features"]
        assert shapely.coverage_is_valid([shapely.from_geojson(json.dumps(each["geometry"])) for each in features])
    database.close()


@pytest.mark.parametrize("name", ["dgcl_epcicom_2025.xlsx", "banatic_perimetre_epci_a_fp_2025_latin1.csv"])
def test_published_compositions_are_that_of_the_reference(name: str) -> None:
    territories, report = reference(), Report(name)
    composition = CompositionReader(territories, report).read(rows(name), Provenance("DGCL"))
    assert composition.vintage == "2025"
    assert report.notes == []
    expected = {commune.code: commune.epci for commune in territories.of_layer("commune") if commune.epci}
    assert composition.members == expected
    rebuilt = territories.with_composition(composition)
    for identifier in ("epci:243500139", "epci:200069193", "epci:200054781"):
        was, now = territories.get(identifier), rebuilt.get(identifier)
        assert (now.name, now.kind, now.departement, now.region) == (was.name, was.kind, was.departement, was.region)
        assert now.population == was.population


def test_a_list_of_groupings_is_read_with_the_codes_that_it_has() -> None:
    table = read_table("g.csv", content("groupements_fictifs.csv"))
    report = Report("g.csv")
    made = GroupingReader(reference(), SAID, "i", report).read(table, Groupings())
    assert [(one.name[:12], one.kind, len(one.members)) for one in made] == [
        ("PETR fictif ", "PETR", 4), ("SCoT fictif ", "SCOT", 4), ("Syndicat fic", "SYNDICAT", 10),
    ]  # fmt: skip
    assert report.notes == []
    there = grouped(*made)
    # The EPCI that two of them share is in both, and so are its communes.
    assert [one.layer for one in there.groupings_of("epci:200070662")] == ["grouping", "grouping"]
