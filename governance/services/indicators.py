# SPDX-License-Identifier: EUPL-1.2
"""Context indicators: brought in from a file, listed, read."""

from uuid import uuid4

from governance.access.actor import LOCAL_ADMINISTRATOR, Actor
from governance.errors import InputError, NotFoundError
from governance.imports.codes import CodeBook
from governance.imports.indicator_file import read_values
from governance.imports.records import TITLE_LIMIT, Provenance, line, read_provenance
from governance.imports.report import Report
from governance.imports.rows import RawTable
from governance.services.assessments import storable
from governance.services.imports import Importer, Outcome
from governance.territories.indicators import Indicator, IndicatorHead, IndicatorKind
from governance.territories.territory import Layer

UNIT_LIMIT = 60


class IndicatorService(Importer):
    """Imports and reads indicators."""

    kind = "indicator"

    def list(self, layer: Layer | None = None) -> list[IndicatorHead]:
        """The indicators of a layer, or all, by title."""
        with self._store.reading() as unit:
            return unit.indicators.heads(layer)

    def get(self, indicator_id: str) -> Indicator:
        """An indicator with its values; NotFoundError when there is none."""
        with self._store.reading() as unit:
            indicator = unit.indicators.get(storable(indicator_id))
        if indicator is None:
            raise NotFoundError("imports.indicator_unknown", id=indicator_id)
        return indicator

    def bring(
        self,
        table: RawTable,
        said: Provenance,
        *,
        title: str,
        unit: str,
        kind: IndicatorKind,
        actor: Actor = LOCAL_ADMINISTRATOR,
    ) -> Outcome:
        """Keep the indicator of a file, in the place of the one of the same title and layer if there is one."""
        actor.must_administer()
        said, report = read_provenance(said), Report(table.name)
        title, unit = line("title", title, TITLE_LIMIT), line("unit", unit, UNIT_LIMIT)
        if not title:
            raise InputError("imports.title_missing")
        layer, values = read_values(table, CodeBook(self._territories), report)
        facts = {"values": len(values), "absent": report.count("value_absent")}
        record = self.record(table.name, title, said, facts)
        made = (said.source, said.vintage, said.credit, record.id)
        head = IndicatorHead(f"{layer}-{uuid4().hex[:12]}", title, unit, kind, layer, *made)
        with self._store.writing() as transaction:
            for same in transaction.indicators.heads(layer):
                if same.title == title and same.import_id:
                    transaction.imports.remove(same.import_id)
            transaction.imports.add(record)
            transaction.indicators.add(Indicator(head, values))
        return Outcome(record, facts, report)
