# SPDX-License-Identifier: EUPL-1.2
"""The territories as committed: counts, hierarchy, places, labels, provenance."""

from collections import Counter

import pytest

from governance.errors import NotFoundError
from governance.language import LANGUAGES, Language
from governance.questionnaire.model import Tier
from governance.territories import Layer, Place, Territories, Territory


def ids(found: list[Territory]) -> list[str]:
    return [territory.id for territory in found]


@pytest.mark.parametrize(
    ("layer", "count"), [("commune", 34_969), ("epci", 1_255), ("ept", 11), ("departement", 109), ("region", 26)]
)
def test_every_territory_of_france_is_there(territories: Territories, layer: Layer, count: int) -> None:
    assert len(territories.of_layer(layer)) == count


def test_the_reference_counts_its_rows_and_knows_its_ids(territories: Territories) -> None:
    assert len(territories) == 34_969 + 1_255 + 11 + 109 + 26
    assert "commune:44109" in territories
    assert "commune:44999" not in territories


def test_the_epci_are_of_the_announced_kinds(territories: Territories) -> None:
    kinds = Counter(epci.kind for epci in territories.of_layer("epci"))
    assert kinds == {"CC": 989, "CA": 230, "METRO": 21, "CU": 14, "MET69": 1}


def test_a_commune_carries_what_is_known_of_it(territories: Territories) -> None:
    assert territories.get("commune:44109") == Territory(
        layer="commune",
        code="44109",
        tier=Tier.COMMUNE,
        kind="COMMUNE",
        name="Nantes",
        siren="214401093",
        population=327_734,
        departement="44",
        region="52",
        epci="244400404",
        postcodes=("44000", "44100", "44200", "44300"),
        longitude=-1.5534,
        latitude=47.2172,
        point_source="geonames",
    )


def test_the_population_of_a_territory_is_told_or_unknown(territories: Territories) -> None:
    assert territories.population_of("commune:75056") == 2_103_778
    assert territories.population_of("commune:98412") is None


