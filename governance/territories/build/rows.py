# SPDX-License-Identifier: EUPL-1.2
"""The rows of the reference, from the lists of the divisions package and the points found."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from governance.territories.build.authorities import (
    SINGLE_AUTHORITIES,
    authority_of,
    commune_kind,
)

Row = dict[str, Any]
Point = tuple[float, float]


@dataclass(frozen=True)
class Divisions:
    """The lists of the divisions package, as shipped; ``communes`` holds former ones and arrondissements too."""

    communes: list[Row]
    epci: list[Row]
    ept: list[Row]
    departements: list[Row]
    regions: list[Row]

    @property
    def current(self) -> list[Row]:
        """The communes of today."""
        return [row for row in self.communes if row["type"] == "commune-actuelle"]

    @property
    def former(self) -> list[Row]:
        """Communes merged into another but still named, and the arrondissements of Paris, Lyon and Marseille."""
        return [row for row in self.communes if row["type"] != "commune-actuelle"]

    def group_of(self, groups: Iterable[Row]) -> dict[str, str]:
        """Commune code → code of the group that it is a member of."""
        return {member["code"]: group["code"] for group in groups for member in group["membres"]}


def territory_rows(divisions: Divisions, points: Mapping[str, Point], inner_points: Mapping[str, Point]) -> list[Row]:
    """One row per territory, by layer and code. ``points`` is by commune code, ``inner_points`` by territory id."""
    communes = list(commune_rows(divisions, points))
    by_code = {row["code"]: row for row in communes}
    rows = [
        *communes,
        *(group_row(group, "epci", group["type"], by_code) for group in divisions.epci),
        *(group_row(group, "ept", "EPT", by_code) for group in divisions.ept),
        *area_rows(divisions, communes, inner_points),
    ]
    return sorted(rows, key=lambda row: (row["layer"], row["code"]))


def row_of(layer: str, tier: str, kind: str, source: Row, **fields: Any) -> Row:
    """A row with every column, empty where nothing is known."""
    point, point_source = fields.pop("point", None), fields.pop("point_source", None)
    empty = dict.fromkeys(("siren", "population", "departement", "region", "epci", "ept", "authority"))
    return {
        "code": source["code"],
        "layer": layer,
        "tier": tier,
        "kind": kind,
        "name": source["nom"],
        **empty,
        "postcodes": [],
        "longitude": point[0] if point else None,
        "latitude": point[1] if point else None,
        "point_source": point_source if point else None,
        **fields,
    }


def commune_rows(divisions: Divisions, points: Mapping[str, Point]) -> Iterator[Row]:
    """The communes, each with the groups that it belongs to."""
    epci_of, ept_of = divisions.group_of(divisions.epci), divisions.group_of(divisions.ept)
    for source in divisions.current:
        code, region = source["code"], source["region"]
        authority = authority_of("commune", region)
        yield row_of(
            "commune",
            "single_authority" if authority else "commune",
            SINGLE_AUTHORITIES[region] if authority else commune_kind(region),
            source,
            siren=source.get("siren"),
            population=source.get("population"),
            departement=source["departement"],
            region=region,
            epci=epci_of.get(code),
            ept=ept_of.get(code),
            authority=authority,
            postcodes=source.get("codesPostaux", []),
            point=points.get(code),
            point_source="geonames",
        )


def group_row(source: Row, layer: str, kind: str, communes: Mapping[str, Row]) -> Row:
    """An EPCI or EPT: in the département and région of most of its inhabitants, at its most populous located member."""
    members = sorted((communes[member["code"]] for member in source["membres"]), key=by_population)
    located = next((row for row in members if row["point_source"]), None)
    return row_of(
        layer,
        layer,
        kind,
        source,
        siren=source["code"],
        population=source["populationMunicipale"],
        departement=where_most_live(members, "departement"),
        region=where_most_live(members, "region"),
        epci=members[0]["epci"] if layer == "ept" else None,
        point=located and (located["longitude"], located["latitude"]),
        point_source="member",
    )


def by_population(row: Row) -> tuple[int, str]:
    """Most inhabitants first, then by code."""
    return -(row["population"] or 0), row["code"]


def where_most_live(members: Iterable[Row], column: str) -> str:
    """The value of ``column`` that most inhabitants share."""
    inhabitants: Counter[str] = Counter()
    for row in members:
        inhabitants[row[column]] += row["population"] or 0
    return max(sorted(inhabitants), key=inhabitants.__getitem__)


def area_rows(divisions: Divisions, communes: Iterable[Row], inner_points: Mapping[str, Point]) -> Iterator[Row]:
    """Départements and régions; their population is the sum of their communes'."""
    inhabitants: Counter[str] = Counter()
    for row in communes:
        for layer in ("departement", "region"):
            inhabitants[f"{layer}:{row[layer]}"] += row["population"] or 0
    for layer, sources in (("departement", divisions.departements), ("region", divisions.regions)):
        for source in sources:
            region = str(source.get("region", source["code"]))
            single = SINGLE_AUTHORITIES.get(region)
            identifier = f"{layer}:{source['code']}"
            yield row_of(
                layer,
                "single_authority" if single else layer,
                single or layer.upper(),
                source,
                population=inhabitants[identifier] or None,
                region=region if layer == "departement" else None,
                authority=authority_of(layer, region),
                point=inner_points.get(identifier),
                point_source="outline",
            )
