# SPDX-License-Identifier: EUPL-1.2
"""The territory beside the map: chosen by a click, in the list, or by the address; its radar, and the way down."""

import streamlit as st

from governance.bootstrap import Application
from governance.language import format_number
from governance.questionnaire.model import Questionnaire
from governance.territories.reference import Territories
from governance.territories.territory import Territory
from governance.ui import navigation, territory_picker
from governance.ui.atlas.address import choose, chosen, keep_chosen
from governance.ui.atlas.breadcrumb import ways_down
from governance.ui.atlas.showing import ShownMap
from governance.ui.figures import show_figure, show_sentence, theme
from governance.ui.language import current, plain, t
from governance.ui.provenance import provenance_note
from governance.views.radar import radar

LIST = "territoire"
MOST_FOUND = 300
LONGEST_LIST = 1_500
"""More territories than that are searched for, rather than listed."""


def territory_panel(app: Application, questionnaire: Questionnaire, shown: ShownMap) -> None:
    """The list of territories, and the portrait of the one chosen last."""
    choose_territory(app, shown)
    keep_chosen(app)
    selected = last_chosen(app)
    if selected is None:
        if chosen():
            st.warning(t("map.unknown", territory=plain(chosen()[-1])), icon=":material/wrong_location:")
        st.caption(t("map.select_hint"))
        return
    if len(chosen()) > 1:
        several(app)
    portrait(app, questionnaire, shown, selected)


def last_chosen(app: Application) -> Territory | None:
    """The territory chosen last; None when there is none, or none of that id."""
    ids = chosen()
    return app.territories.get(ids[-1]) if ids and ids[-1] in app.territories else None


def choose_territory(app: Application, shown: ShownMap) -> None:
    """The list of what the map draws; a search where it would be too long."""
    ids: list[str] = shown.layer.values["id"].tolist()
    if len(ids) > LONGEST_LIST:
        search(app, shown)
        return
    names = dict(zip(ids, shown.layer.values["name"], strict=True))
    selected = last_chosen(app)
    if selected is not None and selected.id not in names:
        names = {selected.id: app.territories.label(selected), **names}
    st.session_state[LIST] = selected.id if selected else None
    st.selectbox(
        t("map.select"),
        list(names),
        key=LIST,
        index=None,
        placeholder=t("map.select_none"),
        format_func=lambda key: f"{names[key]} · {app.territories.get(key).kind_label(current())}",
        on_change=take_listed,
    )
    st.toggle(t("atlas.beside"), key="beside", help=t("atlas.beside_help"))


def take_listed() -> None:
    """The list was changed: emptied, it gives up the whole selection."""
    listed = st.session_state[LIST]
    choose([listed] if listed else [], added=bool(listed) and adding())


def adding() -> bool:
    """Whether choices are added to those before."""
    return bool(st.session_state.get("beside"))


def search(app: Application, shown: ShownMap) -> None:
    """A field, and the best matches among what the map draws."""
    query = st.text_input(
        t("map.select"), key="atlas-search", type="search", placeholder=t("map.select_none"), live=True,
        icon=":material/search:",
    )  # fmt: skip
    if len(query.strip()) < territory_picker.SHORTEST_QUERY:
        return
    ids = set(shown.layer.values["id"])
    found = app.territories.find(query.strip(), limit=MOST_FOUND, layers=[shown.choice.layer])
    fitting = [match for match in found if match.territory.id in ids][: territory_picker.SHOWN]
    if not fitting:
        st.caption(t("home.nothing_found", query=plain(query)))
    for match in fitting:
        st.button(
            territory_picker.match_label(match),
            key=f"choose-{match.territory.id}",
            on_click=choose,
            args=([match.territory.id],),
            width="stretch",
        )


def several(app: Application) -> None:
    """How many territories are chosen, and the way to give them up."""
    known = [app.territories.get(one) for one in chosen() if one in app.territories]
    people = sum(one.population or 0 for one in known)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(t("atlas.several", count=len(known), people=format_number(people, current())), width="content")
        st.button(
            t("atlas.clear"), key="clear-chosen", type="tertiary", icon=":material/close:", on_click=choose, args=([],)
        )


def portrait(app: Application, questionnaire: Questionnaire, shown: ShownMap, territory: Territory) -> None:
    """One territory: its radar when it answered, the way to begin otherwise."""
    st.subheader(plain(app.territories.label(territory)), anchor=False)
    st.caption(plain(territory_picker.details(territory)))
    place(app.territories, territory, shown)
    ways_down(territory, shown.choice.perimeter)
    scores = app.results.latest(territory.layer, questionnaire, shown.choice.form)
    row = scores.row(territory.id)
    if row is None:
        st.markdown(t("map.no_answer", name=plain(territory.name)))
        st.button(t("map.open_assessment"), on_click=territory_picker.choose, args=(territory.id,), key="begin-here")
        if st.session_state.get("territory") == territory.id:
            navigation.go("home")
        return
    if scores.simulated[row]:
        st.caption(f":material/science: {t('map.simulated')}")
    provenance_note(scores.assessments[row])
    view = radar(scores.scores.profile(row), questionnaire, current(), theme(), name=territory.name, compact=True)
    show_figure(view, "portrait")
    show_sentence(view)
    navigation.link("results", t("map.open_results"), ":material/radar:", dossier=scores.assessments[row])
    navigation.link("portrait", t("portrait.open"), ":material/groups:", territoire=territory.id)


def place(reference: Territories, territory: Territory, shown: ShownMap) -> None:
    """Whether the circle on the map stands at the territory's own place, where it has no outline there."""
    if shown.outlined and (shown.layer.values["id"] == territory.id).any():
        return
    where = reference.locate(territory.id)
    if where is None:
        st.caption(t("results.where_none"))
    elif where.approximate:
        st.caption(t("results.where_approximate", place=plain(reference.label(reference.get(where.owner)))))
