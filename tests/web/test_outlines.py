# SPDX-License-Identifier: EUPL-1.2
"""The outlines that a browser fetches: the shipped ones first, the official ones once they are installed."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
import shapely
from starlette.applications import Starlette
from starlette.testclient import TestClient

from governance.settings import get_settings
from governance.territories import load_territories
from governance.territories.folder import outline_file
from governance.territories.groupings import Grouping, Groupings
from governance.territories.install import Installed, install
from governance.territories.install.manifest import root_of
from governance.territories.outlines import outline_vintage
from governance.territories.own.shelf import OwnLayer, keep
from governance.web import routes
from governance.web.outlines import has_outlines, outline_address
from tests.outlines import COMMUNES, QUICK, outline, packed, publish

FEW = replace(QUICK, least_known=0.0)
"""A few communes of the real reference will do."""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ECHELONS_DATA_DIR", str(tmp_path / "data"))
    get_settings.cache_clear()
    yield tmp_path / "data"
    get_settings.cache_clear()


@pytest.fixture
def client(data: Path) -> TestClient:
    """The plain routes alone."""
    return TestClient(Starlette(routes=[route for route in routes() if "/geo/" in getattr(route, "path", "")]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return publish(tmp_path / "published")


@pytest.fixture
def official(data: Path, folder: Path) -> Installed:
    return install(data, str(folder), limits=FEW)


def ids(client: TestClient, address: str) -> set[str]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    return {feature["id"] for feature in answer.json()["features"]}


def test_without_official_outlines_the_shipped_ones_travel(client: TestClient) -> None:
    assert outline_address("regions").startswith(f"/geo/{outline_vintage()}/")
    assert len(ids(client, outline_address("regions"))) == 24
    assert not has_outlines("epci")
    for path in ("/geo/2026/epci.json", "/geo/2026/communes.json", "/geo/2026/communes/44.json"):
        assert client.get(path).status_code == 404


def test_once_installed_the_official_ones_travel(official: Installed, client: TestClient) -> None:
    assert outline_address("regions", plane=True) == f"/geo/{official.address}/regions.json?plane=map"
    assert ids(client, outline_address("regions")) == {"region:11", "region:44", "region:84", "region:978"}
    assert ids(client, outline_address("epci", plane=True)) >= {"epci:200069193"}
    assert len(ids(client, f"/geo/{official.address}/communes.json")) == 6
    assert ids(client, f"/geo/{official.address}/communes/01.json") == {"commune:01001", "commune:01002"}
    assert ids(client, f"/geo/{official.address}/communes/978.json?plane=map") == {"commune:97801"}


@pytest.mark.parametrize("tier", ["regions", "region", "epci", "communes", "commune", "communes/68"])
def test_the_year_alone_leads_to_the_full_address(tier: str, official: Installed, client: TestClient) -> None:
    answer = client.get(f"/geo/2026/{tier}.json?plane=map", follow_redirects=False)
    plural = {"region": "regions", "commune": "communes"}.get(tier, tier)
    assert answer.is_redirect
    assert answer.headers["location"] == f"/geo/{official.address}/{plural}.json?plane=map"
    assert answer.headers["cache-control"] == "no-store"


def test_a_page_opened_before_the_installation_still_finds_its_outlines(
    client: TestClient,
    data: Path,
    folder: Path,
) -> None:
    shipped = outline_address("regions")
    install(data, str(folder), limits=FEW)
    assert outline_address("regions") != shipped
    assert len(ids(client, shipped)) == 24


def test_a_page_opened_before_newer_outlines_is_led_to_them(
    official: Installed,
    client: TestClient,
    data: Path,
    folder: Path,
) -> None:
    former = outline_address("epci")
    changed = [outline("01001", 5.0, 46.0, 5.5, 46.9), *COMMUNES[1:]]
    (folder / "communes-1000m.geojson.gz").write_bytes(packed(changed))
    install(data, str(folder), limits=FEW)
    answer = client.get(former, follow_redirects=False)
    assert (answer.is_redirect, answer.headers["location"]) == (True, outline_address("epci"))


def test_a_former_year_is_led_nowhere_else(official: Installed, client: TestClient) -> None:
    assert client.get("/geo/2025-0123456789/epci.json").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "communes_map.json",
        "communes/01_map.json",
        "epci/01.json",
        "communes/999.json",
        "communes/..%2f..%2fmanifest.json",
        "..%2fcommunes.json",
        "manifest.json",
        "cantons.json",
    ],
)
def test_nothing_but_outlines_is_served(path: str, official: Installed, client: TestClient) -> None:
    for vintage in (official.address, "2026"):
        assert client.get(f"/geo/{vintage}/{path}").status_code == 404


def test_outlines_are_readable_without_gzip(official: Installed, client: TestClient) -> None:
    answer = client.get(outline_address("epci"), headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.content == gzip.decompress(official.read("epci.geojson.gz"))


def test_outlines_that_went_while_serving_are_no_traceback(official: Installed, client: TestClient) -> None:
    address = outline_address("epci")
    (official.folder / "epci.geojson.gz").unlink()
    answer = client.get(address)
    assert answer.status_code == 503
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_an_installation_that_was_removed_leaves_the_shipped_ones(
    official: Installed, client: TestClient, data: Path
) -> None:
    (root_of(data) / "current").unlink()
    assert len(ids(client, outline_address("regions"))) == 24


@pytest.fixture
def grouped(data: Path, official: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    """A grouping of two communes, one of the second's commune that nobody draws, in the running application."""
    groupings = Groupings(
        [
            Grouping("pays", "Pays", "PETR", ("commune:01001", "commune:01002")),
            Grouping("loin", "Loin", "SMF", ("commune:44109",)),
        ]
    )
    made = load_territories().with_groupings(groupings)
    made.revision = "r1"
    # The package has a route of the same name.
    module = import_module("governance.web.outlines")
    monkeypatch.setattr(module, "application", lambda: SimpleNamespace(territories=made))


