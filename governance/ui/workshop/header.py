# SPDX-License-Identifier: EUPL-1.2
"""The top of the console: whose session it is, whether it is only rehearsed, and which device leads it."""

from functools import partial

import streamlit as st

from governance.bootstrap import application
from governance.language import format_date
from governance.ui import dossier
from governance.ui.language import current, plain, t
from governance.ui.workshop import address
from governance.ui.workshop.acting import act
from governance.ui.workshop.device import this_device
from governance.workshops.views import ConsoleView

VOTERS = 24


def header(view: ConsoleView) -> bool:
    """Draw it; returns whether this device leads."""
    workshop = view.workshop
    day = format_date(workshop.created_at.astimezone(), current())
    st.caption(f"{t('workshop.title')} · {day}")
    st.title(plain(view.room.territory), anchor=False)
    rehearsal(view)
    return leading(view)


def rehearsal(view: ConsoleView) -> None:
    """Said at the top as long as it lasts, with the one button that purges it; offered before anybody has come."""
    workshops, workshop, by = application().workshops, view.workshop, address.facilitator(view.workshop)
    if workshop.rehearsing:
        st.warning(f"**{t('workshop.rehearsal')}** — {t('workshop.rehearsal_hint')}", icon=":material/science:")
        st.button(
            t("workshop.purge"),
            key="workshop-purge",
            icon=":material/delete_sweep:",
            on_click=act,
            args=(partial(workshops.purge, workshop.id, by=by),),
        )
    elif view.room.state == "waiting":
        with st.container(horizontal=True, vertical_alignment="center", key="workshop-rehearsal"):
            st.button(
                t("workshop.rehearse"),
                key="workshop-rehearse",
                type="tertiary",
                icon=":material/science:",
                help=t("workshop.rehearse_hint"),
                on_click=act,
                args=(partial(workshops.rehearse, workshop.id, VOTERS, by=by),),
            )


def leading(view: ConsoleView) -> bool:
    """Whether the main button is this device's. Another may take over: the first then sees that it did."""
    device, workshop = this_device(), view.workshop
    if workshop.ended or not workshop.driver or workshop.driver == device:
        return True
    with st.container(border=True, key="workshop-elsewhere"):
        name = plain(workshop.driver_name) or t("workshop.somebody")
        st.markdown(f":material/devices: {t('workshop.led_elsewhere', name=name)}")
        st.button(
            t("workshop.take_over"),
            key="workshop-take-over",
            icon=":material/front_hand:",
            on_click=act,
            args=(partial(application().workshops.take_over, workshop.id, device, dossier.author()),),
        )
    return False
