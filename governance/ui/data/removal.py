# SPDX-License-Identifier: EUPL-1.2
"""What was imported, each to be taken away on purpose only."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from governance.bootstrap import Application
from governance.errors import EchelonsError
from governance.imports.records import DataImport
from governance.language import format_date, sentence
from governance.territories.own.shelf import OwnLayer
from governance.ui.data.outcome import Told, keep
from governance.ui.language import current, plain, t


def removals(app: Application) -> None:
    """The list; nothing when nothing was imported."""
    records, own = app.imports.all(), app.outlines.own()
    layers = [layer for layer in own.layers.values() if not layer.made_of] if own else []
    if not records and not layers:
        return
    st.header(t("data.imported"), anchor=False)
    for record in records:
        record_card(app, record)
    for layer in layers:
        layer_card(app, layer)


def record_card(app: Application, record: DataImport) -> None:
    """An import: what it is, where it comes from, who brought it when."""
    kind = sentence(f"messages.imports.kinds.{record.kind}", current())
    said = brought(record.file_name, format_date(record.at.astimezone(), current()), record.author)
    with st.container(border=True, key=f"data-import-{record.id}"):
        st.subheader(plain(f"{record.title} · {kind}"), anchor=False)
        st.caption(plain(" · ".join(filter(None, (record.source, record.vintage, said)))))
        if record.source != record.credit:
            st.caption(plain(record.credit))
        with st.expander(
            t("data.remove"), icon=":material/delete:", key=f"data-fold-{record.id}", on_change="rerun"
        ) as fold:
            if fold.open:
                going = app.imports.removal(record.id)
                st.markdown(t(f"data.removal.{record.kind}", **going))
                confirmed(record.id, lambda: app.imports.remove(record.id))


def layer_card(app: Application, layer: OwnLayer) -> None:
    """A layer of imported outlines."""
    kind = sentence("messages.imports.kinds.outlines", current())
    day = format_date(date.fromisoformat(layer.imported_at[:10]), current())
    said = brought(layer.file_name, day, layer.author)
    with st.container(border=True, key=f"data-outlines-{layer.layer}"):
        st.subheader(plain(f"{t(f'data.layers.{layer.layer}')} · {kind}"), anchor=False)
        st.caption(plain(" · ".join(filter(None, (layer.source, layer.vintage, said)))))
        with st.expander(
            t("data.remove"), icon=":material/delete:", key=f"data-fold-{layer.layer}", on_change="rerun"
        ) as fold:
            if fold.open:
                st.markdown(t("data.removal.outlines"))
                confirmed(layer.layer, lambda: app.outlines.remove(layer.layer))


def brought(file: str, day: str, author: str) -> str:
    """Which file, when, and by whom if they said so."""
    return t("data.brought_by" if author else "data.brought", file=file, date=day, author=author)


def confirmed(name: str, remove: Callable[[], object]) -> None:
    """Ask to be sure before the button lives."""
    sure = st.checkbox(t("data.sure"), key=f"data-sure-{name}")
    if st.button(t("data.remove_now"), key=f"data-remove-{name}", disabled=not sure):
        with st.spinner(t("data.working")):
            attempt(remove)
        st.rerun()


def attempt(remove: Callable[[], object]) -> None:
    """Take it away, and keep what there is to say."""
    try:
        remove()
        keep(Told(t("data.removed")))
    except EchelonsError as fault:
        keep(Told(fault.message(current()), failed=True))
