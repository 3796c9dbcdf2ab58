# SPDX-License-Identifier: EUPL-1.2
"""What follows: the calendar, what moved, the history, what the questionnaire recalls."""

from datetime import date, timedelta

import pytest

from governance.bootstrap import application
from governance.language import Language, sentence
from governance.plans.records import PlanEntry
from tests.pages.conftest import Visit
from tests.pages.plan.planned import (
    ENTRY,
    add,
    change,
    show,
)


def test_the_calendar_begins_with_what_is_late_and_ends_with_what_has_no_date(
    language: Language, visit: Visit, answered: str
) -> None:
    today = date.today()  # noqa: DTZ011 — as the page does
    dates = {"En retard": today - timedelta(days=40), "Bientôt": today + timedelta(days=40), "Un jour": None}
    for rank, (title, due) in enumerate(dates.items()):
        add(answered, PlanEntry(title, due=due), rank)
    visitor = show(visit("plan", language, dossier=answered), "calendar")
    headers = [header.value for header in visitor.at.subheader]
    assert headers[0].endswith(sentence("ui.plan.late_period", language))
    assert headers[-1] == sentence("ui.plan.no_date", language)
    told = visitor.words
    assert told.index("En retard") < told.index("Bientôt") < told.index("Un jour")


def test_what_moved_is_told_then_and_now(language: Language, visit: Visit, answered: str) -> None:
    planned = add(answered)
    other = add(answered, PlanEntry("Autre"), 1)
    assert planned.question_id
    version = application().assessments.find(answered).answers[planned.question_id].version
    application().assessments.save(answered, planned.question_id, "4", expected_version=version, key="moved")
    visitor = show(visit("plan", language, dossier=answered), "moved")
    count = sentence("ui.plan.moved_count", language, count=1, total=2)
    assert count in visitor.words
    courses = {row["Action"]: list(row.values())[-1] for row in visitor.at.table[0].value.to_dict("records")}
    assert courses[r"Écrire \*qui\* fait quoi"] == sentence("views.plan.courses.reached", language)
    assert courses[other.title] == sentence("views.plan.courses.same", language)


def test_a_plan_that_concerns_no_question_has_nothing_to_compare(visit: Visit, answered: str) -> None:
    add(answered, rank=None)
    assert show(visit("plan", dossier=answered), "moved").says("plan.moved_none")


def test_the_history_says_who_changed_what(language: Language, visit: Visit, answered: str) -> None:
    planned = add(answered, author="Awa")
    change(planned, PlanEntry("Autrement", owner=ENTRY.owner))
    application().plans.remove(planned.id, expected_version=2, author="Cleo", key="gone")
    add(answered, PlanEntry("Reste"), 1)
    visitor = visit("plan", language, dossier=answered).unfold("plan-history")
    rows = visitor.at.table[-1].value.to_dict("records")
    who, what = sentence("ui.assessment.history_who", language), sentence("ui.plan.history_what", language)
    title = sentence("views.plan.columns.title", language)
    assert [(row[who], row[what]) for row in rows[1:]] == [
        ("Cleo", sentence("ui.plan.history_removed", language)),
        ("Bo", sentence("ui.plan.history_changed", language, fields=title)),
        ("Awa", sentence("ui.plan.history_added", language)),
    ]


def test_the_questionnaire_recalls_what_is_planned_for_a_question(
    language: Language, visit: Visit, answered: str
) -> None:
    planned = add(answered, PlanEntry("Écrire *qui* fait quoi", status="doing"))
    assert planned.question_id
    challenge = application().questionnaire().challenge_of(planned.question_id)
    visitor = visit("assessment", language, dossier=answered, enjeu=challenge.id)
    level = sentence("views.plan.states.level", language, level=planned.from_code)
    told = sentence(
        "ui.plan.recall",
        language,
        title="Écrire *qui* fait quoi",
        status=sentence("views.plan.statuses.doing", language),
        then=level,
    )
    assert told in visitor.card(planned.question_id)
    others = [question.id for question in challenge.questions if question.flash and question.id != planned.question_id]
    assert all("Écrire" not in visitor.card(other) for other in others)


def test_the_questionnaire_reads_the_plan_once(visit: Visit, answered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    add(answered)
    visitor = visit("assessment", dossier=answered)
    reads: list[str] = []
    plans = type(application().plans)
    read = plans.of
    monkeypatch.setattr(plans, "of", lambda self, assessment: reads.append(assessment) or read(self, assessment))
    visitor.again()
    assert reads == [answered]
