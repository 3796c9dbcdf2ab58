# SPDX-License-Identifier: EUPL-1.2
"""Answers that a room retained, told where the assessment is answered and read: how many voted, how far they agreed."""

import streamlit as st

from governance.assessments.records import AssessmentHead, StoredAnswer
from governance.bootstrap import application
from governance.language import format_date, sentence
from governance.ui import navigation
from governance.ui.language import current, plain, t
from governance.ui.workshop.ending import minutes_address
from governance.views.consensus_words import agreement_words
from governance.views.priorities import priorities_sentence
from governance.workshops.records import Decision


def collective_answers(head: AssessmentHead) -> dict[str, Decision]:
    """The decisions carried over to an assessment, by question; the latest where several sessions bore on one."""
    found: dict[str, Decision] = {}
    for workshop in reversed(application().workshops.of_assessment(head.id)):
        for proposal in application().outcomes.proposals(workshop.id):
            if proposal.confirmed:
                found[proposal.question.id] = proposal.decision
    return found


def collective_line(decision: Decision | None, stored: StoredAnswer | None) -> None:
    """Under a question: that its answer was retained by a room. Nothing once somebody has answered otherwise."""
    if decision is None or stored is None or stored.code != str(decision.level):
        return
    words = t(
        "workshop.collective",
        date=format_date(decision.at.astimezone(), current()),
        votes=sentence("views.workshop.votes", current(), count=decision.after.votes),
        agreement=agreement_words(decision.after.agreement, current()),
    )
    st.caption(f":material/groups: {plain(words)}")
    if decision.dissent:
        st.caption(t("workshop.collective_dissent", dissent=plain(decision.dissent)))


def collective_note(head: AssessmentHead, answers: dict[str, StoredAnswer]) -> None:
    """On the restitution: how many of its answers a room retained, and the minutes that say how."""
    decisions = collective_answers(head)
    held = [q for q, decision in decisions.items() if q in answers and answers[q].code == str(decision.level)]
    if not held:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="collective"):
        st.caption(f":material/groups: {t('workshop.collective_count', count=len(held))}", width="content")
        for workshop in application().workshops.of_assessment(head.id):
            if any(line.decision.confirmed_at for line in application().outcomes.proposals(workshop.id)):
                day = format_date(workshop.created_at.astimezone(), current())
                label = t("workshop.minutes_of", date=day)
                st.link_button(label, minutes_address(workshop), type="tertiary", icon=":material/description:")


def room_priorities(head: AssessmentHead) -> None:
    """Beside the next steps: what a room put first, and the way to the plan; the latest session that voted on it."""
    for workshop in application().workshops.of_assessment(head.id):
        result = None if workshop.rehearsing else application().outcomes.priorities(workshop.id)
        if result is None:
            continue
        with st.container(border=True, key="room-priorities"):
            day = format_date(workshop.created_at.astimezone(), current())
            st.markdown(f":material/groups: **{t('workshop.priorities')}** · {day}")
            st.markdown(plain(priorities_sentence(result, current())))
            navigation.link("plan", t("plan.open"), ":material/checklist:", dossier=head.id, vue="board")
        return
