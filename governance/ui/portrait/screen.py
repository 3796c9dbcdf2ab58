# SPDX-License-Identifier: EUPL-1.2
"""The portrait as a whole: the territory, then the view that the reader chose."""

from collections.abc import Callable

import streamlit as st

from governance.services.comparison import Standing
from governance.ui.editions import questionnaire_to_read
from governance.ui.portrait.beside import beside_view
from governance.ui.portrait.calls import calls_view
from governance.ui.portrait.context import context_view
from governance.ui.portrait.identity import choose_form, forms_answered, identity, no_answer, ways_on
from governance.ui.portrait.past import evolution_view
from governance.ui.portrait.place import place_view
from governance.ui.portrait.similar import similar_view, standing_of
from governance.ui.portrait.subject import require_territory
from governance.ui.view_choice import choose_view

VIEWS: dict[str, Callable[[Standing], None]] = {
    "similar": similar_view,
    "place": place_view,
    "beside": beside_view,
    "evolution": evolution_view,
    "calls": calls_view,
    "context": context_view,
}


def portrait() -> None:
    """The portrait of the territory that the address names."""
    territory = require_territory()
    identity(territory)
    with st.container(horizontal=True, vertical_alignment="bottom", key="portrait-choices"):
        questionnaire = questionnaire_to_read()
        form = choose_form(forms_answered(territory, questionnaire))
    standing = standing_of(territory, questionnaire, form)
    ways_on(standing, questionnaire)
    if standing.row is None:
        no_answer(standing, questionnaire)
    VIEWS[choose_view("portrait", tuple(VIEWS))](standing)
