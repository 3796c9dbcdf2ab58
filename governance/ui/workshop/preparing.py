# SPDX-License-Identifier: EUPL-1.2
"""Preparing a session: for whom, on which questions, with which colleges, for how long a vote."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from governance.assessments.records import AssessmentHead
from governance.assessments.texts import AUTHOR_LIMIT
from governance.bootstrap import application
from governance.errors import InputError
from governance.language import sentence
from governance.questionnaire.model import Question, Questionnaire
from governance.territories.territory import Territory
from governance.ui import dossier, territory_picker
from governance.ui.editions import questionnaire_to_answer
from governance.ui.faults import explained
from governance.ui.language import current, plain, t, text
from governance.ui.workshop import address
from governance.ui.workshop.device import this_device
from governance.workshops.colleges import COLLEGES

MINUTES_EACH = 10
"""What a question takes a room: two rounds and the discussion."""
CHOICES = ("flash", "challenges", "picked")
MINUTES = (0, 1, 2, 3, 5)
USUAL_MINUTES = 2
ONE_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Ground:
    """What a session would bear on: an authority, a questionnaire, and its assessment where it has begun."""

    territory: Territory
    questionnaire: Questionnaire
    head: AssessmentHead | None

    @property
    def questions(self) -> list[Question]:
        """What a room can vote on: the questions of levels that the authority is asked."""
        return [q for q in self.questionnaire.asked("full", self.territory.tier) if q.kind == "level"]


def preparing() -> None:
    """The form; creating leads to the console."""
    with st.container(border=True, key="workshop-prepare"):
        st.subheader(t("workshop.prepare"), anchor=False)
        with explained():
            ground = choose_ground()
            if ground:
                form(ground)


def choose_ground() -> Ground | None:
    """The assessment of the address, else an authority to look for."""
    assessment_id = dossier.current_id()
    if assessment_id:
        detail = application().assessments.find(assessment_id)
        territory = application().territories.get(detail.head.territory_id)
        named(territory, dossier.leave)
        if detail.head.simulated:
            st.info(plain(InputError("workshop.simulated").message(current())), icon=":material/science:")
            return None
        return Ground(territory, application().assessments.questionnaire(detail.head), detail.head)
    chosen = territory_picker.pick_territory()
    if chosen is None:
        return None
    named(chosen, territory_picker.forget)
    return Ground(chosen, questionnaire_to_answer(), None)


def named(territory: Territory, change: Callable[[], None]) -> None:
    """The authority, and the way to another."""
    st.markdown(f"{t('workshop.for_whom')} **{plain(territory_picker.name(territory))}**")
    st.caption(plain(territory_picker.details(territory)))
    st.button(
        t("workshop.change_territory"), key="workshop-other", type="tertiary", on_click=change, icon=":material/undo:"
    )


def length_words(questions: int) -> str:
    """How long so many questions take a room; from an hour on, in all as well."""
    hours, minutes = divmod(questions * MINUTES_EACH, 60)
    hint = t("workshop.count_hint", count=questions)
    if not hours:
        return hint
    time = f"{hours}\u00a0h\u00a0{minutes:02}"
    return f"{hint} {t('workshop.count_in_all', time=time)}"


def form(ground: Ground) -> None:
    """Four choices and a button. Nothing is stored before it is pressed."""
    questions = choose_questions(ground)
    st.caption(length_words(len(questions)) if questions else t("workshop.none_chosen"))
    colleges = st.pills(
        t("workshop.colleges"),
        COLLEGES,
        selection_mode="multi",
        key="workshop-colleges",
        format_func=lambda college: sentence(f"views.workshop.colleges.{college}", current()),
        help=t("workshop.colleges_hint"),
        persist_state="session",
    )
    minutes = st.segmented_control(
        t("workshop.timer"),
        MINUTES,
        default=USUAL_MINUTES,
        required=True,
        key="workshop-minutes",
        format_func=lambda count: t("workshop.minutes", count=count) if count else t("workshop.timer_none"),
        help=t("workshop.timer_hint"),
    )
    st.text_input(
        t("workshop.facilitator"),
        key="author",
        help=t("workshop.facilitator_hint"),
        max_chars=AUTHOR_LIMIT,
        persist_state="session",
    )
    if st.button(t("workshop.create"), key="workshop-create", type="primary", width="stretch", disabled=not questions):
        create(ground, questions, list(colleges), int(minutes or 0) * ONE_MINUTE)


def choose_questions(ground: Ground) -> list[Question]:
    """The short form, whole challenges, or questions one by one."""
    questions = ground.questions
    counts = {"flash": sum(question.flash for question in questions)}
    offered = [choice for choice in CHOICES if choice != "flash" or counts["flash"]]
    chosen = st.radio(
        t("workshop.questions"),
        offered,
        key="workshop-choice",
        format_func=lambda choice: t(f"workshop.choices.{choice}", count=counts.get(choice, 0)),
        persist_state="session",
    )
    if chosen == "flash":
        return [question for question in questions if question.flash]
    if chosen == "challenges":
        return of_challenges(ground, questions)
    return picked(questions)


def of_challenges(ground: Ground, questions: list[Question]) -> list[Question]:
    """Every question of the challenges chosen."""
    challenges = {challenge.id: challenge for challenge in ground.questionnaire.challenges}
    chosen = st.pills(
        t("workshop.challenges"),
        list(challenges),
        selection_mode="multi",
        key="workshop-challenges",
        format_func=lambda challenge: text(challenges[challenge].title),
        persist_state="session",
    )
    return [q for q in questions if ground.questionnaire.challenge_of(q.id).id in set(chosen)]


def picked(questions: list[Question]) -> list[Question]:
    """Questions one by one, asked in the order of the questionnaire."""
    by_id = {question.id: question for question in questions}
    chosen = st.multiselect(
        t("workshop.picked"),
        list(by_id),
        key="workshop-picked",
        format_func=lambda question: by_id[question].title.to(current()),
        placeholder=t("workshop.choose_one"),
        persist_state="session",
    )
    return [question for question in questions if question.id in set(chosen)]


def create(ground: Ground, questions: list[Question], colleges: list[str], seconds: int) -> None:
    """Begin the assessment where there is none, then the session, led from this device."""
    name = dossier.author()
    questionnaire = ground.questionnaire
    flash = all(question.flash for question in questions)
    head = ground.head or application().assessments.open(
        ground.territory.id, "flash" if flash else "full", name, (questionnaire.id, questionnaire.version)
    )
    workshops = application().workshops
    asked = [question.id for question in questions]
    workshop = workshops.create(head.id, asked, colleges=colleges, vote_seconds=seconds or None, by=name)
    workshops.take_over(workshop.id, this_device(), name)
    address.open_console(workshop)
