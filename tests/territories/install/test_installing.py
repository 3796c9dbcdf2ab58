# SPDX-License-Identifier: EUPL-1.2
"""An installation from a folder or a site: what is kept, what is said to be lost, what travels."""

import copy
import gzip
import json
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely

from governance.errors import InputError
from governance.language import LANGUAGES
from governance.territories.install import Installed, installed, matching
from governance.territories.install import install as install_with_defaults
from governance.territories.install.origin import find_origin
from governance.territories.install.verifying import verify_installed
from tests.outlines import COMMUNES, PUBLISHED, QUICK, TIERS, Site, outline, packed


@pytest.fixture
def install(small: Path, data: Path) -> Any:
    """Installs for the small reference, with quick limits."""
    return lambda source, **more: install_with_defaults(data, str(source), limits=QUICK, reference=small, **more)


def features(done: Installed, name: str) -> dict[str, Any]:
    found = json.loads(gzip.decompress(done.read(name)))["features"]
    return {feature["id"]: shapely.geometry.shape(feature["geometry"]) for feature in found}


def replaced(folder: Path, tier: str, content: list[Any]) -> None:
    (folder / f"{tier}-1000m.geojson.gz").write_bytes(packed(content))


def losses(done: Installed, layer: str = "commune") -> dict[str, list[str]]:
    return {name: codes for name, codes in done.layers[layer].items() if codes and name != "outlines"}


def refusal(install: Any, source: object) -> InputError:
    """The fault, said in both languages; nothing is in force."""
    with pytest.raises(InputError) as caught:
        install(source)
    for language in LANGUAGES:
        assert "{" not in caught.value.message(language)
    return caught.value


# --- what is kept -----------------------------------------------------------------------------------------------------


def test_nothing_is_installed_before(data: Path, small: Path) -> None:
    assert installed(data) is None
    assert verify_installed(data, small) == []
    assert not data.exists()


def test_a_folder_of_the_four_files_gives_every_layer(install: Any, folder: Path, data: Path, small: Path) -> None:
    done = install(folder)
    assert installed(data) == done
    assert {layer: facts["outlines"] for layer, facts in done.layers.items()} == {
        "commune": 7,
        "epci": 1,
        "ept": 1,
        "departement": 4,
        "region": 3,
    }
    assert verify_installed(data, small) == []
    assert not (data / "territories" / "downloads").exists()


def test_the_four_files_of_a_site_give_the_same_outlines(install: Any, folder: Path, site: Site) -> None:
    steps: list[tuple[str, float]] = []
    from_site = install(site.address, tell=lambda step, share: steps.append((step, share)))
    assert from_site.address == install(folder).address
    assert [name for name, _ in site.asked] == [f"{tier}-1000m.geojson.gz" for tier in TIERS]
    shares = [share for _, share in steps]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert {"epci-1000m.geojson.gz", "cleaning", "writing"} <= {step for step, _ in steps}


def test_the_year_is_the_one_that_the_address_pins(install: Any, folder: Path, site: Site, data: Path) -> None:
    assert install(folder).vintage == "2026", "that of the reference"
    site.address = site.address.replace("2026", "2031")
    assert install(site.address).address.startswith("2031-")
    assert installed(data).folder.parent.name == "2031"  # type: ignore[union-attr]


def test_tiers_fit_each_other(install: Any, folder: Path) -> None:
    done = install(folder)
    communes, departements = features(done, "communes.geojson.gz"), features(done, "departements.geojson.gz")
    parts = [shape for name, shape in communes.items() if name.startswith("commune:01")]
    assert departements["departement:01"].equals(shapely.union_all(parts))
    epci = features(done, "epci.geojson.gz")["epci:200000001"]
    assert epci.equals(shapely.union_all([shape for name, shape in communes.items() if name[8:10] in {"01", "68"}]))
    assert features(done, "ept.geojson.gz")["ept:200000002"].equals(communes["commune:01002"])


def test_the_communes_of_a_departement_have_a_file_of_their_own(install: Any, folder: Path) -> None:
    done = install(folder)
    assert set(features(done, "communes/68.geojson.gz")) == {"commune:68001", "commune:68002", "commune:68003"}
    assert set(features(done, "communes/978_map.geojson.gz")) == {"commune:97801"}


