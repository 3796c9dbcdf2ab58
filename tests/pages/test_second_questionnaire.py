# SPDX-License-Identifier: EUPL-1.2
"""The second shipped questionnaire on every screen: numbers, checklists, a geometric index, readings without family."""

from collections.abc import Iterable

import pytest
from starlette.requests import Request

from governance.bootstrap import Application, application
from governance.language import Language, sentence
from governance.plans.records import PlanEntry
from governance.plans.steps import step_key
from governance.questionnaire.loading import load
from governance.scoring.gains import next_steps, step_up
from governance.ui.answer_state import VALUE
from governance.ui.editions import READ
from governance.ui.language import points
from governance.ui.navigation import PAGES
from governance.ui.plan_header import VIEWS
from governance.web.report import render
from tests.pages.conftest import PLOERMEL, Visit
from tests.pages.test_every_page import BLANK
from tests.pages.visitor import Visitor
from tests.questionnaire.test_second import INDEX, TOWN, ends

EDITION = "sobriete@1.0.0"


def give(dossier: str, codes: dict[str, str], version: int = 0) -> None:
    for question, code in codes.items():
        application().assessments.save(
            dossier,
            question,
            code,
            reason="Pas d’accueil" if code == "NC" else "",
            expected_version=version,
            key=f"{dossier[:20]} {question} {version}",
        )


@pytest.fixture
def second(running: Application) -> str:
    """An assessment of Ploërmel by the second questionnaire, without answers."""
    return running.assessments.open(PLOERMEL, "full", questionnaire=("sobriete", "1.0.0")).id


@pytest.fixture
def town(second: str) -> str:
    """The same, answered."""
    give(second, TOWN)
    return second


def shown_points(score: float) -> str:
    return f"{points(score)} / 100"


def labels(elements: Iterable[object]) -> list[str]:
    return [str(getattr(element, "label", "")) for element in elements]


def whole(visitor: Visitor) -> bool:
    """Nothing is missing, nothing unfilled, nothing of the machine shows; in English, "None" may begin a sentence."""
    absent = visitor.language == "fr" and "None" in visitor.words
    return not visitor.errors and not BLANK.search(visitor.words) and not absent


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_it_whole_before_and_after_answers(
    page: str, language: Language, visit: Visit, second: str
) -> None:
    for _ in range(2):
        assert whole(visit(page, language, dossier=second, questionnaire=EDITION, territoire=PLOERMEL))
        give(second, TOWN if not application().results.read(second).answers else {})


def test_each_step_asks_its_questions(language: Language, visit: Visit, second: str) -> None:
    questionnaire = load("sobriete")
    for challenge in questionnaire.challenges:
        visitor = visit("assessment", language, dossier=second, enjeu=challenge.id)
        assert whole(visitor)
        assert labels(visitor.at.radio) == [question.title.to(language) for question in challenge.questions]


def test_a_number_and_a_checklist_are_answered_on_the_screen(language: Language, visit: Visit, second: str) -> None:
    visitor = visit("assessment", language, dossier=second, enjeu="equipment")
    visitor.choose("computer_age", VALUE)
    field = visitor.field("number_input", "number", "computer_age")
    assert field.label == {"fr": "Votre valeur (ans)", "en": "Your value (years)"}[language]
    assert (field.proto.format, field.min, field.max) == ("%g", 0, 30)
    visitor.write("number_input", "number", "computer_age", 5.5)
    visitor.choose("second_life", VALUE)
    visitor.write("checkbox", "item-erasure", "second_life", True)
    visitor.write("checkbox", "item-donation", "second_life", True)
    visitor.choose("repair", "2")
    report = application().results.read(second)
    assert {name: answer.code for name, answer in report.detail.answers.items()} == {
        "computer_age": "5.5",
        "second_life": "erasure;donation",
        "repair": "2",
    }
    assert report.profile.node("equipment").score == pytest.approx((2 * 50 + 40 + 100) / 4)


def test_the_results_show_the_score_the_four_challenges_and_the_readings(
    language: Language, visit: Visit, town: str
) -> None:
    visitor = visit("results", language, dossier=town)
    assert shown_points(INDEX) in [str(metric.value) for metric in visitor.at.metric]
    for challenge in load("sobriete").challenges:
        assert challenge.title.to(language) in visitor.words
    for reading in ("impact", "budget", "organisation", "inclusion"):
        assert reading in visitor.words
    assert not visitor.says("results.flash_note")
    assert whole(visitor)


