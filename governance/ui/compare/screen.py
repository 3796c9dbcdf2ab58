# SPDX-License-Identifier: EUPL-1.2
"""The comparison as a whole: what is compared, who answered, then the view that the reader chose."""

from collections.abc import Callable

import streamlit as st

from governance.ui.compare.gaps import gap_view
from governance.ui.compare.moving import evolution_view
from governance.ui.compare.pairs import pairing_view
from governance.ui.compare.scope import Compared, choose_scope, response
from governance.ui.compare.solidarity import solidarity_view
from governance.ui.compare.space import space_view
from governance.ui.editions import questionnaire_to_read
from governance.ui.language import t
from governance.ui.view_choice import choose_view

VIEWS: dict[str, Callable[[Compared], None]] = {
    "people": solidarity_view,
    "space": space_view,
    "gap": gap_view,
    "evolution": evolution_view,
    "pairing": pairing_view,
}


def compare() -> None:
    """The comparison that the address names."""
    st.title(t("compare.title"), anchor=False)
    st.markdown(t("compare.what"))
    questionnaire = questionnaire_to_read()
    compared = choose_scope(questionnaire)
    response(compared)
    view = choose_view("compare", tuple(VIEWS))
    # Where nobody is to be compared, that is all there is to say; gaps have tiers of their own.
    if compared.perimeter.territories or view == "gap":
        VIEWS[view](compared)
