# SPDX-License-Identifier: EUPL-1.2
"""Bringing the room in: the QR code to try first, the links of the screen and of a second facilitator, the sheet."""

from functools import partial

import streamlit as st

from governance.bootstrap import application
from governance.ui.language import current, t
from governance.ui.visitor import sees_everything
from governance.ui.workshop import address
from governance.ui.workshop.acting import act
from governance.web.public_address import only_here
from governance.web.workshop.qr import drawn
from governance.web.workshop.qr import join_address as qr_address
from governance.workshops.records import Workshop
from governance.workshops.views import ConsoleView


def invitation(view: ConsoleView) -> None:
    """Open before the first vote, folded afterwards."""
    if view.room.ended:
        return
    folded = st.expander(
        t("workshop.invite_code", code=view.workshop.code),
        expanded=view.room.asked is None,
        icon=":material/qr_code_2:",
        on_change="rerun",
        key=f"workshop-invitation-{'first' if view.room.asked is None else 'later'}",
    )
    if not folded.open:
        return
    with folded:
        left, right = st.columns([2, 3], gap="large")
        with left:
            code(view)
        with right:
            links(view)


def code(view: ConsoleView) -> None:
    """What phones need: the QR code, and the address and code for those who type."""
    join = address.join_address()
    scanned = drawn(qr_address(view.workshop, address.server())).decode()
    st.image(scanned, width=240, alt=t("workshop.qr_alt", address=join))
    st.markdown(f"**{t('workshop.invite_hint')}**")
    if only_here(join):
        st.warning(t("workshop.loopback"), icon=":material/wifi_off:")
    copyable("workshop.join_link", join)


def links(view: ConsoleView) -> None:
    """The room screen, the sheet, a second facilitator. The secret links are to be copied, never projected."""
    workshop = view.workshop
    screen = address.screen_address(workshop)
    with st.container(horizontal=True):
        st.link_button(t("workshop.open_screen"), screen, icon=":material/connected_tv:", type="primary")
        sheet = f"/workshop/{workshop.id}/sheet?lang={current()}"
        st.link_button(t("workshop.sheet"), sheet, icon=":material/print:")
    copyable("workshop.screen_link", screen)
    st.caption(t("workshop.screen_hint"))
    if sees_everything():
        second_facilitator(workshop)


def second_facilitator(workshop: Workshop) -> None:
    """The link that leads this session from another device, and the way to have both secret links die."""
    copyable("workshop.co_facilitator_link", address.console_address(workshop))
    st.caption(t("workshop.co_facilitator_hint"))
    if application().settings.open_to_others:
        st.caption(t("workshop.co_facilitator_only"))
    st.button(
        t("workshop.renew_links"),
        key="workshop-renew",
        type="tertiary",
        icon=":material/key_off:",
        help=t("workshop.renew_links_hint"),
        on_click=act,
        args=(partial(application().workshops.renew_links, workshop.id, by=address.facilitator(workshop)),),
    )


def copyable(name: str, link: str) -> None:
    """A link with its button to copy it."""
    st.markdown(t(name))
    st.code(link, language=None, wrap_lines=True)
