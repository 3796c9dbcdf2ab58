# SPDX-License-Identifier: EUPL-1.2
"""Several questionnaires and several versions: chosen, named, carried over, compared, and never mixed."""

from typing import Any

import pytest

from governance.assessments.records import AssessmentHead
from governance.bootstrap import Application, application
from governance.language import Language, sentence
from governance.ui.navigation import PAGES
from tests.pages.conftest import PLOERMEL, Visit
from tests.pages.test_every_page import BLANK
from tests.pages.visitor import Visitor, unescaped
from tests.versions import FIRST_ANSWERS, tree

VILLAGE, SECOND = "village@1.0.0", "village@1.1.0"


def publish(like: str, /, **more: Any) -> None:
    shelf = application().questionnaires
    shelf.publish(shelf.begin(tree(like, **more)).draft_id)


def give(head: AssessmentHead, codes: dict[str, str]) -> None:
    for question_id, code in codes.items():
        reason = "Aucune école" if code == "NC" else ""
        key = f"{head.id[:20]} {question_id}"
        application().assessments.save(head.id, question_id, code, reason=reason, expected_version=0, key=key)


@pytest.fixture
def village(running: Application) -> AssessmentHead:
    """Ploërmel has answered every question of the village's first version, the only one."""
    publish("1.0.0")
    head = running.assessments.open(PLOERMEL, "full", questionnaire=("village", "1.0.0"))
    give(head, FIRST_ANSWERS)
    return head


@pytest.fixture
def outdated(village: AssessmentHead) -> AssessmentHead:
    """The same once the second version is published."""
    publish("1.1.0")
    return village


def words(key: str, language: Language = "fr", **values: Any) -> str:
    return sentence(f"ui.versions.{key}", language, **values)


def later(head: AssessmentHead, version: str = "1.1.0") -> str:
    return f"newer:{head.id}:{version}"


def begin(visit: Visit, language: Language = "fr") -> Visitor:
    visitor = visit("home", language)
    visitor.act(visitor.at.text_input(key="territory-query").set_value("ploermel"))
    return visitor.press_key(f"choose-{PLOERMEL}")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_a_questionnaire_unlike_the_referentiel_whole(
    page: str, language: Language, visit: Visit, outdated: AssessmentHead
) -> None:
    visitor = visit(page, language, dossier=outdated.id, questionnaire=VILLAGE, territoire=PLOERMEL)
    assert visitor.errors == []
    assert not BLANK.search(visitor.words)
    assert "None" not in visitor.words


@pytest.mark.parametrize("step", ["services", "means", "links"])
def test_each_step_asks_its_own_kinds_of_questions(step: str, visit: Visit, outdated: AssessmentHead) -> None:
    visitor = visit("assessment", dossier=outdated.id, enjeu=step)
    assert visitor.errors == []
    assert len(visitor.at.radio) == 4


def test_who_begins_chooses_among_questionnaires_the_referentiel_first(
    language: Language, visit: Visit, outdated: AssessmentHead
) -> None:
    visitor = begin(visit, language)
    chosen = visitor.at.selectbox(key="edition-to-answer")
    assert chosen.value.startswith("echelons@")
    assert chosen.options[-1] == words("edition", language, title="Le numérique au village", version="1.1.0")
    assert len(chosen.options) == len({edition.id for edition in application().questionnaires.shelf()})
    visitor.act(chosen.set_value(SECOND))
    assert "begin-flash" not in [button.key for button in visitor.at.button]
    assert visitor.at.button(key="begin-full").label == words("begin", language, count=12)
    visitor.press_key("begin-full")
    head = application().assessments.recent()[0]
    assert (head.questionnaire_id, head.questionnaire_version, head.form) == ("village", "1.1.0", "full")
    assert "Le numérique au village" in visitor.words


def test_a_questionnaire_for_other_tiers_cannot_be_begun(visit: Visit, running: Application) -> None:
    narrow = tree("1.0.0", tiers=["region"])
    for challenge in narrow["challenges"]:
        for question in challenge["questions"]:
            question["tiers"] = ["region"]
    publish("1.0.0", **narrow)
    visitor = begin(visit)
    visitor.act(visitor.at.selectbox(key="edition-to-answer").set_value(VILLAGE))
    assert visitor.says("versions.other_tiers")
    assert not any(str(button.key).startswith("begin-") for button in visitor.at.button)


def test_who_comes_back_reads_which_questionnaire_it_was(visit: Visit, answered: str, village: AssessmentHead) -> None:
    visitor = visit("home")
    named = [caption.value for caption in visitor.at.caption if "fact_check" in caption.value]
    assert len(named) == 1, "the référentiel is not named"
    assert "Le numérique au village" in named[0]


def test_without_a_later_version_nothing_is_said(visit: Visit, village: AssessmentHead, answered: str) -> None:
    for dossier in (village.id, answered):
        for page in ("assessment", "results"):
            assert not any(
                "newer:" in str(folded.proto.id) or "disponible" in folded.label
                for folded in visit(page, dossier=dossier).at.expander
            )


