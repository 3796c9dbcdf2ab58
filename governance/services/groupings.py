# SPDX-License-Identifier: EUPL-1.2
"""Groupings brought in from a list: syndicats, PETR, SCoT, anything."""

from dataclasses import replace

from governance.access.actor import LOCAL_ADMINISTRATOR, Actor
from governance.imports.groupings_file import GroupingReader, counted
from governance.imports.records import Provenance, read_provenance
from governance.imports.report import Report
from governance.imports.rows import RawTable
from governance.services.imports import Importer, Outcome, must_not_have_answered
from governance.services.ports import Unit
from governance.territories.groupings import Groupings


class GroupingService(Importer):
    """Imports lists of groupings."""

    kind = "groupings"

    def bring(
        self, table: RawTable, said: Provenance, *, replace_all: bool = False, actor: Actor = LOCAL_ADMINISTRATOR
    ) -> Outcome:
        """Keep the groupings of a list, each in the place of the one that bore its code.

        The others stay, unless ``replace_all``. RefusedFileError or InputError, and nothing kept, when it is wrong.
        """
        actor.must_administer()
        said, report = read_provenance(said), Report(table.name)
        record = self.record(table.name, said.source, said, {})
        with self._store.writing() as unit:
            there = Groupings(unit.groupings.all())
            others = Groupings() if replace_all else there
            made = GroupingReader(self._territories, said, record.id, report).read(table, others)
            codes = {grouping.code for grouping in made}
            gone = [one for one in there if one.code not in codes] if replace_all else []
            must_not_have_answered(unit, self._territories, [one.id for one in gone])
            record = replace(record, facts=counted(made))
            unit.imports.add(record)
            unit.groupings.put(made)
            drop_empty(unit, replace_all=replace_all, but=record.id)
        self._reference.follow()
        return Outcome(record, dict(record.facts), report)


def drop_empty(unit: Unit, *, replace_all: bool, but: str) -> None:
    """Remove the imports whose groupings others have replaced, or all of them."""
    left = {grouping.import_id for grouping in unit.groupings.all()}
    for import_id in unit.imports.ids_of(["groupings"]):
        if import_id != but and (replace_all or import_id not in left):
            unit.imports.remove(import_id)
