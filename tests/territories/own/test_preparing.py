# SPDX-License-Identifier: EUPL-1.2
"""What the sandbox makes of an order, tried without it: here its lines are counted."""

import base64
import gzip
import io
import json
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely

from governance.errors import InputError
from governance.territories.own import preparing
from governance.territories.own.preparing import Order, needed, order_bytes, prepare
from governance.territories.own.shelf import owner_of
from governance.territories.reference import Territories
from governance.territories.territory import Layer
from tests.territories.own.test_service import ALL


def made(small: Path, layer: Layer, outlines: dict[str, Any], base: bytes = b"") -> dict[str, Any]:
    columns = needed(Territories.load(small).table.columns)
    wanted: list[Layer] = [layer, "epci", "ept", "departement", "region"]
    order = Order(layer, list(outlines), [], 0, wanted, columns)
    found: dict[str, Any] = prepare("f", order_bytes(order, list(outlines.values()), base))
    return found


def ids(done: dict[str, Any], name: str) -> list[str]:
    content = gzip.decompress(base64.b64decode(done["files"][name]))
    return [feature["id"] for feature in json.loads(content)["features"]]


def test_whole_communes_make_every_tier(small: Path) -> None:
    done = made(small, "commune", ALL)
    assert {layer: len(codes) for layer, codes in done["layers"].items()} == {
        "commune": 7, "epci": 1, "ept": 1, "departement": 4, "region": 3,
    }  # fmt: skip
    assert ids(done, "epci.geojson.gz") == ["epci:200000001"]
    assert ids(done, "communes/01_map.geojson.gz") == ["commune:01001", "commune:01002"]


def test_a_base_fills_in_what_a_file_lacks_and_overlaps_are_mended(small: Path) -> None:
    frame = geopandas.GeoDataFrame({"code": list(ALL)}, geometry=list(ALL.values()), crs=4326)
    base = io.BytesIO()
    frame.to_parquet(base)
    done = made(small, "commune", {"01001": shapely.box(4.9, 46.0, 5.501, 47.0)}, base.getvalue())
    assert len(done["layers"]["commune"]) == 7
    parquet = geopandas.read_parquet(io.BytesIO(base64.b64decode(done["files"]["communes.parquet"])))
    assert shapely.coverage_is_valid(parquet.geometry.to_numpy())


def test_a_part_makes_no_other_tier_nor_do_other_tiers(small: Path) -> None:
    assert list(made(small, "commune", {"01001": ALL["01001"]})["layers"]) == ["commune"]
    assert list(made(small, "epci", {"200000001": ALL["01001"]})["layers"]) == ["epci"]


def test_outlines_that_cannot_be_put_together_are_refused(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise shapely.GEOSException("no")

    monkeypatch.setattr(preparing, "clean", fail)
    with pytest.raises(InputError) as fault:
        made(small, "commune", {"01001": ALL["01001"], "01002": shapely.box(5.2, 46.0, 6.0, 47.0)})
    assert fault.value.key == "outlines.unprepared"


def test_a_file_of_no_layer_is_none_of_ours() -> None:
    with pytest.raises(InputError):
        owner_of("../secret")


def test_a_tier_may_be_made_of_communes_that_are_not_kept(small: Path) -> None:
    columns = needed(Territories.load(small).table.columns)
    order = Order("commune", list(ALL), [], 0, ["epci"], columns)
    done: dict[str, Any] = prepare("f", order_bytes(order, list(ALL.values()), b""))
    assert list(done["layers"]) == ["epci"]
