# SPDX-License-Identifier: EUPL-1.2
"""Why this score: any figure opened into the parts that make it."""

import streamlit as st

from governance.language import format_number, format_percent, format_quantity
from governance.questionnaire.model import Aggregation
from governance.scoring.explanation import Explanation, Row, explain
from governance.services.results import Result
from governance.ui.language import current, points, t, text
from governance.ui.next_steps import answer_words
from governance.views.words import band_words, status_word


def why_this_score(report: Result) -> None:
    """Choose a figure; see its parts, what was left out and why, and the sum."""
    st.header(t("results.why"), anchor=False)
    titles = node_titles(report)
    chosen = st.selectbox(
        t("results.why_choose"), list(titles), key="why", format_func=lambda node: titles[node], width=420
    )
    explanation = explain(report.questionnaire, report.answers, chosen, report.territory.tier, report.detail.head.form)
    st.markdown(summary(explanation))
    st.caption(sentence(explanation))
    rows = [shown_row(report, titles, row, explanation.aggregation) for row in explanation.rows]
    st.table(rows, border="horizontal", hide_index=True)
    if explanation.node.score is not None:
        st.markdown(formula(explanation) if explanation.aggregation == "arithmetic" else product(explanation))
    if chosen == "index" and report.profile.imbalance is not None:
        st.caption(t("results.imbalance", points=points(report.profile.imbalance, 1)), help=t("results.imbalance_help"))


def node_titles(report: Result) -> dict[str, str]:
    """Every figure that can be opened, the index first."""
    questionnaire = report.questionnaire
    return {
        "index": t("results.index"),
        **{challenge.id: text(challenge.title) for challenge in questionnaire.challenges},
        **{reading.id: text(reading.title) for reading in questionnaire.readings},
    }


def summary(explanation: Explanation) -> str:
    """The figure in words: its score or why there is none, its coverage, its range."""
    node = explanation.node
    parts = [status_word(node, current())] if node.score is None else [f"**{points(node.score, 1)}** / 100"]
    if node.coverage is not None:
        parts.append(t("results.why_coverage", share=format_percent(node.coverage, current())))
    if band := band_words(node, current()):
        parts.append(band)
    return " · ".join(parts)


def sentence(explanation: Explanation) -> str:
    """How the parts make the figure: added, or multiplied, and from which value on."""
    if explanation.aggregation == "arithmetic":
        return t("results.why_sentence")
    floor = explanation.floor
    held = t("geometric.floor", floor=format_quantity(floor, current())) if floor else ""
    return f"{t('geometric.sentence')} {held}".strip()


def shown_row(report: Result, titles: dict[str, str], row: Row, aggregation: Aggregation) -> dict[str, str]:
    """One part as it is read."""
    title = titles.get(row.id)
    added = aggregation == "arithmetic"
    return {
        t("results.why_question"): title or text(report.questionnaire.question(row.id).title),
        t("results.why_answer"): t(f"results.exclusions.{row.excluded}") if row.excluded else answer(report, row),
        t("results.why_value"): points(row.score, 1),
        t("results.why_weight"): format_number(row.weight, current(), 0 if row.weight == int(row.weight) else 2),
        t("results.why_share" if added else "geometric.share"): points(row.contribution, 1 if added else 2),
    }


def answer(report: Result, row: Row) -> str:
    """What was answered, for a question; nothing more to say for a challenge."""
    return "" if row.answer is None else answer_words(report.questionnaire.question(row.id), row.answer)


def formula(explanation: Explanation) -> str:
    """The weighted sum, with its figures."""
    terms = " + ".join(
        f"{format_number(row.weight, current(), 0 if row.weight == int(row.weight) else 2)} × {points(row.score, 1)}"
        for row in explanation.counted
    )
    weight = explanation.counted_weight
    return t(
        "results.why_formula",
        terms=terms,
        weight=format_number(weight, current(), 0 if weight == int(weight) else 2),
        score=points(explanation.node.score, 1),
    )


def product(explanation: Explanation) -> str:
    """The weighted product, with its factors."""
    terms = " × ".join(points(row.contribution, 2) for row in explanation.counted)
    return t("geometric.formula", terms=terms, score=points(explanation.node.score, 1))
