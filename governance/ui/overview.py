# SPDX-License-Identifier: EUPL-1.2
"""The portrait: the radar and what it says, the whole in figures and words, and the cross-readings."""

import streamlit as st

from governance.language import format_percent
from governance.scoring.holding import held_by_core
from governance.scoring.result import Status
from governance.services.results import Result
from governance.ui.document import narrow
from governance.ui.figures import show_figure, show_sentence, show_table, theme
from governance.ui.language import current, plain, points, t, text
from governance.ui.snapshots import Comparison
from governance.views.bars import bars, reading_bars
from governance.views.radar import radar
from governance.views.sentences import index_sentence
from governance.views.words import capital, level_alone, level_word, status_word

MOST_HELD_TOLD = 2
"""Beyond, questions are not named: a caption is read, a list is not."""


def overview(report: Result, comparison: Comparison | None) -> None:
    """Radar on one side, the whole and the sorted bars on the other."""
    chart, words = st.columns([11, 9], gap="large")
    seen = comparison.common if comparison and comparison.common else report
    view = radar(
        seen.profile,
        seen.questionnaire,
        current(),
        theme(),
        previous=comparison.profile if comparison else None,
        compact=narrow(),
    )
    with chart:
        if comparison and comparison.common:
            st.caption(t("versions.compare_note"))
        show_figure(view, "radar")
        show_sentence(view)
    with words:
        whole(report)
        ranked = bars(report.profile, report.questionnaire, current(), theme())
        show_figure(ranked, "bars")
    show_table(view)


def whole(report: Result) -> None:
    """The index, its coverage and its level, each with its words, and what is missing."""
    index = report.profile.index
    provisional = index.status is Status.PROVISIONAL
    label = f"{t('results.index')} · {status_word(index, current())}" if provisional else t("results.index")
    score = f"{points(index.score)} / 100" if index.score is not None else capital(status_word(index, current()))
    covered = "–" if index.coverage is None else format_percent(index.coverage, current())
    with st.container(horizontal=True, gap="medium", key="whole"):
        st.metric(label, score, width="content")
        st.metric(t("results.coverage"), covered, help=t("results.coverage_help"), width="content")
        level = level_alone(index.level, current())
        st.metric(t("results.level"), level, help=t("results.level_help"), width="content")
    st.markdown(plain(index_sentence(report.profile, current())))
    missing(report)
    held_back(report)


def missing(report: Result) -> None:
    """Which challenges have no score yet, and which keep the whole without a level."""
    titles = {challenge.id: text(challenge.title) for challenge in report.questionnaire.challenges}
    unassessed = [n for n in report.profile.challenges if n.status is Status.NOT_ASSESSED]
    if unassessed:
        words = t("results.not_assessed", challenges=" · ".join(titles[node.id] for node in unassessed))
        short = f" {t('notes.flash_unassessed')}" if report.detail.head.form == "flash" else ""
        st.caption(words + short)
    without_level = [n for n in report.profile.challenges if n.score is not None and n.level is None]
    if without_level:
        st.caption(t("results.level_why", challenges=" · ".join(titles[node.id] for node in without_level)))


def held_back(report: Result) -> None:
    """Which challenges a core question keeps at a level that their score would not lead one to expect."""
    edition = report.questionnaire
    found = held_by_core(edition, report.answers, report.territory.tier, report.detail.head.form)
    titles = {part.id: text(part.title) for part in edition.challenges}
    titles |= {question.id: text(question.title) for question in edition.questions}
    if len(found) > MOST_HELD_TOLD:
        st.caption(t("notes.held_many", challenges=" · ".join(titles[one.challenge_id] for one in found)))
        return
    held = [
        t(
            "notes.held_one",
            challenge=titles[one.challenge_id],
            level=level_word(one.level, current()),
            questions=", ".join(titles[question] for question in one.question_ids),
        )
        for one in found
    ]
    if held:
        st.caption(t("notes.held", count=len(held), held=" · ".join(held)))


def readings_section(report: Result) -> None:
    """The same answers gathered otherwise, family by family; nothing where the questionnaire has no readings."""
    if not report.questionnaire.readings:
        return
    st.header(t("results.readings"), anchor=False)
    st.caption(t("results.readings_hint"))
    families = report.questionnaire.families
    everything = reading_bars(report.profile, report.questionnaire, current(), theme())
    if not families:
        show_figure(everything, "readings")
    for column, family in zip(st.columns(len(families), gap="large") if families else (), families, strict=True):
        with column:
            st.subheader(text(family.title), anchor=False)
            view = reading_bars(report.profile, report.questionnaire, current(), theme(), family=family.id)
            show_figure(view, f"readings-{family.id}")
    show_table(everything)
