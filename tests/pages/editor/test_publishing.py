# SPDX-License-Identifier: EUPL-1.2
"""From a draft to a questionnaire that can be answered."""

import pytest

from governance.bootstrap import Application
from governance.exports.questionnaires import read
from governance.questionnaire.edition import Draft
from tests.pages.conftest import PLOERMEL
from tests.pages.editor.drafts import Edit, fill, other_saves, published
from tests.pages.visitor import is_sentence
from tests.questionnaire.sample import ADVISED


def test_a_sound_draft_is_published_offered_and_answered(edit: Edit, running: Application, small: Draft) -> None:
    visitor = published(edit, small)
    assert visitor.says("editor.published")
    assert visitor.errors == []
    assert running.questionnaires.drafts() == []
    head = running.assessments.open(PLOERMEL, form="full", questionnaire=("sample", "1.0.0"))
    running.assessments.save(head.id, "rung", "1", expected_version=0, key="k")
    visitor.press("J’ai lu")
    assert not visitor.says("editor.published")
    assert "1 état des lieux" in visitor.words
    visitor.unfold("editor-sheet-copy-sample-1.0.0").press("Préparer la version suivante")
    (following,) = running.questionnaires.drafts()
    assert following.document["version"] == "1.0.1"


def test_an_edition_that_nobody_answers_is_withdrawn(edit: Edit, running: Application, small: Draft) -> None:
    visitor = published(edit, small)
    visitor.unfold("editor-sheet-withdraw-sample-1.0.0").press("Retirer ce questionnaire")
    assert visitor.says("editor.withdrawn")
    assert "sample" not in [edition.id for edition in running.questionnaires.shelf()]


def test_a_faulty_draft_is_not_published(edit: Edit, running: Application, small: Draft) -> None:
    other_saves(running, small, "title", "en", value=None)
    visitor = edit(small, view="publier")
    assert visitor.at.checkbox(key="editor-publish-sure").disabled
    assert visitor.at.button(key="editor-publish").disabled
    visitor.press("Voir ce qui est à corriger")
    assert "Ce texte manque" in visitor.words


@pytest.mark.parametrize("view", ["publier", "verifier"])
def test_a_draft_that_would_pass_for_another_is_told_before_it_is_published(
    view: str, edit: Edit, running: Application, draft: Draft
) -> None:
    title = running.questionnaire().title
    other_saves(running, draft, "title", value={"fr": title.fr, "en": title.en})
    visitor = edit(draft, view=view)
    assert is_sentence(visitor.at.warning[0].value, "versions.same_title", "fr")
    assert not visitor.says("editor.ready")
    assert visitor.says("editor.to_correct.one")
    if view == "publier":
        assert visitor.at.button(key="editor-publish").disabled
        assert visitor.at.checkbox(key="editor-publish-sure").disabled
    visitor.press_key("editor-correct-obstacle")
    fill(visitor, draft, "title", "fr", value="Le nôtre")
    fill(visitor, draft, "title", "en", value="Ours")
    assert visitor.says("editor.ready")
    assert len(running.questionnaires.drafts()) == 1


def test_a_version_that_is_taken_meanwhile_is_told_before_and_when_publishing(
    edit: Edit, running: Application, small: Draft
) -> None:
    visitor = edit(small, view="publier")
    assert visitor.says("editor.ready")
    twin = running.questionnaires.begin(read("sample.yaml", ADVISED.encode()))
    running.questionnaires.publish(twin.draft_id)
    visitor.act(visitor.at.checkbox(key="editor-publish-sure").set_value(True))
    assert is_sentence(visitor.at.warning[0].value, "versions.taken", "fr")
    assert visitor.at.button(key="editor-publish").disabled


def test_a_draft_changed_since_it_was_read_again_is_not_published(
    edit: Edit, running: Application, small: Draft
) -> None:
    visitor = edit(small, view="publier")
    visitor.act(visitor.at.checkbox(key="editor-publish-sure").set_value(True))
    other_saves(running, small, "title", "fr", value="Autre")
    visitor.press_key("editor-publish")
    assert is_sentence(visitor.errors[0], "editing.moved_on", "fr")
    assert len(running.questionnaires.drafts()) == 1
