# SPDX-License-Identifier: EUPL-1.2
"""Search: what people type, and what they must get."""

import string

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.territories import Territories, load_territories
from governance.territories.folding import fold, fold_lines
from governance.territories.lines import FEW, Lines

REFERENCE = load_territories()
NUMBERS = sorted(REFERENCE.table.numbers)
NAMED = st.sampled_from(NUMBERS).map(REFERENCE.authority)
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def labels(text: str, **how: object) -> list[str]:
    return [REFERENCE.label(found) for found in REFERENCE.search(text, **how)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("nantes", "commune:44109"),
        ("NANTES", "commune:44109"),
        ("st denis", "commune:97411"),
        ("Saint Étienne", "commune:42218"),
        ("saint-etienne", "commune:42218"),
        ("l'hay", "commune:94038"),
        ("L’Haÿ-les-Roses", "commune:94038"),
        ("lhay les roses", "commune:94038"),
        ("44000", "commune:44109"),
        ("44109", "commune:44109"),
        ("200054781", "epci:200054781"),
        ("200 054 781", "epci:200054781"),
        ("214401093", "commune:44109"),
        ("21440109300015", "commune:44109"),
        ("2A004", "commune:2A004"),
        ("2a004", "commune:2A004"),
        ("ploerm", "commune:56165"),
        ("ploremel", "commune:56165"),
        ("nantse", "commune:44109"),
        ("nanes", "commune:44109"),
        ("metropole lyon", "epci:200046977"),
        ("ille et vilaine", "departement:35"),
        ("il et vilaine", "departement:35"),
        ("valdoise", "departement:95"),
        ("44", "departement:44"),
        ("bretagne", "region:53"),
        ("paris", "commune:75056"),
        ("mairie de nantes", "commune:44109"),
        ("nantes 44000", "commune:44109"),
        ("strasb", "commune:67482"),
        ("communauté de communes faucigny", "epci:200000172"),
        ("Œuilly", "commune:51410"),
        ("plaine commune", "ept:200057867"),
        ("pontchateau saint gildas", "epci:200000438"),  # St-Gildas in the reference
        ("xertigny " * 8 + "zzzz", "commune:88530"),  # what follows the eighth word is not read
    ],
)
def test_what_was_asked_comes_first(asked: str, first: str) -> None:
    assert REFERENCE.search(asked)[0].id == first


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("saint denis réunion", "commune:97411"),
        ("saint-denis seine-saint-denis", "commune:93066"),
        ("Saint-Denis (Seine St Denis)", "commune:93066"),
        ("st denis aude", "commune:11339"),
        ("vitry val de marne", "commune:94081"),
        ("mairie de saint denis, la réunion", "commune:97411"),
        ("rennes ille et vilaine", "commune:35238"),
        ("rennes en bretagne", "commune:35238"),
        ("nantes loire atl", "commune:44109"),
        ("plaine commune seine saint denis", "ept:200057867"),
        ("saint denis en val", "commune:45274"),
    ],
)
def test_namesakes_are_told_apart_by_where_they_are(asked: str, first: str) -> None:
    assert REFERENCE.search(asked)[0].id == first


def test_where_alone_finds_what_bears_that_name_and_a_wrong_place_finds_nobody() -> None:
    assert REFERENCE.search("aude")[0].id == "departement:11"
    assert "commune:44109" not in [found.id for found in REFERENCE.search("nantes finistère", limit=50)]
    assert REFERENCE.search("nantes de la") == REFERENCE.search("nantes")


@pytest.mark.parametrize(
    ("asked", "authority"),
    [("972", "02"), ("Martinique", "02"), ("2A", "94"), ("corse du sud", "94"), ("Mayotte", "06"), ("97701", "977")],
)
def test_a_single_authority_is_found_by_its_duplicate_rows_and_listed_once(asked: str, authority: str) -> None:
    found = [territory.id for territory in REFERENCE.search(asked, limit=100)]
    assert found[0] == f"region:{authority}"
    assert len(found) == len(set(found))
    assert not [identifier for identifier in found if REFERENCE.get(identifier).authority]


def test_a_former_name_leads_to_the_commune_of_today_and_says_so() -> None:
    [found] = REFERENCE.find("Pierrefitte-sur-Seine")
    assert (REFERENCE.label(found.territory), found.through) == ("Saint-Denis (93)", "Pierrefitte-sur-Seine")


def test_a_present_name_is_not_said_to_be_former() -> None:
    assert REFERENCE.find("Martinique")[0].through is None
    assert REFERENCE.find("972")[0].through is None
    assert REFERENCE.find("paris")[0].through is None  # although « Paris 11e Arrondissement » leads there too


def test_a_former_code_without_a_name_leads_to_the_commune_of_today() -> None:
    found = REFERENCE.find("20004")[0]
    assert (found.territory.id, found.through) == ("commune:2A004", None)


def test_an_arrondissement_leads_to_its_city() -> None:
    assert REFERENCE.find("marseille 3e")[0].territory.id == "commune:13055"


def test_homonyms_come_by_population() -> None:
    found = labels("saint denis")
    assert found[:4] == ["Saint-Denis (974)", "Saint-Denis (93)", "Saint-Denis (11)", "Saint-Denis (30)"]


def test_whole_words_and_beginnings_come_before_parts_of_words() -> None:
    found = labels("lyon")
    assert found[:2] == ["Lyon", "Métropole de Lyon"]
    assert found.index("Sainte-Foy-lès-Lyon") < found.index("Lyons-la-Forêt")


