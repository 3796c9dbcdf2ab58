# SPDX-License-Identifier: EUPL-1.2
"""The control bar: where the session stands, the one big button, and the quiet ones under it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from governance.bootstrap import application
from governance.ui.language import t
from governance.ui.workshop import address, retaining
from governance.ui.workshop.acting import act, ask, give_up, pending, told
from governance.ui.workshop.ending import end_form, minutes_address
from governance.ui.workshop.going import go_to
from governance.ui.workshop.live import live
from governance.ui.workshop.steps import FEWEST_OPTIONS, Steps, steps
from governance.workshops.machine import State
from governance.workshops.records import PRIORITIES
from governance.workshops.views import ConsoleView

ICONS = {
    "begin": "play_arrow",
    "open": "how_to_vote",
    "open_priorities": "how_to_vote",
    "close": "front_hand",
    "reveal": "visibility",
    "discuss": "forum",
    "again": "restart_alt",
    "retain": "check_circle",
    "next": "arrow_forward",
    "priorities": "format_list_numbered",
    "finish": "flag",
}
FORMS = {"retain": "retain", "change": "retain", "finish": "finish"}
"""The steps that first ask something: the form that each opens."""


def control_bar(view: ConsoleView, *, leads: bool) -> None:
    """State, live count and time on one side; on the other the main button, or the form that it has opened."""
    possible = steps(view)
    form = open_form(view, possible) if leads else None
    with st.container(border=True, key="workshop-controls"):
        told()
        left, right = st.columns([1, 1], gap="medium", vertical_alignment="center")
        with left:
            st.subheader(state_words(view), anchor=False)
            live(view)
        with right:
            if leads or view.room.ended:
                buttons(view, possible, form)
        if form == "retain":
            retaining.retain_form(view)
        if form == "finish":
            end_form(view)


def open_form(view: ConsoleView, possible: Steps) -> str | None:
    """The form that the main button has opened, as long as the state allows it: another device may have moved on."""
    allowed = {FORMS[name] for name in (possible.main, *possible.others) if name in FORMS}
    if not view.room.ended and not view.room.open:
        allowed.add("finish")
    return form if (form := pending()) in allowed else None


def state_words(view: ConsoleView) -> str:
    """Where the session stands, in a few words."""
    room = view.room
    state = t(f"workshop.states.{room.state}")
    if room.asked == PRIORITIES:
        return t("workshop.states.priorities_prepared") if room.state == State.PREPARED else state
    return f"{state} · {t('workshop.round', round=room.round)}" if room.round and not room.ended else state


def buttons(view: ConsoleView, possible: Steps, form: str | None) -> None:
    """The big button and what it does; then the quiet ones. While a form is open, its own button is the big one."""
    if form:
        st.button(t("workshop.cancel"), key="workshop-cancel", on_click=give_up, icon=":material/undo:")
        return
    main_button(view, possible.main)
    st.caption(t(f"workshop.hints.{hint_of(view, possible)}"))
    if possible.others:
        with st.container(horizontal=True, key="workshop-quiet"):
            for name in possible.others:
                quiet_button(view, name)


def main_button(view: ConsoleView, name: str) -> None:
    """The one big button of a state. Its key follows the state: a late second press is not that of the next state."""
    with st.container(key="workshop-main"):
        if name == "minutes":
            st.link_button(
                t("workshop.main.minutes"),
                minutes_address(view.workshop),
                type="primary",
                width="stretch",
                icon=":material/description:",
            )
            return
        st.button(
            t(f"workshop.main.{name}"),
            key=f"workshop-main:{view.room.asked}:{view.room.state}:{view.room.round}",
            type="primary",
            width="stretch",
            icon=f":material/{ICONS[name]}:",
            disabled=name == "open_priorities" and len(view.options) < FEWEST_OPTIONS,
            on_click=pressed(view, name),
        )


def quiet_button(view: ConsoleView, name: str) -> None:
    """One of the small buttons."""
    st.button(t(f"workshop.other.{name}"), key=f"workshop-other-{name}", type="tertiary", on_click=pressed(view, name))


def pressed(view: ConsoleView, name: str) -> Callable[[], None]:
    """What a button calls: the step itself, or the form that it needs first."""
    if name in FORMS:
        return partial(ask, FORMS[name])
    return partial(act, call_of(view, name))


def call_of(view: ConsoleView, name: str) -> Callable[[], object]:
    """The service's part in a step. It names its question and its round, so that two devices never act on two."""
    workshops, workshop, by = application().workshops, view.workshop, address.facilitator(view.workshop)
    asked, onward = view.room.asked, view.next_question or PRIORITIES
    number = view.room.round
    calls: dict[str, Callable[[], object]] = {
        "begin": partial(go_to, view, first_question(view), by),
        "close": partial(workshops.close, workshop.id, asked, round_number=number, by=by),
        "reveal": partial(workshops.reveal, workshop.id, asked, round_number=number, by=by),
        "discuss": partial(workshops.discuss, workshop.id, asked, round_number=number, by=by),
        "next": partial(go_to, view, onward, by),
        "skip": partial(go_to, view, onward, by),
        "priorities": partial(go_to, view, PRIORITIES, by),
    }
    if name in {"cancel", "reopen", "undo"}:
        return partial(workshops.back, workshop.id, asked, by=by)
    return calls.get(name) or partial(opened, view, by)


def first_question(view: ConsoleView) -> str:
    """The first question to ask."""
    return view.next_question or view.questions[0].asked.question_id


def opened(view: ConsoleView, by: str) -> None:
    """Open the next round; in a rehearsal the simulated voters answer at once."""
    workshops, workshop_id = application().workshops, view.workshop.id
    workshops.open(workshop_id, view.room.asked, round_number=view.room.round + 1, by=by)
    if view.workshop.rehearsing:
        workshops.simulate_votes(workshop_id, by=by)


def hint_of(view: ConsoleView, possible: Steps) -> str:
    """Which advice fits the state."""
    room = view.room
    if room.asked == PRIORITIES and room.state in {State.PREPARED, State.REVEALED}:
        return f"priorities_{room.state}"
    return "revealed_again" if room.state == State.REVEALED and possible.main == "retain" else room.state
