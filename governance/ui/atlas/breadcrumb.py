# SPDX-License-Identifier: EUPL-1.2
"""The way down, and back up: France › région › département › EPCI."""

import streamlit as st

from governance.bootstrap import Application
from governance.territories.perimeter import layers_within, trail
from governance.territories.territory import Territory
from governance.ui.atlas.address import go_to
from governance.ui.language import plain, t


def breadcrumb(app: Application, here: Territory | None) -> None:
    """Each rung above as a button; the last one is where the map is."""
    steps = trail(here, app.territories)
    if not steps:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="breadcrumb", gap="small"):
        st.button(
            t("atlas.france"), key="up-france", type="tertiary", icon=":material/public:", on_click=go_to, args=(None,)
        )
        for step in steps[:-1]:
            st.markdown("›", width="content")
            st.button(plain(step.name), key=f"up-{step.id}", type="tertiary", on_click=go_to, args=(step.id,))
        st.markdown(f"› **{plain(app.territories.label(steps[-1]))}**", width="content")


def ways_down(territory: Territory, here: Territory | None) -> None:
    """What a territory offers to show of its inside: one button for each rung below."""
    if territory.layer == "commune" or (here is not None and territory.id == here.id):
        return
    with st.container(horizontal=True, key="ways-down", gap="small"):
        for layer in layers_within(territory):
            st.button(
                t(f"atlas.down.{layer}"),
                key=f"down-{layer}",
                icon=":material/zoom_in_map:",
                on_click=go_to,
                args=(territory.id, layer),
            )
