# SPDX-License-Identifier: EUPL-1.2
"""The top of the portrait: who it is, what it lies in, what of its answers is at hand, and the ways on."""

from urllib.parse import urlencode

import streamlit as st

from governance.bootstrap import application
from governance.language import format_number
from governance.questionnaire.model import Form, Questionnaire
from governance.services.comparison import Standing
from governance.territories.territory import Territory
from governance.ui import navigation, territory_picker
from governance.ui.editions import PARAMETER as EDITION
from governance.ui.language import current, plain, t
from governance.ui.portrait.similar import chosen_respects, offered
from governance.ui.portrait.subject import PARAMETER, other_territory
from governance.ui.provenance import provenance_note
from governance.web.portrait import PEERS

FORMS: tuple[Form, ...] = ("full", "flash")
AROUND = 12
"""Territories around that are linked at most; a grouping may hold a commune among dozens."""


def identity(territory: Territory) -> None:
    """Name, kind, population, members, and the territories that contain it."""
    reference = application().territories
    st.caption(t("portrait.title"))
    st.title(plain(reference.label(territory)), anchor=False)
    st.caption(plain(" · ".join([territory_picker.details(territory), *members(territory)])))
    with st.container(horizontal=True, vertical_alignment="center", key="portrait-around"):
        around = reference.parents(territory.id)
        if around:
            st.markdown(t("portrait.around"), width="content")
        for parent in around[:AROUND]:
            navigation.link("portrait", plain(reference.full_label(parent, current())), **{PARAMETER: parent.id})
        other_territory()
    if any(parent.layer == "grouping" for parent in around) and reference.groupings.credits:
        st.caption(plain(reference.groupings.credits))


def members(territory: Territory) -> list[str]:
    """How many communes it has, in words; nothing for a commune."""
    if territory.layer == "commune":
        return []
    count = len(application().territories.members(territory.id))
    return [t("portrait.members", count=count, shown=format_number(count, current()))] if count else []


def forms_answered(territory: Territory, questionnaire: Questionnaire) -> tuple[Form, ...]:
    """The forms in which a territory can be compared, the full one first."""
    comparison = application().comparison
    return tuple(
        form
        for form in FORMS
        if (form == "full" or questionnaire.has_flash)
        and territory.id in comparison.respondents_like(territory, questionnaire, form).rows
    )


def choose_form(forms: tuple[Form, ...]) -> Form:
    """The answers compared: those to the full form where there are any, unless the reader chooses otherwise."""
    if len(forms) < 2:
        return forms[0] if forms else "flash"
    form: Form = st.segmented_control(
        t("portrait.form"), forms, default=forms[0], required=True, key="portrait-form",
        format_func=lambda key: t(f"map.form_{key}"),
    )  # fmt: skip
    return form


def ways_on(standing: Standing, questionnaire: Questionnaire) -> None:
    """What is simulated is said; then the links to the answers, the map and the page for paper."""
    among = standing.among
    edition = f"{questionnaire.id}@{questionnaire.version}"
    if standing.row is not None and among.simulated:
        st.warning(f"**{t('portrait.simulated')}** — {t('portrait.simulated_hint')}", icon=":material/science:")
    if standing.row is not None:
        provenance_note(among.assessments[standing.row])
    if among.left_out:
        st.caption(t(f"portrait.left_out_{'real' if among.simulated else 'simulated'}", count=among.left_out))
    with st.container(horizontal=True, key="portrait-actions"):
        if standing.row is not None:
            dossier = among.assessments[standing.row]
            navigation.link("results", t("map.open_results"), ":material/radar:", dossier=dossier)
        place = {PARAMETER: standing.territory.id, EDITION: edition}
        navigation.link("map", t("results.where"), ":material/map:", **place)
        paper = urlencode({"questionnaire": edition, "form": among.form, "lang": current(), **criteria()})
        st.link_button(t("results.print"), f"/print/portrait/{standing.territory.id}?{paper}", icon=":material/print:")


def criteria() -> dict[str, str]:
    """What the page for paper must be told of the peers: nothing unless the reader changed who they are."""
    choices = chosen_respects()
    return {} if choices.respects >= set(offered()) else {PEERS: choices.address}


def no_answer(standing: Standing, questionnaire: Questionnaire) -> None:
    """A territory that nobody answered for: what there is to see without it, and the way to begin."""
    territory = standing.territory
    st.info(t("portrait.no_answer", name=plain(territory.name)), icon=":material/edit_note:")
    if standing.group.shown:
        st.markdown(t("portrait.no_answer_peers", count=len(standing.group.members)))
    if any(questionnaire.asked("full", territory.tier)):
        st.button(t("map.open_assessment"), on_click=territory_picker.choose, args=(territory.id,), key="begin-here")
        if st.session_state.get("territory") == territory.id:
            navigation.go("home")
