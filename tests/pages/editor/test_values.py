# SPDX-License-Identifier: EUPL-1.2
"""Each value that is changed."""

from governance.bootstrap import Application
from governance.questionnaire.edition import Draft
from tests.pages.editor.drafts import FIRST, Edit, at, field, fill, now


def test_each_change_is_stored_at_once_in_both_languages(edit: Edit, running: Application, draft: Draft) -> None:
    visitor = edit(draft, "1.1")
    fill(visitor, draft, *FIRST, "title", "fr", value="  Où en êtes-vous ? ")
    fill(visitor, draft, *FIRST, "title", "en", value="Where are you?")
    fill(visitor, draft, *FIRST, "levels", 2, "title", "fr", value="Écrit")
    assert at(running, draft, *FIRST, "title") == {"fr": "Où en êtes-vous ?", "en": "Where are you?"}
    assert at(running, draft, *FIRST, "levels", 2, "title", "fr") == "Écrit"
    assert visitor.says("editor.saved")
    assert now(running, draft).revision == 4
    assert visitor.at.session_state["editor-partie"] == "1.1"


def test_settings_are_stored_as_the_format_wants_them(edit: Edit, running: Application, draft: Draft) -> None:
    visitor = edit(draft, "1.1").unfold("editor-fold-question-settings").unfold("editor-fold-points")
    fill(visitor, draft, *FIRST, "weight", value=2.0)
    fill(visitor, draft, *FIRST, "levels", 1, "value", value=12.5)
    fill(visitor, draft, *FIRST, "tiers", value=["region", "commune"])
    fill(visitor, draft, *FIRST, "flash", value=False)
    fill(visitor, draft, *FIRST, "tags", value=[])
    fill(visitor, draft, *FIRST, "evidence", "fr", value="un\n\n  deux ")
    question = at(running, draft, *FIRST)
    assert (question["weight"], type(question["weight"])) == (2, int)
    assert question["levels"][1]["value"] == 12.5
    assert question["tiers"] == ["commune", "region"]
    assert "flash" not in question
    assert "tags" not in question
    assert [each.get("fr") for each in question["evidence"]][:3] == ["un", None, "deux"]
    fill(visitor, draft, *FIRST, "weight", value=None)
    assert "weight" not in at(running, draft, *FIRST)


def test_thresholds_are_asked_in_per_cent_and_kept_as_shares(edit: Edit, running: Application, draft: Draft) -> None:
    visitor = edit(draft).unfold("editor-fold-thresholds")
    fill(visitor, draft, "thresholds", "level_share", value=90.0)
    fill(visitor, draft, "thresholds", "publication_answers", value=3.0)
    assert at(running, draft, "thresholds") == {"level_share": 0.9, "publication_answers": 3}
    fill(visitor, draft, "aggregation", value="geometric")
    assert at(running, draft, "aggregation") == "geometric"


def test_a_name_that_was_erased_comes_back(edit: Edit, running: Application, draft: Draft) -> None:
    visitor = edit(draft)
    fill(visitor, draft, "version", value=" ")
    assert field(visitor, draft, "version").value == "1.0.0"
    assert now(running, draft).revision == 1


def test_a_name_that_is_taken_is_refused_beside_its_field_and_can_be_left(
    edit: Edit, running: Application, draft: Draft
) -> None:
    visitor = edit(draft, "1.1").unfold("editor-fold-question-settings")
    taken = at(running, draft, "challenges", 0, "questions", 1, "id")
    fill(visitor, draft, *FIRST, "id", value=taken)
    assert any("déjà pris" in error for error in visitor.errors)
    assert "1 changement non enregistré" in visitor.words
    visitor.press("Laisser ce changement")
    assert visitor.errors == []
    assert field(visitor, draft, *FIRST, "id").value == at(running, draft, *FIRST, "id")


def test_what_people_write_is_shown_as_they_wrote_it(edit: Edit, running: Application, draft: Draft) -> None:
    hostile = "![x](http://x) <b>*gras*</b>"
    visitor = edit(draft)
    fill(visitor, draft, "title", "fr", value=hostile)
    assert visitor.title == hostile
    assert hostile not in [title.value for title in visitor.at.title]
