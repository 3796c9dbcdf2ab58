# SPDX-License-Identifier: EUPL-1.2
"""État des lieux: saved at each choice, said saved only then, nothing that was entered ever lost."""

import re
from collections.abc import Callable

import pytest

from governance.assessments.records import StoredAnswer
from governance.bootstrap import Application, application
from governance.language import Language, sentence
from tests.pages.conftest import NANTES, Visit
from tests.pages.visitor import Visitor, is_sentence
from tests.sample import questionnaire as sample


@pytest.fixture
def first(running: Application) -> str:
    """The first question of the short form."""
    return next(iter(running.questionnaire().asked("flash"))).id


def stored(dossier: str, question: str) -> StoredAnswer:
    return application().assessments.find(dossier).answers[question]


def details(dossier: str, question: str) -> str:
    """The key of a question's folded comment and evidence."""
    return f"details:{dossier}:{question}"


def somebody_else(dossier: str, question: str, code: str, version: int = 0, **more: str) -> StoredAnswer:
    """What another person saves meanwhile."""
    key = f"theirs-{question}-{version}"
    return application().assessments.save(dossier, question, code, expected_version=version, key=key, **more)


def test_a_choice_is_stored_and_said_so(language: Language, visit: Visit, dossier: str, first: str) -> None:
    visitor = visit("assessment", language, dossier=dossier)
    assert sentence("ui.assessment.not_answered", language) in visitor.card(first)
    visitor.choose(first, "3")
    assert stored(dossier, first).code == "3"
    assert visitor.says("assessment.saved")
    assert sentence("ui.assessment.progress", language, answered=1, asked=16) in visitor.at.get("progress")[0].text


def test_a_new_visitor_finds_every_choice_and_text(visit: Visit, dossier: str, first: str) -> None:
    visitor = visit("assessment", dossier=dossier)
    visitor.choose(first, "2").unfold(details(dossier, first))
    visitor.write("text_area", "comment", first, "Voir la délibération")
    visitor.write("text_input", "evidence", first, "3 mai")
    other = visit("assessment", dossier=dossier).unfold(details(dossier, first))
    assert other.field("radio", "choice", first).value == "2"
    assert other.field("text_area", "comment", first).value == "Voir la délibération"
    assert other.field("text_input", "evidence", first).value == "3 mai"
    assert (stored(dossier, first).comment, stored(dossier, first).version) == ("Voir la délibération", 3)


def test_a_comment_alone_is_kept_without_an_answer(visit: Visit, dossier: str, first: str) -> None:
    visit("assessment", dossier=dossier).unfold(details(dossier, first)).write(
        "text_area", "comment", first, "À voir avec l’EPCI"
    )
    assert (stored(dossier, first).code, stored(dossier, first).comment) == (None, "À voir avec l’EPCI")


def test_a_cleared_answer_is_withdrawn_and_its_comment_stays(visit: Visit, dossier: str, first: str) -> None:
    visitor = visit("assessment", dossier=dossier)
    visitor.choose(first, "2").unfold(details(dossier, first)).write("text_area", "comment", first, "gardé")
    visitor.press_key(f"clear:{dossier}:{first}")
    assert (stored(dossier, first).code, stored(dossier, first).comment) == (None, "gardé")
    assert visitor.field("radio", "choice", first).value is None
    assert visitor.field("text_area", "comment", first).value == "gardé"


def test_a_folded_comment_is_kept_through_other_choices_steps_and_pages(visit: Visit, dossier: str, first: str) -> None:
    visitor = visit("assessment", dossier=dossier).unfold(details(dossier, first))
    visitor.write("text_area", "comment", first, "gardé").fold(details(dossier, first))
    assert not visitor.at.text_area
    visitor.choose(first, "2").choose(first, "3")
    assert (stored(dossier, first).code, stored(dossier, first).comment) == ("3", "gardé")
    visitor.press("Suivant").press("Précédent").open("method").open("assessment", dossier=dossier)
    visitor.choose(first, "4")
    assert (stored(dossier, first).code, stored(dossier, first).comment) == ("4", "gardé")


