# SPDX-License-Identifier: EUPL-1.2
"""From a copy, or a file, to a draft."""

from typing import Any

import pytest

from governance.bootstrap import Application
from governance.exports.questionnaires import write
from governance.language import Language, sentence
from governance.questionnaire.edition import Draft
from governance.questionnaire.loading import load_data
from governance.ui.editor.incoming import MEGABYTES
from tests.pages.conftest import Visit
from tests.pages.editor.drafts import FIRST, NB, Edit, fill, now
from tests.pages.visitor import Visitor, is_sentence
from tests.questionnaire.sample import ADVISED


def test_a_copy_is_named_in_both_languages_and_opens(visit: Visit, running: Application, language: Language) -> None:
    visitor = visit("editor", language).unfold("editor-sheet-copy-echelons-1.0.0")
    assert visitor.at.text_input(key="editor-copy-echelons-1.0.0-id").value == "echelons-local"
    visitor.at.text_input(key="editor-copy-echelons-1.0.0-fr").set_value("Notre *variante*")
    visitor.press(sentence("ui.editor.copy_now", language))
    (draft,) = running.questionnaires.drafts()
    assert draft.document["title"]["fr"] == "Notre *variante*"
    assert draft.document["title"]["en"].endswith("(variant)")
    assert visitor.title == ("Notre *variante*" if language == "fr" else draft.document["title"]["en"])
    assert visitor.at.query_params["brouillon"] == draft.draft_id
    assert visitor.says("editor.ready")


@pytest.mark.parametrize(("name", "key"), [("echelons", "shipped_id"), ("a b", "id_invalid")])
def test_a_copy_under_a_name_that_does_not_do_is_refused_in_a_sentence(
    visit: Visit, running: Application, name: str, key: str
) -> None:
    visitor = visit("editor").unfold("editor-sheet-copy-echelons-1.0.0")
    visitor.at.text_input(key="editor-copy-echelons-1.0.0-id").set_value(name)
    visitor.press("Créer le brouillon")
    assert is_sentence(visitor.errors[0], f"versions.{key}", "fr")
    assert running.questionnaires.drafts() == []
    assert visitor.again().errors == []


def test_a_draft_is_taken_up_again_or_deleted_on_purpose(visit: Visit, running: Application, draft: Draft) -> None:
    visitor = visit("editor")
    assert "Ana" in visitor.words
    visitor.press("Reprendre")
    assert visitor.says("editor.ready")
    visitor.press("Tous les questionnaires")
    assert visitor.title == sentence("ui.editor.title", "fr")
    visitor.unfold(f"editor-sheet-discard-{draft.draft_id}").press("Supprimer ce brouillon")
    assert running.questionnaires.drafts() == []
    assert visitor.says("editor.discarded")


def test_a_draft_that_is_gone_says_so_and_leads_back(edit: Edit, running: Application, draft: Draft) -> None:
    running.questionnaires.discard(draft.draft_id)
    visitor = edit(draft)
    assert is_sentence(visitor.errors[0], "versions.draft_unknown", "fr")
    visitor.press("Tous les questionnaires")
    assert visitor.errors == []


def give(visitor: Visitor, name: str, data: bytes) -> Visitor:
    """Choose a file in the uploader."""
    (uploader,) = visitor.at.file_uploader
    return visitor.act(uploader.set_value((name, data, "application/octet-stream")))


@pytest.mark.parametrize("form", ["yaml", "folder", "xlsx"])
def test_what_was_downloaded_comes_back_as_a_new_draft_under_another_name(
    visit: Visit, running: Application, form: Any
) -> None:
    tree = running.questionnaires.tree("echelons", "1.0.0")
    visitor = give(visit("editor"), "anything.bin", write(tree, form))
    (draft,) = running.questionnaires.drafts()
    assert load_data(draft.document, "a") == load_data(tree | {"id": "echelons-local"}, "a")
    assert running.questionnaires.problems(draft.draft_id) == []
    # Its title is still that of the shipped one: said at once, not on publishing.
    assert is_sentence(visitor.at.warning[0].value, "versions.same_title", "fr")
    assert visitor.errors == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01",
        b"- a list",
        b"id: &a x\nversion: *a\n",
        b"id: x\nversion: 1\ntitle: {fr: a",
        b"PK\x03\x04 no zip at all",
        b"id: !!python/object:os.system x",
        b"x" * 5_000_001,
    ],
)
def test_a_broken_file_says_so_in_one_sentence_and_changes_nothing(
    visit: Visit, running: Application, draft: Draft, data: bytes, language: Language
) -> None:
    before = now(running, draft)
    visitor = give(visit("editor", language), "questionnaire.yaml", data)
    assert len(visitor.errors) == 1
    assert len(visitor.errors[0]) < 500
    assert running.questionnaires.drafts() == [before]
    assert visitor.title == sentence("ui.editor.title", language)


def test_a_sound_file_after_a_broken_one_is_taken(visit: Visit, running: Application) -> None:
    visitor = give(visit("editor"), "a.yaml", b"- a list")
    assert len(visitor.errors) == 1
    give(visitor, "b.yaml", ADVISED.encode())
    assert visitor.errors == []
    assert len(running.questionnaires.drafts()) == 1
    visitor.press("Tous les questionnaires")
    assert visitor.errors == []
    assert len(running.questionnaires.drafts()) == 1


def test_a_faulty_questionnaire_becomes_a_draft_that_tells_its_faults(visit: Visit, running: Application) -> None:
    visitor = give(visit("editor"), "a.yaml", ADVISED.replace(", en: Where?", "").encode())
    assert visitor.title == "Essai"
    assert "Question · anglais — Ce texte manque" in visitor.words.replace("Titre", "Question")
    visitor.press(f"Corriger{NB}: la question 1.1")
    assert visitor.at.session_state["editor-partie"] == "1.1"
    fill(visitor, running.questionnaires.drafts()[0], *FIRST, "title", "en", value="Where?")
    assert visitor.says("editor.ready")


def test_a_questionnaire_whose_name_is_no_name_becomes_a_draft_too(visit: Visit, running: Application) -> None:
    visitor = give(visit("editor"), "a.yaml", ADVISED.replace("id: sample", "id: [echelons]").encode())
    assert visitor.title == "Essai"
    fill(
        visitor.press("Corriger : Le cadre".replace(" :", f"{NB}:")),
        running.questionnaires.drafts()[0],
        "id",
        value="b",
    )
    assert visitor.says("editor.ready")


def test_the_uploader_takes_what_the_server_takes() -> None:
    from governance.exports.questionnaires import parser
    from governance.web.uploads import MOST_BYTES

    assert MEGABYTES * 1_000_000 == MOST_BYTES == parser().limits.packed