def test_rings_run_clockwise_and_decimals_are_few(install: Any, folder: Path) -> None:
    done = install(folder)
    for name in ("communes.geojson.gz", "communes_map.geojson.gz", "regions_map.geojson.gz"):
        for shape in features(done, name).values():
            assert not any(part.exterior.is_ccw for part in shapely.get_parts(shape))
            assert shapely.get_coordinates(shape).round(4).tolist() == shapely.get_coordinates(shape).tolist()


def test_ile_de_france_is_drawn_twice_on_the_flat_map(install: Any, folder: Path) -> None:
    done = install(folder)
    assert shapely.get_num_geometries(features(done, "communes_map.geojson.gz")["commune:75056"]) == 2
    assert shapely.get_num_geometries(features(done, "communes.geojson.gz")["commune:75056"]) == 1


def test_full_detail_is_kept_as_geoparquet(install: Any, folder: Path) -> None:
    done = install(folder)
    frame = geopandas.read_parquet(done.folder / "communes.parquet")
    assert frame.columns.tolist() == ["id", "code", "name", "geometry"]
    assert frame["name"][0] == "Saint-Ouen", "the reference's name, not the file's"
    assert frame.crs.to_authority() == ("OGC", "CRS84")
    assert frame.geometry.is_valid.all()


def test_the_same_outlines_have_the_same_address_and_others_another(install: Any, folder: Path) -> None:
    first = install(folder)
    again = install(folder)
    assert (again.address, again.folder != first.folder) == (first.address, True)
    replaced(folder, "communes", [outline("01001", 5.0, 46.0, 5.5, 46.9), *COMMUNES[1:]])
    changed = install(folder)
    assert changed.address != first.address
    assert changed.changed_since(first) == ["communes"]
    assert again.changed_since(first) == []


def test_another_source_says_nothing_of_a_change(install: Any, folder: Path, tmp_path: Path) -> None:
    first = install(folder)
    replaced(folder, "communes", [outline("01001", 5.0, 46.0, 5.5, 46.9), *COMMUNES[1:]])
    elsewhere = folder.rename(tmp_path / "elsewhere")
    assert install(elsewhere).changed_since(first) == []


# --- partial sources --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["{}-1000m.geojson", "{}.geojson.gz", "{}.geojson"])
def test_plainer_names_are_taken_too(name: str, install: Any, folder: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    for tier in TIERS:
        content = packed(PUBLISHED[tier])
        target = plain / name.format(tier)
        target.write_bytes(content if name.endswith("gz") else b"\xef\xbb\xbf" + gzip.decompress(content))
    assert install(plain).address == install(folder).address


@pytest.mark.parametrize("prefix", ["", "file://"])
def test_one_file_gives_its_tier(prefix: str, install: Any, folder: Path) -> None:
    done = install(f"{prefix}{folder}/regions-1000m.geojson.gz")
    assert list(done.layers) == ["region"]
    assert done.absent_tiers() == ["communes", "epci", "departements"]


def test_communes_alone_give_every_tier(install: Any, folder: Path, site: Site) -> None:
    for source in (folder / "communes-1000m.geojson.gz", f"{site.address}/communes-1000m.geojson.gz"):
        done = install(source)
        assert list(done.layers) == ["commune", "epci", "ept", "departement", "region"]
        assert done.absent_tiers() == []


def test_all_files_of_a_site_are_needed(install: Any, site: Site, data: Path) -> None:
    del site.files["regions-1000m.geojson.gz"]
    fault = refusal(install, site.address)
    assert (fault.key, fault.values["status"]) == ("install.status", 404)
    assert installed(data) is None


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("ftp://example.org/x", "install.scheme"),
        ("https://", "install.scheme"),
        ("file://elsewhere/x", "install.scheme"),
        ("/no/such/folder", "install.absent"),
        ("file:///no/such/folder", "install.absent"),
        ("https://example.org/cantons.geojson", "install.which_tier"),
    ],
)
def test_a_source_that_is_none_is_refused(source: str, key: str, install: Any) -> None:
    assert refusal(install, source).key == key


