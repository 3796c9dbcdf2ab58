# SPDX-License-Identifier: EUPL-1.2
"""Coordinate systems: only those of France are known, by number. What a file writes is never given to PROJ, which
opens the files that a definition names.
"""

import re
from functools import cache
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer

from governance.errors import InputError

DEGREES = (4326, 4171, 4258, 4979, 84)
PROJECTED = (
    2154, 3857, 27572, 5490, 32620, 2972, 2975, 4471, 4467, 3163, 3297, 32701, 2989, 2973, *range(3942, 3951),
)  # fmt: skip
"""Lambert-93 and the nine conic zones, Web Mercator, Lambert II étendu, and the overseas systems."""
WGS_84, LAMBERT_93 = 4326, 2154
METROPOLE = (0.0, 6_000_000.0, 1_350_000.0, 7_200_000.0)
NUMBER = re.compile(r"(?:EPSG|OGC)[:\s\"',\]/.]*(?:CRS|[0-9.]*)[:\s\"',\]/]*(\d{2,6})", re.IGNORECASE)
AUTHORITY = re.compile(r"AUTHORITY\[\"EPSG\",\"?(\d{4,5})\"?\]\s*\]\s*$|ID\[\"EPSG\",(\d{4,5})\]\s*\]\s*$")
NAMES = {
    "rgf93_lambert_93": 2154, "rgf93_v1_lambert_93": 2154, "rgf_1993_lambert_93": 2154, "lambert_93": 2154,
    "rgf93_v2b_lambert_93": 2154, "rgf93_v2_lambert_93": 2154, "gcs_wgs_1984": 4326, "wgs_84": 4326, "wgs84": 4326,
    "gcs_rgf_1993": 4171, "rgf93": 4171, "wgs_1984_web_mercator_auxiliary_sphere": 3857,
    "wgs_84_pseudo_mercator": 3857, "rgaf09_utm_zone_20n": 5490, "rgfg95_utm_zone_22n": 2972,
    "rgr92_utm_zone_40s": 2975, "rgm04_utm_zone_38s": 4471, "ntf_paris_lambert_zone_ii": 27572,
    "ntf_lambert_ii_etendu": 27572, "wgs_1984_utm_zone_20n": 32620, "rgr_1992_utm_40s": 2975,
    **{f"rgf93_cc{zone}": 3900 + zone for zone in range(42, 51)},
    **{f"rgf93_v1_cc{zone}": 3900 + zone for zone in range(42, 51)},
}  # fmt: skip
TITLE = re.compile(r"^\s*(?:PROJCS|GEOGCS|PROJCRS|GEOGCRS|BOUNDCRS)\s*\[\s*\"([^\"]{1,100})\"")
SIGNS = re.compile(r"[^a-z0-9]+")


def numbered(code: int, name: str) -> int:
    """The number of a system that is known here. InputError for any other."""
    if code in DEGREES:
        return WGS_84
    if code in PROJECTED:
        return code
    raise InputError("outlines.system_unknown", name=name, system=f"EPSG:{code}")


def of_urn(text: str, name: str) -> int:
    """The number in « urn:ogc:def:crs:EPSG::2154 », « EPSG:2154 » or « OGC:CRS84 ».

    >>> of_urn("urn:ogc:def:crs:EPSG::2154", ""), of_urn("urn:ogc:def:crs:OGC:1.3:CRS84", "")
    (2154, 4326)
    """
    last = re.split(r"[:/]", text.strip()[:100])[-1].upper().removeprefix("CRS")
    if not (last.isascii() and last.isdigit()):
        raise InputError("outlines.system_unknown", name=name, system=text[:60])
    return numbered(int(last[:9]), name)


def of_wkt(text: str, name: str) -> int | None:
    """The number of a system written out, by its authority or its name; None for an empty text."""
    if not text.strip():
        return None
    if found := AUTHORITY.search(text[-200:]):
        return numbered(int(found[1] or found[2]), name)
    title = TITLE.search(text[:300])
    key = SIGNS.sub("_", title[1].lower()).strip("_") if title else ""
    if key in NAMES:
        return numbered(NAMES[key], name)
    raise InputError("outlines.system_unknown", name=name, system=title[1] if title else text[:40])


def guess(shapes: Any, name: str) -> int:
    """The system of coordinates that the file says nothing of: degrees, or metres of Lambert-93."""
    west, south, east, north = shapely.total_bounds(shapes)
    if west >= -180 and east <= 180 and south >= -90 and north <= 90:
        return WGS_84
    if METROPOLE[0] <= west and METROPOLE[1] <= south and east <= METROPOLE[2] and north <= METROPOLE[3]:
        return LAMBERT_93
    if np.isnan(west):
        return WGS_84
    raise InputError("outlines.system_absent", name=name)


def to_degrees(shapes: Any, system: int) -> Any:
    """The same outlines in longitude and latitude."""
    if system == WGS_84:
        return shapely.force_2d(shapes)

    def moved(places: Any) -> Any:
        return np.column_stack(transformer(system).transform(places[:, 0], places[:, 1]))

    return shapely.transform(shapely.force_2d(shapes), moved)


@cache
def transformer(system: int) -> Transformer:
    """A known system → longitude and latitude."""
    return Transformer.from_crs(system, WGS_84, always_xy=True)
