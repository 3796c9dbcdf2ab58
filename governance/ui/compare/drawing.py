# SPDX-License-Identifier: EUPL-1.2
"""Maps of the comparison: the territories of a perimeter in classes, filled where their outlines are at hand."""

import gzip
import json
from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd
import streamlit as st

from governance.bootstrap import application
from governance.language import Language
from governance.territories.outlines import frame_bytes
from governance.territories.projection import project
from governance.territories.reference import Territories
from governance.territories.territory import Layer, Territory
from governance.ui.document import narrow
from governance.ui.figures import MAP_OPTIONS, show_table, theme
from governance.ui.language import current, t
from governance.ui.outlines import outline_credit
from governance.views.area_map import AreaClass, AreaMap, area_map
from governance.web.outlines import has_outlines, outline_address

OUTLINES: dict[Layer, str] = {"region": "regions", "departement": "departements", "epci": "epci"}
WIDTH = {True: 340, False: 1100}
SQUARE = 640
"""Pixels: a map as wide as the page would be higher than the screen."""


def draw(
    title: str,
    classes: Sequence[AreaClass],
    territories: Sequence[Territory],
    keys: Sequence[str],
    figures: Sequence[float | None],
    *,
    figure_name: str,
    told: str,
    simulated: bool,
    key: str,
) -> None:
    """The map of some territories of one layer, its sentence above, its table below."""
    if not territories:
        return
    layer = territories[0].layer
    name = OUTLINES.get(layer)
    content = AreaMap(
        title=title,
        source=source(layer, current()),
        classes=classes,
        values=values(territories, keys, figures),
        figure_name=figure_name,
        outlines=outline_address(name, plane=True) if name and has_outlines(name) else None,
        ground=ground(territories),
        lines=frames() if len({each.region or each.code for each in territories}) > 1 else (),
        simulated=simulated,
    )
    view = area_map(content, current(), theme(), told=told, width=WIDTH[True] if narrow() else SQUARE)
    st.plotly_chart(view.figure, theme=None, key=key, config=MAP_OPTIONS, alt=view.alt)
    st.caption(t("map.table_hint"))
    show_table(view, decimals=0)


def values(territories: Sequence[Territory], keys: Sequence[str], figures: Sequence[float | None]) -> pd.DataFrame:
    """One line a territory."""
    reference = application().territories
    points = [plane_point(territory.id, reference) for territory in territories]
    return pd.DataFrame(
        {
            "id": [territory.id for territory in territories],
            "name": [reference.label(territory) for territory in territories],
            "class": list(keys),
            "figure": [np.nan if each is None else each for each in figures],
            "population": [float(territory.population or np.nan) for territory in territories],
            "lon": [longitude for longitude, _ in points],
            "lat": [latitude for _, latitude in points],
        }
    )


def ground(territories: Sequence[Territory]) -> tuple[str, list[str]]:
    """The départements that hold the territories, which place their circles."""
    codes = sorted({territory.departement for territory in territories if territory.departement})
    return outline_address("departements", plane=True), [f"departement:{code}" for code in codes]


@cache
def frames() -> tuple[tuple[tuple[float, float], ...], ...]:
    """The frames of the insets."""
    features = json.loads(gzip.decompress(frame_bytes()))["features"]
    lines = [each["geometry"]["coordinates"] for each in features if each["geometry"]["type"] == "LineString"]
    return tuple(tuple((float(longitude), float(latitude)) for longitude, latitude in line) for line in lines)


@cache
def plane_point(territory_id: str, reference: Territories) -> tuple[float, float]:
    """Where the map draws a territory, in its plane; NaN where no place is known."""
    place = reference.locate(territory_id)
    if place is None:
        return np.nan, np.nan
    longitude, latitude = project(place.longitude, place.latitude, place.region)
    return float(longitude), float(latitude)


def source(layer: Layer, language: Language) -> str:
    """Where the outlines and codes come from, and of which year."""
    reference = application().territories
    vintage = t("map.vintage", vintage=reference.vintage(layer))
    return f"{vintage}. {reference.credits(language, outline_credit(language))}"