def test_st_may_be_a_saint_or_the_beginning_of_strasbourg() -> None:
    found = labels("st", limit=30)
    assert "Strasbourg" in found
    assert "Seine-Saint-Denis" in found


def test_cc_pays_finds_communities_only() -> None:
    found = REFERENCE.search("cc pays", limit=500)
    assert len(found) > 150
    assert {territory.kind for territory in found} == {"CC"}


@pytest.mark.parametrize("postcode", ["01400", "20000", "24400", "35600", "56400", "97400", "75011"])
def test_a_code_finds_the_commune_of_that_code_then_those_of_that_postcode_by_population(postcode: str) -> None:
    communes = sorted(REFERENCE.of_layer("commune"), key=lambda row: (-(row.population or 0), row.code))
    coded = [row.id for row in communes if row.code == postcode]
    posted = [row.id for row in communes if postcode in row.postcodes]
    found = [row.id for row in REFERENCE.search(postcode, limit=1000)]
    assert found[: len(coded) + len(posted)] == coded + posted


def test_a_former_code_comes_after_the_postcode_of_today_that_equals_it() -> None:
    assert [REFERENCE.label(found) for found in REFERENCE.search("75011")] == ["Paris", "Bonneuil-sur-Marne"]


def test_results_stop_at_the_limit_and_keep_to_the_layers() -> None:
    assert len(REFERENCE.search("saint", limit=7)) == 7
    assert REFERENCE.search("saint", limit=0) == []
    assert {found.layer for found in REFERENCE.search("paris", layers={"epci", "ept"})} == {"epci", "ept"}


def test_x_finds_names_with_a_word_that_begins_with_x() -> None:
    found = REFERENCE.search("x", limit=100)
    assert found[0].name == "Xertigny"
    assert all(any(word.startswith("x") for word in fold(territory.name).split()) for territory in found)


@pytest.mark.parametrize("asked", ["", " ", "\x00\x00", "😀", "-", "’", "\n\t", "zzzzzz", "999999999", "a" * 10_000])
def test_nothing_fits_an_empty_or_strange_question(asked: str) -> None:
    assert REFERENCE.search(asked) == []


@pytest.mark.parametrize(
    "asked", ["nantes" + " " * 5_000 + "x", "nan\x00tes"[:3] + "tes\x00", "nantes 😀", "\nnantes\n"]
)
def test_what_can_be_read_of_a_strange_question_is_searched(asked: str) -> None:
    assert REFERENCE.search(asked)[0].id == "commune:44109"


@unhurried
@given(NAMED)
def test_every_authority_is_found_by_its_name(territory: object) -> None:
    name = getattr(territory, "name")  # noqa: B009 - hypothesis gives objects
    assert territory in REFERENCE.search(name, limit=50)


@unhurried
@given(NAMED)
def test_every_authority_is_found_first_or_nearly_by_its_code(territory: object) -> None:
    code = getattr(territory, "code")  # noqa: B009 - hypothesis gives objects
    assert territory in REFERENCE.search(code, limit=20)


@unhurried
@given(NAMED, st.randoms(use_true_random=False))
def test_the_order_of_words_does_not_matter(territory: object, chance: object) -> None:
    words = fold(getattr(territory, "name")).split()  # noqa: B009 - hypothesis gives objects
    shuffled = list(words)
    getattr(chance, "shuffle")(shuffled)  # noqa: B009 - hypothesis gives objects
    both = [{found.id for found in REFERENCE.search(" ".join(order), limit=10**6)} for order in (words, shuffled)]
    assert len(words) > 8 or both[0] == both[1]


@unhurried
@given(st.text())
def test_any_text_at_all_is_answered(text: str) -> None:
    found = REFERENCE.search(text, limit=5)
    assert len(found) <= 5


@given(st.text(), st.text())
def test_folding_knows_no_accent_case_or_punctuation(before: str, after: str) -> None:
    assert fold(f"{before} Saint-Étienne {after}") == fold(f"{before} ST ETIENNE {after}")


@given(st.text())
def test_folding_gives_plain_words_and_changes_them_no_more(text: str) -> None:
    folded = fold(text)
    assert set(folded) <= set(string.ascii_lowercase + string.digits + " ")
    assert "  " not in folded
    assert folded == folded.strip() == fold(folded)


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\n"))))
def test_folding_many_names_at_once_is_folding_each(names: list[str]) -> None:
    names = [*names, "CC du Pays de Pontchâteau St-Gildas-des-Bois"]
    assert fold_lines(names) == [fold(name) for name in names]


def test_a_line_that_holds_a_part_twice_is_found_once() -> None:
    lines = Lines([" bora bora ", " saint ouen "])
    assert lines.holding(" bora").tolist() == [0]
    assert lines.holding(" bora", among=np.arange(2)).tolist() == [0]


def test_looking_among_many_lines_gives_the_same_as_looking_into_each() -> None:
    lines = Lines([" saint " if number % 3 else " ouen " for number in range(2 * FEW)])
    every = np.arange(2 * FEW)
    found = lines.holding(" ouen", among=every[: FEW + 300])
    assert found.tolist() == [number for number in range(FEW + 300) if number % 3 == 0]


def test_the_index_is_made_once(territories: Territories) -> None:
    assert territories.finder.index is territories.finder.index
