# SPDX-License-Identifier: EUPL-1.2
"""A plan for a spreadsheet, and its dates for an agenda."""

import csv
import io
from datetime import date

import pytest

from governance.exports.calendar_file import LONGEST_LINE, plan_calendar
from governance.exports.plan_table import COLUMNS, plan_csv
from governance.language import LANGUAGES, Language, sentence
from governance.plans.movement import movements
from governance.plans.records import Aim, PlannedAction
from governance.questionnaire.answer import read_answer
from tests.plans.sample import advised, planned

QUESTIONNAIRE = advised()
ANSWERS = {"split": read_answer(QUESTIONNAIRE.question("split"), "3")}
STEP = planned("Écrire", Aim("split", "split:2", "1", "2"), status="done", due=date(2026, 11, 2), owner="Awa")
OWN = planned("=1+1", partners="+33 1", notes="@moi\nsuite", budget_line="-2+3", funding="=cmd()")
DROPPED = planned("Plus tard", Aim("spans"), status="dropped", due=date(2027, 1, 31))
PLAN = [STEP, OWN, DROPPED]


def lines(language: Language = "fr", plan: list[PlannedAction] | None = None) -> list[dict[str, str]]:
    actions = PLAN if plan is None else plan
    content = plan_csv("Ploërmel", QUESTIONNAIRE, actions, movements(QUESTIONNAIRE, actions, ANSWERS), language)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_line_for_each_action_in_the_order_of_the_board(language: Language) -> None:
    found = lines(language)
    title = sentence("views.plan.columns.title", language)
    assert [line[title] for line in found] == ["'=1+1", "Écrire", "Plus tard"]
    assert list(found[0]) == [sentence(f"views.plan.columns.{name}", language) for name in COLUMNS]


def test_a_step_says_what_it_should_move_and_what_moved() -> None:
    line = lines()[1]
    told = {name: line[sentence(f"views.plan.columns.{name}", "fr")] for name in COLUMNS}
    assert told == {
        "territory": "Ploërmel",
        "title": "Écrire",
        "status": "Fait",
        "due": "2026-11-02",
        "owner": "Awa",
        "partners": "",
        "budget_line": "",
        "funding": "",
        "notes": "",
        "challenge": "roads",
        "question": "split",
        "then": "niveau 1",
        "target": "niveau 2",
        "now": "niveau 3",
        "course": "Niveau visé atteint",
        "created": "2026-11-22T09:00:00+00:00",
        "updated": "2026-11-22T09:00:00+00:00",
        "author": "Awa",
    }


def test_an_action_of_ones_own_moves_nothing_and_a_question_without_target_has_none() -> None:
    own, _step, dropped = lines()
    assert own["Question"] == own["Ce qui a bougé"] == ""
    assert (dropped["Question"], dropped["Réponse visée"]) == ("spans", "")
    assert dropped["Réponse aujourd’hui"] == "sans réponse"


def test_no_text_of_people_is_run_as_a_formula() -> None:
    own = lines()[0]
    assert [
        own[name] for name in ("Action", "Partenaires", "Ligne budgétaire", "Financements recherchés", "Notes")
    ] == [
        "'=1+1",
        "'+33 1",
        "'-2+3",
        "'=cmd()",
        "'@moi\nsuite",
    ]


def test_an_empty_plan_is_a_table_without_lines() -> None:
    assert lines(plan=[]) == []


def calendar(*plan: PlannedAction) -> list[str]:
    """The lines of the file, unfolded as an agenda does."""
    content = plan_calendar("Ploërmel", plan, "fr").decode()
    assert content.endswith("\r\n")
    assert all(len(line.encode()) <= LONGEST_LINE for line in content.split("\r\n"))
    return content.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_each_dated_action_that_is_not_dropped_is_an_all_day_event() -> None:
    found = calendar(*PLAN)
    assert found[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert found[-1] == "END:VCALENDAR"
    assert found.count("BEGIN:VEVENT") == found.count("END:VEVENT") == 1
    for line in (
        f"UID:{STEP.id}@echelons",
        "DTSTAMP:20261122T090000Z",
        "SEQUENCE:1",
        "DTSTART;VALUE=DATE:20261102",
        "DTEND;VALUE=DATE:20261103",
        "SUMMARY:Écrire",
        "DESCRIPTION:Fait\\nAwa",
    ):
        assert line in found


def test_texts_cannot_add_lines_nor_fields() -> None:
    nasty = planned("a;b,c\\d", due=date(2026, 12, 1), notes="x\nBEGIN:VEVENT", owner="é" * 100)
    found = calendar(nasty)
    assert found.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:a\\;b\\,c\\\\d" in found
    assert f"DESCRIPTION:À faire\\n{'é' * 100}\\nx\\nBEGIN:VEVENT" in found


def test_a_plan_without_dates_is_an_empty_calendar() -> None:
    assert "BEGIN:VEVENT" not in calendar(OWN)