@pytest.mark.usefixtures("grouped")
def test_groupings_are_drawn_as_the_union_of_their_communes(client: TestClient) -> None:
    for address, expected in (
        (outline_address("groupings"), {"grouping:pays"}),
        (outline_address("groupings", plane=True), {"grouping:pays"}),
        (outline_address("groupings/pays"), {"grouping:pays"}),
        (outline_address("groupings/loin"), set()),
    ):
        assert ids(client, address) == expected
        # The second time it is remembered.
        assert ids(client, address) == expected
    (pays,) = client.get(outline_address("groupings/pays")).json()["features"]
    assert pays["properties"] == {"code": "pays", "name": "Pays"}
    assert shapely.from_geojson(json.dumps(pays["geometry"])).bounds == (5.0, 46.0, 6.0, 47.0)
    assert not has_outlines("groupings/autre")
    assert client.get("/geo/2026/groupings.json", follow_redirects=False).status_code == 307


def test_groupings_without_communes_drawn_have_no_outlines(client: TestClient) -> None:
    assert not has_outlines("groupings")


def test_imported_outlines_come_before_the_official_ones(client: TestClient, data: Path, official: Installed) -> None:
    square = shapely.to_geojson(shapely.box(5.0, 46.0, 5.4, 47.0))
    made = {
        outline_file(name, flat=flat): gzip.compress(
            f'{{"features":[{{"id":"departement:01","geometry":{square}}}]}}'.encode(), mtime=0
        )
        for name in ("departements",)
        for flat in (False, True)
    }
    layer = OwnLayer("departement", "1er mai 2027", "SIG", "SIG", "", "2027-05-01", "d.gpkg", 1)
    keep(data, made, [layer])
    address = outline_address("departements")
    assert address.startswith("/geo/1er.mai.2027-")
    assert ids(client, address) == {"departement:01"}
    # What a page opened before still knows is led to what is.
    assert official.address in outline_address("communes")
    assert client.get(f"/geo/{official.address}/departements.json").status_code == 200
    keep(data, {}, [], frozenset({"departement"}))
    assert official.address in outline_address("departements")