@pytest.mark.parametrize("page", ["assessment", "results"])
def test_a_later_version_says_what_becomes_of_each_answer(
    page: str, language: Language, visit: Visit, outdated: AssessmentHead
) -> None:
    visitor = visit(page, language, dossier=outdated.id)
    assert words("newer", language, version="1.1.0") in [folded.label for folded in visitor.at.expander]
    assert words("kept", language, count=7) not in visitor.words, "nothing is worked out before it is asked for"
    visitor.unfold(later(outdated))
    for name, count in (("kept", 7), ("again", 4), ("added", 1), ("gone", 1)):
        assert words(name, language, count=count) in visitor.words
    assert words("why.altered", language) in visitor.words
    assert visitor.words.count("Fonctionner et investir, à part.") == 2, "what the authors say of a change"
    assert words("said", language, answer="Un lock") in visitor.words
    assert words("said_to", language, question="Où en est budget ?", answer="budget, état 4") in visitor.words
    assert len(application().assessments.recent()) == 1


def test_going_on_opens_the_later_version_with_what_was_kept_and_recalls_the_rest(
    language: Language, visit: Visit, outdated: AssessmentHead
) -> None:
    visitor = visit("assessment", language, dossier=outdated.id).unfold(later(outdated))
    visitor.press_key("carry-over")
    head = application().assessments.recent()[0]
    assert (head.questionnaire_version, visitor.at.query_params["dossier"]) == ("1.1.0", head.id)
    assert words("carried", language, kept=7, again=4) in visitor.words
    assert visitor.at.get("progress")[0].text == sentence("ui.assessment.progress", language, answered=7, asked=12)
    recalled = [unescaped(caption.value) for caption in visitor.at.caption if "history" in caption.value]
    assert len(recalled) == 2
    assert "Fonctionner et investir" in visit("assessment", language, dossier=head.id, enjeu="means").words
    assert all(line.endswith(f"{words('before', language, version='1.0.0')}.") for line in recalled)
    assert "12" in recalled[0]
    visitor.unfold("history")
    (table,) = visitor.at.table
    assert words("taken_over", language, version="1.0.0") in str(table.value.to_dict())
    visitor.again()
    assert words("carried", language, kept=7, again=4) not in visitor.words, "said once"


def test_a_question_answered_again_is_recalled_no_more(visit: Visit, outdated: AssessmentHead) -> None:
    head = application().carrying.carry(outdated.id).head
    give(head, {"delay": "3"})
    visitor = visit("assessment", dossier=head.id)
    recalled = [caption.value for caption in visitor.at.caption if "history" in caption.value]
    assert len(recalled) == 1
    assert "lock" in recalled[0]


def test_a_later_assessment_already_begun_is_opened_instead(
    language: Language, visit: Visit, outdated: AssessmentHead
) -> None:
    head = application().carrying.carry(outdated.id).head
    visitor = visit("results", language, dossier=outdated.id).unfold(later(outdated))
    assert words("exists", language, version="1.1.0") in visitor.words
    (opening,) = (link for link in visitor.at.page_link if link.label == words("open", language))
    assert f"dossier={head.id}" in opening.proto.query_string
    assert "carry-over" not in [button.key for button in visitor.at.button]


def test_the_plan_that_goes_along_is_counted(visit: Visit, outdated: AssessmentHead) -> None:
    from governance.plans.records import PlanEntry

    application().plans.add(outdated.id, PlanEntry("Accueillir"), question_id="welcome", key="a")
    application().plans.add(outdated.id, PlanEntry("Faxer"), question_id="fax", key="b")
    visitor = visit("results", dossier=outdated.id).unfold(later(outdated))
    assert words("plan", kept=1, left=1) in visitor.words


def test_the_version_before_is_a_state_to_compare_with_on_common_questions(
    language: Language, visit: Visit, outdated: AssessmentHead
) -> None:
    head = application().carrying.carry(outdated.id).head
    visitor = visit("results", language, dossier=head.id)
    assert visitor.at.selectbox(key="comparison").value is None, "the portrait counts everything at first"
    assert not visitor.says("versions.compare_note")
    visitor.act(visitor.at.selectbox(key="comparison").set_value("version-before"))
    assert visitor.says("versions.compare_note")
    assert visitor.errors == []


def test_the_referentiel_page_reads_the_questionnaire_and_version_chosen(
    language: Language, visit: Visit, outdated: AssessmentHead
) -> None:
    visitor = visit("questionnaire", language)
    assert "questionnaire" not in visitor.at.query_params
    visitor.act(visitor.at.selectbox(key="edition").set_value(VILLAGE))
    assert visitor.at.query_params["questionnaire"] == VILLAGE
    assert "Où en est fax ?" in visitor.act(visitor.at.selectbox(key="enjeu").set_value("links")).words
    visitor.act(visitor.at.selectbox(key="edition").set_value(SECOND))
    assert "Où en est fax ?" not in visitor.words
    assert "Où en est cloud ?" in visitor.act(visitor.at.selectbox(key="enjeu").set_value("links")).words
    named = visit("questionnaire", language, questionnaire=SECOND)
    assert "Que fait-on en ligne ?" in named.words


