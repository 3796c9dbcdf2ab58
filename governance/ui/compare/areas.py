# SPDX-License-Identifier: EUPL-1.2
"""Where territories are compared: in France, in a région or a département, among the members of a grouping."""

from functools import lru_cache

import streamlit as st

from governance.bootstrap import application
from governance.language import Language, sentence
from governance.territories.reference import Territories
from governance.territories.territory import Layer
from governance.ui.language import current, plain, t

FRANCE = "france"


def areas_of(layer: Layer) -> dict[str, str]:
    """France, the régions, then the départements where they hold several territories of the layer; the groupings."""
    reference = application().territories
    return listed(layer, current(), reference, reference.revision)


@lru_cache(maxsize=8)
def listed(layer: Layer, language: Language, reference: Territories, _revision: str) -> dict[str, str]:
    """The names of the areas by id, written once: a national list of groupings has thousands."""
    layers: tuple[Layer, ...] = ("region",) if layer == "departement" else ("region", "departement")
    official = [area for each in layers for area in reference.of_layer(each) if area.population]
    groupings = sorted(reference.of_layer("grouping"), key=lambda area: (area.name, area.code))
    names = {area.id: reference.full_label(area, language) for area in (*official, *groupings)}
    return {FRANCE: sentence("ui.compare.france", language)} | names


def area_name(area: str | None) -> str:
    """An area, by name."""
    return application().territories.get(area).name if area else t("compare.france")


def grouping_note(area: str | None) -> None:
    """Of a grouping: who of it counts, and whose list of members this is."""
    grouping = application().territories.grouping(area) if area else None
    if grouping:
        said = dict.fromkeys(filter(None, (grouping.source, grouping.vintage, grouping.credit)))
        st.caption(plain(t("compare.grouping_counts", name=grouping.name, source=", ".join(said))))
