# SPDX-License-Identifier: EUPL-1.2
"""Outlines of one's own: in force whole or not at all, before the official ones, with the tiers made of them."""

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import shapely

from governance.access.actor import Actor
from governance.errors import AccessError, InputError
from governance.imports.records import Provenance
from governance.services.imports import LocalReference
from governance.services.outlines import OutlineService
from governance.store.database import open_database
from governance.store.store import Store
from governance.territories.composition import Composition, Group
from governance.territories.folder import outline_file
from governance.territories.install import install
from governance.territories.install.manifest import MANIFEST
from governance.territories.own import shelf
from governance.territories.own.raw import RawOutlines
from governance.territories.own.shelf import own_outlines, root_of
from governance.territories.reference import Territories
from tests.outlines import QUICK, publish

SAID = Provenance("SIG", "2027", "SIG du pays, 2027", "Ana")
WEST, CORNER = shapely.box(5.0, 46.0, 5.5, 47.0), shapely.box(5.1, 46.1, 5.2, 46.2)
ALL = {
    "01001": WEST,
    "01002": shapely.box(5.5, 46.0, 6.0, 47.0),
    "68001": shapely.box(6.0, 46.0, 6.3, 47.0),
    "68002": shapely.box(6.3, 46.0, 6.6, 47.0),
    "68003": shapely.box(6.6, 46.0, 7.0, 47.0),
    "75056": shapely.box(2.2, 48.8, 2.4, 48.95),
    "97801": shapely.box(-63.1, 18.05, -63.0, 18.1),
}


def raw(outlines: dict[str, Any], column: str = "insee_com") -> RawOutlines:
    rows, shapes = tuple((code,) for code in outlines), tuple(outlines.values())
    return RawOutlines("a.geojson", "", (column,), rows, shapes, 4326)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    database = open_database(f"sqlite:///{tmp_path / 'base.sqlite3'}")
    yield Store(database)
    database.close()


@pytest.fixture
def reference(store: Store, small: Path) -> LocalReference:
    return LocalReference(store, Territories.load(small))


@pytest.fixture
def service(data: Path, reference: LocalReference) -> OutlineService:
    return OutlineService(data, reference)


@pytest.fixture
def official(data: Path, tmp_path: Path, small: Path) -> None:
    install(data, str(publish(tmp_path / "published")), limits=QUICK, reference=small)


def drawn(service: OutlineService, layer: str) -> dict[str, shapely.Geometry]:
    own = service.own()
    assert own is not None
    features = json.loads(gzip.decompress(own.read(outline_file(layer))))["features"]
    return {feature["id"]: shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features}


def layers(service: OutlineService) -> dict[str, str]:
    own = service.own()
    return {name: layer.made_of for name, layer in own.layers.items()} if own else {}


def test_communes_bring_their_own_tiers_where_these_are_whole(service: OutlineService) -> None:
    outcome = service.bring(raw(ALL), SAID)
    assert outcome.report.missing == []
    assert layers(service) == {"commune": "", "epci": "commune", "departement": "commune", "region": "commune",
                               "ept": "commune"}  # fmt: skip
    assert set(drawn(service, "communes/68")) == {"commune:68001", "commune:68002", "commune:68003"}
    epci = drawn(service, "epci")["epci:200000001"]
    assert epci.equals(shapely.box(5.0, 46.0, 7.0, 47.0))
    own = service.own()
    assert own is not None
    commune = own.layers["commune"]
    assert (commune.vintage, commune.source, commune.credit, commune.author) == ("2027", *("SIG", SAID.credit, "Ana"))
    assert (commune.file_name, commune.outlines, commune.completes) == ("a.geojson", 7, False)
    assert commune.address.startswith("2027-")
    assert commune.address != own.layers["epci"].address


def test_a_part_of_the_country_makes_no_tier_above(service: OutlineService) -> None:
    service.bring(raw({"01001": WEST}), SAID)
    assert layers(service) == {"commune": ""}
    assert set(drawn(service, "communes")) == {"commune:01001"}


@pytest.mark.usefixtures("official")
def test_a_part_completes_what_is_drawn_and_neighbours_still_meet(service: OutlineService) -> None:
    # A little larger than the official outline: the neighbour gives way, or it does, but they do not overlap.
    service.bring(raw({"01001": shapely.box(4.9, 46.0, 5.505, 47.0)}), SAID)
    found = drawn(service, "communes")
    assert len(found) == 7
    assert found["commune:01001"].bounds[0] == 4.9
    assert found["commune:01001"].intersection(found["commune:01002"]).area == 0
    assert layers(service)["region"] == "commune"
    own = service.own()
    assert own is not None
    assert own.layers["commune"].completes
    service.bring(raw({"01001": WEST}), SAID, alone=True)
    assert set(drawn(service, "communes")) == {"commune:01001"}


