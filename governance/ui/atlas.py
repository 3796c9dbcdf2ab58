# SPDX-License-Identifier: EUPL-1.2
"""The map and the territory beside it. Clicking the map and choosing in the list do the same thing."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from governance.bootstrap import Application
from governance.questionnaire.model import Form, Questionnaire
from governance.services.results import LayerScores
from governance.territories.reference import Territories
from governance.territories.territory import Layer as TerritoryLayer
from governance.territories.territory import Territory
from governance.ui import navigation, territory_picker
from governance.ui.document import narrow
from governance.ui.editions import questionnaire_name
from governance.ui.figures import MAP_OPTIONS, show_figure, show_sentence, show_table, theme
from governance.ui.language import current, plain, t, text
from governance.ui.map_layers import OutlinedLayer, circle_layer, frames, outline_layer, source_words
from governance.ui.provenance import provenance_note
from governance.views.map import Sheet, score_map
from governance.views.map_layer import Layer
from governance.views.radar import radar
from governance.views.view import View
from governance.web.outlines import has_outlines

# Pixels that the map may count on: a phone, or the column beside the portrait.
MAP_WIDTH = {True: 340, False: 620}
SELECTED = "territoire"
LAYERS: tuple[OutlinedLayer, ...] = ("departement", "region")
FORMS: tuple[Form, ...] = ("flash", "full")


@dataclass(frozen=True, slots=True)
class MapChoice:
    """What the map shows."""

    layer: OutlinedLayer
    figure: str
    form: Form
    circles: bool
    title: str


def choose_map(questionnaire: Questionnaire) -> MapChoice:
    """The quiet row of choices above the map."""
    titles = {"index": t("map.index"), **{c.id: text(c.title) for c in questionnaire.challenges}}
    with st.container(horizontal=True, vertical_alignment="bottom", key="map-choices"):
        figure = st.selectbox(
            t("map.figure"), list(titles), format_func=lambda key: titles[key], key="figure", width=320
        )
        layer = st.segmented_control(
            t("map.layer"), layers_on_offer(), default=LAYERS[0], required=True, key="layer",
            format_func=lambda key: t(f"map.layers.{key}"),
        )  # fmt: skip
        form = choose_form() if questionnaire.has_flash else FORMS[1]
        circles = st.toggle(t("map.circles"), key="circles", value=True)
    # EPCI that are filled need no circle over them.
    circles = circles and layer != "epci"
    return MapChoice(layer, figure, form, circles, f"{titles[figure]} · {t(f'map.layers.{layer}')}")


def layers_on_offer() -> tuple[OutlinedLayer, ...]:
    """The layers that can be filled: EPCI too, once the official outlines are installed."""
    return (*LAYERS, "epci") if has_outlines("epci") else LAYERS


def choose_form() -> Form:
    """Whose answers: everybody's to the short form, or those who chose the full one."""
    form: Form = st.segmented_control(
        t("map.form"), FORMS, default=FORMS[0], required=True, key="map-form",
        format_func=lambda key: t(f"map.form_{key}"),
    )  # fmt: skip
    return form


def atlas(app: Application, questionnaire: Questionnaire, chosen: MapChoice) -> View:
    """The map and its sentence; the view, whose table stands below."""
    layers = drawn_layers(app, questionnaire, chosen)
    if any(layer.values["simulated"].any() for layer in layers):
        st.warning(f"**{t('map.simulated')}** — {t('map.simulated_hint')}", icon=":material/science:")
    elif all((layer.values["status"] == "no_answer").all() for layer in layers):
        st.info(f"**{t('map.empty_title')}** {t('map.empty')}", icon=":material/map:")
        navigation.link("home", t("home.demo_title"), ":material/auto_awesome:")
    source = source_words(app.territories, chosen.layer, chosen.form, current())
    sheet = Sheet(chosen.title, source, frame=frames())
    view = score_map(layers, sheet, current(), theme(), highlighted=selected_id(), width=MAP_WIDTH[narrow()])
    st.plotly_chart(
        view.figure,
        theme=None,
        key="map",
        on_select=take_selection,
        selection_mode="points",
        config=MAP_OPTIONS,
        alt=view.alt,
    )
    show_sentence(view)
    which_answers(app, questionnaire, chosen)
    return view


