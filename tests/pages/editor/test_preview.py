# SPDX-License-Identifier: EUPL-1.2
"""What the check and the preview say."""

from typing import Any

import pytest

from governance.bootstrap import Application
from governance.language import Language, sentence
from governance.questionnaire.editing import with_value
from governance.questionnaire.edition import Draft
from governance.services.assessments import AssessmentService
from tests.pages.editor.drafts import FIRST, Edit, at, other_saves


def test_the_check_tells_ten_problems_and_how_many_more(edit: Edit, running: Application, draft: Draft) -> None:
    tree = dict(draft.document)
    for c in range(8):
        for q in range(2):
            tree = with_value(tree, ("challenges", c, "questions", q, "title", "en"), None)
    running.questionnaires.save(draft.draft_id, tree, 1)
    visitor = edit(draft, view="verifier")
    assert visitor.words.count("Ce texte manque") == 10
    assert "Et 6 autres" in visitor.words
    assert "Vérifier (16)" in str([group.options for group in visitor.at.button_group])
    visitor.press_key("editor-correct-2.1")
    assert visitor.at.session_state["editor-partie"] == "2.1"


def test_the_radar_follows_the_example_and_the_weights(
    edit: Edit, running: Application, small: Draft, language: Language
) -> None:
    visitor = edit(small, view="apercu", language=language)
    slider = visitor.at.select_slider(key="editor-example")
    said = []
    for reached in (0, 4):
        visitor.act(slider.set_value(reached))
        said.append(next(line for line in visitor.words.splitlines() if "100" in line))
    assert "(0 " in said[0] or " 0" in said[0]
    assert "100 " in said[1]
    assert visitor.errors == []


def test_the_preview_waits_until_the_draft_is_sound(edit: Edit, running: Application, small: Draft) -> None:
    other_saves(running, small, "challenges", 0, "questions", 1, "goalposts", "high", value=0)
    visitor = edit(small, "1.2", view="apercu")
    assert visitor.says("editor.preview_faulty")
    visitor.press("Voir ce qui est à corriger")
    assert "Les deux nombres sont égaux" in visitor.words


def test_the_question_tried_in_the_preview_is_stored_nowhere(
    edit: Edit, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves: list[Any] = []
    monkeypatch.setattr(AssessmentService, "save", lambda *given, **_more: saves.append(given))
    visitor = edit(draft, "1.1").unfold("editor-fold-preview-question")
    (radio,) = visitor.at.radio
    visitor.act(radio.set_value("3"))
    assert visitor.errors == []
    assert saves == []


def test_a_question_is_handed_over_to_another_challenge_and_stays_on_the_screen(
    edit: Edit, running: Application, draft: Draft
) -> None:
    name, actions = at(running, draft, *FIRST, "id"), at(running, draft, "challenges", 0, "actions")
    visitor = edit(draft, "1.1").unfold("editor-sheet-hand-over")
    (where,) = [box for box in visitor.at.selectbox if box.label == sentence("ui.handing.challenge", "fr")]
    assert len(where.options) == len(at(running, draft, "challenges")) - 1
    visitor.act(where.set_value(3)).press_key("editor-hand-over")
    assert visitor.errors == []
    assert at(running, draft, "challenges", 3, "questions")[-1]["id"] == name
    moved = [each for each in actions if each["question"] == name]
    assert moved
    assert [each for each in at(running, draft, "challenges", 3, "actions") if each["question"] == name] == moved
    assert name not in [each["id"] for each in at(running, draft, "challenges", 0, "questions")]
    assert visitor.at.session_state["editor-partie"] == "4.6"
