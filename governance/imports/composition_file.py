# SPDX-License-Identifier: EUPL-1.2
"""The national list of EPCI with their members: DGCL's « epcicom », or Banatic's « perimetre-epci-a-fp »."""

import re
from dataclasses import dataclass, field

from governance.errors import InputError
from governance.imports.codes import CodeBook
from governance.imports.indicator_file import read_value
from governance.imports.records import Provenance
from governance.imports.report import Report
from governance.imports.rows import Layout, RawTable, lay_out
from governance.territories.composition import Composition, Group
from governance.territories.reference import Territories

COLUMNS = {
    "epci": ("siren", "siren_epci", "epci", "n_siren", "code_epci", "siren_groupement"),
    "name": ("raison_sociale", "nom_epci", "nom_du_groupement", "nom", "libepci"),
    "kind": ("nature_juridique", "nature_epci", "nature"),
    "commune": ("insee", "code_insee", "codgeo", "insee_commune", "com"),
    "population": ("total_pop_mun", "pop_mun_epci"),
    "tier": (),
}
REQUIRED = ("epci", "name", "kind", "commune")
KINDS = {"CC": "CC", "CA": "CA", "CU": "CU", "METRO": "METRO", "MET": "METRO", "MET69": "MET69"}
LEAST_SHARE = 0.9
"""Share of the communes that a national list must hold."""
YEAR = re.compile(r"(?:pmun|ptot|pop)_?(20\d\d)")
SIREN = re.compile(r"\d{9}")


@dataclass
class CompositionReader:
    """Reads one file; what it refuses goes to the report."""

    territories: Territories
    report: Report
    groups: dict[str, Group] = field(default_factory=dict)
    members: dict[str, tuple[str, int]] = field(default_factory=dict)

    def read(self, table: RawTable, said: Provenance) -> Composition:
        """The composition of a table. RefusedFileError or InputError when it is wrong."""
        layout = lay_out(table, COLUMNS, REQUIRED)
        codes = CodeBook(self.territories)
        for line, (epci, name, kind, commune, population, _) in layout.cells(*COLUMNS):
            if self.group(line, epci, name, kind, population):
                self.member(line, codes, commune, epci)
        self.report.close()
        self.must_be_national(table)
        vintage = said.vintage or year_of(layout)
        if not vintage:
            raise InputError("imports.vintage_missing")
        return Composition(
            vintage, said.credit, tuple(self.groups.values()), {code: epci for code, (epci, _) in self.members.items()}
        )

    def group(self, line: int, code: str, name: str, kind: str, population: str) -> bool:
        """Note an EPCI at its first line; False for what is none."""
        if code in self.groups:
            return True
        if kind.upper() not in KINDS:
            self.report.note(line, "nature_juridique", "kind_not_epci", kind=kind, code=code)
            return False
        if not SIREN.fullmatch(code):
            self.report.fault(line, "siren", "siren_expected", code=code)
            return False
        try:
            people = read_value(population)
        except InputError as fault:
            self.report.refuse(line, "total_pop_mun", fault)
            return False
        self.groups[code] = Group(code, name, KINDS[kind.upper()], None if people is None else int(people))
        return True

    def member(self, line: int, codes: CodeBook, code: str, epci: str) -> None:
        """Note a member; a commune that has merged since is carried to the one of today."""
        try:
            found = codes.resolve(code, "commune")
        except InputError as fault:
            self.report.refuse(line, "insee", fault)
            return
        if found.mended:
            self.report.note(line, "insee", f"code_{found.mended}", code=code, territory=found.id)
        commune = found.id.partition(":")[2]
        before, first = self.members.setdefault(commune, (epci, line))
        if before != epci:
            self.report.fault(line, "insee", "commune_twice", code=code, first=first, other=before)

    def must_be_national(self, table: RawTable) -> None:
        """InputError when the list is of a part of the country: the rest would be left without EPCI."""
        expected = sum(1 for code in self.territories.table.columns["epci"] if code)
        if len(self.members) < LEAST_SHARE * expected:
            raise InputError("imports.not_national", file=table.name, found=len(self.members), expected=expected)


def year_of(layout: Layout) -> str:
    """The year that the headings of populations bear.

    >>> year_of(Layout({}, ("siren", "ptot_2025", "pmun_2025"), ())), year_of(Layout({}, ("siren",), ()))
    ('2025', '')
    """
    years = [found[1] for name in layout.headings if (found := YEAR.fullmatch(name))]
    return max(years, default="")