def test_the_three_next_steps_come_with_what_to_do(language: Language, visit: Visit, town: str) -> None:
    visitor = visit("results", language, dossier=town)
    report = application().results.read(town)
    steps = next_steps(report.questionnaire, report.answers, report.territory.tier)
    advised = [report.advice(step) for step in steps]
    assert len(steps) == 3
    titles = [advice.title.to(language) for advice in advised if advice]
    assert titles, "one of the three at least has an action"
    assert all(title in visitor.words for title in titles)


@pytest.mark.parametrize("node", ["equipment", "services", "purchasing", "people", "impact"])
def test_a_challenge_or_a_reading_says_which_points_add_up(
    node: str, language: Language, visit: Visit, town: str
) -> None:
    visitor = visit("results", language, dossier=town)
    visitor.act(visitor.at.selectbox(key="why").set_value(node))
    assert whole(visitor)
    assert sentence("ui.results.why_sentence", language) in visitor.words
    assert sentence("ui.results.why_share", language) in visitor.words
    assert "÷" in visitor.words


def test_the_whole_says_which_factors_multiply_and_from_which_value(
    language: Language, visit: Visit, town: str
) -> None:
    visitor = visit("results", language, dossier=town)
    assert sentence("ui.geometric.sentence", language) in visitor.words
    assert sentence("ui.geometric.floor", language, floor="1") in visitor.words
    assert sentence("ui.results.why_share", language) not in visitor.words
    # 50^0.3, 32.5^0.2, (155 / 6)^0.2 and (50 / 3)^0.3: the weights are 3, 2, 2 and 3 out of 10.
    told = {"fr": "3,23 × 2,01 × 1,92 × 2,33 = 28,9", "en": "3.23 × 2.01 × 1.92 × 2.33 = 28.9"}[language]
    assert told in visitor.words
    assert "÷" not in visitor.words


def test_what_if_moves_every_kind_of_answer(language: Language, visit: Visit, town: str) -> None:
    visitor = visit("results", language, dossier=town)
    visitor.act(visitor.at.selectbox(key="what-if-challenge").set_value("people"))
    before = [str(metric.value) for metric in visitor.at.metric]
    titles = [load("sobriete").question(name).title.to(language) for name in ("trained_staff", "audited_services")]
    assert labels(visitor.at.number_input) == titles
    assert [(field.min, field.max) for field in visitor.at.number_input] == [(0, 100)] * 2
    visitor.act(visitor.at.number_input(key=f"what-if:{town}:audited_services").set_value(100.0))
    after = [str(metric.value) for metric in visitor.at.metric]
    assert shown_points((50 + 2 * 100) / 3) not in before
    assert points((50 + 2 * 100) / 3) in " ".join(after)
    for item in load("sobriete").question("human_help").items:
        visitor.act(visitor.at.checkbox(key=f"what-if:{town}:human_help:{item.id}").check())
    assert points((50 + 2 * 100 + 100) / 4) in " ".join(str(metric.value) for metric in visitor.at.metric)
    assert whole(visitor)
    assert application().results.profile(town).index.score == pytest.approx(INDEX), "nothing is saved"


def test_a_frozen_state_is_compared_with_the_present_one(language: Language, visit: Visit, town: str) -> None:
    frozen = application().assessments.freeze(town, name="2026")
    give(town, {"audited_services": "100"}, version=1)
    visitor = visit("results", language, dossier=town)
    visitor.act(visitor.at.selectbox(key="comparison").set_value(frozen.id))
    assert whole(visitor)


@pytest.mark.parametrize("view", VIEWS)
def test_the_plan_takes_steps_of_numbers_checklists_and_levels(
    view: str, language: Language, visit: Visit, town: str
) -> None:
    report = application().results.read(town)
    questionnaire = report.questionnaire
    for name in ("computer_age", "clauses", "repair"):
        target = step_up(questionnaire.question(name), report.answers[name])
        assert target
        step = step_key(questionnaire.question(name), target)
        planned = application().plans.add(town, PlanEntry(f"Agir sur {name}"), step=step, key=step)
        assert planned.question_id == name
    give(town, {"computer_age": "8"}, version=1)
    visitor = visit("plan", language, dossier=town, vue=view)
    assert whole(visitor)
    if view == "board":
        assert all(f"Agir sur {name}" in visitor.words for name in ("computer_age", "clauses", "repair"))
    if view == "moved":
        assert {"fr": "1 action sur 3", "en": "1 action out of 3"}[language] in visitor.words


