# SPDX-License-Identifier: EUPL-1.2
"""Taking a map away: as a sheet (PNG, SVG, PDF), or as data (GeoPackage, GeoJSON, CSV). Made when asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from governance.bootstrap import Application
from governance.questionnaire.model import Questionnaire
from governance.ui.atlas.shapes import shapes_of
from governance.ui.atlas.sheet import sheet_of
from governance.ui.atlas.showing import ShownMap
from governance.ui.language import t

if TYPE_CHECKING:
    from governance.exports.geodata import GeodataFormat
    from governance.exports.map_sheet import SheetFormat

SHEETS: "dict[SheetFormat, str]" = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
DATA: "dict[GeodataFormat, str]" = {
    "gpkg": "application/geopackage+sqlite3",
    "geojson": "application/geo+json",
    "csv": "text/csv",
}
COLUMNS = ("id", "code", "name", "score", "status", "level", "class", "population", "context", "simulated")


def downloads(app: Application, questionnaire: Questionnaire, shown: ShownMap) -> None:
    """One button a format, folded. The words of a sheet are taken now: its file is made on another thread."""
    folded = st.expander(t("atlas.take_away"), icon=":material/download:", key="map-files", on_change="rerun")
    if not folded.open:
        return
    make_sheet = sheet_of(app, questionnaire, shown)
    with folded:
        st.caption(t("atlas.as_sheet"))
        with st.container(horizontal=True, key="map-sheets"):
            for kind, mime in SHEETS.items():
                button(shown, kind, mime, lambda kind=kind: make_sheet(kind))  # type: ignore[misc]
        st.caption(t("atlas.as_data"))
        with st.container(horizontal=True, key="map-data"):
            for form, mime in DATA.items():
                button(shown, form, mime, lambda form=form: data_file(app, shown, form))  # type: ignore[misc]


def button(shown: ShownMap, kind: str, mime: str, make: Callable[[], bytes]) -> None:
    """A file, made only once somebody asks for it."""
    choice = shown.choice
    where = choice.perimeter.id.replace(":", "-") if choice.perimeter else "france"
    st.download_button(
        t(f"atlas.formats.{kind}"),
        make,
        file_name=f"echelons-carte-{choice.figure}-{choice.layer}-{where}.{kind}",
        mime=mime,
        key=f"take-{kind}",
        on_click="ignore",
    )


def data_file(app: Application, shown: ShownMap, kind: "GeodataFormat") -> bytes:
    """The territories of the map as data, with their outlines in longitude and latitude."""
    from governance.exports.geodata import write_geodata  # noqa: PLC0415 — geopandas is slow to import

    choice, values = shown.choice, shown.layer.values.assign(**{"class": shown.shading.words()})
    if shown.context is not None:
        values["context"] = shown.context.of(values["id"])
    lines = values[[name for name in COLUMNS if name in values]].assign(
        figure=choice.figure, form=choice.form, vintage=app.territories.vintage(choice.layer), map=shown.title
    )
    return write_geodata(lines, shapes_of(values["id"], shown.files, plane=False), kind)
