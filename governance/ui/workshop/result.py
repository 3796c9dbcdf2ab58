# SPDX-License-Identifier: EUPL-1.2
"""What stands in front of the room: the question with its levels before the reveal, the figures after it."""

import streamlit as st

from governance.bootstrap import application
from governance.language import sentence
from governance.questionnaire.model import Question
from governance.ui.document import narrow
from governance.ui.figures import show_figure, show_sentence, show_table, theme
from governance.ui.language import current, plain, t, text
from governance.ui.workshop.arguments import arguments_section
from governance.ui.workshop.retaining import decision_lines
from governance.views.ballots import ballots, round_sentence
from governance.views.consensus_words import agreement_words
from governance.views.moves import moves
from governance.views.moves_words import moved_sentence
from governance.workshops.machine import State
from governance.workshops.views import ConsoleView, QuestionShown, Result


def front(view: ConsoleView) -> None:
    """The question, then what may be seen of its votes, and the room's arguments.

    In the discussion the arguments come first: they wait to be read, and the room sees the chart anyway.
    """
    question = view.room.question
    if question is None:
        return
    st.caption(f"{text(question.challenge)} · {t('workshop.place', rank=view.room.rank, count=view.room.total)}")
    st.header(text(question.title), anchor=False)
    decision_lines(view)
    seen = seen_results(view)
    if not seen:
        levels(question)
        return
    parts = [figures, arguments_section]
    for part in reversed(parts) if view.room.state == State.DISCUSSION else parts:
        part(view)


def seen_results(view: ConsoleView) -> tuple[Result, ...]:
    """The rounds revealed, in order."""
    return view.room.earlier + ((view.room.result,) if view.room.result else ())


def levels(question: QuestionShown) -> None:
    """The levels in full, to be read aloud; and what helps to understand the question."""
    st.markdown("\n\n".join(f"**{rank}** · {text(words)}" for rank, words in enumerate(question.levels)))
    if question.help:
        st.caption(text(question.help))


def figures(view: ConsoleView) -> None:
    """The distribution of each round, colleges that may be shown, who moved."""
    asked, seen = question_of(view), seen_results(view)
    rounds = {result.round: result.consensus for result in seen}
    shown = ballots(asked, rounds, current(), theme(), compact=narrow())
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(t("workshop.results"), anchor=False)
        show_figure(shown, key=f"workshop-ballots-{asked.id}-{len(seen)}")
        st.markdown("\n\n".join(plain(round_sentence(number, vote, current())) for number, vote in rounds.items()))
        show_table(shown, decimals=0)
    with right:
        colleges(view, seen[-1])
        movement(view)


def question_of(view: ConsoleView) -> Question:
    """The question in front, as the questionnaire has it."""
    detail = application().assessments.find(view.workshop.assessment_id)
    return application().assessments.questionnaire(detail.head).question(str(view.room.asked))


def colleges(view: ConsoleView, result: Result) -> None:
    """The last round by college; nothing where the session has none."""
    if not view.workshop.colleges:
        return
    st.subheader(t("workshop.by_college"), anchor=False)
    if result.colleges:
        headers = [column_words(name) for name in ("college", "votes", "median", "agreement")]
        rows = [
            (
                sentence(f"views.workshop.colleges.{college}", current()),
                str(vote.votes),
                "–" if vote.median is None else str(vote.median),
                agreement_words(vote.agreement, current()),
            )
            for college, vote in result.colleges
        ]
        st.table([dict(zip(headers, row, strict=True)) for row in rows], border="horizontal", hide_index=True)
    if len(result.colleges) < len(view.workshop.colleges):
        st.caption(t("workshop.by_college_hidden"))


def column_words(name: str) -> str:
    """The header of a column."""
    return sentence(f"views.workshop.columns.{name}", current())


def movement(view: ConsoleView) -> None:
    """Who moved from one round to the next: the figure from eleven people on, the sentence always."""
    moved = view.room.moves
    if moved is None:
        return
    st.subheader(t("workshop.moves"), anchor=False)
    if moved.table is None:
        st.markdown(plain(moved_sentence(moved, current())))
        return
    shown = moves(moved, current(), theme())
    show_figure(shown, key=f"workshop-moves-{view.room.asked}-{moved.second}")
    show_sentence(shown)
    show_table(shown, decimals=0)
