# SPDX-License-Identifier: EUPL-1.2
"""One question: its levels as choices, what helps to answer, and whether the answer is stored."""

from collections.abc import Iterable
from datetime import UTC, datetime

import streamlit as st

from governance.assessments.records import StoredAnswer
from governance.errors import ConflictError
from governance.language import format_date, format_time
from governance.plans.records import PlannedAction
from governance.questionnaire.answer import DONT_KNOW, NO_ITEM, NOT_APPLICABLE
from governance.questionnaire.model import Question
from governance.ui.answer_state import VALUE, AnswerState
from governance.ui.glossary import texts_of, words_of
from governance.ui.language import current, plain, t, text
from governance.ui.plan_recall import recall_lines
from governance.ui.workshop.collective import collective_line
from governance.workshops.records import Decision


def question_card(
    state: AnswerState,
    stored: StoredAnswer | None,
    rank: int,
    count: int,
    *,
    frozen: bool,
    plan: Iterable[PlannedAction] = (),
    collective: Decision | None = None,
) -> None:
    """Ask one question, and recall what is planned for it and what a room retained. ``frozen``: not to be changed."""
    question = state.question
    state.follow(stored)
    with st.container(border=True, key=f"card-{question.id}"):
        heading(question, rank, count)
        ask(state, frozen=frozen)
        saved_line(state, stored)
        collective_line(collective, stored)
        recall_lines(question, plan)
        guidance(state)
        if not frozen:
            details(state)


def heading(question: Question, rank: int, count: int) -> None:
    """Where the question stands."""
    words = t("assessment.question", rank=rank, count=count)
    if question.core:
        st.caption(f"{words} · {t('assessment.core')}", help=t("assessment.core_help"))
    else:
        st.caption(words)


def ask(state: AnswerState, *, frozen: bool) -> None:
    """The choices, and the field that the chosen one needs."""
    question = state.question
    in_a_row = question.kind != "level"
    place = st.container(key=f"row-{question.id}") if in_a_row else st
    place.radio(
        text(question.title),
        choices(question),
        key=state.key("choice"),
        index=None,
        format_func=lambda choice: choice_label(question, choice),
        on_change=state.choose,
        disabled=frozen,
        # The field of the first choice then stands right below it.
        horizontal=in_a_row,
        persist_state="session",
    )
    choice = state.get("choice")
    if choice == NOT_APPLICABLE:
        st.text_input(
            t("assessment.reason"),
            key=state.key("reason"),
            on_change=state.save,
            help=t("assessment.reason_hint"),
            disabled=frozen,
            persist_state="session",
        )
    if choice == VALUE:
        ask_value(state, frozen=frozen)


def choices(question: Question) -> list[str]:
    """The codes offered: levels, "I have a value" or "nothing of the list", then the two ways not to give one."""
    offered = {
        "level": [str(rank) for rank in range(len(question.levels))],
        "number": [VALUE],
        "checklist": [VALUE, NO_ITEM],
    }[question.kind]
    return [*offered, DONT_KNOW, *([NOT_APPLICABLE] if question.not_applicable else [])]


def choice_label(question: Question, choice: str) -> str:
    """The words of a choice: for a level, its number and its full descriptor."""
    if choice == DONT_KNOW:
        return t("assessment.dont_know")
    if choice == NOT_APPLICABLE:
        return t("assessment.not_applicable")
    if choice == NO_ITEM:
        return t("assessment.no_item")
    if choice == VALUE:
        return t("assessment.number" if question.kind == "number" else "assessment.items")
    return f"**{choice}** · {text(question.levels[int(choice)].title)}"


def ask_value(state: AnswerState, *, frozen: bool) -> None:
    """The number, or the items held."""
    question = state.question
    if question.kind == "number":
        st.number_input(
            t("assessment.number_in", unit=text(question.unit)) if question.unit else t("assessment.number"),
            key=state.key("number"),
            value=None,
            min_value=question.least,
            max_value=question.most,
            step=1.0,
            format="%g",
            on_change=state.save,
            disabled=frozen,
            persist_state="session",
        )
    for item in question.items:
        st.checkbox(
            text(item.title),
            key=state.key(f"item-{item.id}"),
            on_change=state.save,
            disabled=frozen,
            persist_state="session",
        )


