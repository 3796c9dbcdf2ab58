# SPDX-License-Identifier: EUPL-1.2
"""What the map shows: the quiet rows of choices above it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import streamlit as st

from governance.bootstrap import Application
from governance.comparison.classification import MOST_CLASSES, Method
from governance.questionnaire.model import Form, Questionnaire
from governance.territories.perimeter import layers_within
from governance.territories.territory import Layer, Territory
from governance.ui.atlas.address import keep, perimeter, recall
from governance.ui.document import narrow
from governance.ui.editions import questionnaire_to_read
from governance.ui.language import current, t

Kind = Literal["areas", "circles", "levels", "pair"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FORMS: tuple[Form, ...] = ("flash", "full")
CLASSINGS: tuple[Method, ...] = ("fixed", "quantiles", "q6", "jenks", "head_tail", "own")
LIST_WIDTH = 250
FIRST_LAYER: Layer = "departement"


@dataclass(frozen=True, slots=True)
class MapChoice:
    """What the map shows."""

    layer: Layer
    perimeter: Territory | None
    figure: str
    figure_title: str
    kind: Kind
    form: Form
    method: Method = "fixed"
    own: tuple[float, ...] = ()
    context: str | None = None
    """The id of the context indicator that the score is crossed with."""


def choose_map(app: Application, contexts: Callable[[Layer], dict[str, str]]) -> tuple[Questionnaire, MapChoice]:
    """The choices, and the questionnaire that they are about.

    ``contexts`` gives the titles of a layer's context indicators by id, none where there are none.
    """
    here = perimeter(app)
    first = st.container(horizontal=True, vertical_alignment="bottom", key="map-choices")
    # Folded, so that the map itself is in view: what is chosen there is written under it.
    settings = st.expander(t("atlas.settings"), icon=":material/tune:", type="compact", key="map-settings")
    with settings:
        questionnaire = questionnaire_to_read()
        form = choose_form(questionnaire)
    titles = {"index": t("map.index"), **{c.id: c.title.to(current()) for c in questionnaire.challenges}}
    with first:
        figure = listed("figure", "enjeu", titles, t("map.figure"))
        layer = choose_layer(app, here)
        kind = choose_kind()
        context = choose_context(contexts(layer)) if kind == "pair" else keep("contexte", None)
    with settings:
        method, own = choose_classes() if kind in ("areas", "circles") else ("fixed", ())
    return questionnaire, MapChoice(layer, here, figure, titles[figure], kind, form, method, own, context)


def choose_context(contexts: dict[str, str]) -> str | None:
    """What to cross the score with; where there is nothing, how to get something."""
    if not contexts:
        st.info(t("atlas.no_context"), icon=":material/join_inner:")
        return keep("contexte", None)
    return listed("context", "contexte", contexts, t("atlas.context"))


def listed(key: str, parameter: str, titles: dict[str, str], label: str) -> str:
    """A list, whose choice the address keeps."""
    recall(key, parameter, list(titles), next(iter(titles)))
    chosen: str = st.selectbox(label, list(titles), format_func=lambda one: titles[one], key=key, width=LIST_WIDTH)
    keep(parameter, chosen, next(iter(titles)))
    return chosen


def choose_layer(app: Application, here: Territory | None) -> Layer:
    """The layer: the next rung down, unless another is chosen."""
    options = layers_within(here)
    if here is None and app.territories.groupings:
        options = (*options, "grouping")
    default = FIRST_LAYER if FIRST_LAYER in options else options[0]
    recall("layer", "echelon", options, default)
    chosen: Layer | None = st.segmented_control(
        t("map.layer"), options, required=True, key="layer", format_func=layer_name
    )
    keep("echelon", chosen, default)
    return chosen or default


def layer_name(layer: Layer) -> str:
    """A layer's name, short where the row would not hold."""
    return "EPCI" if narrow() and layer == "epci" else t(f"atlas.layers.{layer}")


def choose_kind() -> Kind:
    """How the layer is shown."""
    recall("kind", "vue", KINDS, KINDS[0])
    chosen: Kind | None = st.segmented_control(
        t("atlas.kind"), KINDS, required=True, key="kind", format_func=lambda key: t(f"atlas.kinds.{key}")
    )
    keep("vue", chosen, KINDS[0])
    return chosen or KINDS[0]


def choose_form(questionnaire: Questionnaire) -> Form:
    """Whose answers: everybody's to the short form, or those who chose the full one."""
    if not questionnaire.has_flash:
        return FORMS[1]
    recall("map-form", "formulaire", FORMS, FORMS[0])
    chosen: Form | None = st.segmented_control(
        t("map.form"), FORMS, required=True, key="map-form", format_func=lambda key: t(f"map.form_{key}")
    )
    keep("formulaire", chosen, FORMS[0])
    return chosen or FORMS[0]


def choose_classes() -> tuple[Method, tuple[float, ...]]:
    """How scores are put in classes; with one's own bounds, which they are."""
    recall("classes", "classes", CLASSINGS, CLASSINGS[0])
    chosen: Method = st.selectbox(
        t("atlas.classes"), CLASSINGS, key="classes", width=320, format_func=lambda key: t(f"atlas.methods.{key}"),
        help=t("atlas.classes_help"),
    )  # fmt: skip
    keep("classes", chosen, CLASSINGS[0])
    if chosen != "own":
        return chosen, ()
    if "bounds" not in st.session_state:
        st.session_state["bounds"] = st.query_params.get("bornes", "25 50 75")
    written: str = st.text_input(t("atlas.bounds"), key="bounds", help=t("atlas.bounds_help"), width=320)
    keep("bornes", written)
    own = read_bounds(written)
    if not own:
        st.warning(t("atlas.bounds_wrong", most=MOST_CLASSES - 1), icon=":material/rule:")
        return "fixed", ()
    return "own", own


def read_bounds(written: str) -> tuple[float, ...]:
    """Bounds as people write them, between spaces or semicolons; empty where one cannot be read or there are too many.

    >>> read_bounds("25 ; 50,5 75"), read_bounds("vingt"), read_bounds("150")
    ((25.0, 50.5, 75.0), (), ())
    """
    try:
        found = sorted({float(part.replace(",", ".")) for part in written.replace(";", " ").split()})
    except ValueError:
        return ()
    fits = 0 < len(found) < MOST_CLASSES and found[0] > 0 and found[-1] < 100
    return tuple(found) if fits else ()
