# SPDX-License-Identifier: EUPL-1.2
"""GeoJSON, by json and shapely."""

import json
from typing import Any

import shapely

from governance.errors import InputError
from governance.exports.outlines.features import MOST_FEATURES, Features, as_text, kept
from governance.exports.outlines.systems import WGS_84, of_urn

SAMPLE = 50
"""The attributes are those of the first features."""


def read_geojson(name: str, content: bytes) -> Features:
    """The features of a collection. InputError when the text is none."""
    try:
        document = json.loads(content.decode("utf-8-sig"))
        features = document["features"]
    except (ValueError, LookupError, TypeError, RecursionError) as fault:
        raise InputError("outlines.not_geojson", name=name) from fault
    if not isinstance(features, list) or not all(isinstance(each, dict) for each in features):
        raise InputError("outlines.not_geojson", name=name)
    if len(features) > MOST_FEATURES:
        raise InputError("outlines.many", name=name, limit=MOST_FEATURES)
    said = [properties(feature) for feature in features]
    names = kept(list(dict.fromkeys(key for each in said[:SAMPLE] for key in each)))
    rows = [[as_text(each.get(key)) for key in names] for each in said]
    return Features("", list(names.values()), rows, shapes_of(features, name), system_of(document, name), WGS_84)


def properties(feature: dict[str, Any]) -> dict[str, Any]:
    """The attributes of a feature, its id among them."""
    found = feature.get("properties")
    own = {"id": feature["id"]} if "id" in feature else {}
    return own | found if isinstance(found, dict) else own


def shapes_of(features: list[dict[str, Any]], name: str) -> Any:
    """The geometries; None for those that are none."""
    try:
        texts = [json.dumps(feature.get("geometry")) for feature in features]
    except (ValueError, RecursionError) as fault:
        raise InputError("outlines.not_geojson", name=name) from fault
    return shapely.from_geojson(texts, on_invalid="ignore")


def system_of(document: dict[str, Any], name: str) -> int | None:
    """The system that older files name; the format itself knows only degrees."""
    crs = document.get("crs")
    said = crs.get("properties") if isinstance(crs, dict) else None
    text = said.get("name") if isinstance(said, dict) else None
    return of_urn(text, name) if isinstance(text, str) else None