def test_a_folder_without_any_file_is_refused_and_says_which_are_awaited(install: Any, tmp_path: Path) -> None:
    fault = refusal(install, tmp_path)
    assert fault.key == "install.nothing_here"
    assert "communes-1000m.geojson.gz" in fault.message("fr")


def test_an_address_with_a_slash_at_its_end_is_the_same() -> None:
    assert find_origin("http://a.fr/2026/").addresses == find_origin("http://a.fr/2026").addresses


# --- what is lost, and said -------------------------------------------------------------------------------------------


def test_losses_are_reported_by_code(install: Any, folder: Path) -> None:
    bow = outline("68003", 6.6, 46.0, 7.0, 47.0)
    bow["geometry"]["coordinates"][0][1:3] = bow["geometry"]["coordinates"][0][2:0:-1]
    point = copy.deepcopy(COMMUNES[6])
    point["geometry"] = {"type": "Point", "coordinates": [-63.0, 18.0]}
    halves = [outline("01001", 5.0, 46.0, 5.5, 46.5), outline("01001", 5.0, 46.5, 5.5, 47.0)]
    stranger = outline("13202", 5.0, 43.0, 5.1, 43.1)
    replaced(folder, "communes", [*halves, *COMMUNES[1:4], bow, COMMUNES[5], point, stranger])
    done = install(folder)
    assert losses(done) == {
        "missing": ["97801"],
        "shapeless": ["97801"],
        "unknown": ["13202"],
        "repeated": ["01001"],
        "repaired": ["68003"],
    }


