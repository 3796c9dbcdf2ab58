# SPDX-License-Identifier: EUPL-1.2
"""A later version of the questionnaire: what going on with it keeps, asks again and drops, and the way there."""

from collections.abc import Callable, Iterable

import streamlit as st

from governance.assessments.records import AssessmentHead, StoredAnswer
from governance.bootstrap import application
from governance.language import LocalizedText
from governance.questionnaire.answer import read_answer
from governance.questionnaire.carrying import Again
from governance.questionnaire.changes import Correspondence
from governance.questionnaire.model import Question
from governance.services.carrying import Offer, Reminder
from governance.ui import dossier, navigation
from governance.ui.faults import explained
from governance.ui.language import current, plain, t, text
from governance.views import words

JUST_CARRIED = "just-carried"
WITHOUT_VALUE = {"NSP": "assessment.dont_know", "NC": "assessment.not_applicable"}


def later_version(head: AssessmentHead) -> None:
    """A quiet line where a later version is at hand; what it changes is worked out only once unfolded."""
    version = application().carrying.newer(head)
    if version is None:
        return
    folded = st.expander(
        t("versions.newer", version=plain(version)),
        icon=":material/update:",
        on_change="rerun",
        key=f"newer:{head.id}:{version}",
    )
    if not folded.open:
        return
    with folded, explained():
        offer = application().carrying.offer(head.id)
        if offer:
            show_offer(head, offer)


def show_offer(head: AssessmentHead, offer: Offer) -> None:
    """What would become of each answer, and the button."""
    version = plain(offer.between.new.version)
    st.markdown(t("versions.stays", old=plain(offer.between.old.version)))
    if offer.existing:
        st.markdown(t("versions.exists", version=version))
        navigation.link("assessment", t("versions.open"), ":material/arrow_forward:", dossier=offer.existing.id)
        return
    outcome, notes = offer.carried, notes_of(offer.between)
    kept, new = [one.question for one in outcome.kept], outcome.new
    part("versions.kept", (f"{text(question.title)}{notes(question)}" for question in kept))
    part("versions.again", (f"{again_line(again)}{notes(again.question)}" for again in outcome.again))
    part("versions.added", (f"{text(question.title)}{notes(question)}" for question in new))
    part("versions.gone", (f"{answered_line(was, code)}.{notes(was)}" for was, code in outcome.dropped))
    if offer.planned or offer.left:
        st.markdown(t("versions.plan", kept=offer.planned, left=offer.left))
    if st.button(t("versions.carry", version=version), icon=":material/update:", key="carry-over"):
        carry(head)


def part(key: str, lines: Iterable[str]) -> None:
    """One list with its title; nothing when it is empty."""
    if held := list(lines):
        st.markdown(f"**{t(key, count=len(held))}**\n\n" + "\n".join(f"- {line}" for line in held))


def notes_of(between: Correspondence) -> Callable[[Question], str]:
    """What the later version says of a question, old or new; nothing where it says nothing."""
    notes = {q.id: change.note for change in between.changes for q in (*change.old, *change.new) if change.note}
    return lambda question: note_words(notes.get(question.id))


def note_words(note: LocalizedText | None) -> str:
    """A note after what it is about."""
    return f" {text(note)}" if note else ""


def again_line(again: Again) -> str:
    """A question to be asked again, why, and what was said before."""
    reason = t(f"versions.why.{again.why}")
    return f"{text(again.question.title)} — {reason} {said_before(again)}."


def said_before(again: Again) -> str:
    """The old answers, each with its question where there were several or another."""
    if len(again.before) == 1 and again.before[0][0].title == again.question.title:
        return t("versions.said", answer=answer_words(*again.before[0]))
    return ". ".join(answered_line(question, code) for question, code in again.before)


def answered_line(question: Question, code: str) -> str:
    """An old question with its answer."""
    return t("versions.said_to", question=text(question.title), answer=answer_words(question, code))


def answer_words(question: Question, code: str) -> str:
    """An answer as it reads, with or without value."""
    if code in WITHOUT_VALUE:
        return t(WITHOUT_VALUE[code])
    return plain(words.answer_words(question, read_answer(question, code), current()))


def carry(head: AssessmentHead) -> None:
    """Begin the later assessment, or find the one that somebody has just begun, and go there."""
    with explained():
        over = application().carrying.carry(head.id, dossier.author())
        if over.created:
            st.session_state[JUST_CARRIED] = over.head.id
        dossier.work_on(over.head.id)
        navigation.go("assessment", dossier=over.head.id)


def welcome(head: AssessmentHead, kept: int, again: int) -> None:
    """On arrival: how many answers came along, and how many questions wait for theirs."""
    if st.session_state.get(JUST_CARRIED) == head.id:
        del st.session_state[JUST_CARRIED]
        st.success(t("versions.carried", kept=kept, again=again), icon=":material/check:")


def reminders(head: AssessmentHead, answers: dict[str, StoredAnswer]) -> dict[str, Reminder]:
    """By question: what was answered to an earlier version, where it must be answered again and has not been."""
    waiting = application().carrying.reminders(head)
    return {name: one for name, one in waiting.items() if name not in answers or answers[name].code is None}


def remind(reminder: Reminder | None) -> None:
    """Above a question that is asked again: why, and what was said before."""
    if reminder:
        why = t(f"versions.why.{reminder.again.why}")
        version = t("versions.before", version=plain(reminder.version))
        st.caption(f":material/history: {why} {said_before(reminder.again)} {version}.{note_words(reminder.note)}")