def test_the_name_given_is_kept_with_the_answer_and_shown(
    language: Language, visit: Visit, dossier: str, first: str
) -> None:
    visitor = visit("assessment", language, dossier=dossier).unfold("choices")
    visitor.act(visitor.at.text_input(key="author").set_value("Ana [x](y)"))
    visitor.choose(first, "1")
    assert stored(dossier, first).author == "Ana [x](y)"
    assert re.search(sentence("ui.assessment.saved_by", language, time=".*", author=r"Ana \[x\]\(y\)"), visitor.words)


def test_not_applicable_is_stored_only_with_its_reason(
    language: Language, visit: Visit, running: Application, dossier: str
) -> None:
    running.assessments.change_form(dossier, "full")
    question = next(q.id for q in running.questionnaire().asked() if q.not_applicable)
    step = running.questionnaire().challenge_of(question).id
    visitor = visit("assessment", language, dossier=dossier, enjeu=step)
    visitor.choose(question, "NC")
    assert question not in running.assessments.find(dossier).answers
    assert visitor.says("assessment.reason_needed")
    visitor.write("text_input", "reason", question, "Pas de voisins")
    assert (stored(dossier, question).code, stored(dossier, question).reason) == ("NC", "Pas de voisins")
    again = visit("assessment", language, dossier=dossier, enjeu=step)
    assert again.field("text_input", "reason", question).value == "Pas de voisins"


def test_a_save_that_fails_is_said_the_choice_stays_and_trying_again_saves_it(
    language: Language, visit: Visit, dossier: str, first: str, other_program: Callable[[str], None]
) -> None:
    visitor = visit("assessment", language, dossier=dossier)
    other_program("BEGIN IMMEDIATE")
    visitor.unfold(details(dossier, first)).choose(first, "3").write("text_area", "comment", first, "ne pas perdre")
    (told,) = visitor.errors
    said = sentence("ui.assessment.not_saved", language, reason="")
    assert told.startswith(said)
    assert is_sentence(told.removeprefix(said), "store.locked", language)
    assert visitor.field("radio", "choice", first).value == "3"
    assert visitor.field("text_area", "comment", first).value == "ne pas perdre"
    assert sentence("ui.assessment.not_answered", language) not in visitor.card(first)
    assert first not in application().assessments.find(dossier).answers
    other_program("ROLLBACK")
    visitor.press_key(f"retry:{dossier}:{first}")
    assert visitor.errors == []
    assert (stored(dossier, first).code, stored(dossier, first).comment) == ("3", "ne pas perdre")
    assert visitor.says("assessment.saved")


def test_a_choice_that_could_not_be_saved_stays_through_other_steps_and_pages(
    visit: Visit, dossier: str, first: str, other_program: Callable[[str], None]
) -> None:
    visitor = visit("assessment", dossier=dossier)
    other_program("BEGIN IMMEDIATE")
    visitor.choose(first, "4")
    visitor.press("Suivant").press("Précédent")
    assert visitor.field("radio", "choice", first).value == "4"
    visitor.open("method").open("assessment", dossier=dossier)
    assert visitor.field("radio", "choice", first).value == "4"
    assert len(visitor.errors) == 1
    other_program("ROLLBACK")
    visitor.press_key(f"retry:{dossier}:{first}")
    assert stored(dossier, first).code == "4"


def test_a_choice_that_could_not_be_saved_is_not_replaced_by_somebody_elses(
    visit: Visit, dossier: str, first: str, other_program: Callable[[str], None]
) -> None:
    visitor = visit("assessment", dossier=dossier)
    other_program("BEGIN IMMEDIATE")
    visitor.choose(first, "4")
    other_program("ROLLBACK")
    somebody_else(dossier, first, "2")
    assert visitor.again().field("radio", "choice", first).value == "4"
    visitor.press_key(f"retry:{dossier}:{first}")
    assert stored(dossier, first).code == "2"
    assert len(visitor.at.warning) == 1, "the conflict is not told"


