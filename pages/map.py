# SPDX-License-Identifier: EUPL-1.2
"""Carte: who answered, who stands where; a territory and its radar beside the map."""

from functools import partial

import streamlit as st

from governance.bootstrap import application
from governance.ui.atlas.address import begin
from governance.ui.atlas.breadcrumb import breadcrumb
from governance.ui.atlas.choice import choose_map
from governance.ui.atlas.contexts import context_of, contexts_at_hand
from governance.ui.atlas.downloads import downloads
from governance.ui.atlas.panel import territory_panel
from governance.ui.atlas.plan import plan
from governance.ui.atlas.showing import showing
from governance.ui.atlas.table import map_table_below
from governance.ui.language import t
from governance.ui.navigation import link
from governance.ui.outlines import outline_notice

app = application()
st.title(t("map.title"), anchor=False)
begin()
questionnaire, choice = choose_map(app, partial(contexts_at_hand, app))
breadcrumb(app, choice.perimeter)
shown = showing(app, questionnaire, choice, context_of(app, choice))
map_side, panel_side = st.columns([2, 1], gap="medium")
with map_side:
    plan(app, questionnaire, shown)
with panel_side:
    territory_panel(app, questionnaire, shown)
map_table_below(shown)
downloads(app, questionnaire, shown)
outline_notice()
link("data", t("data.manage"), icon=":material/upload:")
