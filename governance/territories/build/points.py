# SPDX-License-Identifier: EUPL-1.2
"""Points of communes, from GeoNames towns of 500 inhabitants and more: same name, same area, nearest population."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any, NamedTuple

import shapely
from shapely.geometry import MultiPolygon

from governance.territories.folding import fold, fold_lines

# GeoNames' country code of each overseas région or collectivité; elsewhere its first-level division is the région.
OVERSEAS = {
    "GP": "01",
    "MQ": "02",
    "GF": "03",
    "RE": "04",
    "YT": "06",
    "PM": "975",
    "BL": "977",
    "MF": "978",
    "WF": "986",
    "PF": "987",
    "NC": "988",
}
MARGIN = 0.06  # degrees: a town may lie this far outside the generalised outline of its département
STRAY = 20.0, 4.0  # km and times: a town beyond both from the middle of its EPCI's towns is a namesake


class Town(NamedTuple):
    """A populated place of GeoNames."""

    id: int
    longitude: float
    latitude: float
    population: int


class Commune(NamedTuple):
    """What is needed of a commune to find its town: ``names`` are its own and its chief town's before a merger."""

    code: str
    names: tuple[str, ...]
    population: int | None
    departement: str
    region: str
    epci: str | None


Candidates = dict[tuple[str, str], list[Town]]
Point = tuple[float, float]


def locate_communes(
    communes: Sequence[Commune], places: Iterable[Mapping[str, Any]], outlines: Mapping[str, MultiPolygon]
) -> dict[str, Point]:
    """Commune code → longitude and latitude, degrees. A town serves one commune only, the likest pairs first."""
    near = {code: outline.buffer(MARGIN) for code, outline in outlines.items()}
    for area in near.values():
        shapely.prepare(area)
    candidates = towns_by_name(places)
    pairs = sorted(
        (unlikeness, town.id, commune.code, town)
        for commune in communes
        for town, unlikeness in likely_towns(commune, candidates, near.get(commune.departement))
    )
    points: dict[str, Point] = {}
    taken: set[int] = set()
    for _, town_id, code, town in pairs:
        if code not in points and town_id not in taken:
            points[code] = (round(town.longitude, 4), round(town.latitude, 4))
            taken.add(town_id)
    return drop_strays(points, {commune.code: commune.epci for commune in communes})


def towns_by_name(places: Iterable[Mapping[str, Any]]) -> Candidates:
    """Towns of France by région and folded name, alternative names included."""
    towns: Candidates = {}
    for place in places:
        region = OVERSEAS.get(place["countrycode"]) or place["admin1code"] * (place["countrycode"] == "FR")
        if region:
            town = Town(place["geonameid"], place["longitude"], place["latitude"], place["population"])
            for name in {*fold_lines([place["name"], *place["alternatenames"]])}:
                towns.setdefault((region, name), []).append(town)
    return towns


def likely_towns(
    commune: Commune, candidates: Candidates, area: shapely.Geometry | None
) -> Iterator[tuple[Town, float]]:
    """Towns of that name in ``area``, each with its unlikeness: the logarithm of the ratio of inhabitants."""
    towns = {town for name in commune.names for town in candidates.get((commune.region, fold(name)), [])}
    for town in towns:
        if area is None or shapely.contains_xy(area, town.longitude, town.latitude):
            yield town, abs(math.log((town.population + 1) / ((commune.population or 0) + 1)))


def drop_strays(points: Mapping[str, Point], epci_of: Mapping[str, str | None]) -> dict[str, Point]:
    """The points that lie among those of their EPCI, whose spread is the median distance to the middle of its towns."""
    groups: dict[str, dict[str, Point]] = {}
    for code, point in points.items():
        groups.setdefault(epci_of[code] or code, {})[code] = point
    return {code: points[code] for group in groups.values() for code in gathered(group)}


def gathered(group: Mapping[str, Point]) -> list[str]:
    """The codes of a group but for its strays."""
    middle = median(x for x, _ in group.values()), median(y for _, y in group.values())
    away = {code: distance(point, middle) for code, point in group.items()}
    floor, times = STRAY
    limit = max(floor, times * median(away.values()))
    return [code for code, kilometres in away.items() if kilometres <= limit]


def distance(one: Point, other: Point) -> float:
    """Kilometres between two near points.

    >>> round(distance((2.35, 48.85), (4.83, 45.76)))
    391
    """
    width = math.cos(math.radians((one[1] + other[1]) / 2))
    return math.hypot((one[0] - other[0]) * width, one[1] - other[1]) * 111.2