@pytest.mark.parametrize("odd", ["", "village@9.9", "../etc@1", "<b>[x](y)</b>"])
def test_an_address_that_names_no_questionnaire_shows_the_referentiel(
    odd: str, visit: Visit, village: AssessmentHead
) -> None:
    visitor = visit("questionnaire", questionnaire=odd)
    assert visitor.errors == []
    assert visitor.at.selectbox(key="edition").value.startswith("echelons@")
    assert "questionnaire" not in visitor.at.query_params


def test_with_one_questionnaire_there_is_nothing_to_choose(visit: Visit, running: Application) -> None:
    alone = len(running.questionnaires.shelf()) == 1
    shown = [box.key for box in visit("questionnaire").at.selectbox]
    assert ("edition" in shown) is not alone


def test_the_method_tells_of_the_questionnaire_chosen(
    language: Language, visit: Visit, village: AssessmentHead
) -> None:
    assert words("mean_arithmetic", language) in visit("method", language).words
    other = visit("method", language, questionnaire=VILLAGE).words
    assert words("mean_geometric", language) in other
    assert words("zero", language) in other
    short = {"fr": "Questionnaire court et", "en": "short questionnaire"}[language]
    assert short not in other


def test_the_map_says_which_questionnaire_and_who_answered_others(
    language: Language, visit: Visit, demo: Application
) -> None:
    publish("1.0.0")
    departement, epci = "departement:29", "epci:200067072"
    for place in (departement, epci):
        give(demo.assessments.open(place, "full", questionnaire=("village", "1.0.0")), {"welcome": "1", "online": "2"})
    latest = demo.questionnaires.latest()
    referentiel = words("edition", language, title=latest.title.to(language), version=latest.version)
    visitor = visit("map", language)
    assert words("map", language, name=referentiel) in visitor.words
    answered = demo.results.latest("departement", latest)
    assert departement in answered.territories, "this one answered the référentiel too: it is on the map"
    others = demo.results.answers_elsewhere("departement", demo.questionnaires.get("village", "1.0.0"))
    visitor.act(visitor.at.selectbox(key="edition").set_value(VILLAGE))
    assert visitor.errors == []
    assert (
        words("map", language, name=words("edition", language, title="Le numérique au village", version="1.0.0"))
        in visitor.words
    )
    assert others == len(set(answered.assessments)) - 1
    assert "map-form" not in [group.key for group in visitor.at.button_group]
    assert words("map_others", language, count=others) in visitor.words


def test_a_figure_of_one_questionnaire_is_not_looked_for_in_another(visit: Visit, village: AssessmentHead) -> None:
    visitor = visit("map")
    first = application().questionnaires.latest().challenges[0].id
    visitor.act(visitor.at.selectbox(key="figure").set_value(first))
    visitor.act(visitor.at.selectbox(key="edition").set_value(VILLAGE))
    assert visitor.errors == []
    assert visitor.at.selectbox(key="figure").value == "index"
    visitor.act(visitor.at.selectbox(key="figure").set_value("means"))
    assert visitor.errors == []


def test_an_index_that_cannot_be_computed_says_so(language: Language, visit: Visit, outdated: AssessmentHead) -> None:
    head = application().carrying.carry(outdated.id).head
    lowest = {"running": "0", "building": "0", "cloud": "0"}
    give(head, lowest)
    for name in ("people", "scale"):
        application().assessments.save(head.id, name, "0", expected_version=1, key=f"low {name}")
    visitor = visit("results", language, dossier=head.id)
    assert visitor.errors == []
    assert sentence("views.statuses.not_computable", language).lower() in visitor.words.lower()


def test_a_hostile_title_is_shown_as_it_is_written(visit: Visit, running: Application) -> None:
    title = "<b>[x](y)</b> :red[*z*]"
    publish("1.0.0", title={"fr": title, "en": title})
    head = running.assessments.open(PLOERMEL, "full", questionnaire=("village", "1.0.0"))
    visitor = visit("results", dossier=head.id)
    assert title in visitor.words
    raw = " ".join(caption.value for caption in visitor.at.caption)
    assert "[x](y)" not in raw
    assert visit("home").errors == []


def test_a_questionnaire_chosen_stays_chosen_from_page_to_page(visit: Visit, village: AssessmentHead) -> None:
    visitor = visit("questionnaire", questionnaire=VILLAGE)
    assert visitor.open("map").at.selectbox(key="edition").value == VILLAGE
    first = visitor.at.selectbox(key="edition").options[0]
    visitor.act(visitor.at.selectbox(key="edition").select(first))
    assert visitor.open("method").at.selectbox(key="edition").value.startswith("echelons@")
