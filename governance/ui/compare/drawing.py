# SPDX-License-Identifier: EUPL-1.2
"""Maps of the comparison, on the atlas's canvas: territories in classes, a way to the portrait of the one chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from governance.bootstrap import application
from governance.territories.territory import Layer as TerritoryLayer
from governance.territories.territory import Territory
from governance.ui import navigation
from governance.ui.atlas.canvas import chosen_on, show_canvas
from governance.ui.atlas.ground import files_of, ground, points_of
from governance.ui.atlas.table import as_read, page_of
from governance.ui.language import current, plain, t
from governance.ui.outlines import outline_credit
from governance.ui.portrait.subject import PARAMETER
from governance.views.classed_map import classed_table, shaded
from governance.views.classes import MapClass
from governance.views.map_drawing import Drawing, Measure
from governance.views.map_layer import Layer
from governance.views.map_legend import legend


@dataclass(frozen=True, slots=True)
class Classed:
    """What a map shows: territories of one layer, the key of each one's class, and its figure."""

    classes: Sequence[MapClass]
    territories: Sequence[Territory]
    keys: Sequence[str]
    figures: Sequence[float | None]
    figure_name: str
    simulated: bool


def draw(title: str, shown: Classed, area: str | None, *, told: str, key: str) -> None:
    """The map of an area, with its title above and its table below; ``told`` is its sentence."""
    if not shown.territories:
        return
    reference, layer = application().territories, shown.territories[0].layer
    perimeter = reference.get(area) if area else None
    values, shading = values_of(shown), shaded(shown.classes, shown.keys)
    outlined = bool(files_of(layer, perimeter, reference))
    words = f"{shown.figure_name} : {{value}}" if current() == "fr" else f"{shown.figure_name}: {{value}}"
    drawing = Drawing(
        layer=Layer(t(f"compare.nouns.{layer}"), values),
        shading=shading,
        ground=ground(layer, perimeter, reference),
        measures=(Measure(words, values["figure"].to_numpy(np.float64)),),
        alt=told,
        legend=legend(shading),
        circles=not outlined,
        points=None if outlined else points_of(values, reference),
    )
    st.markdown(f"#### {plain(title)}")
    show_canvas(drawing, lambda: keep_chosen(key), lambda: None, key=key)
    chosen_portrait(key)
    st.caption(plain(source(layer)))
    st.caption(t("map.table_hint"))
    folded = st.expander(t("results.table"), icon=":material/table:", key=f"{key}-table", on_change="rerun")
    if folded.open:
        with folded:
            table = classed_table(values, shading, shown.figure_name, current())
            st.table(as_read(page_of(table)), border="horizontal", hide_index=True)


def values_of(shown: Classed) -> pd.DataFrame:
    """One line a territory, as the canvas takes them."""
    reference = application().territories
    return pd.DataFrame(
        {
            "id": [each.id for each in shown.territories],
            "code": [each.code for each in shown.territories],
            "name": [reference.label(each) for each in shown.territories],
            "figure": [np.nan if each is None else each for each in shown.figures],
            "population": [float(each.population or np.nan) for each in shown.territories],
            "simulated": shown.simulated,
        }
    )


def keep_chosen(key: str) -> None:
    """Remember the territory just clicked."""
    ids, _ = chosen_on(key)
    st.session_state[f"{key}-chosen"] = ids[0] if ids else None


def chosen_portrait(key: str) -> None:
    """The way to the portrait of the territory clicked."""
    chosen = st.session_state.get(f"{key}-chosen")
    if not chosen or chosen not in application().territories:
        st.caption(t("compare.click"))
        return
    name = application().territories.full_label(application().territories.get(chosen), current())
    navigation.link("portrait", t("compare.portrait_of", name=plain(name)), ":material/groups:", **{PARAMETER: chosen})


def source(layer: TerritoryLayer) -> str:
    """Where the outlines and codes come from, and of which year."""
    reference = application().territories
    vintage = t("map.vintage", vintage=reference.vintage(layer))
    return f"{vintage}. {reference.credits(current(), outline_credit(current(), layer))}"
