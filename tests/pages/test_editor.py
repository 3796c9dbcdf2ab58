# SPDX-License-Identifier: EUPL-1.2
"""The editor, without a browser: from a copy to a published questionnaire, and everything that can go wrong."""

from collections.abc import Callable
from typing import Any

import pytest

from governance.bootstrap import Application
from governance.errors import ConflictError
from governance.exports.questionnaires import read, write
from governance.language import Language, sentence
from governance.questionnaire.beginnings import content, new_action
from governance.questionnaire.editing import value_at, with_kind, with_part, with_value, without
from governance.questionnaire.edition import Draft
from governance.questionnaire.loading import load_data
from governance.questionnaire.node import Loc
from governance.services.assessments import AssessmentService
from governance.services.questionnaires import QuestionnaireService
from governance.ui.editor.desk import Desk
from governance.ui.editor.incoming import MEGABYTES
from tests.pages.conftest import PLOERMEL, Visit
from tests.pages.visitor import Visitor, is_sentence
from tests.questionnaire.sample import ADVISED

NB = "\u00a0"

Edit = Callable[..., Visitor]
Other = Callable[[str], None]
FIRST: Loc = ("challenges", 0, "questions", 0)


@pytest.fixture
def draft(running: Application) -> Draft:
    """A copy of the référentiel, under an id of its own."""
    return running.questionnaires.copy("echelons", "1.0.0", "mine", "Ana")


@pytest.fixture
def small(running: Application) -> Draft:
    """A draft with one question of each kind, and an action."""
    return running.questionnaires.begin(read("sample.yaml", ADVISED.encode()))


@pytest.fixture
def edit(visit: Visit) -> Edit:
    """Opens a part of a draft: ``edit(draft, "1.1")``, or another of its views."""

    def edit(draft: Draft, part: str = "cadre", view: str = "modifier", language: Language = "fr") -> Visitor:
        return visit("editor", language, brouillon=draft.draft_id, partie=part, vue=view)

    return edit


def field(visitor: Visitor, draft: Draft, *loc: Any) -> Any:
    """The widget of one value."""
    key = Desk(draft).key(".".join(map(str, loc)))
    (found,) = (widget for widget in visitor.at.main if getattr(widget, "key", None) == key)
    return found


def fill(visitor: Visitor, draft: Draft, *loc: Any, value: Any) -> Visitor:
    return visitor.act(field(visitor, draft, *loc).set_value(value))


def now(running: Application, draft: Draft) -> Draft:
    return running.questionnaires.draft(draft.draft_id)


def at(running: Application, draft: Draft, *loc: Any) -> Any:
    return value_at(dict(now(running, draft).document), loc)


def other_saves(running: Application, draft: Draft, *loc: Any, value: Any, author: str = "Bob *") -> None:
    """Somebody else changes a value."""
    theirs = now(running, draft)
    running.questionnaires.save(draft.draft_id, with_value(dict(theirs.document), loc, value), theirs.revision, author)


# The shelf.


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


# Files.


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


# Values.


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


# Parts.


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


# Problems, preview.


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


# Publishing.


def published(edit: Edit, draft: Draft) -> Visitor:
    visitor = edit(draft, view="publier")
    assert visitor.at.button(key="editor-publish").disabled
    visitor.act(visitor.at.checkbox(key="editor-publish-sure").set_value(True))
    return visitor.press_key("editor-publish")


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


# Two people, and faults of the store.


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


# Whatever a file may hold.


def spoilt(value: Any, scalar: Any) -> Any:
    """A tree of the same shape, whose every single value is another."""
    if isinstance(value, dict):
        return {name: spoilt(each, scalar) for name, each in value.items()}
    if isinstance(value, list):
        return [spoilt(each, scalar) for each in value]
    return scalar


@pytest.mark.parametrize(
    "scalar", [None, ["x"], {"a": 1}, [], 10**18, -1.5, True, "", "level", "**a** ![b](c) :red[d]\n# e"]
)
def test_a_draft_that_is_wrong_everywhere_is_still_shown_and_told(
    edit: Edit, running: Application, small: Draft, scalar: Any
) -> None:
    running.questionnaires.save(small.draft_id, spoilt(dict(small.document), scalar), small.revision)
    folds = ("thresholds", "challenge-settings", "question-settings", "points", "actions", "preview-question")
    for part in ("cadre", "lectures", "1", "1.1", "1.2", "1.3"):
        visitor = edit(small, part)
        for name in folds:
            visitor.unfold(f"editor-fold-{name}")
        assert visitor.errors == []
        assert sum(warning.value.count("\n- ") for warning in visitor.at.warning) <= 10
    for view in ("verifier", "apercu", "publier"):
        visitor = edit(small, "1.1", view)
        assert visitor.at.title
    assert "à corriger" in visitor.words


@pytest.mark.parametrize("gone", [("challenges",), ("challenges", 0, "questions"), ("title",), ("families",)])
def test_a_draft_that_lacks_its_parts_can_be_completed(
    edit: Edit, running: Application, small: Draft, gone: Loc
) -> None:
    tree = with_value(dict(small.document), gone, None)
    running.questionnaires.save(small.draft_id, tree, small.revision)
    for view in ("modifier", "verifier", "apercu", "publier"):
        assert edit(small, "cadre", view).tracebacks == []
    assert edit(small, "1").tracebacks == []