def test_one_save_that_fails_does_not_keep_others_from_being_said_saved(
    visit: Visit, dossier: str, running: Application, other_program: Callable[[str], None]
) -> None:
    one, two = (q.id for q in list(running.questionnaire().asked("flash"))[:2])
    visitor = visit("assessment", dossier=dossier)
    other_program("BEGIN IMMEDIATE")
    visitor.choose(one, "1")
    other_program("ROLLBACK")
    visitor.choose(two, "2")
    assert "Non enregistré" in visitor.card(one)
    assert "Enregistré à" in visitor.card(two)


def test_a_first_comment_leaves_open_what_is_being_filled(visit: Visit, dossier: str, first: str) -> None:
    visitor = visit("assessment", dossier=dossier).unfold(details(dossier, first))
    visitor.write("text_area", "comment", first, "premier")
    assert visitor.field("text_input", "evidence", first).value == ""
    visitor.fold(details(dossier, first))
    assert sentence("ui.assessment.details_filled", "fr") in [part.label for part in visitor.at.expander]


@pytest.fixture
def quarrel(visit: Visit, dossier: str, first: str, language: Language) -> Visitor:
    """A visitor who chose 1 after somebody else, unseen, chose 3."""
    visitor = visit("assessment", language, dossier=dossier)
    somebody_else(dossier, first, "3", author="Bob *b*", comment="leur commentaire")
    return visitor.choose(first, "1")


def test_a_conflict_shows_both_answers_and_replaces_nothing(
    quarrel: Visitor, language: Language, dossier: str, first: str
) -> None:
    levels = application().questionnaire().question(first).levels
    assert stored(dossier, first).code == "3"
    card = quarrel.card(first)
    (warned,) = (w.value for w in quarrel.at.warning)
    assert r"Bob \*b\*" in warned
    for rank in (1, 3):
        assert levels[rank].title.to(language) in card
    assert quarrel.field("radio", "choice", first).value == "1"


def test_keeping_mine_stores_it_over_theirs(quarrel: Visitor, dossier: str, first: str) -> None:
    quarrel.press_key(f"mine:{dossier}:{first}")
    assert (stored(dossier, first).code, stored(dossier, first).version) == ("1", 2)
    assert quarrel.says("assessment.saved")
    assert [w.value for w in quarrel.at.warning] == []


def test_keeping_theirs_shows_it_and_stores_nothing(quarrel: Visitor, dossier: str, first: str) -> None:
    quarrel.press_key(f"theirs:{dossier}:{first}")
    assert (stored(dossier, first).code, stored(dossier, first).version) == ("3", 1)
    assert quarrel.field("radio", "choice", first).value == "3"
    assert quarrel.unfold(details(dossier, first)).field("text_area", "comment", first).value == "leur commentaire"
    assert [w.value for w in quarrel.at.warning] == []


def test_a_third_answer_during_a_conflict_is_a_conflict_again(quarrel: Visitor, dossier: str, first: str) -> None:
    somebody_else(dossier, first, "4", version=1)
    quarrel.press_key(f"mine:{dossier}:{first}")
    assert stored(dossier, first).code == "4"
    assert len(quarrel.at.warning) == 1
    quarrel.press_key(f"mine:{dossier}:{first}")
    assert stored(dossier, first).code == "1"


def test_an_answer_of_somebody_else_appears_at_the_next_run(visit: Visit, dossier: str, first: str) -> None:
    visitor = visit("assessment", dossier=dossier)
    somebody_else(dossier, first, "2")
    assert visitor.again().field("radio", "choice", first).value == "2"


def test_an_assessment_deleted_meanwhile_is_told(language: Language, visit: Visit, dossier: str, first: str) -> None:
    visitor = visit("assessment", language, dossier=dossier)
    application().assessments.delete(dossier)
    visitor.choose(first, "2")
    (told,) = visitor.errors
    assert is_sentence(told, "assessment.unknown", language)


