# SPDX-License-Identifier: EUPL-1.2
"""The composition of EPCI of another year, in the place of the shipped one; all that derives from it follows."""

from dataclasses import replace

from governance.access.actor import LOCAL_ADMINISTRATOR, Actor
from governance.errors import InputError
from governance.imports.composition_file import CompositionReader
from governance.imports.records import Provenance, read_provenance
from governance.imports.report import Report
from governance.imports.rows import RawTable
from governance.services.assessments import now
from governance.services.imports import Derive, Importer, LocalReference, Outcome
from governance.services.ports import Clock, Store
from governance.territories.composition import Composition, Group
from governance.territories.territory import Territory


class CompositionService(Importer):
    """Imports the list of EPCI."""

    kind = "composition"

    def __init__(
        self, store: Store, reference: LocalReference, clock: Clock = now, derive: Derive = lambda: None
    ) -> None:
        super().__init__(store, reference, clock)
        self._derive = derive

    def bring(self, table: RawTable, said: Provenance, actor: Actor = LOCAL_ADMINISTRATOR) -> Outcome:
        """Put the list in force. EPCI that it no longer has, and that hold an assessment, stay, without members."""
        actor.must_administer()
        said, report = read_provenance(said), Report(table.name)
        composition = CompositionReader(self._territories, report).read(table, said)
        with self._store.writing() as unit:
            listed = {group.code for group in composition.groups}
            gone = [epci for epci in self._territories.of_layer("epci") if epci.code not in listed]
            answered = unit.assessments.of_territories(epci.id for epci in gone)
            kept = [epci for epci in gone if epci.id in answered]
            for epci in kept:
                report.note(1, "siren", "epci_kept", name=epci.name, code=epci.code)
            facts = self._facts(composition, len(gone), len(kept))
            record = self.record(table.name, said.source, replace(said, vintage=composition.vintage), facts)
            unit.imports.add(record)
            unit.compositions.put(replace(composition, groups=(*composition.groups, *map(emptied, kept))), record.id)
        self._reference.follow()
        try:
            self._derive()
        except InputError as fault:
            # The list is in force: that its outlines could not be drawn is only told.
            report.tell(1, "", fault)
        return Outcome(record, facts, report)

    def _facts(self, composition: Composition, gone: int, kept: int) -> dict[str, int]:
        """The counts to remember."""
        before = {epci.code for epci in self._territories.of_layer("epci")}
        columns = self._territories.table.columns
        was = {code: columns["epci"][number] for number, code in enumerate(columns["code"])
               if columns["layer"][number] == "commune"}  # fmt: skip
        moved = sum(was[code] != composition.members.get(code) for code in was)
        new = sum(group.code not in before for group in composition.groups)
        members = len(composition.members)
        return {"epci": len(composition.groups), "members": members, "new": new, "gone": gone, "kept": kept,
                "moved": moved}  # fmt: skip


def emptied(epci: Territory) -> Group:
    """An EPCI that is no longer in the list."""
    return Group(epci.code, epci.name, epci.kind, epci.population)
