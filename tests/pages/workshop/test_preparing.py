# SPDX-License-Identifier: EUPL-1.2
"""A session is prepared, from an assessment or straight from a territory."""

from governance.bootstrap import Application, application
from governance.language import Language, sentence
from governance.workshops.records import PRIORITIES
from tests.pages.conftest import PLOERMEL, Visit
from tests.pages.visitor import is_sentence
from tests.pages.workshop.leading import main, press


def test_a_session_is_prepared_from_an_assessment(
    language: Language, visit: Visit, running: Application, dossier: str
) -> None:
    visitor = visit("workshop", language, dossier=dossier)
    assert visitor.says("workshop.recent_none")
    visitor.at.session_state["workshop-colleges"] = ["staff", "elected"]
    visitor.act(visitor.at.text_input(key="author").set_value("Ana"))
    press(visitor, "create")
    (workshop,) = application().workshops.of_assessment(dossier)
    view = application().rooms.console(workshop.id)
    assert len([line for line in view.questions if line.asked.question_id != PRIORITIES]) == 16
    assert (workshop.colleges, workshop.author) == (("elected", "staff"), "Ana")
    assert workshop.vote_seconds == 120
    assert visitor.at.query_params["seance"] == workshop.id
    assert visitor.title == "Ploërmel"
    assert main(visitor) == sentence("ui.workshop.main.begin", language)


def test_a_session_is_prepared_straight_from_a_territory(visit: Visit, running: Application) -> None:
    visitor = visit("workshop")
    visitor.act(visitor.at.text_input(key="territory-query").set_value("ploermel")).press_key(f"choose-{PLOERMEL}")
    visitor.act(visitor.at.radio(key="workshop-choice").set_value("picked"))
    assert visitor.says("workshop.none_chosen")
    assert visitor.at.button(key="workshop-create").disabled
    ids = [question.id for question in running.questionnaire().asked()]
    visitor.act(visitor.at.multiselect(key="workshop-picked").set_value([ids[7], ids[2]]))
    press(visitor, "create")
    (head,) = application().assessments.recent()
    (workshop,) = application().workshops.of_assessment(head.id)
    asked = [line.asked.question_id for line in application().rooms.console(workshop.id).questions]
    assert asked[:2] == [ids[2], ids[7]]


def test_whole_challenges_can_be_chosen(visit: Visit, dossier: str) -> None:
    visitor = visit("workshop", dossier=dossier)
    visitor.act(visitor.at.radio(key="workshop-choice").set_value("challenges"))
    visitor.at.session_state["workshop-challenges"] = ["partners"]
    visitor.again()
    assert sentence("ui.workshop.count_hint", "fr", count=5) in visitor.words
    assert not visitor.says("workshop.count_in_all"), "50 minutes need no sum"


def test_how_long_a_session_takes_is_said_in_all(language: Language, visit: Visit, dossier: str) -> None:
    visitor = visit("workshop", language, dossier=dossier)
    told = sentence("ui.workshop.count_in_all", language, time="2\u00a0h\u00a040")
    assert told in visitor.words, "16 questions"


def test_one_college_alone_is_refused_with_a_sentence(language: Language, visit: Visit, dossier: str) -> None:
    visitor = visit("workshop", language, dossier=dossier)
    visitor.at.session_state["workshop-colleges"] = ["staff"]
    press(visitor.again(), "create")
    (told,) = visitor.errors
    assert is_sentence(told, "workshop.college_alone", language)
    assert application().workshops.of_assessment(dossier) == []