def test_the_form_goes_from_short_to_full_and_keeps_the_answers(visit: Visit, answered: str) -> None:
    visitor = visit("assessment", dossier=answered).unfold("choices")
    assert len([r for r in visitor.at.radio if str(r.key).startswith("choice:")]) == 2
    visitor.act(visitor.at.radio(key="form").set_value("full"))
    assert application().assessments.find(answered).head.form == "full"
    assert len([r for r in visitor.at.radio if str(r.key).startswith("choice:")]) == 5
    assert visitor.at.get("progress")[0].text == sentence("ui.assessment.progress", "fr", answered=16, asked=40)


def test_two_assessments_of_one_session_keep_their_own_forms(visit: Visit, running: Application, answered: str) -> None:
    full = running.assessments.open(NANTES, form="full").id
    visitor = visit("assessment", dossier=full).unfold("choices")
    assert visitor.at.radio(key="form").value == "full"
    visitor.open("assessment", dossier=answered)
    visitor.unfold("choices")
    assert visitor.at.radio(key="form").value == "flash"
    assert running.assessments.find(full).head.form == "full"
    assert running.assessments.find(answered).head.form == "flash"


def test_every_step_is_reached_and_the_last_one_leads_to_the_results(visit: Visit, answered: str) -> None:
    visitor = visit("assessment", dossier=answered)
    seen = [visitor.at.query_params["enjeu"]]
    for _ in range(7):
        visitor.press("Suivant")
        seen.append(visitor.at.query_params["enjeu"])
    assert seen == [challenge.id for challenge in application().questionnaire().challenges]
    visitor.press("Voir la restitution")
    assert visitor.at.query_params["dossier"] == answered
    assert visitor.at.header[0].value == sentence("ui.results.steps", "fr")


def test_the_history_names_who_changed_what(language: Language, visit: Visit, answered: str) -> None:
    visitor = visit("assessment", language, dossier=answered)
    assert len(visitor.at.table) == 0
    visitor.unfold("history")
    (table,) = visitor.at.table
    assert len(table.value) == 16
    assert set(table.value[sentence("ui.assessment.history_who", language)]) == {r"Ana \*Étoile\*"}


def test_a_simulated_assessment_shows_its_answers_and_takes_none(visit: Visit, demo: Application) -> None:
    simulated = demo.results.latest("region", demo.questionnaire()).assessments[0]
    visitor = visit("assessment", dossier=simulated)
    radios = [radio for radio in visitor.at.radio if str(radio.key).startswith("choice:")]
    assert radios
    assert all(radio.disabled for radio in radios)
    assert any(radio.value is not None for radio in radios)
    assert len(visitor.at.text_area) == 0
    assert not [button for button in visitor.at.button if str(button.key).startswith("clear:")]


# Number and checklist questions: not in the référentiel, but in the format.


@pytest.fixture
def roads(running: Application) -> str:
    """An assessment, in full, of a questionnaire with a number and a checklist, published here."""
    shelf = running.questionnaires
    draft = shelf.begin(sample().model_dump(mode="json", exclude_defaults=True))
    edition = shelf.publish(draft.draft_id)
    return running.assessments.open(NANTES, form="full", questionnaire=(edition.id, edition.version)).id


def test_a_number_is_stored_as_it_was_entered_and_found_again(language: Language, visit: Visit, roads: str) -> None:
    visitor = visit("assessment", language, dossier=roads)
    visitor.choose("speed", "VALUE")
    assert "speed" not in application().assessments.find(roads).answers
    assert visitor.says("assessment.number_needed")
    visitor.write("number_input", "number", "speed", 62.5)
    assert stored(roads, "speed").code == "62.5"
    assert visitor.says("assessment.saved")
    again = visit("assessment", language, dossier=roads)
    assert again.field("radio", "choice", "speed").value == "VALUE"
    assert again.field("number_input", "number", "speed").value == 62.5


