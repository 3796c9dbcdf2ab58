# SPDX-License-Identifier: EUPL-1.2
"""Codes of a file lead to the territories of today, whatever the column is called; the rest is said."""

import pytest
import shapely

from governance.errors import InputError
from governance.territories import Territories
from governance.territories.groupings import Grouping, Groupings
from governance.territories.own.joining import join
from governance.territories.own.raw import RawOutlines

SQUARE = shapely.box(0, 0, 1, 1)


def raw(columns: str, *rows: str, table: str = "", **more: object) -> RawOutlines:
    cells = tuple(tuple(row.split(",")) for row in rows)
    options = {"shapes": tuple(SQUARE for _ in rows), "system": 4326} | more
    return RawOutlines(name="f.gpkg", table=table, columns=tuple(columns.split(",")), rows=cells, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("columns", "row", "layer", "code"),
    [
        ("nom,insee_com,insee_dep,insee_reg,siren_epci", "Rennes,35238,35,53,243500139", "commune", "35238"),
        ("code_insee,nom_officiel,codes_siren_des_epci", "35238,Rennes,243500139", "commune", "35238"),
        ("code_siren,nom", "243500139,Rennes Métropole", "epci", "243500139"),
        ("siren_epci,nom", "243500139,Rennes Métropole", "epci", "243500139"),
        ("code_siren,nom_officiel", "200057867,Plaine Commune", "ept", "200057867"),
        ("nom_dep,insee_dep,insee_reg", "Mayenne,53,52", "departement", "53"),
        ("code_insee,nom_officiel", "53,Mayenne", "departement", "53"),
        ("code_insee,nom_officiel", "53,Bretagne", "region", "53"),
        ("nom,insee_reg", "x,53", "region", "53"),
        ("code,nom", "2A,x", "departement", "2A"),
        ("code,nom", "01001,L'Abergement", "commune", "01001"),
    ],
)
def test_the_tier_and_the_column_of_codes_are_told_from_the_file(
    territories: Territories, columns: str, row: str, layer: str, code: str
) -> None:
    joined = join(raw(columns, row), territories)
    assert (joined.layer, list(joined.outlines)) == (layer, [code])


def test_the_table_may_tell_regions_from_departements(territories: Territories) -> None:
    assert join(raw("code_insee", "53", table="REGION"), territories).layer == "region"
    assert join(raw("code_insee", "53"), territories, "region").layer == "region"


def test_groupings_among_the_territories_are_no_tier_of_outlines(territories: Territories) -> None:
    grouped = territories.with_groupings(Groupings([Grouping("53", "Eau", "SMF", ("commune:44109",))]))
    assert join(raw("insee_reg", "53"), grouped).layer == "region"


def test_everything_that_had_to_be_done_is_said(territories: Territories) -> None:
    rows = ("1001", "44109", "44109", "01324", "99999", "35238", "29019", "")
    shapes = (SQUARE, SQUARE, SQUARE, SQUARE, SQUARE, None, SQUARE, SQUARE)
    joined = join(raw("insee_com", *rows, shapes=shapes, repaired=frozenset({1})), territories)
    report = joined.report
    assert report.matched == ["01001", "01245", "29019", "44109"]
    assert report.unmatched == ["99999", "n° 8"]
    assert report.duplicated == ["44109"]
    assert report.former == ["01324"]
    assert report.zeros == ["1001"]
    assert report.shapeless == ["35238"]
    assert report.repaired == ["44109"]
    assert len(report.missing) == 34_965
    assert len(joined.outlines["44109"]) == 2


def test_a_former_code_that_lost_its_zero_is_carried_too(territories: Territories) -> None:
    joined = join(raw("insee_com", "1324", "01001"), territories)
    assert (joined.report.zeros, joined.report.former) == (["1324"], ["01324"])


@pytest.mark.parametrize(
    ("columns", "rows", "wanted", "key"),
    [
        ("nom", ["Rennes"], None, "no_layer"),
        ("code", ["x", "y", "35238"], None, "no_layer"),
        ("insee_com", ["35238"], "epci", "wrong_layer"),
        ("code_insee", ["53"], None, "layer_unclear"),
    ],
)
def test_a_file_without_codes_of_a_tier_is_refused(
    territories: Territories, columns: str, rows: list[str], wanted: None, key: str
) -> None:
    with pytest.raises(InputError) as fault:
        join(raw(columns, *rows), territories, wanted)
    assert fault.value.key == f"outlines.{key}"
    assert "{" not in fault.value.message("fr")


def test_a_file_of_which_nothing_can_be_drawn_is_refused(territories: Territories) -> None:
    with pytest.raises(InputError) as fault:
        join(raw("insee_com", "35238", shapes=(None,)), territories)
    assert fault.value.key == "outlines.nothing"