def saved_line(state: AnswerState, stored: StoredAnswer | None) -> None:
    """Whether the answer is in the store, and what to do if it is not."""
    fault = state.fault
    if isinstance(fault, ConflictError):
        resolve(state, fault)
    elif fault:
        st.error(t("assessment.not_saved", reason=plain(fault.message(current()))), icon=":material/cloud_off:")
        st.button(t("assessment.retry"), key=state.key("retry"), on_click=state.save, icon=":material/refresh:")
    elif state.waits_for_reason:
        st.caption(f":material/edit: {t('assessment.reason_needed')}")
    elif state.waits_for_value:
        needed = "assessment.number_needed" if state.question.kind == "number" else "assessment.items_needed"
        st.caption(f":material/edit: {t(needed)}")
    elif stored and stored.code is not None:
        st.caption(f":material/check: {saved_words(stored.at, stored.author)}")
    else:
        st.caption(t("assessment.not_answered"))


def saved_words(moment: datetime, author: str) -> str:
    """When something was stored, and by whom where they said so."""
    at = moment.astimezone()
    if at.date() != datetime.now(UTC).astimezone().date():
        return t("assessment.saved_on", date=format_date(at, current()))
    time = format_time(at, current())
    return t("assessment.saved_by", time=time, author=plain(author)) if author else t("assessment.saved", time=time)


def resolve(state: AnswerState, conflict: ConflictError) -> None:
    """Two people answered at once: show both, and let this one choose."""
    theirs: StoredAnswer | None = conflict.values["theirs"]
    mine: StoredAnswer = conflict.values["mine"]
    at = conflict.values["when"].astimezone() if theirs else datetime.now().astimezone()
    who = plain(conflict.values.get("who") or "") or t("assessment.unnamed")
    st.warning(
        t("assessment.conflict", who=who, date=format_date(at, current()), time=format_time(at, current())),
        icon=":material/group:",
    )
    st.markdown(t("assessment.theirs", answer=code_label(state.question, theirs.code if theirs else None)))
    st.markdown(t("assessment.mine", answer=code_label(state.question, mine.code)))
    with st.container(horizontal=True):
        st.button(t("assessment.keep_theirs"), key=state.key("theirs"), on_click=state.keep_theirs)
        st.button(t("assessment.keep_mine"), key=state.key("mine"), on_click=state.keep_mine)


def code_label(question: Question, code: str | None) -> str:
    """An answer's code in words."""
    if code is None:
        return t("assessment.no_answer")
    known = question.kind == "level" or code in {DONT_KNOW, NOT_APPLICABLE, NO_ITEM}
    return choice_label(question, code) if known else plain(code)


def guidance(state: AnswerState) -> None:
    """What helps to answer, folded, and drawn only once unfolded: each thing drawn is sent again at each answer."""
    question = state.question
    if not (question.help or question.evidence):
        return
    folded = st.expander(
        t("assessment.help"), icon=":material/help:", type="compact", on_change="rerun", key=state.key("help")
    )
    if not folded.open:
        return
    with folded:
        words = text(question.help)
        if question.evidence:
            examples = "\n".join(f"- {text(example)}" for example in question.evidence)
            words += f"\n\n**{t('assessment.evidence_examples')}**\n{examples}"
        st.markdown(words)
        words_of(texts_of(question), name=t("glossary.question"), key=state.key("words"))


def details(state: AnswerState) -> None:
    """Comment, evidence, and taking the answer back. Drawn only once unfolded: most people never do."""
    folded = st.expander(
        t(details_name(state)),
        icon=":material/attach_file:",
        type="compact",
        on_change="rerun",
        key=state.key("details"),
    )
    if not folded.open:
        return
    with folded:
        st.text_area(
            t("assessment.comment"),
            key=state.key("comment"),
            help=t("assessment.comment_hint"),
            on_change=state.save,
            persist_state="session",
        )
        st.text_input(
            t("assessment.evidence"),
            key=state.key("evidence"),
            help=t("assessment.evidence_hint"),
            on_change=state.save,
            persist_state="session",
        )
        if state.get("choice") is not None:
            st.button(t("assessment.clear"), key=state.key("clear"), on_click=state.clear, type="tertiary")


def details_name(state: AnswerState) -> str:
    """Whether the folded part says that it is filled. It changes only while folded: for Streamlit a part of another
    name is another part, which would fold, and lose what is being typed, as soon as a first comment is stored.
    """
    if not state.get("details"):
        filled = state.text("comment") or state.text("evidence")
        state.put("details-name", "assessment.details_filled" if filled else "assessment.details")
    return str(state.get("details-name"))