def test_a_number_gives_way_to_dont_know_and_comes_back(visit: Visit, roads: str) -> None:
    visitor = visit("assessment", dossier=roads)
    visitor.choose("speed", "VALUE").write("number_input", "number", "speed", 10.0)
    visitor.choose("speed", "NSP")
    assert stored(roads, "speed").code == "NSP"
    assert not visitor.at.number_input
    visitor.choose("speed", "VALUE").write("number_input", "number", "speed", 12.0)
    assert stored(roads, "speed").code == "12"


def test_a_number_emptied_withdraws_the_answer(visit: Visit, roads: str) -> None:
    visitor = visit("assessment", dossier=roads)
    visitor.choose("speed", "VALUE").write("number_input", "number", "speed", 10.0)
    visitor.write("number_input", "number", "speed", None)
    assert stored(roads, "speed").code is None


def test_the_items_of_a_checklist_are_stored_in_order_and_found_again(
    language: Language, visit: Visit, roads: str
) -> None:
    visitor = visit("assessment", language, dossier=roads)
    visitor.choose("signs", "VALUE")
    assert "signs" not in application().assessments.find(roads).answers
    assert visitor.says("assessment.items_needed")
    visitor.write("checkbox", "item-town", "signs", value=True)
    visitor.write("checkbox", "item-stop", "signs", value=True)
    assert stored(roads, "signs").code == "stop;town"
    again = visit("assessment", language, dossier=roads)
    held = {name: again.field("checkbox", f"item-{name}", "signs").value for name in ("stop", "yield", "town")}
    assert held == {"stop": True, "yield": False, "town": True}
    again.write("checkbox", "item-stop", "signs", value=False)
    again.write("checkbox", "item-town", "signs", value=False)
    assert stored(roads, "signs").code is None


def test_nothing_of_a_list_is_a_choice_of_its_own(language: Language, visit: Visit, roads: str) -> None:
    visitor = visit("assessment", language, dossier=roads)
    visitor.choose("signs", "-")
    assert stored(roads, "signs").code == "-"
    assert visitor.says("assessment.saved")
    again = visit("assessment", language, dossier=roads)
    assert again.field("radio", "choice", "signs").value == "-"
    assert sentence("ui.assessment.no_item", language) in again.field("radio", "choice", "signs").options


def test_a_look_at_a_list_leaves_what_was_answered(visit: Visit, roads: str) -> None:
    visitor = visit("assessment", dossier=roads).choose("signs", "NSP")
    visitor.choose("signs", "VALUE")
    assert stored(roads, "signs").code == "NSP"
    assert visitor.says("assessment.items_needed")


def test_a_conflict_over_a_checklist_or_a_number_shows_both(visit: Visit, roads: str) -> None:
    visitor = visit("assessment", dossier=roads)
    somebody_else(roads, "speed", "90")
    visitor.choose("speed", "NSP")
    dont_know = sentence("ui.assessment.dont_know", "fr")
    assert sentence("ui.assessment.theirs", "fr", answer="90") in visitor.card("speed")
    assert sentence("ui.assessment.mine", "fr", answer=dont_know) in visitor.card("speed")
    visitor.press_key(f"theirs:{roads}:speed")
    assert visitor.field("number_input", "number", "speed").value == 90.0


@pytest.mark.parametrize("page", ["results", "questionnaire", "map"])
def test_every_page_takes_a_questionnaire_with_other_kinds_of_questions(
    page: str, language: Language, visit: Visit, roads: str
) -> None:
    for question, code in {"split": "2", "lanes": "3", "speed": "100", "signs": "stop;town", "spans": "1"}.items():
        somebody_else(roads, question, code)
    visitor = visit(page, language, dossier=roads)
    assert visitor.errors == []


def test_a_tier_without_question_in_a_step_is_not_stuck(visit: Visit, roads: str) -> None:
    visitor = visit("assessment", dossier=roads, enjeu="bridges")
    assert not any("ferries" in str(radio.key) for radio in visitor.at.radio)
    assert visitor.errors == []
