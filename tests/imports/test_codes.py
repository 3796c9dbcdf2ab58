# SPDX-License-Identifier: EUPL-1.2
"""A code leads to one territory, or to a sentence that says why not."""

import pytest

from governance.errors import InputError
from governance.imports.codes import CodeBook, Resolved
from governance.territories.groupings import Grouping
from tests.imports.sample import grouped, reference


@pytest.fixture(scope="module")
def codes() -> CodeBook:
    return CodeBook(grouped(Grouping("200000017", "PETR", "PETR", ("commune:44109",), siren="200000017")))


@pytest.mark.parametrize(
    ("code", "tier", "found"),
    [
        ("44109", "", "commune:44109"),
        ("epci:243500139", "", "epci:243500139"),
        ("243500139", "", "epci:243500139"),
        ("243 500 139", "", "epci:243500139"),
        ("24350013900017", "", "epci:243500139"),
        ("200000017", "groupement", "grouping:200000017"),
        ("2a004", "Commune", "commune:2A004"),
        ("2A", "", "departement:2A"),
        ("53", "région", "region:53"),
        ("53", "département", "departement:53"),
        ("35", "", "departement:35"),
        ("35", "Départements", "departement:35"),
        ("972", "", "departement:972"),
    ],
)
def test_insee_codes_sirens_and_ids_are_found(codes: CodeBook, code: str, tier: str, found: str) -> None:
    assert codes.resolve(code, tier) == Resolved(found)


def test_lost_zeros_and_former_communes_are_mended(codes: CodeBook) -> None:
    assert codes.resolve("1001") == Resolved("commune:01001", "zero")
    assert codes.resolve("1", "departement") == Resolved("departement:01", "zero")
    assert codes.resolve("01324") == Resolved("commune:01245", "former")


@pytest.mark.parametrize(
    ("code", "tier", "key"),
    [
        ("", "", "code_empty"),
        ("Rennes", "", "code_unknown"),
        ("99999", "", "code_unknown"),
        ("123456789", "", "code_unknown"),
        ("1", "", "code_ambiguous"),
        ("53", "", "code_ambiguous"),
        ("44109", "epci", "code_of_other_tier"),
        ("44109", "canton", "tier_unknown"),
        ("999", "", "code_unknown"),
    ],
)
def test_other_codes_are_refused_with_a_sentence(codes: CodeBook, code: str, tier: str, key: str) -> None:
    for _ in range(2):
        with pytest.raises(InputError) as fault:
            codes.resolve(code, tier)
        assert fault.value.key == f"imports.{key}"
    assert "{" not in fault.value.message("fr")


def test_an_ambiguous_code_names_its_candidates(codes: CodeBook) -> None:
    with pytest.raises(InputError) as fault:
        codes.resolve("53")
    assert "Mayenne (departement:53), Bretagne (region:53)" in fault.value.message("fr")


def test_two_rows_of_one_authority_are_not_ambiguous() -> None:
    # Saint-Pierre-et-Miquelon: one code, listed as département and as région.
    found = CodeBook(reference()).resolve("975")
    assert reference().authority(found.id) == reference().authority("region:975")


def test_groupings_of_the_file_itself_are_known() -> None:
    assert CodeBook(reference(), ["grouping:x"]).resolve("grouping:x") == Resolved("grouping:x")
