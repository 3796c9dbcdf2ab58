# SPDX-License-Identifier: EUPL-1.2
"""The top and the bottom of the questionnaire: whose it is, how far it is, in which form, and what was changed when."""

import streamlit as st

from governance.assessments.records import AssessmentDetail, Change
from governance.assessments.texts import AUTHOR_LIMIT
from governance.bootstrap import application
from governance.language import format_date, format_time
from governance.questionnaire.model import Form, Questionnaire, Tier
from governance.territories.territory import Territory
from governance.ui import territory_picker
from governance.ui.carry_over import later_version
from governance.ui.editions import name_if_other
from governance.ui.faults import explained
from governance.ui.language import current, plain, t, text
from governance.ui.provenance import provenance_note
from governance.ui.question_card import code_label
from governance.ui.steps import answered, asked

FORMS: tuple[Form, ...] = ("flash", "full")


def assessment_header(detail: AssessmentDetail, questionnaire: Questionnaire, territory: Territory) -> None:
    """Title, overall progress, and the quiet choices."""
    st.caption(t("assessment.title"))
    st.title(plain(territory_picker.name(territory)), anchor=False)
    name_if_other(questionnaire)
    if detail.head.simulated:
        st.warning(t("assessment.simulated"), icon=":material/science:")
    provenance_note(detail.head.id)
    questions = [q for challenge in questionnaire.challenges for q in asked(challenge, detail, territory.tier)]
    done = answered(questions, detail)
    complete = done == len(questions)
    words = (
        t("assessment.progress_complete") if complete else t("assessment.progress", answered=done, asked=len(questions))
    )
    st.progress(done / len(questions) if questions else 0.0, text=words)
    if not detail.head.simulated:
        choices(detail, questionnaire, territory.tier)
        later_version(detail.head)


def choices(detail: AssessmentDetail, questionnaire: Questionnaire, tier: Tier) -> None:
    """The form, and the name under which one answers; drawn only once opened."""
    form = f"assessment.form_now_{detail.head.form}"
    label = t(form if questionnaire.has_flash else "assessment.author")
    opened = st.popover(label, icon=":material/tune:", type="tertiary", on_change="rerun", key="choices")
    if not opened.open:
        return
    counts = {form: sum(1 for _ in questionnaire.asked(form, tier)) for form in FORMS}
    with opened:
        if questionnaire.has_flash:
            # The form in force, also after a change that could not be stored.
            st.session_state["form"] = detail.head.form
            st.radio(
                t("assessment.form"),
                FORMS,
                key="form",
                format_func=lambda form: t(f"assessment.form_{form}", count=counts[form]),
                help=t("assessment.form_hint"),
                on_change=change_form,
                args=(detail.head.id,),
            )
        st.text_input(
            t("assessment.author"), key="author", help=t("assessment.author_hint"), max_chars=AUTHOR_LIMIT,
            persist_state="session",
        )  # fmt: skip


def change_form(assessment_id: str) -> None:
    """Go on in the other form: the answers are the same."""
    with explained():
        application().assessments.change_form(assessment_id, st.session_state["form"])


def assessment_history(detail: AssessmentDetail, questionnaire: Questionnaire) -> None:
    """Who changed which answer, when; read only when opened."""
    with st.expander(t("assessment.history"), icon=":material/history:", on_change="rerun", key="history") as folded:
        if not folded.open:
            return
        changes = application().assessments.history(detail.head.id)
        if not changes:
            st.caption(t("assessment.history_empty"))
            return
        rows = []
        for change in reversed(changes):
            question = questionnaire.question(change.answer.question_id)
            at = change.answer.at.astimezone()
            rows.append(
                {
                    t("assessment.history_when"): f"{format_date(at, current())} {format_time(at, current())}",
                    t("assessment.history_who"): plain(change.answer.author) or t("assessment.unnamed"),
                    t("assessment.history_question"): text(question.title),
                    t("assessment.history_from"): code_label(question, change.from_code),
                    t("assessment.history_to"): t("assessment.history_text")
                    if change.from_code == change.answer.code
                    else code_label(question, change.answer.code) + source(change),
                }
            )
        st.table(rows, border="horizontal", hide_index=True)


def source(change: Change) -> str:
    """From which version an answer was taken over; nothing for what a person answered."""
    return f" ({t('versions.taken_over', version=plain(change.carried_from))})" if change.carried_from else ""
