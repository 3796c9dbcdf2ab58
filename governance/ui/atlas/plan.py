# SPDX-License-Identifier: EUPL-1.2
"""The map itself on the page: title, canvas, legend, sentence, sources; and what a click does."""

import streamlit as st

from governance.bootstrap import Application
from governance.questionnaire.model import Questionnaire
from governance.territories.perimeter import layers_within
from governance.ui.atlas.address import choose, chosen, go_to
from governance.ui.atlas.canvas import chosen_on, opened_on, show_canvas
from governance.ui.atlas.panel import adding
from governance.ui.atlas.showing import ShownMap, drawing_of
from governance.ui.atlas.words import notices, source_words, which_answers
from governance.ui.language import plain

MAP = "atlas-map"


def plan(app: Application, questionnaire: Questionnaire, shown: ShownMap) -> None:
    """The map with all that is written around it."""
    notices(shown)
    st.markdown(f"#### {plain(shown.title)}")

    def take_opened() -> None:
        open_territory(app, opened_on(MAP))

    show_canvas(drawing_of(shown, app, chosen()), take_chosen, take_opened, key=MAP)
    st.markdown(plain(shown.sentence))
    st.caption(plain(source_words(app, shown)))
    st.caption(which_answers(app, questionnaire, shown.choice))


def take_chosen() -> None:
    """A click or a frame on the map chooses as the list does."""
    ids, added = chosen_on(MAP)
    choose(ids, added=added or adding())


def open_territory(app: Application, identifier: str | None) -> None:
    """A double click goes down, where there is something below."""
    if identifier is None or identifier not in app.territories:
        return
    below = layers_within(app.territories.get(identifier))
    if below:
        go_to(identifier, below[0])
