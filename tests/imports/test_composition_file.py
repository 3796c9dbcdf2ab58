# SPDX-License-Identifier: EUPL-1.2
"""The list of EPCI: read whole, or refused; and what becomes of the reference."""

import pytest

from governance.errors import InputError, NotFoundError
from governance.imports import composition_file
from governance.imports.composition_file import CompositionReader
from governance.imports.records import Provenance
from governance.imports.report import RefusedFileError, Report
from governance.territories.composition import Composition, Group
from governance.territories.groupings import Grouping, Groupings
from tests.imports.sample import reference, table

HEAD = "siren;raison_sociale;nature_juridique;total_pop_mun;insee;pmun_2027\n"
FEW = HEAD + (
    "243500139;Rennes Métropole;METRO;470 000;35238;1\n"
    "243500139;Rennes Métropole;METRO;470 000;35001;1\n"
    "200099999;CC nouvelle;CC;;01324;1\n"
    "200099999;CC nouvelle;CC;;44109;1\n"
    "200058519;EPT;EPT;;75056;1\n"
)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of a few communes pass for national."""
    monkeypatch.setattr(composition_file, "LEAST_SHARE", 0.0)


def read(text: str, vintage: str = "") -> tuple[Composition, Report]:
    report = Report("c.csv")
    reader = CompositionReader(reference(), report)
    return reader.read(table(text), Provenance("DGCL", vintage, "DGCL 2027")), report


@pytest.mark.usefixtures("small")
def test_groups_members_and_vintage_are_read() -> None:
    composition, report = read(FEW)
    assert composition.vintage == "2027"
    assert composition.groups == (
        Group("243500139", "Rennes Métropole", "METRO", 470_000),
        Group("200099999", "CC nouvelle", "CC", None),
    )
    assert composition.members == {
        "35238": "243500139", "35001": "243500139", "01245": "200099999", "44109": "200099999",
    }  # fmt: skip
    assert [remark.said.key for remark in report.notes] == ["imports.code_former", "imports.kind_not_epci"]
    assert read(FEW, "1er mai 2027")[0].vintage == "1er mai 2027"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("24350;X;CC;;44109;1", "siren_expected"),
        ("200099999;X;CC;beaucoup;44109;1", "value_not_a_number"),
        ("200099999;X;CC;;Nantes;1", "code_unknown"),
        ("200099999;X;CC;;35238;1\n243500139;Y;CC;;35238;1", "commune_twice"),
    ],
)
def test_lines_that_do_not_hold_are_refused(row: str, key: str) -> None:
    with pytest.raises(RefusedFileError) as fault:
        read(HEAD + row)
    assert [remark.said.key for remark in fault.value.report.faults] == [f"imports.{key}"]


@pytest.mark.usefixtures("small")
def test_a_list_that_bears_no_year_needs_one() -> None:
    with pytest.raises(InputError, match="vintage"):
        read("siren;nom;nature;insee\n200099999;X;CC;44109")


def test_a_list_of_a_part_of_the_country_is_refused() -> None:
    with pytest.raises(InputError) as fault:
        read(FEW)
    assert fault.value.key == "imports.not_national"


@pytest.mark.usefixtures("small")
def test_everything_that_derives_from_the_composition_follows() -> None:
    composition, _ = read(FEW)
    there = reference().with_composition(composition)
    new = there.get("epci:200099999")
    assert (new.name, new.kind, new.siren, new.departement) == ("CC nouvelle", "CC", "200099999", "44")
    members = there.members(new.id)
    assert [commune.code for commune in members] == ["01245", "44109"]
    assert new.population == sum(commune.population or 0 for commune in members)
    assert there.get("epci:243500139").population == 470_000
    assert new.point == there.get("commune:44109").point
    assert there.parents("commune:44109")[0].id == "epci:200099999"
    assert there.get("commune:75056").epci is None
    assert [epci.code for epci in there.of_layer("epci")] == ["200099999", "243500139"]
    assert there.search("cc nouvelle")[0].id == new.id
    with pytest.raises(NotFoundError):
        there.get("epci:244400404")
    assert there.vintage("epci") == "2027"
    assert "DGCL 2027" in there.credits("fr")
    assert there.with_groupings(Groupings([Grouping("a", "A", "SMF", (new.id,))])).members("grouping:a") == members


def test_an_epci_that_is_kept_has_no_members_but_keeps_its_place() -> None:
    kept = Group("243500139", "Rennes Métropole", "METRO", 470_000)
    there = reference().with_composition(Composition("2027", "", (kept, Group("1", "?", "CC")), {}))
    rennes = there.get("epci:243500139")
    assert (rennes.region, rennes.point) == ("53", reference().get(rennes.id).point)
    assert there.members(rennes.id) == []
    assert there.get("epci:1").region is None
