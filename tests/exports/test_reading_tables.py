# SPDX-License-Identifier: EUPL-1.2
"""What a person opens in a spreadsheet: names beside codes, numbers that it reads in their language."""

import csv
import io
from datetime import UTC, datetime

import pytest

from governance.assessments.records import StoredAnswer
from governance.exports.reading_tables import ANSWERS, SCORES, answers_sheet, scores_sheet
from governance.exports.spreadsheet import to_csv
from governance.language import Language, sentence
from governance.scoring.scores import profile
from governance.services.assessments import read_answers
from tests.sample import questionnaire as sample

CODES = {"split": "3", "lanes": "NSP", "speed": "-12.5", "signs": "stop;town", "spans": "1"}
PLACE = ("Ploërmel", "56165")


def stored(**more: str) -> dict[str, StoredAnswer]:
    given = {"reason": "", "comment": "", "evidence": "", "author": "Ana"} | more
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    return {q: StoredAnswer(question_id=q, code=code, version=1, at=at, **given) for q, code in CODES.items()}


def rows(table: bytes, language: Language) -> list[dict[str, str]]:
    assert table.startswith(b"\xef\xbb\xbf"), "the mark by which a spreadsheet knows UTF-8"
    text = io.StringIO(table.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";" if language == "fr" else ",", strict=True))


def heading(name: str, language: Language) -> str:
    return sentence(f"views.sheets.{name}", language)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_scores_stand_with_the_name_and_the_code_of_what_they_measure(language: Language) -> None:
    questionnaire = sample()
    figures = profile(questionnaire, read_answers(questionnaire, stored()))
    found = rows(scores_sheet(PLACE, questionnaire, figures, language), language)
    assert list(found[0]) == [heading(name, language) for name in SCORES]
    assert {row[heading("code", language)] for row in found} == {"56165"}
    nodes = (figures.index, *figures.challenges, *figures.readings)
    assert [row[heading("id", language)] for row in found] == [node.id for node in nodes]
    for row, node in zip(found, nodes, strict=True):
        shown = row[heading("score", language)]
        if node.score is None:
            assert shown == ""
        else:
            assert ("." in shown, "," in shown) == ((False, True) if language == "fr" else (True, False))
            assert float(shown.replace(",", ".")) == pytest.approx(node.score, abs=0.051)
    titles = [part.title.to(language) for part in (*questionnaire.challenges, *questionnaire.readings)]
    assert [row[heading("title", language)] for row in found[1:]] == titles
    assert any(node.score is not None for node in nodes)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_answers_stand_with_their_code_and_their_words(language: Language) -> None:
    questionnaire = sample()
    answers = stored(comment="=1+1", evidence="a;b")
    found = rows(answers_sheet(PLACE, questionnaire, answers, language), language)
    assert list(found[0]) == [heading(name, language) for name in ANSWERS]
    assert [row[heading("id", language)] for row in found] == [question.id for question in questionnaire.questions]
    by_id = {row[heading("id", language)]: row for row in found}
    split = questionnaire.question("split")
    assert by_id["split"][heading("answer", language)] == "3"
    assert by_id["split"][heading("words", language)] == split.levels[3].title.to(language)
    assert by_id["lanes"][heading("words", language)] == sentence("views.plan.states.dont_know", language)
    assert by_id["split"][heading("comment", language)] == "'=1+1"
    assert by_id["split"][heading("evidence", language)] == "a;b"
    assert by_id["split"][heading("date", language)] == ("01/03/2026" if language == "fr" else "2026-03-01")
    left = [name for name in by_id if name not in CODES]
    assert left
    assert all(by_id[name][heading("answer", language)] == "" for name in left)


def test_only_numbers_get_a_comma() -> None:
    table = to_csv(["n", "v"], [{"n": 1.5, "v": "1.0.0"}], comma=True).decode("utf-8-sig")
    assert table == "n;v\n1,5;1.0.0\n"
