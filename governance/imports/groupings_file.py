# SPDX-License-Identifier: EUPL-1.2
"""A list of groupings: Banatic's export, or columns groupement, member[, name, type]; one member a line."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from governance.errors import EchelonsError, InputError
from governance.imports.codes import CodeBook
from governance.imports.records import Provenance, line
from governance.imports.report import Report
from governance.imports.rows import RawTable, lay_out
from governance.territories.folding import fold
from governance.territories.groupings import KINDS, Grouping, Groupings, find_cycle
from governance.territories.reference import Territories

COLUMNS = {
    "grouping": (
        "groupement", "groupement_code", "code_groupement", "siren_groupement", "n_siren", "siren_du_groupement",
        "siren", "grouping", "code",
    ),
    "name": ("nom_du_groupement", "groupement_nom", "nom_groupement", "raison_sociale", "nom", "name"),
    "kind": ("nature_juridique", "type", "groupement_type", "nature", "kind"),
    "member": ("membre", "membre_code", "code_membre", "siren_membre", "siren_du_membre", "member"),
    "insee": ("insee", "code_insee", "insee_membre"),
    "tier": ("membre_type", "type_membre", "tier", "echelon"),
}  # fmt: skip
REQUIRED = ("grouping", "member")
SIREN = re.compile(r"\d{9}")
LONGEST_SLUG = 60
NAME_LIMIT = 200
OTHER_WORDS = {
    "syndicat mixte ferme": "SMF",
    "syndicat mixte ouvert": "SMO",
    "pole metropolitain": "POLEM",
    "pole d equilibre territorial et rural": "PETR",
    "parc naturel regional": "PNR",
    "schema de coherence territoriale": "SCOT",
}
OWN_TAX = frozenset({"CC", "CA", "CU", "METRO", "MET69", "MET"})


@dataclass
class Draft:
    """A grouping whose lines are being read."""

    code: str
    name: str
    kind: str
    siren: str | None
    line: int
    members: dict[str, int] = field(default_factory=dict)


class GroupingReader:
    """Reads one file; what it refuses goes to the report."""

    def __init__(self, territories: Territories, said: Provenance, import_id: str, report: Report) -> None:
        self.territories = territories
        self.said = said
        self.import_id = import_id
        self.report = report
        self.drafts: dict[str, Draft] = {}

    def read(self, table: RawTable, others: Groupings) -> list[Grouping]:
        """The groupings of a table; ``others`` stay beside them. RefusedFileError or InputError when it is wrong."""
        layout = lay_out(table, COLUMNS, REQUIRED)
        rows = list(layout.cells(*COLUMNS))
        for number, (code, name, kind, *_member) in rows:
            self.open(number, code, name, kind)
        codes = CodeBook(self.territories, [f"grouping:{draft.code}" for draft in self.drafts.values()])
        for number, (code, _name, _kind, member, insee, tier) in rows:
            if code in self.drafts:
                self.join(number, self.drafts[code], self.member(number, codes, (member, insee), tier))
        self.report.close()
        return self.whole(table, others)

    def open(self, number: int, code: str, name: str, kind: str) -> None:
        """Begin a grouping at its first line."""
        if code in self.drafts:
            return
        siren = re.sub(r"\s", "", code)
        is_siren = SIREN.fullmatch(siren) is not None
        if f"epci:{siren}" in self.territories or f"ept:{siren}" in self.territories or kind in OWN_TAX:
            if not any(remark.said.values.get("code") == code for remark in self.report.notes):
                self.report.note(number, "groupement", "grouping_is_epci", code=code)
            return
        slug = siren if is_siren else fold(code).replace(" ", "-")[:LONGEST_SLUG]
        if not slug:
            self.report.fault(number, "groupement", "grouping_empty")
            return
        if slug in {draft.code for draft in self.drafts.values()}:
            self.report.fault(number, "groupement", "grouping_alike", code=code)
            return
        try:
            called = line("name", name or code, NAME_LIMIT)
        except InputError as fault:
            self.report.refuse(number, "nom", fault)
            return
        self.drafts[code] = Draft(slug, called, kind_of(kind), siren if is_siren else None, number)

    def member(self, number: int, codes: CodeBook, cells: Sequence[str], tier: str) -> str | None:
        """The id of a member, by its code or by its INSEE code; a body that is no territory is only noted."""
        fault: EchelonsError | None = None
        for cell in filter(None, cells):
            if cell in self.drafts:
                return f"grouping:{self.drafts[cell].code}"
            try:
                found = codes.resolve(cell, tier)
            except InputError as refusal:
                fault = fault or refusal
                continue
            if found.mended:
                self.report.note(number, "membre", f"code_{found.mended}", code=cell, territory=found.id)
            return found.id
        if fault is None:
            self.report.fault(number, "membre", "code_empty")
        elif SIREN.fullmatch(re.sub(r"\s", "", cells[0])) and fault.key == "imports.code_unknown":
            self.report.note(number, "membre", "member_unknown", code=cells[0])
        else:
            self.report.refuse(number, "membre", fault)
        return None

    def join(self, number: int, draft: Draft, member: str | None) -> None:
        """Add a member, once."""
        if member is not None and draft.members.setdefault(member, number) != number:
            self.report.note(number, "membre", "member_twice", territory=member, first=draft.members[member])

    def whole(self, table: RawTable, others: Groupings) -> list[Grouping]:
        """The groupings, once it is known that they have members and hold one another in no circle."""
        for draft in self.drafts.values():
            if not draft.members:
                self.report.note(draft.line, "groupement", "grouping_without_member", name=draft.name)
        made = [self.made(draft) for draft in self.drafts.values() if draft.members]
        if not made:
            only_epci = self.report.count("grouping_is_epci") > 0
            raise InputError("imports.only_epci" if only_epci else "imports.no_grouping", file=table.name)
        together = others.by_id | {grouping.id: grouping for grouping in made}
        if circle := find_cycle({identifier: one.members for identifier, one in together.items()}):
            raise InputError("imports.cycle", names=[together[one].name for one in circle])
        return made

    def made(self, draft: Draft) -> Grouping:
        """A grouping as it is kept."""
        return Grouping(
            code=draft.code,
            name=draft.name,
            kind=draft.kind,
            members=tuple(draft.members),
            siren=draft.siren,
            source=self.said.source,
            vintage=self.said.vintage,
            credit=self.said.credit,
            import_id=self.import_id,
        )


def kind_of(words: str) -> str:
    """What a cell calls a grouping, in our words.

    >>> kind_of("SMO"), kind_of("Syndicat mixte fermé"), kind_of("PETR"), kind_of("ententes"), kind_of("")
    ('SMO', 'SMF', 'PETR', 'GROUPING', 'GROUPING')
    """
    upper = words.strip().upper()
    return upper if upper in KINDS else OTHER_WORDS.get(fold(words), "GROUPING")


def counted(groupings: Sequence[Grouping]) -> dict[str, int]:
    """The counts to remember of a list."""
    layers = Counter(member.partition(":")[0] for grouping in groupings for member in grouping.members)
    return {"groupings": len(groupings), "members": layers.total(), "nested": layers["grouping"]}
