# SPDX-License-Identifier: EUPL-1.2
"""The rungs of the map: what is in what, and the way down to it."""

import pytest

from governance.territories import Territories
from governance.territories.groupings import Grouping, Groupings
from governance.territories.perimeter import departements_of, layers_within, trail, within
from governance.territories.territory import Layer

FINISTERE, BRETAGNE, BREST, REDON = "departement:29", "region:53", "epci:242900314", "epci:243500741"


@pytest.mark.parametrize(
    ("layer", "count"), [("region", 24), ("departement", 107), ("epci", 1_255), ("commune", 34_963)]
)
def test_france_has_every_territory_that_the_map_can_draw(layer: Layer, count: int, territories: Territories) -> None:
    table = within(layer, None, territories)
    assert len(table) == count
    assert table["code"].is_monotonic_increasing


def test_a_departement_has_its_communes_and_the_epci_that_hold_some_of_them(territories: Territories) -> None:
    finistere = territories.get(FINISTERE)
    communes, epci = within("commune", finistere, territories), within("epci", finistere, territories)
    assert set(communes["code"].str[:2]) == {"29"}
    assert BREST in set(epci["id"])
    assert len(communes) == len(territories.members(FINISTERE))


def test_an_epci_that_straddles_a_border_is_on_both_sides(territories: Territories) -> None:
    found = [
        departement
        for departement in ("35", "44", "56")
        if REDON in set(within("epci", territories.get(f"departement:{departement}"), territories)["id"])
    ]
    assert found == ["35", "44", "56"]
    assert departements_of(territories.get(REDON), territories) == ["35", "44", "56"]


def test_homonyms_are_told_apart_by_their_departement(territories: Territories) -> None:
    names = set(within("commune", None, territories)["name"])
    assert "Saint-Denis (93)" in names
    assert "Nantes" in names


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        (BRETAGNE, ["region:53"]),
        (FINISTERE, ["region:53", FINISTERE]),
        (BREST, ["region:53", FINISTERE, BREST]),
        ("ept:200054781", None),
    ],
)
def test_the_way_down_goes_by_region_and_departement(
    identifier: str, expected: list[str] | None, territories: Territories
) -> None:
    if expected is None:
        ept = territories.of_layer("ept")[0]
        assert [one.id for one in trail(ept, territories)] == ["region:11", f"departement:{ept.departement}", ept.id]
        return
    assert [one.id for one in trail(territories.get(identifier), territories)] == expected


def test_france_has_no_way_down(territories: Territories) -> None:
    assert trail(None, territories) == []


def test_each_rung_shows_those_below_it(territories: Territories) -> None:
    assert layers_within(territories.get(BRETAGNE)) == ("departement", "epci", "commune")
    assert layers_within(territories.get(BREST)) == ("commune",)
    assert layers_within(territories.of_layer("ept")[0]) == ("commune",)
    assert layers_within(territories.get("commune:44109")) == ()


def test_a_grouping_shows_its_epci_and_its_communes_and_lies_in_the_region_of_most_of_its_people(
    territories: Territories,
) -> None:
    water = Grouping("eau", "Eau", "SMF", ("commune:29019", "commune:29232"))
    grouped = territories.with_groupings(Groupings([water]))
    grouping = grouped.get("grouping:eau")
    assert layers_within(grouping) == ("epci", "commune")
    assert within("commune", grouping, grouped)["id"].tolist() == ["commune:29019", "commune:29232"]
    assert [one.id for one in trail(grouping, grouped)] == ["region:53", FINISTERE, "grouping:eau"]
    assert within("grouping", None, grouped)["name"].tolist() == ["Eau"]
