# SPDX-License-Identifier: EUPL-1.2
"""Lists of groupings: what is understood, mended, left aside or refused."""

import pytest

from governance.errors import InputError
from governance.imports.groupings_file import GroupingReader, counted
from governance.imports.records import Provenance
from governance.imports.report import RefusedFileError, Report
from governance.territories.groupings import Grouping, Groupings
from tests.imports.sample import grouped, reference, table

SAID = Provenance("Essai", "2026", "Essai 2026")


def read(text: str, others: tuple[Grouping, ...] = ()) -> tuple[dict[str, Grouping], Report]:
    report = Report("g.csv")
    reader = GroupingReader(grouped(*others), SAID, "i1", report)
    return {one.code: one for one in reader.read(table(text), Groupings(others))}, report


def keys(report: Report) -> list[str]:
    return [remark.said.key.removeprefix("imports.") for remark in report.notes]


def refusals(text: str, *others: Grouping) -> list[tuple[int, str]]:
    with pytest.raises(RefusedFileError) as fault:
        read(text, others)
    return [(each.line, each.said.key.removeprefix("imports.")) for each in fault.value.report.faults]


def test_a_list_with_codes_names_and_kinds_is_read() -> None:
    found, report = read(
        "groupement_code;groupement_nom;type;membre_code;membre_type\n"
        "200000017;PETR du Val;PETR;243500139;epci\n"
        "200000017;PETR du Val;PETR;1001;commune\n"
        "Syndicat d’eau;;Syndicat mixte fermé;200000017;groupement\n"
    )
    assert found["200000017"] == Grouping(
        "200000017", "PETR du Val", "PETR", ("epci:243500139", "commune:01001"), "200000017", "Essai", "2026",
        "Essai 2026", "i1",
    )  # fmt: skip
    assert found["syndicat-d-eau"].members == ("grouping:200000017",)
    assert (found["syndicat-d-eau"].kind, found["syndicat-d-eau"].siren) == ("SMF", None)
    assert keys(report) == ["code_zero"]
    assert counted(list(found.values())) == {"groupings": 2, "members": 3, "nested": 1}


def test_banatic_s_columns_are_read_and_its_epci_left_aside() -> None:
    found, report = read(
        "dept;siren;raison_sociale;nature_juridique;insee;siren_membre;nom_membre\n"
        "35;243500139;Rennes Métropole;METRO;35238;213502388;Rennes\n"
        "35;243500139;Rennes Métropole;METRO;35001;213500010;Acigné\n"
        "35;250000018;SIVU des Eaux;SIVU;35238;999999999;Rennes\n"
        "35;250000018;SIVU des Eaux;SIVU;;180000009;Chambre de commerce\n"
        "35;250000018;SIVU des Eaux;SIVU;35238;213502388;Rennes\n"
        "35;250000026;SIVU vide;SIVU;;180000009;Chambre de commerce\n"
    )
    assert {code: one.members for code, one in found.items()} == {"250000018": ("commune:35238",)}
    assert keys(report) == [
        "grouping_is_epci", "member_unknown", "member_twice", "member_unknown", "grouping_without_member",
    ]  # fmt: skip


BEFORE_2025 = ("Région siège", "Département siège", "N° SIREN", "Nom du groupement", "Nature juridique", "Type",
               "Siren membre", "Nom membre")  # fmt: skip
SINCE_2025 = ("Département", "Nom du groupement", "N° SIREN", "Nature juridique", "Nombre de membres", "Nom membre",
              "Siren membre", "Catégorie des membres du groupement")  # fmt: skip
KINDS_OF_MEMBERS = {"Type": "Autre organisme", "Catégorie des membres du groupement": "groupement"}
"""What says of which kind a member is: never what its grouping is."""


@pytest.mark.parametrize("headings", [BEFORE_2025, SINCE_2025])
def test_the_headings_of_banatic_s_exports_by_member_are_known(headings: tuple[str, ...]) -> None:
    rows = [
        {
            "N° SIREN": "250000018",
            "Nature juridique": "SMF",
            "Nom du groupement": "SMF des Eaux",
            "Siren membre": member,
        }
        for member in ("213502388", "243500139", "200000017")
    ]
    rows += [
        {"N° SIREN": "200000017", "Nature juridique": "PETR", "Nom du groupement": "Val", "Siren membre": "243500139"}
    ]
    lines = [";".join((KINDS_OF_MEMBERS | row).get(each, "x") for each in headings) for row in rows]
    found, _ = read("\n".join([";".join(headings), *lines]))
    assert found["250000018"].members == ("commune:35238", "epci:243500139", "grouping:200000017")
    assert [(one.name, one.kind) for one in found.values()] == [("SMF des Eaux", "SMF"), ("Val", "PETR")]


def test_groupings_that_are_there_may_be_members() -> None:
    there = Grouping("eau", "Eau", "SMF", ("commune:44109",))
    found, _ = read("groupement;membre\nunion;grouping:eau", (there,))
    assert found["union"].members == ("grouping:eau",)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("a;Rennes", (2, "code_unknown")),
        ("a;", (2, "code_empty")),
        ("a;53", (2, "code_ambiguous")),
        (";44109", (2, "grouping_empty")),
        ("Eau;44109\neau;44109", (3, "grouping_alike")),
        ("x" * 201 + ";44109", (2, "text_too_long")),
    ],
)
def test_lines_that_mean_nothing_are_refused(rows: str, expected: tuple[int, str]) -> None:
    assert refusals(f"groupement;membre\n{rows}") == [expected]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("siren;membre\n243500139;35238", "only_epci"),
        ("groupement;membre\n250000018;999999999", "no_grouping"),
        ("groupement;membre\na;a", "cycle"),
        ("groupement;membre\na;b\nb;a", "cycle"),
        ("groupement;membre", "no_grouping"),
    ],
)
def test_a_list_without_groupings_or_with_a_circle_is_refused(text: str, key: str) -> None:
    with pytest.raises(InputError) as fault:
        read(text)
    assert fault.value.key == f"imports.{key}"


def test_a_circle_through_a_grouping_that_is_there_is_refused_by_name() -> None:
    there = Grouping("eau", "Syndicat d’eau", "SMF", ("grouping:union",))
    with pytest.raises(InputError) as fault:
        read("groupement;membre\nunion;grouping:eau", (there,))
    assert "Syndicat d’eau, union, Syndicat d’eau" in fault.value.message("fr")


def test_the_reference_itself_is_not_changed() -> None:
    read("groupement;membre\na;44109")
    assert "grouping:a" not in reference()
