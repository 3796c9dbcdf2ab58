# SPDX-License-Identifier: EUPL-1.2
"""Context indicators and their values."""

from typing import Any

from sqlalchemy import Connection, Select, insert, select

from governance.store.schema import imports, indicator_values, indicators
from governance.territories.indicators import Indicator, IndicatorHead
from governance.territories.territory import Layer


class IndicatorTable:
    """Indicators, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def heads(self, layer: Layer | None = None) -> list[IndicatorHead]:
        """What the indicators of a layer, or of all, are; by title."""
        query = head_query()
        rows = self._connection.execute(query if layer is None else query.where(indicators.c.layer == layer))
        return sorted((IndicatorHead(*row) for row in rows), key=lambda head: (head.title, head.id))

    def get(self, indicator_id: str) -> Indicator | None:
        """The indicator of an id."""
        row = self._connection.execute(head_query().where(indicators.c.id == indicator_id)).one_or_none()
        if row is None:
            return None
        query = select(indicator_values.c.territory_id, indicator_values.c.value).where(
            indicator_values.c.indicator_id == indicator_id
        )
        values = {found.territory_id: found.value for found in self._connection.execute(query)}
        return Indicator(IndicatorHead(*row), values)

    def add(self, indicator: Indicator) -> None:
        """Write a new indicator."""
        head = indicator.head
        names = ("id", "title", "unit", "kind", "layer", "import_id")
        self._connection.execute(insert(indicators).values(**{name: getattr(head, name) for name in names}))
        rows = [
            {"indicator_id": head.id, "territory_id": territory, "value": value}
            for territory, value in indicator.values.items()
        ]
        self._connection.execute(insert(indicator_values), rows)


def head_query() -> Select[*tuple[Any, ...]]:
    """The columns of a head, in the order of its fields."""
    own = (indicators.c.id, indicators.c.title, indicators.c.unit, indicators.c.kind, indicators.c.layer)
    said = (imports.c.source, imports.c.vintage, imports.c.credit, imports.c.id)
    return select(*own, *said).join(imports, imports.c.id == indicators.c.import_id)
