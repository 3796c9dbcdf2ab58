# SPDX-License-Identifier: EUPL-1.2
"""The reference, loaded once for all its tests; and a small one, made of invented packages."""

import gzip
import json
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from governance.territories import Territories, load_territories
from governance.territories.build.packages import DIVISIONS, OUTLINES
from governance.territories.build.reference import build_reference

Document = dict[str, Any]
Read = Callable[[Path], list[Document]]


@pytest.fixture(scope="session")
def territories() -> Territories:
    return load_territories()


@pytest.fixture(scope="session")
def features() -> Read:
    """Features of a gzipped GeoJSON file."""
    return lambda path: json.loads(gzip.decompress(path.read_bytes()))["features"]


def commune(code: str, name: str, population: int | None, kind: str = "commune-actuelle", **more: Any) -> Document:
    where = {"departement": code[:2], "region": "84"}
    return {"code": code, "nom": name, "type": kind, "population": population, **where, **more}


def group(code: str, name: str, kind: str, *members: str) -> Document:
    return {
        "code": code,
        "nom": name,
        "type": kind,
        "populationMunicipale": 100,
        "membres": [{"code": member} for member in members],
    }


def square(name: str, west: float, south: float, side: float = 1.0) -> Document:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def town(number: int, name: str, longitude: float, latitude: float, population: int, **more: Any) -> Document:
    place = {"geonameid": number, "name": name, "longitude": longitude, "latitude": latitude, "population": population}
    return place | {"alternatenames": [], "countrycode": "FR", "admin1code": "84"} | more


OVERSEAS = ("975", "977", "978", "986", "987", "988")
DIVISION_LISTS: dict[str, list[Document]] = {
    "communes": [
        commune("01001", "Saint-Ouen", 900, siren="210100012", codesPostaux=["01400"], anciensCodes=["01009"]),
        commune("01002", "Beauval-Neuf", 3000, codesPostaux=["01400", "01500"]),
        commune("01002", "Beauval", None, "commune-deleguee", chefLieu="01002"),
        commune("01003", "Œuilly", None, "commune-associee", chefLieu="01001"),
        commune("01001", "Saint-Ouen", None, "commune-deleguee", chefLieu="01001"),
        commune("68001", "Isle", 50),
        commune("68002", "Isle-Haute", 40),
        commune("68003", "Isle-Basse", 30),
        commune("75056", "Paris", 2_000_000, departement="75", region="11"),
        commune("97801", "Saint-Martin", 31000, departement="978", region="978"),
    ],
    "epci": [group("200000001", "CC de Saint-Ouen", "CC", "01001", "01002", "68001", "68002", "68003")],
    "ept": [group("200000002", "Val Neuf", "EPT", "01002")],
    "departements": [
        {"code": "01", "nom": "Ain", "region": "84"},
        {"code": "67", "nom": "Bas-Rhin", "region": "84"},
        {"code": "68", "nom": "Haut-Rhin", "region": "84"},
        {"code": "75", "nom": "Paris", "region": "11"},
        {"code": "973", "nom": "Guyane", "region": "03"},
        *({"code": code, "nom": f"Collectivité {code}", "region": code} for code in OVERSEAS),
    ],
    "regions": [
        {"code": "03", "nom": "Guyane"},
        {"code": "11", "nom": "Île-de-France"},
        {"code": "84", "nom": "Auvergne-Rhône-Alpes"},
        *({"code": code, "nom": f"Collectivité {code}"} for code in OVERSEAS),
    ],
}
COLLECTIVITES = {"spm": -56, "blm": -62, "maf": -63, "wlf": -177, "pyf": -150, "ncl": 165}
TOWNS = [
    town(1, "Saint Ouen", 5.2, 46.2, 880),
    town(2, "Saint-Ouen", 5.3, 46.3, 20),  # a namesake with other inhabitants
    town(3, "Beauval", 5.4, 46.4, 2500, alternatenames=["Bellavallis"]),
    town(4, "Isle", 5.2, 46.2, 40),  # in the other département
    town(5, "Saint-Martin", 0, 0, 31000, countrycode="IT"),
]


def pack(path: Path, documents: dict[str, Any]) -> Path:
    """A tarball as npm makes them."""
    with tarfile.open(path, "w:gz") as archive:
        for name, document in documents.items():
            content = json.dumps(document).encode()
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(content)
            archive.addfile(member, BytesIO(content))
    return path


@pytest.fixture(scope="session")
def tarballs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two small packages: three départements side by side, overseas far away."""
    folder = tmp_path_factory.mktemp("packages")
    lists = {f"data/{name}.json": rows for name, rows in DIVISION_LISTS.items()}
    pack(folder / DIVISIONS.tarball, {"package.json": {}, **lists})
    mainland = [square("Ain", 5, 46), square("Haute-Rhin", 6, 46), square("Guyane française", -53, 4)]
    outlines: dict[str, Any] = {"fra": {"features": mainland}}
    outlines |= {name: {"features": [square(name, west, 18, 0.1)]} for name, west in COLLECTIVITES.items()}
    pack(folder / OUTLINES.tarball, {f"src/js/data/{name}.json": content for name, content in outlines.items()})
    return folder


@pytest.fixture(scope="session")
def small(tarballs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reference built from the small packages. Tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("reference")
    build_reference(tarballs / DIVISIONS.tarball, tarballs / OUTLINES.tarball, TOWNS, folder)
    return folder
