# SPDX-License-Identifier: EUPL-1.2
"""From a territory to its assessment."""

from typing import Literal

import streamlit as st

from governance.bootstrap import application
from governance.questionnaire.model import Form, Questionnaire
from governance.territories.territory import Territory
from governance.ui import dossier, navigation, territory_picker
from governance.ui.editions import questionnaire_to_answer
from governance.ui.faults import explained
from governance.ui.language import plain, t, text


def start_assessment() -> None:
    """Choose a territory, then a form; leads to the questionnaire."""
    with st.container(border=True, key="start"):
        st.subheader(t("home.choose"), anchor=False)
        territory = territory_picker.pick_territory()
        if territory is None:
            st.caption(t("home.no_account"))
            return
        st.markdown(f"{t('home.selected')} **{plain(territory_picker.name(territory))}**")
        st.caption(plain(territory_picker.details(territory)))
        with explained():
            ways_in(questionnaire_to_answer(), territory)
        st.button(t("home.other_territory"), type="tertiary", on_click=territory_picker.forget, icon=":material/undo:")


def ways_in(questionnaire: Questionnaire, territory: Territory) -> None:
    """A button for each form that the questionnaire has; a sentence when it asks nothing of such an authority."""
    if not any(questionnaire.asked("full", territory.tier)):
        st.info(t("versions.other_tiers", title=text(questionnaire.title)), icon=":material/block:")
    elif questionnaire.has_flash:
        begin("flash", questionnaire, territory, "primary")
        begin("full", questionnaire, territory, "secondary")
        st.caption(t("home.begin_hint"))
    else:
        begin("full", questionnaire, territory, "primary", "versions.begin")


def begin(
    form: Form,
    questionnaire: Questionnaire,
    territory: Territory,
    kind: Literal["primary", "secondary"],
    label: str | None = None,
) -> None:
    """The button that opens the questionnaire in a form."""
    count = sum(1 for _ in questionnaire.asked(form, territory.tier))
    if st.button(t(label or f"home.begin_{form}", count=count), key=f"begin-{form}", type=kind, width="stretch"):
        with explained():
            assessments = application().assessments
            edition = questionnaire.id, questionnaire.version
            head = assessments.open(territory.id, form, dossier.author(), edition)
            if head.form != form:
                assessments.change_form(head.id, form)
            dossier.work_on(head.id)
            navigation.go("assessment", dossier=head.id)
