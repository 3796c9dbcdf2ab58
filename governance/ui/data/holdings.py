# SPDX-License-Identifier: EUPL-1.2
"""What is installed and imported here: how much, of which vintage, whom to credit."""

from collections.abc import Iterable, Iterator

import streamlit as st

from governance.bootstrap import Application
from governance.language import format_number, sentence
from governance.territories.territory import LAYERS, Layer
from governance.ui.language import current, plain, t
from governance.ui.outlines import missing_words

Row = tuple[str, str, str, str]
"""What, how much, vintage, credit."""


def holdings(app: Application) -> None:
    """The table."""
    names = [t(f"data.columns.{name}") for name in ("what", "count", "vintage", "credit")]
    rows = [
        dict(zip(names, map(plain, row), strict=True))
        for row in (*grouped(reference(app)), *grouped(outlines(app)), *others(app))
    ]
    st.table(rows, border="horizontal", hide_index=True)
    if app.outlines.official() is None:
        st.caption(missing_words())


def grouped(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of one vintage and credit as one: a credit line is read once."""
    kept: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        kept.setdefault((row[2], row[3]), []).append(row)
    for (vintage, credit), same in kept.items():
        yield " · ".join(row[0] for row in same), " · ".join(filter(None, (row[1] for row in same))), vintage, credit


def reference(app: Application) -> Iterator[Row]:
    """The territories, by layer."""
    territories = app.territories
    credit = territories.sources.sources[0]["credit"][current()]
    for layer in LAYERS:
        rows = territories.table.columns["layer"].count(layer)
        if not rows:
            continue
        said = {"epci": territories.sources.composition(), "grouping": territories.groupings.credits}
        yield t(f"data.layers.{layer}"), count(rows), territories.vintage(layer), said.get(layer) or credit


def outlines(app: Application) -> Iterator[Row]:
    """The outlines drawn, by layer: imported, official, shipped."""
    own, official = app.outlines.own(), app.outlines.official()
    for layer in LAYERS[:-1]:
        if own and layer in own.layers:
            mine = own.layers[layer]
            yield outlines_of(layer, "own"), count(mine.outlines), mine.vintage, mine.credit
        elif official and layer in official.layers:
            credit = sentence("messages.install.credit", current(), vintage=official.vintage)
            yield outlines_of(layer, "official"), count(official.layers[layer]["outlines"]), official.vintage, credit
        elif layer in {"departement", "region"}:
            shipped = next(one for one in app.territories.sources.sources if one["id"] == "outlines")
            yield outlines_of(layer, "shipped"), "", "–", shipped["credit"][current()]


def outlines_of(layer: Layer, origin: str) -> str:
    """The name of a layer of outlines."""
    return t(f"data.outlines.{origin}", layer=t(f"data.layers.{layer}").lower())


def others(app: Application) -> Iterator[Row]:
    """Imported answers and indicators."""
    for record in app.imports.all():
        if record.kind == "answers":
            name = t("data.answers_of", source=record.source)
            yield name, count(record.facts.get("written", 0)), record.vintage, record.credit
        elif record.kind == "indicator":
            name = t("data.indicator_of", title=record.title)
            yield name, count(record.facts.get("values", 0)), record.vintage, record.credit


def count(number: int) -> str:
    """A number as it is shown."""
    return format_number(number, current())
