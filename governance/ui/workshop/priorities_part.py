# SPDX-License-Identifier: EUPL-1.2
"""The vote on priorities: the actions proposed before it, the points after it, and the way into the plan."""

from functools import partial

import streamlit as st

from governance.bootstrap import application
from governance.plans.stating import LIMITS
from governance.ui import navigation
from governance.ui.document import narrow
from governance.ui.figures import show_figure, show_sentence, show_table, theme
from governance.ui.language import current, plain, t
from governance.ui.visitor import sees_everything
from governance.ui.workshop import address
from governance.ui.workshop.acting import act
from governance.views.priorities import priorities
from governance.workshops.machine import State
from governance.workshops.records import PRIORITIES, Option
from governance.workshops.views import ConsoleView

NEW = "workshop-new-option"


def priorities_front(view: ConsoleView) -> None:
    """While the room votes on priorities."""
    st.header(t("workshop.priorities"), anchor=False)
    if view.room.state == State.PREPARED and view.room.round == 0:
        proposing(view)
    elif view.room.state in {State.OPEN, State.CLOSED}:
        st.markdown("\n".join(f"- {plain(option.title)}" for option in view.options))
    else:
        priorities_result(view)


def proposing(view: ConsoleView) -> None:
    """The actions that the vote will propose: taken out or added, before it opens."""
    st.caption(t("workshop.priorities_hint"))
    by = address.facilitator(view.workshop)
    for option in view.options:
        with st.container(horizontal=True, vertical_alignment="center", key=f"workshop-option-{option.id}"):
            mark = "" if option.step else f" · *{t('workshop.priorities_by_room')}*"
            st.markdown(plain(option.title) + mark)
            st.button(
                t("workshop.priorities_remove"),
                key=f"workshop-remove-{option.id}",
                type="tertiary",
                icon=":material/close:",
                on_click=act,
                args=(partial(application().workshops.remove_option, view.workshop.id, option.id, by=by),),
            )
    if len(view.options) < 2:
        st.info(t("workshop.priorities_none"), icon=":material/info:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(t("workshop.priorities_added"), key=NEW, max_chars=LIMITS["title"], persist_state="session")
        st.button(
            t("workshop.priorities_add"),
            key="workshop-add-option",
            icon=":material/add:",
            on_click=act,
            args=(partial(add, view.workshop.id, by),),
        )


def add(workshop_id: str, by: str) -> None:
    """Add what was typed; the field is emptied once it is stored."""
    title = str(st.session_state.get(NEW) or "").strip()
    if title:
        application().workshops.add_option(workshop_id, title, by=by)
        st.session_state[NEW] = ""


def priorities_result(view: ConsoleView) -> None:
    """Where the points went, and which actions go into the plan."""
    result = application().outcomes.priorities(view.workshop.id)
    if result is None:
        return
    shown = priorities(result, current(), theme(), compact=narrow())
    show_figure(shown, key="workshop-priorities")
    show_sentence(shown)
    show_table(shown, decimals=0)
    if sees_everything() and not view.workshop.rehearsing:
        into_plan(view, [option.id for option, points in result.points if points])


def into_plan(view: ConsoleView, order: list[str]) -> None:
    """One button for each action, in the order of the points; what is planned already says so."""
    if not order:
        return
    options = {option.id: option for option in view.options}
    st.subheader(t("workshop.priorities_plan"), anchor=False)
    for option in (options[option_id] for option_id in order if option_id in options):
        with st.container(horizontal=True, vertical_alignment="center", key=f"workshop-plan-{option.id}"):
            st.markdown(plain(option.title))
            plan_button(view, option)
    navigation.link("plan", t("plan.open"), ":material/checklist:", dossier=view.workshop.assessment_id, vue="board")


def plan_button(view: ConsoleView, option: Option) -> None:
    """« Ajouter au plan », or that it is there."""
    if option.planned:
        st.markdown(f":material/check: {t('workshop.priorities_in_plan')}", width="content")
        return
    by = address.facilitator(view.workshop)
    st.button(
        t("workshop.priorities_to_plan"),
        key=f"workshop-to-plan-{option.id}",
        icon=":material/playlist_add:",
        on_click=act,
        args=(partial(application().outcomes.plan, view.workshop.id, [option.id], by=by, language=current()),),
    )


def has_priorities(view: ConsoleView) -> bool:
    """Whether the session has a vote on priorities that was revealed."""
    return any(line.asked.question_id == PRIORITIES and line.asked.stage.revealed_rounds for line in view.questions)
