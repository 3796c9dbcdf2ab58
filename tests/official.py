# SPDX-License-Identifier: EUPL-1.2
"""The real outlines of France, which are never part of the project: read, published as on their site, installed."""

import gzip
import json
from pathlib import Path
from typing import Any

from governance.territories.install import Installed, install
from tests.conftest import absent
from tests.outlines import TIERS

OFFICIAL = Path(__file__).parents[2] / "shared" / "geo"


def read(name: str) -> list[dict[str, Any]]:
    """The features of a file there; where it is absent the test skips, and fails where the whole suite must run."""
    path = OFFICIAL / name
    if not path.exists():
        absent(str(path), "put the official outlines in a folder shared/geo beside the checkout")
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["features"]
    return found


def install_official(data: Path) -> Installed:
    """The four files installed into a data folder."""
    source = data / "published"
    source.mkdir()
    for tier in TIERS:
        content = json.dumps({"type": "FeatureCollection", "features": read(f"{tier}.geojson")}).encode()
        (source / f"{tier}-1000m.geojson.gz").write_bytes(gzip.compress(content, 1))
    return install(data, str(source))
