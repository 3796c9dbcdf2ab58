# SPDX-License-Identifier: EUPL-1.2
"""The composition of EPCI of another year: who is a member of what, in the place of the shipped one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from governance.questionnaire.model import Tier
from governance.territories.groupings import most_people

EPCI = "epci"


@dataclass(frozen=True, slots=True)
class Group:
    """One EPCI of the list."""

    code: str
    name: str
    kind: str
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Composition:
    """All EPCI, and for each commune (by INSEE code) the SIREN of its EPCI.

    A group without members no longer exists in this list, and is kept because somebody answered for it.
    """

    vintage: str
    credit: str
    groups: tuple[Group, ...]
    members: Mapping[str, str]


def recomposed(columns: Mapping[str, list[Any]], composition: Composition) -> dict[str, list[Any]]:
    """The columns of the reference with the EPCI of a composition in the place of theirs."""
    layers = columns["layer"]
    before = {columns["code"][number]: number for number, layer in enumerate(layers) if layer == EPCI}
    kept = [number for number, layer in enumerate(layers) if layer not in {EPCI, "grouping"}]
    made = {name: [column[number] for number in kept] for name, column in columns.items()}
    belongs = [layer == "commune" for layer in made["layer"]]
    made[EPCI] = [
        composition.members.get(code) if commune else None for code, commune in zip(made["code"], belongs, strict=True)
    ]
    communes: dict[str, list[int]] = {}
    for number, group in enumerate(made[EPCI]):
        if group:
            communes.setdefault(group, []).append(number)
    rows = [
        row_of(group, made, communes.get(group.code, ()), {name: columns[name][before[group.code]] for name in columns})
        if group.code in before
        else row_of(group, made, communes.get(group.code, ()), dict.fromkeys(columns))
        for group in sorted(composition.groups, key=lambda one: one.code)
    ]
    return {name: column + [row[name] for row in rows] for name, column in made.items()}


def row_of(
    group: Group, columns: Mapping[str, list[Any]], communes: Sequence[int], known: dict[str, Any]
) -> dict[str, Any]:
    """The row of an EPCI: what is known of it, and what its members say."""
    people = [columns["population"][number] or 0 for number in communes]
    order = sorted(zip(people, communes, strict=True), key=lambda each: (-each[0], each[1]))
    seat = next((number for _, number in order if columns["longitude"][number] is not None), None)
    point = {} if seat is None else {name: columns[name][seat] for name in ("longitude", "latitude")}
    place = {name: most_people(columns[name], order) or known[name] for name in ("departement", "region")}
    source = {} if seat is None else {"point_source": "member"}
    return (
        known
        | point
        | place
        | source
        | {
            "layer": EPCI,
            "code": group.code,
            "tier": Tier.EPCI.value,
            "kind": group.kind,
            "name": group.name,
            "siren": group.code,
            "population": group.population or sum(people) or None,
            "postcodes": [],
            EPCI: None,
        }
    )
