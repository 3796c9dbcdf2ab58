# SPDX-License-Identifier: EUPL-1.2
"""The questionnaire, read rather than answered."""

import streamlit as st

from governance.language import format_number, format_quantity
from governance.questionnaire.advice import worded
from governance.questionnaire.model import ALL_TIERS, Audience, Challenge, Question, Questionnaire
from governance.ui.action_card import show_advice
from governance.ui.glossary import texts_of, words_of
from governance.ui.language import current, t, text

EVERYTHING = EVERYBODY = ""
LAST_AUDIENCE = "audience-last"
"""The session's key for the audience read last: the next question's actions open with it."""


def choose_challenges(questionnaire: Questionnaire) -> list[Challenge]:
    """One challenge, or all of them."""
    titles = {challenge.id: text(challenge.title) for challenge in questionnaire.challenges}
    # Another questionnaire has other challenges.
    if st.session_state.get("enjeu", EVERYTHING) not in {*titles, EVERYTHING}:
        st.session_state["enjeu"] = next(iter(titles))
    chosen = st.selectbox(
        t("questionnaire.show"),
        [*titles, EVERYTHING],
        key="enjeu",
        format_func=lambda choice: titles.get(choice, t("questionnaire.everything")),
        bind="query-params",
    )
    return [challenge for challenge in questionnaire.challenges if chosen in {EVERYTHING, challenge.id}]


def challenge_reference(challenge: Challenge, questionnaire: Questionnaire) -> None:
    """A challenge: what it asks, then its questions."""
    st.header(f":material/{challenge.icon or 'circle'}: {text(challenge.title)}", anchor=challenge.id)
    st.markdown(text(challenge.purpose))
    texts = [words for question in challenge.questions for words in texts_of(question)]
    words_of([challenge.purpose, *texts], name=t("glossary.challenge"), key=f"words-{challenge.id}")
    for question in challenge.questions:
        question_reference(question, questionnaire)


def question_reference(question: Question, questionnaire: Questionnaire) -> None:
    """A question: who is asked, its levels, what proves them, which readings it feeds."""
    with st.container(border=True, key=f"reference-{question.id}"):
        st.subheader(text(question.title), anchor=False)
        st.caption(" · ".join(marks(question)))
        st.markdown(text(question.help))
        st.markdown(scale(question))
        if question.evidence:
            examples = "\n".join(f"- {text(example)}" for example in question.evidence)
            st.markdown(f"**{t('questionnaire.evidence')}**\n\n{examples}")
        actions_reference(question, questionnaire)
        titles = [text(reading.title) for reading in questionnaire.readings if reading.id in question.tags]
        if titles:
            st.caption(f"{t('questionnaire.tags')} — {' · '.join(titles)}")


def actions_reference(question: Question, questionnaire: Questionnaire) -> None:
    """The actions of a question, step by step, in the words of a chosen audience; drawn only once unfolded."""
    actions = [action for c in questionnaire.challenges for action in c.actions if action.question == question.id]
    if not actions:
        return
    folded = st.expander(
        t("actions.reference"),
        icon=":material/stairs:",
        type="compact",
        on_change="rerun",
        key=f"actions-{question.id}",
    )
    if not folded.open:
        return
    with folded:
        audience = choose_audience(questionnaire, question)
        for action in actions:
            advice = worded(questionnaire, action, audience)
            reached = f"{t('actions.to_level', level=action.to)} — " if action.to else ""
            st.markdown(f"##### {reached}{text(advice.title)}")
            show_advice(advice)


def choose_audience(questionnaire: Questionnaire, question: Question) -> Audience | None:
    """For whom the actions are read: everybody, or one of the audiences that the question may be put to."""
    asked = [a for a in questionnaire.audiences if set(a.tiers) & set(question.tiers)]
    if not asked:
        return None
    titles = {audience.id: text(audience.title) for audience in asked}
    last = st.session_state.get(LAST_AUDIENCE)
    key = f"audience-{question.id}"

    def remember() -> None:
        st.session_state[LAST_AUDIENCE] = st.session_state[key]

    chosen = st.selectbox(
        t("actions.read_for"),
        [EVERYBODY, *titles],
        index=[EVERYBODY, *titles].index(last) if last in titles else 0,
        format_func=lambda audience: titles.get(audience, t("actions.everyone")),
        key=key,
        on_change=remember,
    )
    return next((audience for audience in asked if audience.id == chosen), None)


def marks(question: Question) -> list[str]:
    """What is special about a question, in a few words."""
    everyone = set(question.tiers) == set(ALL_TIERS)
    tiers = t("questionnaire.all_tiers") if everyone else ", ".join(t(f"common.tiers.{x}") for x in question.tiers)
    held = [tiers]
    held += [t(f"questionnaire.{name}") for name in ("core", "flash", "people") if getattr(question, name)]
    return held if question.not_applicable else [*held, t("questionnaire.not_applicable")]


def scale(question: Question) -> str:
    """How an answer becomes points: a table of levels, the goalposts of a number, or the items of a list."""
    if question.kind == "level":
        head = f"| {t('questionnaire.level')} | {t('questionnaire.state')} |"
        values = [t("questionnaire.points", points=format_number(v, current())) for v in question.level_values]
        rows = [f"| **{k}** · {values[k]} | {text(level.title)} |" for k, level in enumerate(question.levels)]
        return "\n".join([head, "|---|---|", *rows])
    if question.goalposts:
        ends = question.goalposts
        return t(
            f"questionnaire.goalposts_{ends.scale}",
            low=format_quantity(ends.low, current()),
            high=format_quantity(ends.high, current()),
            unit=text(question.unit),
        )
    return "\n".join([t("questionnaire.items"), "", *(f"- {text(item.title)}" for item in question.items)])


def readings_reference(questionnaire: Questionnaire) -> None:
    """The cross-readings: what each gathers, and from how many questions."""
    if not questionnaire.families:
        return
    st.header(t("questionnaire.readings"), anchor=False)
    for family in questionnaire.families:
        st.subheader(text(family.title), anchor=False)
        st.markdown(text(family.description))
        lines = []
        for reading in family.readings:
            count = sum(reading.id in question.tags for question in questionnaire.questions)
            questions = t("questionnaire.reading_questions", count=count)
            lines.append(f"- **{text(reading.title)}** ({questions}) — {text(reading.description)}")
        st.markdown("\n".join(lines))
