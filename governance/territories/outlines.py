# SPDX-License-Identifier: EUPL-1.2
"""The generalised outlines, as the browser gets them: gzipped GeoJSON, features under territory ids."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Literal

from governance.territories.folder import FRAMES, REFERENCE_FOLDER, outline_file
from governance.territories.sources import load_sources

OutlineLayer = Literal["departements", "regions"]
InstallableLayer = Literal["communes", "epci", "ept", "departements", "regions"]
"""What the official outlines add, once installed (see governance.territories.install)."""
OUTLINE_LAYERS: tuple[OutlineLayer, ...] = ("departements", "regions")


@cache
def outline_bytes(layer: OutlineLayer, *, flat: bool = False, folder: Path = REFERENCE_FOLDER) -> bytes:
    """Gzipped GeoJSON of a layer: degrees, or with ``flat`` the pseudo degrees of the flat map (see projection).

    Each feature has the territory's id as ``id``, and properties ``code`` and ``name``; exterior rings run clockwise.
    On the flat map those of Île-de-France are drawn twice in one feature: in their place, and enlarged.
    """
    return (folder / outline_file(layer, flat=flat)).read_bytes()


@cache
def frame_bytes(folder: Path = REFERENCE_FOLDER) -> bytes:
    """Gzipped GeoJSON of the flat map's insets.

    For each a line (property ``role`` = ``frame``) and a point under its upper edge (``role`` = ``label``), both with
    the properties ``frame`` (a région's code, or ``ile-de-france``) and ``name``.
    """
    return (folder / FRAMES).read_bytes()


@cache
def outline_vintage(folder: Path = REFERENCE_FOLDER) -> str:
    """The vintage to put in an address that is cached for good: it changes whenever an outline does."""
    files = [file["sha256"] for file in load_sources(folder).files if file["name"].endswith(".geojson.gz")]
    year = load_sources(folder).vintage("departement")
    return f"{year}-{hashlib.sha256(''.join(files).encode()).hexdigest()[:10]}"
