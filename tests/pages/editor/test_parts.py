# SPDX-License-Identifier: EUPL-1.2
"""Parts that are added, moved and removed."""

import pytest

from governance.bootstrap import Application
from governance.questionnaire.editing import value_at
from governance.questionnaire.edition import Draft
from governance.questionnaire.node import Loc
from governance.ui.editor.desk import Desk
from tests.pages.editor.drafts import FIRST, NB, Edit, at, fill, now


def test_levels_are_added_moved_removed_and_that_can_be_undone(edit: Edit, running: Application, draft: Draft) -> None:
    visitor = edit(draft, "1.1")
    before = at(running, draft, *FIRST, "levels")
    visitor.press("Ajouter un niveau")
    assert len(at(running, draft, *FIRST, "levels")) == 6
    assert visitor.says("editor.ready")
    visitor.press("Monter le niveau 5")
    assert at(running, draft, *FIRST, "levels")[5] == before[4]
    visitor.press("Supprimer le niveau 4")
    assert at(running, draft, *FIRST, "levels") == before
    visitor.press("Annuler le dernier ajout, déplacement ou retrait")
    assert len(at(running, draft, *FIRST, "levels")) == 6


def test_too_few_levels_are_a_problem_until_there_are_enough(edit: Edit, running: Application, small: Draft) -> None:
    visitor = edit(small, "1.1")
    visitor.press("Supprimer le niveau 2").press("Supprimer le niveau 1")
    assert "1 point à corriger" in visitor.words
    assert visitor.says("editor.check_clean") is False
    visitor.press("Ajouter un niveau")
    assert visitor.says("editor.ready")


def test_a_question_is_added_moved_and_removed_with_its_actions(edit: Edit, running: Application, draft: Draft) -> None:
    visitor = edit(draft, "1").unfold("editor-sheet-add-question")
    visitor.at.text_input(key=Desk(draft).key("new-question-fr")).set_value("Qui décide ?")
    visitor.unfolded.clear()
    visitor.press("Ajouter")
    assert visitor.at.session_state["editor-partie"] == "1.6"
    assert at(running, draft, "challenges", 0, "questions", 5, "id") == "qui_decide"
    assert visitor.says("editor.ready")
    visitor.press("Monter la question 1.6")
    assert visitor.at.session_state["editor-partie"] == "1.5"
    visitor.again()
    count = len(at(running, draft, "challenges", 0, "actions"))
    visitor = edit(draft, "1.1").unfold("editor-sheet-remove-questions")
    visitor.press_key("editor-remove-challenges.0.questions.0")
    assert len(at(running, draft, "challenges", 0, "questions")) == 5
    assert len(at(running, draft, "challenges", 0, "actions")) == count - 4


def test_a_challenge_is_added_and_removed(edit: Edit, running: Application, draft: Draft) -> None:
    visitor = edit(draft).unfold("editor-sheet-add-challenge")
    visitor.at.text_input(key=Desk(draft).key("new-challenge-en")).set_value("Water")
    visitor.unfolded.clear()
    visitor.press("Ajouter")
    assert at(running, draft, "challenges", 8, "id") == "water"
    assert visitor.at.session_state["editor-partie"] == "9"
    visitor.unfold("editor-sheet-remove-challenges").press_key("editor-remove-challenges.8")
    assert len(at(running, draft, "challenges")) == 8
    assert visitor.at.session_state["editor-partie"] == "cadre"


def test_readings_are_added_and_removed_with_their_tags(edit: Edit, running: Application, draft: Draft) -> None:
    visitor = edit(draft, "lectures").unfold("editor-sheet-add-family")
    visitor.unfolded.clear()
    visitor.press_key(next(b.key for b in visitor.at.button if b.label == "Ajouter"))
    assert "2 points à corriger" in visitor.words or "1 point à corriger" in visitor.words
    visitor.press(f"Supprimer «{NB}Nouvelle famille{NB}»")
    assert visitor.says("editor.ready")
    title = at(running, draft, "families", 0, "readings", 0, "title", "fr")
    name = at(running, draft, "families", 0, "readings", 0, "id")
    visitor.press(f"Supprimer «{NB}{title}{NB}»")
    assert name not in str([q.get("tags") for c in now(running, draft).document["challenges"] for q in c["questions"]])


@pytest.mark.parametrize(("part", "shown"), [("1.1", "Niveau 0"), ("1.2", "Unité"), ("1.3", "Élément")])
def test_each_kind_of_question_has_its_fields_actions_and_preview(
    edit: Edit, running: Application, small: Draft, part: str, shown: str
) -> None:
    visitor = edit(small, part)
    for name in ("question-settings", "actions", "preview-question"):
        visitor.unfold(f"editor-fold-{name}")
    assert shown in visitor.words + str([w.label for w in visitor.at.text_input])
    loc: Loc = ("challenges", 0, "questions", int(part[-1]) - 1)
    if part != "1.1":
        visitor.press("Écrire cette action")
    kept = at(running, small, "challenges", 0, "actions")
    rank = 0 if part == "1.1" else 1
    fill(visitor, small, "challenges", 0, "actions", rank, "how", "fr", value="D’abord\nEnsuite")
    assert [step.get("fr") for step in at(running, small, "challenges", 0, "actions", rank, "how")] == [
        "D’abord",
        "Ensuite",
    ]
    assert kept[rank]["question"] == value_at(dict(small.document), (*loc, "id"))
    assert visitor.tracebacks == []


def test_another_kind_is_chosen_knowingly(edit: Edit, running: Application, draft: Draft) -> None:
    visitor = edit(draft, "1.1").unfold("editor-sheet-kind")
    assert visitor.says("editor.change_kind_warning.other")
    visitor.unfolded.clear()
    visitor.press("Répondre par une liste à cocher")
    assert at(running, draft, *FIRST, "kind") == "checklist"
    assert visitor.says("editor.ready")
    visitor.unfold("editor-sheet-add-item")
    visitor.at.text_input(key=Desk(draft).key("new-item-fr")).set_value("Une sauvegarde")
    visitor.unfolded.clear()
    visitor.press("Ajouter")
    assert [item["id"] for item in at(running, draft, *FIRST, "items")] == ["item", "une_sauvegarde"]