@pytest.mark.parametrize("asked", ["commune:44999", "nantes", "", "commune:\x00", "epci:", "planet:44109"])
def test_an_unknown_id_is_refused_with_what_was_asked_and_what_to_do(territories: Territories, asked: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        territories.get(asked)
    assert asked.replace("\x00", r"\x00") in refused.value.message("fr")
    assert "Cherchez-le" in refused.value.message("fr")
    assert "Search by name" in refused.value.message("en")


@pytest.mark.parametrize(
    ("asked", "authority"),
    [
        ("departement:972", "region:02"),
        ("departement:973", "region:03"),
        ("departement:976", "region:06"),
        ("departement:2A", "region:94"),
        ("departement:2B", "region:94"),
        ("departement:988", "region:988"),
        ("commune:97701", "region:977"),
        ("region:02", "region:02"),
        ("departement:974", "departement:974"),
        ("commune:98818", "commune:98818"),
    ],
)
def test_several_rows_may_be_one_authority(territories: Territories, asked: str, authority: str) -> None:
    assert territories.authority(asked).id == authority


def test_each_single_authority_is_a_region_row_and_its_departements_point_to_it(territories: Territories) -> None:
    single = {region.code for region in territories.of_layer("region") if region.tier is Tier.SINGLE_AUTHORITY}
    assert single == {"02", "03", "06", "94", "975", "977", "978", "984", "986", "987", "988", "989"}
    for departement in territories.of_layer("departement"):
        assert (departement.authority == f"region:{departement.region}") is (departement.region in single)


def test_the_next_rung_down_of_a_region_is_its_departements(territories: Territories) -> None:
    assert ids(territories.children("region:53")) == [f"departement:{code}" for code in ("22", "29", "35", "56")]


def test_the_next_rung_down_of_a_departement_is_its_epci_and_its_communes_without_any(territories: Territories) -> None:
    below = territories.children("departement:29")
    assert [child.name for child in below if child.layer == "commune"] == ["Île-de-Sein", "Ouessant"]
    assert {child.layer for child in below} == {"epci", "commune"}
    assert len(below) == 21 + 2


def test_the_metropole_of_paris_has_eleven_ept_and_paris(territories: Territories) -> None:
    below = territories.children("epci:200054781")
    assert Counter(child.layer for child in below) == {"ept": 11, "commune": 1}
    assert below[-1].name == "Paris"


def test_the_communes_of_an_ept_or_epci_end_the_ladder(territories: Territories) -> None:
    assert len(territories.children("ept:200057867")) == 8
    assert {child.layer for child in territories.children("epci:244400404")} == {"commune"}
    assert territories.children("commune:44109") == []


def test_members_are_the_communes_of_any_territory(territories: Territories) -> None:
    assert len(territories.members("epci:200054781")) == 130
    assert len(territories.members("region:53")) == 1_202
    assert ids(territories.members("commune:44109")) == ["commune:44109"]


def test_the_parents_of_a_commune_go_up_to_its_region(territories: Territories) -> None:
    assert ids(territories.parents("commune:93066")) == [
        *("ept:200057867", "epci:200054781", "departement:93", "region:11"),
    ]
    assert ids(territories.parents("departement:93")) == ["region:11"]
    assert territories.parents("region:11") == []


def test_an_epci_across_a_border_has_two_departements_that_of_most_inhabitants_first(territories: Territories) -> None:
    redon = territories.get("epci:243500741")
    assert redon.name == "CA Redon Agglomération"
    assert ids(territories.parents(redon.id)) == [
        *("departement:35", "departement:44", "departement:56", "region:53", "region:52"),
    ]


def test_89_epci_straddle_departements_and_26_straddle_regions(territories: Territories) -> None:
    above = [Counter(parent.layer for parent in territories.parents(epci.id)) for epci in territories.of_layer("epci")]
    assert sum(layers["departement"] > 1 for layers in above) == 89
    assert sum(layers["region"] > 1 for layers in above) == 26


@pytest.mark.parametrize("layer", ["region", "departement", "epci", "ept"])
def test_every_child_has_its_parent_among_its_parents(territories: Territories, layer: Layer) -> None:
    for parent in territories.of_layer(layer)[::7]:
        children = territories.children(parent.id)
        assert all(parent.id in ids(territories.parents(child.id)) for child in children[:20])


def test_four_islands_have_no_epci(territories: Territories) -> None:
    alone = [row.code for row in territories.of_layer("commune") if not row.epci and len(row.departement or "") == 2]
    assert alone == ["22016", "29083", "29155", "85113"]


def test_a_located_commune_is_shown_at_its_own_point(territories: Territories) -> None:
    assert territories.locate("commune:44109") == Place(-1.5534, 47.2172, "52", "commune:44109", approximate=False)


def test_a_commune_without_a_point_is_shown_at_that_of_its_epci(territories: Territories) -> None:
    place = territories.locate("commune:01002")
    assert place is not None
    assert (place.owner, place.approximate) == ("epci:240100883", True)


def test_a_commune_whose_ept_is_known_is_shown_there_before_the_metropole(territories: Territories) -> None:
    place = territories.locate("commune:95218")
    assert place is not None
    assert place.owner.startswith("epci:")


def test_an_island_without_epci_is_shown_at_its_departement(territories: Territories) -> None:
    lost = [commune for commune in territories.members("departement:987") if commune.point is None and not commune.epci]
    places = [territories.locate(commune.id) for commune in lost]
    assert places
    assert all(place and place.owner == "departement:987" and place.approximate for place in places)


def test_a_region_is_shown_inside_its_outline_on_its_own_part_of_the_map(territories: Territories) -> None:
    place = territories.locate("region:02")
    assert place is not None
    assert (place.region, place.owner, place.approximate) == ("02", "region:02", False)


def test_only_the_territories_without_inhabitants_have_no_place(territories: Territories) -> None:
    nowhere = [identifier for identifier in territories.table.numbers if territories.locate(identifier) is None]
    assert {territories.get(identifier).region or identifier for identifier in nowhere} == {
        *("984", "989", "region:984", "region:989")
    }


def test_homonyms_are_told_apart_by_their_departement(territories: Territories) -> None:
    labels = [territories.label(territories.get(f"commune:{code}")) for code in ("93066", "97411", "44109")]
    assert labels == ["Saint-Denis (93)", "Saint-Denis (974)", "Nantes"]
    assert territories.label(territories.get("region:53")) == "Bretagne"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_authorities_have_the_same_full_label(territories: Territories, language: Language) -> None:
    rows = (territories.get(identifier) for identifier in territories.table.numbers)
    labels = Counter(territories.full_label(row, language) for row in rows if not row.authority)
    assert [label for label, times in labels.items() if times > 1] == []


def test_a_full_label_says_what_it_is(territories: Territories) -> None:
    paris = territories.get("commune:75056"), territories.get("departement:75")
    assert [territories.full_label(row, "fr") for row in paris] == ["Paris · commune", "Paris · département"]


def test_each_layer_has_its_vintage(territories: Territories) -> None:
    assert (territories.vintage("commune"), territories.vintage("epci")) == ("2026", "2025")
    assert territories.sources.population_vintage("commune") == "2023"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_credits_name_every_source(territories: Territories, language: Language) -> None:
    line = territories.credits(language)
    for name in ("Insee", "DGCL", "La Poste", "Etalab", "Natural Earth", "GeoNames", "CC BY 4.0"):
        assert name in line
