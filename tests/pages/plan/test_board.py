# SPDX-License-Identifier: EUPL-1.2
"""The board, and the moves on it."""

from collections.abc import Callable

from governance.language import Language, sentence
from governance.plans.records import PlanEntry
from tests.pages.conftest import Visit
from tests.pages.plan.planned import (
    add,
    change,
    plan,
)


def test_the_board_has_four_columns_and_texts_of_people_stay_texts(
    language: Language, visit: Visit, answered: str
) -> None:
    add(answered)
    visitor = visit("plan", language, dossier=answered)
    headers = [header.value for header in visitor.at.subheader]
    assert [header.partition(" · ")[0] for header in headers] == [
        sentence(f"views.plan.statuses.{status}", language) for status in ("todo", "doing", "done", "dropped")
    ]
    assert [header.partition(" · ")[2] for header in headers] == ["1", "0", "0", "0"]
    raw = "\n".join(str(element.value) for element in visitor.at.markdown)
    assert "*qui*" not in raw.replace(r"\*", "")
    assert "[lien](x)" not in raw


def test_an_action_moves_to_the_column_chosen(language: Language, visit: Visit, answered: str) -> None:
    planned = add(answered)
    visitor = visit("plan", language, dossier=answered)
    visitor.act(visitor.at.selectbox(key=f"plan-move:{planned.id}:1").set_value("doing"))
    (stored,) = plan(answered)
    assert (stored.status, stored.version, stored.owner) == ("doing", 2, planned.owner)
    assert visitor.at.selectbox(key=f"plan-move:{planned.id}:2").value == "doing"
    assert [toast.value for toast in visitor.at.toast] == [sentence("ui.plan.saved", language)]


def test_a_move_that_cannot_be_stored_goes_back_and_says_so(
    language: Language, visit: Visit, answered: str, other_program: Callable[[str], None]
) -> None:
    planned = add(answered)
    visitor = visit("plan", language, dossier=answered)
    other_program("BEGIN IMMEDIATE")
    visitor.act(visitor.at.selectbox(key=f"plan-move:{planned.id}:1").set_value("done"))
    (told,) = visitor.errors
    assert told.startswith(sentence("ui.plan.not_saved", language, reason="")[:10])
    assert visitor.at.selectbox(key=f"plan-move:{planned.id}:1").value == "todo"
    assert len(visitor.at.toast) == 0
    assert plan(answered) == [planned]


def test_a_move_over_an_unseen_change_is_told_and_overwrites_nothing(visit: Visit, answered: str) -> None:
    planned = add(answered)
    visitor = visit("plan", dossier=answered)
    theirs = change(planned, PlanEntry("Le leur"))
    visitor.act(visitor.at.selectbox(key=f"plan-move:{planned.id}:1").set_value("done"))
    (told,) = visitor.errors
    assert "Bo a modifié" in told
    assert plan(answered) == [theirs]