def test_the_referentiel_page_reads_it_in_full(language: Language, visit: Visit, running: Application) -> None:
    visitor = visit("questionnaire", language, questionnaire=EDITION)
    visitor.act(visitor.at.selectbox(key="enjeu").set_value(""))
    questionnaire = load("sobriete")
    for question in questionnaire.questions:
        assert question.title.to(language) in visitor.words
    assert whole(visitor)
    for name in ("computer_age", "second_life", "repair"):
        visitor.unfold(f"actions-{name}")
        first = next(a for c in questionnaire.challenges for a in c.actions if a.question == name)
        assert first.title.to(language) in visitor.words
    assert whole(visitor)


def test_the_map_shows_who_answered_it(language: Language, visit: Visit, running: Application) -> None:
    departement = running.assessments.open("departement:29", "full", questionnaire=("sobriete", "1.0.0"))
    give(departement.id, TOWN)
    visitor = visit("map", language, questionnaire=EDITION, territoire="departement:29")
    assert whole(visitor)
    for figure in ("equipment", "people"):
        visitor.act(visitor.at.selectbox(key="figure").set_value(figure))
        assert whole(visitor)
    assert sentence("ui.map.open_results", language) in labels(visitor.at.page_link)


def test_somebody_at_the_bottom_everywhere_has_the_floor_for_score(
    language: Language, visit: Visit, second: str
) -> None:
    give(second, {question.id: ends(question)[0] for question in load("sobriete").questions})
    visitor = visit("results", language, dossier=second)
    assert shown_points(1) in [str(metric.value) for metric in visitor.at.metric]
    assert whole(visitor)


def test_a_region_is_asked_eleven_questions(visit: Visit, running: Application) -> None:
    region = running.assessments.open("region:53", "full", questionnaire=("sobriete", "1.0.0"))
    visitor = visit("assessment", dossier=region.id, enjeu="people")
    assert len(visitor.at.radio) == 2
    assert whole(visitor)


def test_the_page_for_paper_has_the_challenges_the_steps_and_the_readings(language: Language, town: str) -> None:
    asked = Request({"type": "http", "path_params": {"assessment": town}, "query_string": b"", "headers": []})
    page = render(asked, language)
    for challenge in load("sobriete").challenges:
        assert challenge.title.to(language) in page
    for reading in ("impact", "budget", "organisation", "inclusion"):
        assert f"<td>{reading}</td>" in page
    report = application().results.read(town)
    first = next_steps(report.questionnaire, report.answers, report.territory.tier)[0]
    advice = report.advice(first)
    assert advice
    assert advice.title.to(language) in page
    assert ">None<" not in page


def test_the_questionnaire_read_is_changed_whatever_challenge_was_shown(language: Language, visit: Visit) -> None:
    visitor = visit("questionnaire", language)
    visitor.act(visitor.at.selectbox(key="enjeu").set_value("partners"))
    visitor.act(visitor.at.selectbox(key=READ).set_value(EDITION))
    first = load("sobriete").challenges[0]
    assert visitor.at.selectbox(key="enjeu").value == first.id
    assert first.questions[0].title.to(language) in visitor.words


def test_the_restitution_leads_to_the_map_of_its_own_questionnaire(visit: Visit, town: str) -> None:
    visitor = visit("results", dossier=town)
    assert any(
        f"questionnaire={EDITION.replace('@', '%40')}" in each.proto.query_string for each in visitor.at.page_link
    )


def test_an_audience_chosen_for_one_question_holds_for_the_next(visit: Visit, running: Application) -> None:
    first, second, *_ = running.questionnaire().challenges[0].questions
    visitor = visit("questionnaire").unfold(f"actions-{first.id}")
    visitor.act(visitor.at.selectbox(key=f"audience-{first.id}").set_value("village"))
    visitor.unfold(f"actions-{second.id}")
    assert visitor.at.selectbox(key=f"audience-{second.id}").value == "village"
    (told,) = (
        action.variants[0].how[0].fr
        for action in running.questionnaire().challenges[0].actions
        if (action.question, action.to) == (second.id, 1)
    )
    assert told in visitor.words