def which_answers(app: Application, questionnaire: Questionnaire, chosen: MapChoice) -> None:
    """Which questionnaire the map is about, and how many authorities answered others, which are not on it."""
    layers: list[TerritoryLayer] = [chosen.layer, "epci"] if chosen.circles else [chosen.layer]
    others = sum(app.results.answers_elsewhere(layer, questionnaire) for layer in layers)
    words = t("versions.map", name=questionnaire_name(questionnaire))
    st.caption(f"{words} {t('versions.map_others', count=others)}" if others else words)


def atlas_table(view: View) -> None:
    """The table of the map, over the whole width."""
    st.caption(t("map.table_hint"))
    show_table(view, decimals=0)


def drawn_layers(app: Application, questionnaire: Questionnaire, chosen: MapChoice) -> list[Layer]:
    """Outlines, circles over them, and the selected territory when it is neither."""
    reference = app.territories
    scores = app.results.latest(chosen.layer, questionnaire, chosen.form)
    layers = [outline_layer(chosen.layer, scores, chosen.figure, reference)]
    if chosen.circles:
        epci = app.results.latest("epci", questionnaire, chosen.form)
        answered = [reference.get(territory_id) for territory_id in epci.territories]
        if answered:
            layers.append(circle_layer(t("map.epci"), answered, epci, chosen.figure, reference))
    selected = selected_territory(reference)
    if selected and not any((layer.values["id"] == selected.id).any() for layer in layers):
        own = app.results.latest(selected.layer, questionnaire, chosen.form)
        layers.append(circle_layer(t("map.own"), [selected], own, chosen.figure, reference))
    return layers


def selected_id() -> str | None:
    """The territory selected, by a click, in the list, or by the address."""
    if SELECTED not in st.session_state:
        st.session_state[SELECTED] = st.query_params.get(SELECTED)
    chosen: str | None = st.session_state[SELECTED]
    return chosen


def selected_territory(reference: Territories) -> Territory | None:
    """The same as a territory; None when there is none of that id."""
    chosen = selected_id()
    return reference.get(chosen) if chosen and chosen in reference.table.numbers else None


def take_selection() -> None:
    """A click on the map selects as the list does."""
    points: list[dict[str, Any]] = st.session_state["map"].selection["points"]
    if points and points[0].get("customdata"):
        st.session_state[SELECTED] = points[0]["customdata"][0]


def territory_panel(app: Application, questionnaire: Questionnaire, chosen: MapChoice) -> None:
    """The list of territories, and the radar of the one selected."""
    reference = app.territories
    # Said again at each run: a run cut short by the next one may have kept it from the browser.
    st.session_state[SELECTED] = selected_id()
    options = listed(reference, chosen, app.results.latest("epci", questionnaire, chosen.form))
    st.selectbox(
        t("map.select"),
        options,
        key=SELECTED,
        index=None,
        placeholder=t("map.select_none"),
        format_func=lambda key: reference.full_label(reference.get(key), current()),
    )
    selected = selected_territory(reference)
    if selected is None and (unknown := selected_id()):
        st.warning(t("map.unknown", territory=plain(unknown)), icon=":material/wrong_location:")
    if selected is None:
        st.query_params.pop(SELECTED, None)
        st.caption(t("map.select_hint"))
        return
    st.query_params[SELECTED] = selected.id
    portrait(app, questionnaire, chosen, selected)


def listed(reference: Territories, chosen: MapChoice, epci: LayerScores) -> list[str]:
    """The ids offered by the list: what the map draws, and the one selected."""
    layers: list[TerritoryLayer] = [chosen.layer]
    options = [territory.id for layer in layers for territory in reference.of_layer(layer) if territory.point]
    options += epci.territories if chosen.circles else ()
    selected = selected_territory(reference)
    return options if selected is None or selected.id in options else [selected.id, *options]


def portrait(app: Application, questionnaire: Questionnaire, chosen: MapChoice, territory: Territory) -> None:
    """One territory: its radar when it answered, the way to begin otherwise."""
    st.subheader(plain(app.territories.label(territory)), anchor=False)
    st.caption(plain(territory_picker.details(territory)))
    place(app.territories, territory)
    scores = app.results.latest(territory.layer, questionnaire, chosen.form)
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


def place(reference: Territories, territory: Territory) -> None:
    """Whether the place on the map is the territory's own."""
    where = reference.locate(territory.id)
    if where is None:
        st.caption(t("results.where_none"))
    elif where.approximate:
        st.caption(t("results.where_approximate", place=plain(reference.label(reference.get(where.owner)))))