def test_one_layer_leaves_the_others_as_they_are(service: OutlineService) -> None:
    service.bring(raw(ALL), SAID)
    before = service.own()
    service.bring(raw({"01": CORNER}, "insee_dep"), SAID, alone=True)
    now = service.own()
    assert before is not None
    assert now is not None
    assert now.layers["commune"] == before.layers["commune"]
    assert now.read("communes.parquet") == before.read("communes.parquet")
    assert set(drawn(service, "departements")) == {"departement:01"}
    # Communes and what is made of them go together; a file's own départements stay.
    service.remove("commune")
    assert layers(service) == {"departement": ""}
    service.remove("departement")
    assert layers(service) == {}
    with pytest.raises(InputError):
        service.remove("departement")


def test_nothing_changes_when_a_file_is_refused(service: OutlineService, monkeypatch: pytest.MonkeyPatch) -> None:
    service.bring(raw(ALL), SAID)
    before = service.own()
    attempts: Sequence[tuple[RawOutlines, Provenance]] = [
        (raw({"99999": WEST}), SAID),
        (raw(ALL), Provenance("", "2027")),
        (raw(ALL), Provenance("SIG", "")),
    ]
    for given, said in attempts:
        with pytest.raises(InputError):
            service.bring(given, said)
    with pytest.raises(AccessError):
        service.bring(raw(ALL), SAID, actor=Actor("Bo"))
    with pytest.raises(AccessError):
        service.remove("commune", actor=Actor("Bo"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shelf, "write", full)
    with pytest.raises(InputError, match="no space left"):
        service.bring(raw({"01001": WEST}), SAID)
    assert service.own() == before


def test_outlines_that_cannot_be_read_are_none(service: OutlineService, data: Path) -> None:
    assert own_outlines(data) is None
    service.bring(raw({"01001": WEST}), SAID)
    own = own_outlines(data)
    assert own is not None
    assert own.of_file("../../secret") is None
    (own.folder / MANIFEST).write_text("{}", "utf-8")
    shelf.loaded.cache_clear()
    assert own_outlines(data) is None
    (root_of(data) / "current").write_text("../elsewhere\n", "utf-8")
    assert own_outlines(data) is None


def compose(reference: LocalReference, members: dict[str, str]) -> None:
    """Put a composition in force, as an import does."""
    groups = tuple(Group(code, f"CC {code}", "CC") for code in sorted(set(members.values())))
    made = reference.shipped.with_composition(Composition("2028", "DGCL 2028", groups, members))
    reference.territories.adopt(made)


@pytest.mark.usefixtures("official")
def test_epci_follow_their_composition_and_go_back(service: OutlineService, reference: LocalReference) -> None:
    service.follow_composition()
    assert layers(service) == {}
    compose(reference, {"01001": "200000009", "01002": "200000009"})
    service.follow_composition()
    assert layers(service) == {"epci": "composition"}
    assert drawn(service, "epci")["epci:200000009"].equals(shapely.box(5.0, 46.0, 6.0, 47.0))
    own = service.own()
    assert own is not None
    assert (own.layers["epci"].vintage, own.layers["epci"].credit) == ("2028", "DGCL 2028")
    reference.territories.adopt(reference.shipped)
    service.follow_composition()
    assert layers(service) == {}


def test_epci_made_of_imported_communes_follow_too(service: OutlineService, reference: LocalReference) -> None:
    compose(reference, {"01001": "200000009"})
    service.follow_composition()
    assert layers(service) == {}
    service.bring(raw(ALL), SAID)
    compose(reference, {"01002": "200000009"})
    service.follow_composition()
    assert layers(service)["epci"] == "commune"
    assert drawn(service, "epci")["epci:200000009"].equals(ALL["01002"])
    own = service.own()
    assert own is not None
    assert own.layers["epci"].credit == f"{SAID.credit} · DGCL 2028"
    # EPCI that came in a file stay.
    service.bring(raw({"200000009": CORNER}, "siren_epci"), SAID, alone=True)
    service.follow_composition()
    assert drawn(service, "epci")["epci:200000009"].equals(CORNER)
