# SPDX-License-Identifier: EUPL-1.2
"""The tiers of one place: radars laid over one another, gaps on each challenge, and who carries what."""

import streamlit as st

from governance.bootstrap import application
from governance.questionnaire.answer import Answer
from governance.questionnaire.model import Question
from governance.services.comparison import Standing
from governance.services.places import Place, Tiered, asked_somewhere
from governance.ui import territory_picker
from governance.ui.document import narrow
from governance.ui.figures import show_figure, show_sentence, show_table, theme
from governance.ui.language import current, plain, t, text
from governance.views.dumbbell import dumbbells
from governance.views.overlay import overlay
from governance.views.plan_words import state_words
from governance.views.series import MOST, Series
from governance.views.words import answer_words


def place_view(standing: Standing) -> None:
    """The whole view."""
    st.markdown(t("portrait.place_what"))
    among = standing.among
    place = application().places.read(start(standing), among.questionnaire, among.form)
    silent(place)
    answered = chosen(place)
    if len(answered) < 2:
        st.info(t("portrait.place_few"), icon=":material/stairs:")
        return
    show_gaps(standing, answered)
    who_carries_what(standing, answered)


def start(standing: Standing) -> str:
    """Where the place begins: the territory itself, or one of its communes that answered, if the reader wants one."""
    territory, among = standing.territory, standing.among
    if territory.layer == "commune":
        return territory.id
    reference = application().territories
    communes = application().comparison.answered_in("commune", territory.id, among.questionnaire, among.form)
    if not communes:
        return territory.id
    commune: str | None = st.selectbox(
        t("portrait.place_commune"),
        [each.id for each in communes],
        index=None,
        key=f"portrait-commune-{territory.id}",
        placeholder=t("portrait.place_commune_none"),
        format_func=lambda key: reference.label(reference.get(key)),
        width=420,
    )
    return commune or territory.id


def silent(place: Place) -> None:
    """Who of the place has no answer to compare, and whose answers are of the other nature."""
    reference = application().territories
    nobody = [reference.full_label(each.territory, current()) for each in place.tiers if each.profile is None]
    if nobody:
        st.caption(plain(t("portrait.place_silent", names=", ".join(nobody))))
    if any(each.left_out for each in place.tiers):
        st.caption(t(f"portrait.place_left_out_{'real' if place.simulated else 'simulated'}"))


def chosen(place: Place) -> tuple[Tiered, ...]:
    """The territories drawn: all that answered, or those the reader keeps where they are too many to be told apart."""
    answered = {each.territory.id: each for each in place.answered}
    if len(answered) <= 2:
        return place.answered
    reference = application().territories
    kept = st.pills(
        t("portrait.place_choose", count=MOST),
        list(answered),
        default=list(answered)[:MOST],
        selection_mode="multi",
        key=f"portrait-tiers-{'-'.join(answered)}",
        format_func=lambda key: reference.full_label(reference.get(key), current()),
    )
    if len(kept) > MOST:
        st.caption(t("portrait.place_most", count=MOST))
    return tuple(each for key, each in answered.items() if key in kept)[:MOST]


def show_gaps(standing: Standing, tiers: tuple[Tiered, ...]) -> None:
    """Radars and dumbbells of the same figures."""
    questionnaire, reference = standing.among.questionnaire, application().territories
    series = [
        Series(reference.full_label(each.territory, current()), each.profile.challenges)
        for each in tiers
        if each.profile is not None
    ]
    titles = {challenge.id: challenge.title.to(current()) for challenge in questionnaire.challenges}
    gaps = dumbbells(series, titles, current(), theme())
    chart, rows = st.columns([11, 9], gap="large")
    with chart:
        show_figure(overlay(series, questionnaire, current(), theme(), compact=narrow()), "portrait-tiers")
    with rows:
        show_sentence(gaps)
        show_figure(gaps, "portrait-gaps")
    show_table(gaps)


def who_carries_what(standing: Standing, tiers: tuple[Tiered, ...]) -> None:
    """The answers to the questions of one challenge, tier beside tier."""
    st.header(t("portrait.carries"), anchor=False)
    st.markdown(t("portrait.carries_what"))
    challenges = {challenge.id: challenge for challenge in standing.among.questionnaire.challenges}
    selected = st.selectbox(
        t("results.why_choose_enjeu"),
        list(challenges),
        key="portrait-carries",
        format_func=lambda key: challenges[key].title.to(current()),
        width=420,
    )
    questions = [
        question
        for question in asked_somewhere(challenges[selected], tiers)
        if standing.among.form == "full" or question.flash
    ]
    for question in questions:
        side_by_side(question, tiers)
    if not questions:
        st.caption(t("portrait.carries_none"))


def side_by_side(question: Question, tiers: tuple[Tiered, ...]) -> None:
    """One question: what each tier answered, in its words."""
    with st.container(border=True, key=f"carries-{question.id}"):
        st.markdown(f"**{text(question.title)}**")
        for each in tiers:
            name = plain(territory_picker.name(each.territory))
            kind = plain(each.territory.kind_label(current()))
            st.markdown(f"{name} · {kind} — {answer_in_words(question, each.answer(question))}")


def answer_in_words(question: Question, answer: Answer) -> str:
    """The answer's short form, then what it says in full where that is more."""
    short = f"**{plain(state_words(question, answer, current()))}**"
    if question.kind != "level" or answer.value is None:
        return short
    return f"{short} · {plain(answer_words(question, answer, current()))}"
