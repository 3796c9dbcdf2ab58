# SPDX-License-Identifier: EUPL-1.2
"""Groupings among the territories: they overlap, hold one another, and are found like any authority."""

import pytest

from governance.errors import NotFoundError
from governance.questionnaire.model import Tier
from governance.territories import Territories
from governance.territories.groupings import Grouping, Groupings, find_cycle

PETR = Grouping("200000017", "PETR du Val", "PETR", ("epci:243500139", "epci:243500741"), siren="200000017",
                source="Liste d’essai", vintage="2026", credit="Essai 2026")  # fmt: skip
WATER = Grouping("eau", "Syndicat d’eau", "SMF", ("epci:243500741", "commune:44109"), vintage="2025")
UNION = Grouping("union", "Union", "GROUPING", ("grouping:eau", "grouping:200000017"), credit="Essai 2026")
TWIN = Grouping("scot", "SCoT du Val", "SCOT", ("epci:243500741", "epci:243500139", "commune:00000"))
REGION = Grouping("r", "Tout", "GROUPING", ("region:53",))


@pytest.fixture(scope="module")
def grouped(territories: Territories) -> Territories:
    return territories.with_groupings(Groupings([PETR, WATER, UNION, TWIN, REGION]))


def ids(found: list) -> list[str]:
    return [territory.id for territory in found]


def test_a_grouping_is_a_territory_like_any_other(grouped: Territories) -> None:
    petr = grouped.get(PETR.id)
    assert (petr.layer, petr.tier, petr.kind, petr.siren) == ("grouping", Tier.PETR, "PETR", "200000017")
    assert (petr.departement, petr.region) == ("35", "53")
    members = [grouped.get(member) for member in PETR.members]
    communes = [commune for member in members for commune in grouped.members(member.id)]
    assert petr.population == sum(commune.population or 0 for commune in communes)
    assert grouped.get(WATER.id).tier is Tier.SYNDICAT
    assert petr.kind_label("fr") == "pôle d’équilibre territorial et rural"
    assert grouped.authority(PETR.id) == petr


def test_its_place_is_that_of_its_largest_commune(grouped: Territories) -> None:
    place, rennes = grouped.locate(PETR.id), grouped.get("commune:35238")
    assert place is not None
    assert (place.longitude, place.latitude) == rennes.point
    assert not place.approximate


def test_members_are_communes_and_children_are_as_listed(grouped: Territories) -> None:
    assert ids(grouped.children(PETR.id)) == ["epci:243500139", "epci:243500741"]
    assert ids(grouped.children(TWIN.id)) == ["epci:243500741", "epci:243500139"]
    assert "commune:35238" in ids(grouped.members(PETR.id))
    assert "commune:44109" in ids(grouped.members(UNION.id))
    assert ids(grouped.members(TWIN.id)) == ids(grouped.members(PETR.id))
    assert len(grouped.members(REGION.id)) == len(grouped.members("region:53"))


def test_those_of_a_tier_in_a_grouping_are_the_whole_ones(grouped: Territories) -> None:
    assert grouped.whole_in(PETR.id, "epci") == {"epci:243500139", "epci:243500741"}
    assert grouped.whole_in(WATER.id, "epci") == {"epci:243500741"}, "one commune is not its EPCI"
    assert grouped.whole_in(UNION.id, "epci") == grouped.whole_in(PETR.id, "epci")
    assert grouped.whole_in(WATER.id, "commune") == set(ids(grouped.members(WATER.id)))
    assert grouped.whole_in(PETR.id, "departement") == set()
    assert grouped.whole_in(REGION.id, "departement") == {f"departement:{code}" for code in ("22", "29", "35", "56")}


def test_parents_tell_every_grouping_that_holds_a_territory_smallest_first(grouped: Territories) -> None:
    above = ids(grouped.parents("commune:35238"))
    assert above == ["epci:243500139", PETR.id, TWIN.id, UNION.id, REGION.id, "departement:35", "region:53"]
    assert ids(grouped.groupings_of("commune:44109")) == [WATER.id, UNION.id]
    assert ids(grouped.groupings_of("region:53")) == [REGION.id]
    assert ids(grouped.parents("region:53")) == [REGION.id]


def test_of_two_groupings_with_the_same_communes_neither_holds_the_other(grouped: Territories) -> None:
    assert ids(grouped.groupings_of(PETR.id)) == [UNION.id]
    assert ids(grouped.groupings_of(TWIN.id)) == [UNION.id]


def test_a_grouping_that_only_lists_another_holds_it(territories: Territories) -> None:
    outer = Grouping("outer", "Outer", "SMO", (PETR.id,))
    grouped = territories.with_groupings(Groupings([PETR, outer]))
    assert ids(grouped.groupings_of(PETR.id)) == [outer.id]
    assert grouped.groupings_of(outer.id) == []


def test_a_grouping_without_any_known_commune_holds_nothing_and_nothing_holds_it(territories: Territories) -> None:
    grouped = territories.with_groupings(Groupings([Grouping("x", "X", "SMO", ("commune:00000",)), PETR]))
    empty = grouped.get("grouping:x")
    assert (empty.population, empty.region, empty.point) == (None, None, None)
    assert grouped.groupings_of("grouping:x") == []
    assert grouped.locate("grouping:x") is None
    assert grouped.children("grouping:x") == []


def test_groupings_are_found_by_name_and_by_siren(grouped: Territories) -> None:
    assert ids(grouped.search("petr du val"))[0] == PETR.id
    assert ids(grouped.search("200000017")) == [PETR.id]
    assert ids(grouped.search("union", layers=["grouping"])) == [UNION.id]
    assert len(grouped.of_layer("grouping")) == 5


def test_vintages_and_credits_of_groupings_are_said_once(grouped: Territories, territories: Territories) -> None:
    assert grouped.vintage("grouping") == "2025, 2026"
    assert grouped.groupings.credits == "Essai 2026"
    found = grouped.grouping(PETR.id)
    assert found is not None
    assert found.source == "Liste d’essai"
    assert grouped.grouping("epci:243500139") is None
    assert len(territories.groupings) == 0


def test_other_groupings_take_the_place_of_those_before(grouped: Territories, territories: Territories) -> None:
    bare = grouped.with_groupings(Groupings())
    assert len(bare) == len(territories)
    with pytest.raises(NotFoundError):
        bare.get(PETR.id)


def test_a_reference_that_is_held_becomes_another_at_once(territories: Territories, grouped: Territories) -> None:
    held = territories.with_groupings(Groupings())
    assert not held.homonyms & {("grouping", "Union")}
    held.adopt(grouped)
    assert held.get(PETR.id).name == "PETR du Val"
    assert held.label(held.get("commune:93066")) == "Saint-Denis (93)"
    held.adopt(territories)
    assert PETR.id not in held


def test_circles_of_members_are_found() -> None:
    assert find_cycle({"a": ["b"], "b": ["c"], "c": ["b"]}) == ("b", "c", "b")
    assert find_cycle({"a": ["a"]}) == ("a", "a")
    assert find_cycle({"a": ["b", "c"], "b": ["c"], "c": []}) == ()
    # Were a circle stored all the same, walking it ends.
    assert Groupings([Grouping("a", "", "SMF", ("grouping:a", "epci:1"))]).within("grouping:a") == {
        "grouping:a",
        "epci:1",
    }
