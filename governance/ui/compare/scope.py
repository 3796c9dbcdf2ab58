# SPDX-License-Identifier: EUPL-1.2
"""What is compared: which territories, where, on which challenge, from which answers. All of it in the address."""

from dataclasses import dataclass, replace

import streamlit as st

from governance.bootstrap import application
from governance.language import format_number, format_percent
from governance.questionnaire.model import Form, Questionnaire
from governance.services.solidarity import Perimeter, Scope
from governance.territories.territory import Layer
from governance.ui.compare.areas import FRANCE, area_name, areas_of, grouping_note
from governance.ui.language import current, plain, t

LAYERS: tuple[Layer, ...] = ("epci", "commune", "departement")
FORMS: tuple[Form, ...] = ("flash", "full")
INDEX = "index"


@dataclass(frozen=True, slots=True)
class Compared:
    """What the reader chose, and who is in it."""

    questionnaire: Questionnaire
    perimeter: Perimeter

    @property
    def scope(self) -> Scope:
        """The choices."""
        return self.perimeter.scope

    @property
    def node_name(self) -> str:
        """The challenge, or the whole, by name."""
        return node_names(self.questionnaire)[self.scope.node_id]

    @property
    def layer_name(self) -> str:
        """What the territories are called together."""
        return t(f"compare.layers.{self.scope.layer}")


def choose_scope(questionnaire: Questionnaire) -> Compared:
    """The quiet row of choices."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="compare-choices"):
        layer: Layer = st.selectbox(
            t("compare.layer"), LAYERS, key=remembered("couche", LAYERS), width=200,
            format_func=lambda each: t(f"compare.layers.{each}"),
        )  # fmt: skip
        areas = areas_of(layer)
        area: str = st.selectbox(
            t("compare.area"), list(areas), key=remembered("perimetre", tuple(areas)), width=320,
            format_func=lambda each: areas[each], help=t("compare.area_hint"),
        )  # fmt: skip
        nodes = node_names(questionnaire)
        node: str = st.selectbox(
            t("map.figure"), list(nodes), key=remembered("enjeu", tuple(nodes)), width=260,
            format_func=lambda each: nodes[each],
        )  # fmt: skip
        form = choose_form(questionnaire)
    scope = Scope(layer, None if area == FRANCE else area, node, form)
    if len(application().solidarity.natures(scope, questionnaire)) > 1:
        # Beside real answers, simulated ones are looked at on demand, by themselves.
        simulated = st.toggle(t("compare.show_simulated"), key="compare-simulated")
        scope = replace(scope, simulated=simulated)
    return Compared(questionnaire, application().solidarity.perimeter(scope, questionnaire))


def remembered(name: str, options: tuple[str, ...]) -> str:
    """The session's key of a list, set from the address at first; the address then follows the list."""
    key = f"compare-{name}"
    wanted = st.query_params.get(name)
    if wanted in options and wanted != st.session_state.get(f"{key}-address"):
        st.session_state[key] = wanted
    if st.session_state.get(key, st.session_state.get(f"{key}-address")) not in options:
        st.session_state[key] = options[0]
    # Said again at each run: on another page the list was forgotten.
    st.session_state[key] = st.session_state.get(key, st.session_state.get(f"{key}-address"))
    st.query_params[name] = st.session_state[f"{key}-address"] = st.session_state[key]
    return key


def node_names(questionnaire: Questionnaire) -> dict[str, str]:
    """The whole, then each challenge, by id."""
    return {INDEX: t("map.index")} | {each.id: each.title.to(current()) for each in questionnaire.challenges}


def choose_form(questionnaire: Questionnaire) -> Form:
    """Whose answers: everybody's to the short form, or those who chose the full one."""
    if not questionnaire.has_flash:
        return "full"
    form: Form = st.segmented_control(
        t("map.form"), FORMS, default=FORMS[0], required=True, key="compare-form",
        format_func=lambda each: t(f"map.form_{each}"),
    )  # fmt: skip
    return form


def response(compared: Compared) -> None:
    """Who answered, of which nature, and who was left out."""
    among = compared.perimeter.among
    if among.simulated:
        st.warning(f"**{t('compare.simulated')}** — {t('map.simulated_hint')}", icon=":material/science:")
    st.markdown(response_words(compared))
    grouping_note(compared.scope.area)
    edition = compared.questionnaire.id, compared.questionnaire.version
    sources = application().imports.sources_of_layer(compared.scope.layer, edition)
    if sources:
        listed = ", ".join(f"{source} ({format_number(number, current())})" for source, number in sources.items())
        st.caption(plain(t("data.map_sources", sources=listed)))
    if among.left_out:
        st.caption(t(f"portrait.left_out_{'real' if among.simulated else 'simulated'}", count=among.left_out))


def response_words(compared: Compared) -> str:
    """How many answered, as Markdown; that nobody did, or that there is nobody to answer, where that is so."""
    count, total = compared.perimeter.respondents, len(compared.perimeter.territories)
    area, node = plain(area_name(compared.scope.area)), plain(compared.node_name)
    if not total:
        return t("compare.nobody_there", area=area)
    if not count:
        return t("compare.nobody_answered", count=total, total=format_number(total, current()), area=area, node=node)
    shown, whole = (format_number(each, current()) for each in (count, total))
    return t("compare.response", count=shown, total=whole, share=format_percent(count / total, current()), node=node)
