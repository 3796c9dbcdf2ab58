# SPDX-License-Identifier: EUPL-1.2
"""Whom a territory could call, and what for."""

import streamlit as st

from governance.bootstrap import application
from governance.services.comparison import Contact, Standing
from governance.ui import navigation, territory_picker
from governance.ui.language import current, plain, t
from governance.ui.portrait.subject import PARAMETER
from governance.views.pairing_words import alike_words, purpose_words


def calls_view(standing: Standing) -> None:
    """The whole view."""
    st.markdown(t("portrait.calls_what"))
    contacts = application().comparison.whom_to_call(standing)
    if not contacts:
        st.info(t("portrait.calls_none"), icon=":material/call:")
        return
    for contact in contacts:
        contact_card(contact, standing)
    st.caption(t("portrait.calls_order"))


def contact_card(contact: Contact, standing: Standing) -> None:
    """One territory: who it is, on what it can help, and in what it is alike."""
    titles = {challenge.id: challenge.title.to(current()) for challenge in standing.among.questionnaire.challenges}
    called = contact.called
    with st.container(border=True, key=f"call-{called.id}"):
        st.markdown(f"**{plain(territory_picker.name(called))}** · {plain(territory_picker.details(called))}")
        st.markdown(plain(purpose_words([titles[each] for each in contact.challenges], contact.fit.lift, current())))
        if contact.fit.alike:
            st.caption(plain(alike_words(contact.fit.alike, current())))
        navigation.link("portrait", t("portrait.calls_open"), ":material/arrow_forward:", **{PARAMETER: called.id})
