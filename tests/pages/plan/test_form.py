# SPDX-License-Identifier: EUPL-1.2
"""An action in its form: what was typed is never lost, nothing is overwritten in silence."""

from collections.abc import Callable
from datetime import date

import pytest

from governance.bootstrap import application
from governance.language import Language, sentence
from governance.plans.records import PlanEntry
from tests.pages.conftest import Visit
from tests.pages.plan.planned import (
    ENTRY,
    add,
    change,
    edit,
    field,
    fill,
    form_is_open,
    plan,
    show,
    submit,
)


def test_a_form_is_closed_on_purpose_only(language: Language, visit: Visit, answered: str) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", language, dossier=answered), planned)
    visitor.press(sentence("ui.plan.close", language))
    assert not form_is_open(visitor)
    assert plan(answered) == [planned]


def test_an_action_is_edited_in_its_form(language: Language, visit: Visit, answered: str) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", language, dossier=answered), planned)
    assert form_is_open(visitor)
    assert field(visitor, "text_input", "owner").value == ENTRY.owner
    fill(visitor, title="Autrement", partners="Le syndicat", budget_line="6288", funding="Une aide")
    field(visitor, "selectbox", "status").set_value("doing")
    field(visitor, "date_input", "due").set_value(date(2027, 3, 31))
    field(visitor, "text_area", "notes").set_value("Première réunion\nle 3 mai")
    submit(visitor)
    (stored,) = plan(answered)
    assert stored.entry == PlanEntry(
        "Autrement",
        ENTRY.owner,
        "Le syndicat",
        date(2027, 3, 31),
        "6288",
        "Une aide",
        "doing",
        "Première réunion\nle 3 mai",
    )
    assert not form_is_open(visitor)
    assert visitor.errors == []
    assert "Autrement" in visitor.words
    assert visitor.says("assessment.saved")


def test_a_form_that_cannot_be_stored_keeps_what_was_typed_until_it_can(
    language: Language, visit: Visit, answered: str, other_program: Callable[[str], None]
) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", language, dossier=answered), planned)
    fill(visitor, title="Longuement réfléchi", owner="Cleo")
    other_program("BEGIN IMMEDIATE")
    submit(visitor)
    (told,) = visitor.errors
    assert told.startswith(sentence("ui.plan.not_saved", language, reason="")[:10])
    assert field(visitor, "text_input", "title").value == "Longuement réfléchi"
    assert plan(answered) == [planned]
    other_program("ROLLBACK")
    submit(visitor)
    assert visitor.errors == []
    assert [(stored.title, stored.owner) for stored in plan(answered)] == [("Longuement réfléchi", "Cleo")]


def test_a_form_opened_again_starts_from_what_is_stored(
    visit: Visit, answered: str, other_program: Callable[[str], None]
) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", dossier=answered), planned)
    other_program("BEGIN IMMEDIATE")
    submit(fill(visitor, title="Jamais enregistré"))
    other_program("ROLLBACK")
    assert visitor.errors
    edit(visitor, planned)
    assert visitor.errors == []
    assert field(visitor, "text_input", "title").value == planned.title


def test_an_action_without_title_is_refused_in_its_form(language: Language, visit: Visit, answered: str) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", language, dossier=answered), planned)
    submit(fill(visitor, title="   "))
    (told,) = visitor.errors
    reason = sentence("messages.plan.title_missing", language)
    assert told == sentence("ui.plan.not_saved", language, reason=reason)
    assert form_is_open(visitor)


@pytest.mark.parametrize(("choice", "title"), [("mine", "Le mien"), ("theirs", "Le leur")])
def test_two_people_at_one_action_see_both_and_one_chooses(
    choice: str, title: str, language: Language, visit: Visit, answered: str
) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", language, dossier=answered), planned)
    theirs = change(planned, PlanEntry("Le leur", status="doing", due=date(2027, 1, 31)))
    submit(fill(visitor, title="Le mien"))
    assert visitor.says("plan.conflict")
    assert "Bo" in visitor.words
    rows = visitor.at.table[0].value.to_dict("records")
    assert {row[sentence("ui.plan.conflict_theirs", language)] for row in rows} >= {"Le leur"}
    assert {row[sentence("ui.plan.conflict_mine", language)] for row in rows} >= {"Le mien"}
    assert plan(answered) == [theirs]
    visitor.press_key(f"plan-{choice}:{answered}:{planned.id}")
    if choice == "theirs":
        assert field(visitor, "text_input", "title").value == "Le leur"
        assert field(visitor, "date_input", "due").value == date(2027, 1, 31)
        submit(visitor)
    assert visitor.errors == []
    (stored,) = plan(answered)
    assert stored.title == title
    assert not form_is_open(visitor)


def test_an_action_removed_meanwhile_is_told_and_what_was_typed_stays(
    language: Language, visit: Visit, answered: str
) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", language, dossier=answered), planned)
    application().plans.remove(planned.id, expected_version=1, key="gone")
    submit(fill(visitor, title="Le mien"))
    (told,) = visitor.errors
    assert told == sentence("ui.plan.not_saved", language, reason=sentence("messages.plan.gone", language))
    assert field(visitor, "text_input", "title").value == "Le mien"


def test_an_action_of_ones_own_is_added_with_its_question(language: Language, visit: Visit, answered: str) -> None:
    visitor = visit("plan", language, dossier=answered).press_key("plan-own")
    question = next(iter(application().questionnaire().asked("flash")))
    field(visitor, "selectbox", "question").set_value(question.id)
    submit(fill(visitor, title="Former l’accueil"))
    (stored,) = plan(answered)
    assert (stored.title, stored.question_id, stored.action_key) == ("Former l’accueil", question.id, None)
    show(visitor, "board").press_key("plan-own")
    assert field(visitor, "text_input", "title").value == "", "the form still holds the action before"
    submit(fill(visitor, title="Sans question"))
    assert [planned.question_id for planned in plan(answered)] == [question.id, None]
    assert visitor.says("plan.own_mark")


def test_an_action_is_removed_on_purpose_only(language: Language, visit: Visit, answered: str) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", language, dossier=answered), planned)
    removal = f"plan-remove:{answered}:{planned.id}"
    assert visitor.at.button(key=removal).disabled
    visitor.act(visitor.at.checkbox(key=f"plan-sure:{answered}:{planned.id}").check())
    visitor.press_key(removal)
    assert plan(answered) == []
    assert not form_is_open(visitor)
    assert visitor.says("plan.nothing_planned")


def test_a_removal_that_cannot_be_stored_is_told(
    visit: Visit, answered: str, other_program: Callable[[str], None]
) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", dossier=answered), planned)
    visitor.act(visitor.at.checkbox(key=f"plan-sure:{answered}:{planned.id}").check())
    other_program("BEGIN IMMEDIATE")
    visitor.press_key(f"plan-remove:{answered}:{planned.id}")
    assert len(visitor.errors) == 1
    assert plan(answered) == [planned]
