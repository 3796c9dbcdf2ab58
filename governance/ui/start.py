# SPDX-License-Identifier: EUPL-1.2
"""From a territory to its assessment."""

from typing import Literal

import streamlit as st

from governance.bootstrap import application
from governance.questionnaire.model import Form
from governance.territories.territory import Territory
from governance.ui import dossier, navigation, territory_picker
from governance.ui.faults import explained
from governance.ui.language import plain, t


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
        begin("flash", territory, "primary")
        begin("full", territory, "secondary")
        st.caption(t("home.begin_hint"))
        st.button(t("home.other_territory"), type="tertiary", on_click=territory_picker.forget, icon=":material/undo:")


def begin(form: Form, territory: Territory, kind: Literal["primary", "secondary"]) -> None:
    """The button that opens the questionnaire in a form."""
    count = sum(1 for _ in application().questionnaire().asked(form, territory.tier))
    if st.button(t(f"home.begin_{form}", count=count), key=f"begin-{form}", type=kind, width="stretch"):
        with explained():
            assessments = application().assessments
            head = assessments.open(territory.id, form=form, author=dossier.author())
            if head.form != form:
                assessments.change_form(head.id, form)
            dossier.work_on(head.id)
            navigation.go("assessment", dossier=head.id)
