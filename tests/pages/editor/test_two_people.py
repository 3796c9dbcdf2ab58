# SPDX-License-Identifier: EUPL-1.2
"""Two people at one draft, and faults of the store."""

from typing import Any

import pytest

from governance.bootstrap import Application
from governance.errors import ConflictError
from governance.questionnaire.beginnings import content, new_action
from governance.questionnaire.editing import with_kind, with_part, without
from governance.questionnaire.edition import Draft
from governance.services.questionnaires import QuestionnaireService
from tests.pages.conftest import Visit
from tests.pages.editor.drafts import FIRST, NB, Edit, Other, at, field, fill, now, other_saves
from tests.pages.visitor import is_sentence


def test_changes_of_different_values_are_put_together(edit: Edit, running: Application, draft: Draft) -> None:
    visitor = edit(draft, "1.1")
    other_saves(running, draft, *FIRST, "help", "fr", value="Son aide")
    fill(visitor, draft, *FIRST, "title", "fr", value="Mon titre")
    assert at(running, draft, *FIRST, "title", "fr") == "Mon titre"
    assert at(running, draft, *FIRST, "help", "fr") == "Son aide"
    assert field(visitor, draft, *FIRST, "help", "fr").value == "Son aide"
    assert visitor.errors == []


@pytest.mark.parametrize("mine", [True, False])
def test_of_one_value_each_sees_both_and_chooses(edit: Edit, running: Application, draft: Draft, mine: bool) -> None:
    visitor = edit(draft, "1.1")
    other_saves(running, draft, *FIRST, "title", "fr", value="Son [titre]")
    fill(visitor, draft, *FIRST, "title", "fr", value="Mon titre")
    assert at(running, draft, *FIRST, "title", "fr") == "Son [titre]"
    assert "Bob *" in visitor.words
    assert f"Sa version{NB}: Son [titre]" in visitor.words
    assert f"Votre version{NB}: Mon titre" in visitor.words
    visitor.press("Garder la mienne" if mine else "Garder la sienne")
    kept = "Mon titre" if mine else "Son [titre]"
    assert at(running, draft, *FIRST, "title", "fr") == kept
    assert field(visitor, draft, *FIRST, "title", "fr").value == kept
    assert visitor.errors == []


def test_what_was_moved_away_by_somebody_else_keeps_my_words(edit: Edit, running: Application, draft: Draft) -> None:
    visitor = edit(draft, "1.1")
    theirs = now(running, draft)
    running.questionnaires.save(draft.draft_id, without(dict(theirs.document), FIRST), 1)
    fill(visitor, draft, *FIRST, "title", "fr", value="Mon titre")
    assert any("a été déplacé ou supprimé" in error for error in visitor.errors)
    assert field(visitor, draft, *FIRST, "title", "fr").value == "Mon titre"
    assert at(running, draft, *FIRST, "title", "fr") != "Mon titre"


def test_parts_are_not_moved_in_a_draft_that_somebody_else_has_just_changed(
    edit: Edit, running: Application, draft: Draft
) -> None:
    visitor = edit(draft, "1.1")
    other_saves(running, draft, "title", "fr", value="Autre")
    visitor.press("Supprimer le niveau 4")
    assert is_sentence(visitor.errors[0], "editing.moved_on", "fr")
    assert len(at(running, draft, *FIRST, "levels")) == 5
    visitor.press("Supprimer le niveau 4")
    assert len(at(running, draft, *FIRST, "levels")) == 4


def test_a_save_that_comes_between_is_tried_again(
    edit: Edit, running: Application, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = edit(draft, "1.1")
    save, calls = QuestionnaireService.save, []

    def late(self: QuestionnaireService, *given: Any, **more: Any) -> Draft:
        calls.append(given)
        if len(calls) == 1:
            raise ConflictError("versions.conflict_unnamed", who="", when=None, theirs=draft)
        return save(self, *given, **more)

    monkeypatch.setattr(QuestionnaireService, "save", late)
    fill(visitor, draft, *FIRST, "title", "fr", value="Mon titre")
    assert len(calls) == 2
    assert at(running, draft, *FIRST, "title", "fr") == "Mon titre"


def test_a_locked_database_keeps_what_was_typed_until_it_can_be_stored(
    edit: Edit, running: Application, draft: Draft, other_program: Other
) -> None:
    visitor = edit(draft, "1.1")
    other_program("BEGIN EXCLUSIVE")
    fill(visitor, draft, *FIRST, "title", "fr", value="Mon titre")
    assert visitor.errors
    assert visitor.says("editor.typed_kept")
    other_program("ROLLBACK")
    visitor.press("Réessayer")
    assert field(visitor, draft, *FIRST, "title", "fr").value == "Mon titre"
    assert "1 changement non enregistré" in visitor.words
    visitor.press("Réessayer")
    assert at(running, draft, *FIRST, "title", "fr") == "Mon titre"
    assert visitor.errors == []


def test_a_read_only_moment_says_not_saved_and_the_next_change_stores_both(
    edit: Edit, running: Application, draft: Draft, other_program: Other
) -> None:
    visitor = edit(draft, "1.1")
    other_program("BEGIN IMMEDIATE")
    fill(visitor, draft, *FIRST, "title", "fr", value="Mon titre")
    assert any("Non enregistré" in error for error in visitor.errors)
    assert not visitor.says("editor.saved")
    other_program("ROLLBACK")
    fill(visitor, draft, *FIRST, "title", "en", value="My title")
    assert at(running, draft, *FIRST, "title") == {"fr": "Mon titre", "en": "My title"}
    assert visitor.says("editor.saved")


def test_parts_wait_for_changes_that_are_not_stored(edit: Edit, running: Application, draft: Draft) -> None:
    visitor = edit(draft, "1.1")
    other_saves(running, draft, *FIRST, "title", "fr", value="Son titre")
    fill(visitor, draft, *FIRST, "title", "fr", value="Mon titre")
    visitor.press("Supprimer le niveau 4")
    assert any(is_sentence(error, "editing.waiting", "fr") for error in visitor.errors)
    assert len(at(running, draft, *FIRST, "levels")) == 5


def test_the_shelf_says_when_the_store_does_not_answer(
    visit: Visit, running: Application, other_program: Other
) -> None:
    visitor = visit("editor")
    other_program("BEGIN EXCLUSIVE")
    visitor.again()
    assert len(visitor.errors) == 1


def test_an_edition_with_every_kind_is_previewed_and_kept_parts_are_said(
    edit: Edit, running: Application, small: Draft
) -> None:
    tree = with_kind(dict(small.document), ("challenges", 0, "questions", 2), "number", content("number")["goalposts"])
    tree = with_part(tree, ("challenges", 0, "actions", 1), new_action("held", {}))
    running.questionnaires.save(small.draft_id, tree, small.revision)
    visitor = edit(small)
    assert visitor.says("editor.kept")
    visitor = edit(small, "1.3").unfold("editor-fold-actions")
    assert visitor.tracebacks == []