NOWHERE: list[Any] = [
    None,
    {"type": "Polygon", "coordinates": []},
    {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
    {"type": "Polygon", "coordinates": "x"},
    {"type": "LineString", "coordinates": [[-63, 18], [-62, 18]]},
    {"type": "Polygon", "coordinates": [[[-63, 18], [-63, 18.1], [1e999, 18.1], [-63, 18]]]},
    {"type": "Polygon", "coordinates": [[[-63, 18], [-63, 18.1], [float("nan"), 18.1], [-63, 18]]]},
    {"type": "Polygon", "coordinates": [[[700000, 6600000], [700000, 6600001], [700001, 6600001], [700000, 6600000]]]},
    {"type": "GeometryCollection", "geometries": []},
    {"type": "Ellipse"},
]


@pytest.mark.parametrize("geometry", NOWHERE, ids=lambda geometry: json.dumps(geometry)[:40])
def test_a_geometry_without_surface_on_earth_is_not_drawn(geometry: Any, install: Any, folder: Path) -> None:
    replaced(folder, "communes", [*COMMUNES[:6], COMMUNES[6] | {"geometry": geometry}])
    assert losses(install(folder)) == {"missing": ["97801"], "shapeless": ["97801"]}


def test_neighbours_that_overlap_or_leave_a_gap_are_made_to_meet(install: Any, folder: Path) -> None:
    replaced(
        folder,
        "communes",
        [outline("01001", 5.0, 46.0, 5.50003, 47.0), outline("01002", 5.49998, 46.0, 5.99996, 47.0), *COMMUNES[2:]],
    )
    shapes = list(features(install(folder), "communes.geojson.gz").values())
    assert shapely.coverage_is_valid(shapes)
    assert shapely.union_all(shapes[:5]).geom_type == "Polygon"
    assert not shapely.union_all(shapes[:5]).interiors


def test_a_commune_that_lies_under_another_is_lost_and_said_to_be(install: Any, folder: Path) -> None:
    under = COMMUNES[6] | {
        "geometry": {"type": "Polygon", "coordinates": [[[-63, 18], [-63, 18.1], [-63, 18], [-63, 18]]]}
    }
    replaced(folder, "communes", [*COMMUNES[:6], under])
    assert losses(install(folder))["missing"] == ["97801"]


def test_two_communes_on_one_place_lose_one(install: Any, folder: Path) -> None:
    replaced(folder, "communes", [*COMMUNES[:6], outline("97801", 2.2, 48.8, 2.4, 48.95)])
    lost = losses(install(folder))
    assert len(lost["missing"]) == 1
    assert lost["missing"] == lost["shapeless"]


def test_an_outline_unlike_the_published_one_is_reported(install: Any, folder: Path) -> None:
    replaced(folder, "epci", [outline("200000001", 5.0, 46.0, 5.9, 46.6), outline("299999999", 1, 45, 2, 46)])
    assert losses(install(folder), "epci") == {"differing": ["200000001"], "unknown": ["299999999"]}


def test_where_rounding_makes_outlines_cross_they_are_cleaned_again(install: Any, folder: Path) -> None:
    """Two slivers a few centimetres wide: rounded to ten metres they collapse."""
    thin = COMMUNES[6] | {
        "geometry": {
            "type": "Polygon",
            "coordinates": [
                [[-63.1, 18.05], [-63.1, 18.1], [-63.05, 18.1], [-63.05, 18.07501], [-63.0, 18.1], [-63.0, 18.05],
                 [-63.05, 18.07499], [-63.1, 18.05]]
            ],
        }
    }  # fmt: skip
    replaced(folder, "communes", [*COMMUNES[:6], thin])
    shapes = features(install(folder), "communes/978.geojson.gz")
    assert shapely.is_valid(list(shapes.values())).all()
    assert shapes["commune:97801"].area == pytest.approx(shapely.geometry.shape(thin["geometry"]).area, rel=0.01)


# --- files that are no outlines ---------------------------------------------------------------------------------------

WRONG: dict[bytes, str] = {
    b"": "install.not_outlines",
    b"<html></html>": "install.not_outlines",
    b"{": "install.not_outlines",
    b"{}": "install.not_outlines",
    b"[]": "install.not_outlines",
    b'{"features": []}': "install.not_outlines",
    b'{"features": 3}': "install.not_outlines",
    b'{"features": [3]}': "install.not_outlines",
    b'{"features": [{"properties": null}]}': "install.not_outlines",
    b'{"features": [{"properties": {"code": 1001}, "geometry": null}]}': "install.not_outlines",
    b'{"features": [{"properties": {"nom": "x"}, "geometry": null}]}': "install.not_outlines",
    b'{"features": "\xff"}': "install.not_outlines",
    b'{"features": ' + b"[" * 100_000: "install.not_outlines",
    b'{"features": [{"properties": {"code": "99"}, "geometry": null}]}': "install.unlike",
    b"\x1f\x8b": "install.not_gzip",
    b"\x1f\x8b" + b"x" * 100: "install.not_gzip",
    gzip.compress(mtime=0, data=b'{"features": []}')[:-5]: "install.not_gzip",
    gzip.compress(mtime=0, data=b"{" + b" " * 500_000): "install.swollen",
    b"{" + b" " * 500_000: "install.too_large",
}


@pytest.mark.parametrize(("content", "key"), WRONG.items(), ids=lambda value: repr(value)[:40])
def test_a_file_that_is_no_outlines_is_refused_with_a_sentence(
    content: bytes, key: str, install: Any, folder: Path, data: Path
) -> None:
    before = install(folder)
    (folder / "communes-1000m.geojson.gz").write_bytes(content)
    assert refusal(install, folder).key == key
    assert installed(data) == before


def test_a_file_of_part_of_the_country_is_not_taken_for_the_official_one(install: Any, folder: Path) -> None:
    replaced(folder, "communes", COMMUNES[:4])
    fault = refusal(install, folder)
    assert (fault.key, fault.values["known"], fault.values["expected"]) == ("install.unlike", 4, 6)


def test_overseas_collectivites_may_be_absent(install: Any, folder: Path) -> None:
    replaced(folder, "communes", COMMUNES[:6])
    assert losses(install(folder)) == {"missing": ["97801"]}


def test_outlines_that_cannot_be_cleaned_are_refused(
    install: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise shapely.GEOSException("a fault of the library")

    monkeypatch.setattr(matching.shapely, "coverage_clean", fails)
    assert refusal(install, folder).key == "install.not_outlines"


def test_a_file_that_cannot_be_read_is_said(install: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def forbidden(path: Path, *arguments: Any, **more: Any) -> Any:
        if path.parent == folder:
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(InputError) as caught:
        install(folder / "communes-1000m.geojson.gz")
    assert caught.value.key == "install.unreadable"
