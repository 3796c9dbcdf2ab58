# SPDX-License-Identifier: EUPL-1.2
"""Carte: who answered, who stands where; a territory and its radar beside the map."""

import streamlit as st

from governance.bootstrap import application
from governance.ui.atlas import atlas, atlas_table, choose_map, territory_panel
from governance.ui.editions import questionnaire_to_read
from governance.ui.language import t
from governance.ui.navigation import link
from governance.ui.outlines import outline_notice

app = application()
st.title(t("map.title"), anchor=False)
questionnaire = questionnaire_to_read()
chosen = choose_map(questionnaire)
plan, panel = st.columns([2, 1], gap="medium")
with plan:
    view = atlas(app, questionnaire, chosen)
with panel:
    territory_panel(app, questionnaire, chosen)
atlas_table(view)
outline_notice()
link("data", t("data.manage"), icon=":material/upload:")
