# SPDX-License-Identifier: EUPL-1.2
"""An assessment's scores and answers for people and their spreadsheet: names beside codes, words beside figures.

Cells stand apart as the spreadsheet of that language expects: semicolons and decimal commas in French.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from governance.assessments.records import StoredAnswer
from governance.exports.spreadsheet import to_csv
from governance.language import Language, sentence
from governance.language.figures import rounded
from governance.questionnaire.answer import DONT_KNOW, NOT_APPLICABLE, read_answer
from governance.questionnaire.model import Question, Questionnaire
from governance.scoring.result import Node, Profile
from governance.views.words import added_words, level_word, status_word

Place = tuple[str, str]
"""An authority's name and its code."""
Row = dict[str, object]
SCORES = ("territory", "code", "title", "id", "score", "coverage", "low", "high", "status", "level")
ANSWERS = (
    "territory", "code", "challenge", "question", "id", "answer", "words", "reason", "comment", "evidence", "date",
    "author",
)  # fmt: skip
WITHOUT_LEVEL = {DONT_KNOW: "dont_know", NOT_APPLICABLE: "not_applicable"}


def scores_sheet(place: Place, questionnaire: Questionnaire, profile: Profile, language: Language) -> bytes:
    """The scores, one line for the whole, each challenge and each cross-reading, with one decimal."""
    titles = {"index": sentence("views.sheets.index", language)}
    titles |= {challenge.id: challenge.title.to(language) for challenge in questionnaire.challenges}
    titles |= {reading.id: reading.title.to(language) for reading in questionnaire.readings}
    nodes = (profile.index, *profile.challenges, *profile.readings)
    return sheet(SCORES, (score_row(place, node, titles[node.id], language) for node in nodes), language)


def score_row(place: Place, node: Node, title: str, language: Language) -> Row:
    """One figure and its words."""
    leveled = node.score is not None and node.kind != "reading"
    return {
        "territory": place[0],
        "code": place[1],
        "title": title,
        "id": node.id,
        "score": decimal(node.score),
        "coverage": decimal(None if node.coverage is None else node.coverage * 100),
        "low": decimal(node.low),
        "high": decimal(node.high),
        "status": status_word(node, language),
        "level": level_word(node.level, language) if leveled else "",
    }


def answers_sheet(
    place: Place, questionnaire: Questionnaire, answers: Mapping[str, StoredAnswer], language: Language
) -> bytes:
    """The answers, one line for each question, in the questionnaire's order."""
    return sheet(ANSWERS, answer_rows(place, questionnaire, answers, language), language)


def answer_rows(
    place: Place, questionnaire: Questionnaire, answers: Mapping[str, StoredAnswer], language: Language
) -> Iterator[Row]:
    """One line for each question; empty where it was not answered."""
    for challenge in questionnaire.challenges:
        for question in challenge.questions:
            stored = answers.get(question.id)
            row: Row = {
                "territory": place[0],
                "code": place[1],
                "challenge": challenge.title.to(language),
                "question": question.title.to(language),
                "id": question.id,
            }
            yield row | (answer_cells(question, stored, language) if stored else {})


def answer_cells(question: Question, stored: StoredAnswer, language: Language) -> Row:
    """What was answered, its code and its words, and what goes with it."""
    return {
        "answer": stored.code or "",
        "words": said(question, stored.code, language) if stored.code else "",
        "reason": stored.reason,
        "comment": stored.comment,
        "evidence": stored.evidence,
        "date": day(stored.at.astimezone().date(), language),
        "author": stored.author,
    }


def said(question: Question, code: str, language: Language) -> str:
    """The words of an answer."""
    if code in WITHOUT_LEVEL:
        return sentence(f"views.plan.states.{WITHOUT_LEVEL[code]}", language)
    return added_words(question, read_answer(question, code), language)


def day(moment: date, language: Language) -> str:
    """A day as the spreadsheet of that language reads it.

    >>> day(date(2026, 3, 1), "fr"), day(date(2026, 3, 1), "en")
    ('01/03/2026', '2026-03-01')
    """
    return f"{moment:%d/%m/%Y}" if language == "fr" else moment.isoformat()


def decimal(value: float | None) -> float | None:
    """A figure with one decimal."""
    return None if value is None else float(rounded(value, 1))


def sheet(columns: Sequence[str], rows: Iterable[Row], language: Language) -> bytes:
    """The rows under the headings of a language, apart as its spreadsheet expects."""
    headings = {name: sentence(f"views.sheets.{name}", language) for name in columns}
    named = ({headings[name]: value for name, value in row.items()} for row in rows)
    return to_csv(list(headings.values()), named, comma=language == "fr")
