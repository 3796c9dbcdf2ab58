# SPDX-License-Identifier: EUPL-1.2
"""The anonymous votes of a session as CSV: rounds, words, and cells that no spreadsheet runs."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from governance.exports.workshop_votes import COLUMNS, votes_csv
from governance.language import LANGUAGES, Language, LocalizedText, sentence
from governance.workshops.minutes import Minutes, QuestionMinutes, VoteRow
from governance.workshops.records import PRIORITIES, Asked, Workshop
from governance.workshops.views import OptionShown, PrioritiesResult, QuestionShown

SPLIT = QuestionShown(
    id="split",
    challenge=LocalizedText(fr="Niveau", en="Level"),
    title=LocalizedText(fr="=2+3", en="=2+3"),
    help=None,
    levels=tuple(LocalizedText(fr=f"état {rank}", en=f"state {rank}") for rank in range(5)),
)
WORKSHOP = Workshop(
    id="w",
    assessment_id="a",
    code="AAAA-BBBB",
    title="",
    colleges=("elected", "staff"),
    secret="",
    screen_token="",
    console_token="",
    author="Ana",
    created_at=datetime(2026, 11, 22, 9, tzinfo=UTC),
)


@pytest.fixture
def minutes() -> Minutes:
    held = QuestionMinutes(SPLIT, Asked("split", 0), (), (), None, ())
    options = (
        OptionShown("o1", "Former les élus", added_by_room=False),
        OptionShown("o2", "@liste", added_by_room=True),
    )
    priorities = PrioritiesResult(1, ((options[0], 7), (options[1], 3)))
    return Minutes(WORKSHOP, "Ploërmel", 12, (held,), (), priorities, ())


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def column(name: str, language: Language) -> str:
    return sentence(f"views.workshop.csv.{name}", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_vote_has_its_round_its_words_and_no_name(minutes: Minutes, language: Language) -> None:
    votes = [VoteRow("split", 1, "1", "elected", "0"), VoteRow("split", 2, "1", None, "NSP")]
    first, second = read(votes_csv(minutes, votes, language))

    assert list(first) == [column(name, language) for name in COLUMNS]
    assert first[column("round", language)] == "1"
    assert first[column("college", language)] == sentence("views.workshop.colleges.elected", language)
    assert first[column("answer_words", language)] == SPLIT.levels[0].to(language)
    assert second[column("college", language)] == ""
    assert second[column("answer_words", language)] == sentence("views.workshop.dont_know", language)


def test_each_line_tells_how_many_attended_in_all_and_in_its_college_where_it_may_be_told(minutes: Minutes) -> None:
    counted = replace(minutes, workshop=replace(WORKSHOP, attended_colleges=(("elected", 7),)))
    votes = [VoteRow("split", 1, "1", college, "0") for college in ("elected", "staff", None)]
    lines = read(votes_csv(counted, votes, "fr"))

    assert [line["Participants"] for line in lines] == ["12"] * 3
    assert [line["Participants du collège"] for line in lines] == ["7", "", ""]


def test_hands_are_one_line_a_level_with_their_count(minutes: Minutes) -> None:
    (line,) = read(votes_csv(minutes, [VoteRow("split", 1, "", None, "3", count=14)], "fr"))

    assert (line["Réponse"], line["Nombre"], line["Vote"]) == ("3", "14", "")


def test_points_are_told_action_by_action(minutes: Minutes) -> None:
    (line,) = read(votes_csv(minutes, [VoteRow(PRIORITIES, 1, "1", None, "o1:7;o2:3")], "fr"))

    assert line["Question"] == "Priorités de l’atelier"
    assert line["Réponse en clair"] == "Former les élus = 7 ; @liste = 3"


def test_a_cell_that_begins_like_a_formula_is_only_text(minutes: Minutes) -> None:
    (line,) = read(votes_csv(minutes, [VoteRow("split", 1, "1", None, "2")], "fr"))

    assert line["Question"] == "'=2+3"


def test_a_question_that_is_no_longer_in_the_minutes_is_named_by_its_id(minutes: Minutes) -> None:
    (line,) = read(votes_csv(minutes, [VoteRow("gone", 1, "1", None, "2")], "fr"))

    assert (line["Question"], line["Réponse en clair"]) == ("gone", "")
