# SPDX-License-Identifier: EUPL-1.2
"""Each view by its address, in the reader's language, and of one collectivité."""

import pytest

from governance.bootstrap import Application, application
from governance.language import Language
from governance.plans.records import PlanEntry
from tests.pages.conftest import Visit
from tests.pages.plan.planned import add, edit, field, fill, plan, possible, submit
from tests.pages.visitor import words_of


@pytest.mark.parametrize("view", ["board", "calendar"])
def test_a_planned_action_is_read_again_where_it_is_followed(
    view: str, language: Language, visit: Visit, answered: str
) -> None:
    rank, advice = next((rank, found.advice) for rank, found in enumerate(possible(answered)) if found.advice)
    planned = add(answered, rank=rank)
    own = add(answered, PlanEntry("La nôtre"), None)
    visitor = visit("plan", language, dossier=answered, vue=view)
    assert advice.why.to(language) not in visitor.words
    visitor.unfold(f"planned-details:{planned.id}")
    assert advice.why.to(language) in visitor.words
    assert f"planned-details:{own.id}" not in visitor.at.session_state


@pytest.mark.parametrize("view", ["board", "calendar", "moved"])
def test_a_title_taken_from_the_questionnaire_is_read_in_the_readers_language(
    view: str, visit: Visit, answered: str
) -> None:
    title = possible(answered)[0].title
    add(answered, PlanEntry(title.fr))
    words = visit("plan", "en", dossier=answered, vue=view).words
    assert title.en in words
    assert title.fr not in words
    assert title.fr in visit("plan", "fr", dossier=answered, vue=view).words


def test_saving_an_action_read_in_another_language_leaves_its_title(visit: Visit, answered: str) -> None:
    title = possible(answered)[0].title
    planned = add(answered, PlanEntry(title.fr))
    visitor = edit(visit("plan", "en", dossier=answered), planned)
    assert field(visitor, "text_input", "title").value == title.en
    submit(fill(visitor, owner="Bo"))
    (stored,) = plan(answered)
    assert (stored.title, stored.owner) == (planned.title, "Bo")
    submit(fill(edit(visitor, planned), title="Our own words"))
    assert [each.title for each in plan(answered)] == ["Our own words"]


def test_the_question_recalls_an_action_in_the_readers_language(visit: Visit, answered: str) -> None:
    title = possible(answered)[0].title
    planned = add(answered, PlanEntry(title.fr))
    assert planned.question_id
    challenge = application().questionnaire().challenge_of(planned.question_id)
    assert title.en in visit("assessment", "en", dossier=answered, enjeu=challenge.id).card(planned.question_id)


def test_an_empty_plan_opens_on_the_choice_and_a_filled_one_on_the_board(visit: Visit, answered: str) -> None:
    assert visit("plan", dossier=answered).at.query_params["vue"] == "choose"
    add(answered)
    visitor = visit("plan", dossier=answered)
    assert visitor.at.query_params["vue"] == "board"
    assert "Écrire *qui* fait quoi" in visitor.words


@pytest.mark.parametrize("view", ["choose", "matrix", "board", "calendar", "moved"])
def test_an_address_leads_to_its_view_and_each_is_whole_without_a_plan(
    view: str, language: Language, visit: Visit, answered: str
) -> None:
    visitor = visit("plan", language, dossier=answered, vue=view)
    assert visitor.at.session_state["vue"] == view
    assert visitor.errors == []
    add(answered)
    assert visitor.again().errors == []


def test_an_unknown_view_in_the_address_changes_nothing(visit: Visit, answered: str) -> None:
    assert visit("plan", dossier=answered, vue="no-such-view").at.query_params["vue"] == "choose"


@pytest.mark.parametrize("view", ["choose", "matrix", "board", "calendar", "moved"])
def test_a_simulated_assessment_is_looked_through_but_not_planned(
    view: str, language: Language, visit: Visit, demo: Application
) -> None:
    dossier = demo.results.latest("departement", demo.questionnaire()).assessments[0]
    visitor = visit("plan", language, dossier=dossier, vue=view)
    assert visitor.says("plan.simulated")
    assert visitor.errors == []
    assert not [button for button in visitor.at.button if (button.key or "").startswith(("plan-add:", "plan-own"))]


def test_the_plan_is_that_of_one_collectivite(visit: Visit, answered: str, running: Application) -> None:
    add(answered)
    other = running.assessments.open("commune:44109", form="flash").id
    assert "Écrire" not in words_of(visit("plan", dossier=other, vue="board").at)
