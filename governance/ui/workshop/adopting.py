# SPDX-License-Identifier: EUPL-1.2
"""Levels retained become answers of the assessment: the pilot sees each beside the present answer, and chooses."""

from functools import partial

import streamlit as st

from governance.bootstrap import application
from governance.ui import dossier, navigation
from governance.ui.language import current, plain, t, text
from governance.ui.visitor import sees_everything
from governance.ui.workshop.acting import act
from governance.views.consensus_words import vote_words
from governance.workshops.minutes import Proposal
from governance.workshops.views import ConsoleView

DONE = "workshop-adopted"


def adopting(view: ConsoleView) -> None:
    """The levels retained, open once the session has ended; a rehearsal changes nothing, nor does who only leads."""
    if not sees_everything():
        return
    if not any(line.decision for line in view.questions):
        if view.room.ended:
            st.caption(t("workshop.adopt_nothing"))
        return
    folded = st.expander(
        t("workshop.adopt"),
        expanded=view.room.ended,
        icon=":material/move_to_inbox:",
        on_change="rerun",
        key=f"workshop-adopt-{'ended' if view.room.ended else 'running'}",
    )
    if not folded.open:
        return
    with folded:
        if view.workshop.rehearsing:
            st.info(t("workshop.adopt_rehearsal"), icon=":material/science:")
            return
        choose(view, application().outcomes.proposals(view.workshop.id))


def choose(view: ConsoleView, proposals: list[Proposal]) -> None:
    """One card a question, then one button for all that is ticked."""
    if count := st.session_state.pop(DONE, 0):
        st.success(t("workshop.adopt_done", count=count), icon=":material/check:")
    st.markdown(t("workshop.adopt_hint"))
    waiting = [proposal for proposal in proposals if not proposal.confirmed]
    if len(waiting) > 1:
        st.button(
            t("workshop.adopt_all"), key="workshop-adopt-all", on_click=tick, args=(view, waiting), type="tertiary"
        )
    picked = [proposal for proposal in proposals if proposal_card(view, proposal)]
    with st.container(horizontal=True, vertical_alignment="center"):
        if waiting:
            st.button(
                t("workshop.adopt_save", count=len(picked)),
                key="workshop-adopt-save",
                type="primary" if view.room.ended else "secondary",
                icon=":material/move_to_inbox:",
                disabled=not picked,
                on_click=act,
                args=(partial(adopt, view, picked),),
            )
        head = view.workshop.assessment_id
        navigation.link("assessment", t("workshop.adopt_open"), ":material/edit_note:", dossier=head)
        navigation.link("results", t("plan.results"), ":material/radar:", dossier=head)
    longer_form(view, proposals)


def proposal_card(view: ConsoleView, proposal: Proposal) -> bool:
    """A level retained beside the present answer; returns whether it is ticked. Already the answer: nothing to tick."""
    question, decision = proposal.question, proposal.decision
    with st.container(border=True, key=f"workshop-proposal-{question.id}"):
        st.markdown(f"**{text(question.title)}**")
        before, after = st.columns(2, gap="medium")
        with before:
            st.caption(t("workshop.adopt_present"))
            st.markdown(present_words(proposal))
        with after:
            st.caption(t("workshop.adopt_retained"))
            st.markdown(f"**{decision.level}** · {text(question.levels[decision.level])}")
            st.caption(vote_words(decision.after, current()))
        if proposal.confirmed:
            st.caption(f":material/check: {t('workshop.adopt_confirmed')}")
            return False
        return st.checkbox(
            t("workshop.adopt_replace" if proposal.differs else "workshop.adopt_pick"),
            key=pick_key(view, proposal),
        )


def pick_key(view: ConsoleView, proposal: Proposal) -> str:
    """The session key of a tick; another decision, or another present answer, asks anew."""
    place = f"{proposal.question.id}:{proposal.decision.revision}:{proposal.expected_version}"
    return f"workshop-pick:{view.workshop.id}:{place}"


def tick(view: ConsoleView, proposals: list[Proposal]) -> None:
    """Tick them all; nothing is stored before the button below is pressed."""
    for proposal in proposals:
        st.session_state[pick_key(view, proposal)] = True


def present_words(proposal: Proposal) -> str:
    """The answer that the assessment has now."""
    code = proposal.present.code if proposal.present else None
    if code is None:
        return t("workshop.adopt_none")
    levels = proposal.question.levels
    known = code.isdecimal() and int(code) < len(levels)
    if known:
        return f"**{code}** · {text(levels[int(code)])}"
    return {"NSP": t("assessment.dont_know"), "NC": t("assessment.not_applicable")}.get(code, plain(code))


def adopt(view: ConsoleView, picked: list[Proposal]) -> None:
    """Store what was ticked. Somebody's answer of meanwhile is never overwritten: it is shown, to choose again."""
    seen = {proposal.question.id: proposal.expected_version for proposal in picked}
    by = dossier.author() or view.workshop.author
    st.session_state[DONE] = len(application().outcomes.confirm(view.workshop.id, seen, by=by, language=current()))


def longer_form(view: ConsoleView, proposals: list[Proposal]) -> None:
    """Answers to questions of the full form count only there: offered, never done in silence."""
    assessments = application().assessments
    head = assessments.find(view.workshop.assessment_id).head
    questionnaire = assessments.questionnaire(head)
    beyond = [p for p in proposals if p.confirmed and not questionnaire.question(p.question.id).flash]
    if head.form == "flash" and beyond:
        st.info(t("workshop.adopt_form"), icon=":material/info:")
        st.button(
            t("workshop.adopt_form_now"),
            key="workshop-form",
            on_click=act,
            args=(partial(assessments.change_form, head.id, "full"),),
        )
