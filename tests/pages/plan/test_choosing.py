# SPDX-License-Identifier: EUPL-1.2
"""Which actions are offered, and put in the plan."""

from collections.abc import Callable

from governance.bootstrap import Application, application
from governance.language import Language, sentence
from governance.plans.possible import possible_actions
from tests.pages.conftest import Visit
from tests.pages.plan.planned import (
    add,
    plan,
    possible,
    show,
    steps,
)


def test_without_answers_the_page_says_where_actions_come_from(language: Language, visit: Visit, dossier: str) -> None:
    visitor = visit("plan", language, dossier=dossier)
    assert visitor.says("plan.nothing_possible")
    assert visitor.says("plan.answer")
    assert visitor.errors == []


def test_at_the_top_of_everything_ones_own_actions_are_left(visit: Visit, running: Application, dossier: str) -> None:
    for question in running.questionnaire().asked("flash"):
        running.assessments.save(dossier, question.id, "4", expected_version=0, key=question.id)
    visitor = visit("plan", dossier=dossier)
    assert visitor.says("plan.nothing_further")
    assert visitor.at.button(key="plan-own")


def test_every_step_within_reach_is_offered_the_best_gain_first(
    language: Language, visit: Visit, answered: str
) -> None:
    visitor = visit("plan", language, dossier=answered)
    offered = [
        button.key.split(":", 2)[2] for button in visitor.at.button if (button.key or "").startswith("plan-add:")
    ]
    assert offered == steps(answered)
    assert len(offered) > 5


def test_a_chosen_action_is_stored_and_said_so(language: Language, visit: Visit, answered: str) -> None:
    visitor = visit("plan", language, dossier=answered)
    step = steps(answered)[1]
    visitor.press_key(f"plan-add:{answered}:{step}")
    (planned,) = plan(answered)
    assert (planned.action_key, planned.status, planned.version) == (step, "todo", 1)
    report = application().results.read(answered)
    question = report.questionnaire.question(str(planned.question_id))
    assert planned.from_code == report.detail.answers[question.id].code
    assert visitor.says("plan.planned")
    assert [toast.value for toast in visitor.at.toast] == [sentence("ui.plan.added", language)]
    assert not [button for button in visitor.at.button if button.key == f"plan-add:{answered}:{step}"]


def test_an_action_that_cannot_be_stored_is_not_said_planned(
    language: Language, visit: Visit, answered: str, other_program: Callable[[str], None]
) -> None:
    visitor = visit("plan", language, dossier=answered)
    other_program("BEGIN IMMEDIATE")
    visitor.press_key(f"plan-add:{answered}:{steps(answered)[0]}")
    (told,) = visitor.errors
    assert "SQLite" not in told
    assert not visitor.says("plan.planned")
    assert len(visitor.at.toast) == 0
    other_program("ROLLBACK")
    assert plan(answered) == []
    visitor.press_key(f"plan-add:{answered}:{steps(answered)[0]}")
    assert visitor.errors == []
    assert len(plan(answered)) == 1


def test_the_next_steps_of_the_restitution_are_planned_from_there(
    language: Language, visit: Visit, answered: str
) -> None:
    visitor = visit("results", language, dossier=answered)
    offered = [button.key for button in visitor.at.button if (button.key or "").startswith("plan-add:")]
    assert len(offered) == 3
    visitor.press_key(offered[0])
    assert [planned.action_key for planned in plan(answered)] == [offered[0].split(":", 2)[2]]
    assert visitor.says("plan.planned")
    assert visitor.says("plan.open")
    left = [button.key for button in visitor.at.button if (button.key or "").startswith("plan-add:")]
    assert left == offered[1:]


def test_the_list_is_sorted_and_narrowed(visit: Visit, answered: str) -> None:
    visitor = visit("plan", dossier=answered)

    def offered() -> list[str]:
        return [button.key.split(":")[2] for button in visitor.at.button if (button.key or "").startswith("plan-add:")]

    everything, questionnaire = offered(), application().questionnaire()
    visitor.act(visitor.at.selectbox(key="plan-order").set_value("core"))
    cores = [questionnaire.question(question).core for question in offered()]
    assert cores == sorted(cores, reverse=True)
    assert sorted(offered()) == sorted(everything)
    challenge = questionnaire.challenge_of(everything[0])
    visitor.act(visitor.at.selectbox(key="plan.challenge").set_value(challenge.id))
    assert offered()
    assert {questionnaire.challenge_of(question).id for question in offered()} == {challenge.id}
    visitor.act(visitor.at.selectbox(key="plan.challenge").set_value(""))
    reading = questionnaire.readings[0].id
    visitor.act(visitor.at.selectbox(key="plan.reading").set_value(reading))
    assert offered()
    assert all(reading in questionnaire.question(question).tags for question in offered())


def test_choices_that_leave_nothing_say_so(visit: Visit, answered: str) -> None:
    questionnaire = application().questionnaire()
    offered = {step.partition(":")[0] for step in steps(answered)}
    challenge, reading = next(
        (challenge, reading)
        for challenge in questionnaire.challenges
        for reading in questionnaire.readings
        if not any(reading.id in q.tags and q.id in offered for q in challenge.questions)
    )
    visitor = visit("plan", dossier=answered)
    visitor.at.selectbox(key="plan.challenge").set_value(challenge.id)
    visitor.act(visitor.at.selectbox(key="plan.reading").set_value(reading.id))
    assert visitor.says("plan.nothing_fits")
    assert visitor.errors == []


def test_an_action_is_told_in_full_once_unfolded(visit: Visit, answered: str) -> None:
    report = application().results.read(answered)
    found = possible_actions(
        report.questionnaire, report.answers, report.territory.tier, "flash", report.territory.population
    )
    advised = next(action for action in found if action.advice)
    visitor = visit("plan", dossier=answered)
    assert advised.advice is not None
    why = advised.advice.why.fr
    assert why not in visitor.words
    visitor.unfold(f"plan-details:{advised.key}")
    assert why in visitor.words


def test_more_actions_than_fit_are_shown_on_demand(visit: Visit, running: Application) -> None:
    dossier = running.assessments.open("commune:44109", form="full").id
    for question in running.questionnaire().asked("full"):
        running.assessments.save(dossier, question.id, "1", expected_version=0, key=question.id)
    visitor = visit("plan", dossier=dossier)

    def offered() -> int:
        return sum((button.key or "").startswith("plan-add:") for button in visitor.at.button)

    assert offered() == 20
    assert visitor.says("plan.shown")
    visitor.press_key("plan-more")
    assert offered() == len(steps(dossier)) == 40
    assert not visitor.says("plan.shown")


def test_the_matrix_has_its_sentence_its_numbers_and_its_table(language: Language, visit: Visit, answered: str) -> None:
    visitor = show(visit("plan", language, dossier=answered), "matrix")
    assert visitor.errors == []
    assert visitor.says("plan.matrix_figure")
    (table,) = visitor.at.table
    unknown = [action for action in possible(answered) if not action.known]
    assert len(table.value) == len(steps(answered)) - len(unknown)
    assert visitor.says("plan.matrix_unknown")
    (action,) = unknown
    assert action.title.to(language) in visitor.words
    assert action.title.to(language) not in str(table.value)
    visitor.act(visitor.at.selectbox(key="plan-look").set_value(2))
    visitor.press_key(f"plan-add:{answered}:{steps(answered)[1]}")
    assert [planned.action_key for planned in plan(answered)] == [steps(answered)[1]]


def test_a_gain_that_is_not_known_yet_is_told_so_where_one_chooses(
    language: Language, visit: Visit, answered: str
) -> None:
    visitor = visit("plan", language, dossier=answered)
    assert visitor.words.count(sentence("views.plan.gain_unknown", language)) == 1
    assert "+ –" not in visitor.words


def test_more_marks_than_can_be_read_are_shown_twenty_by_twenty(visit: Visit, running: Application) -> None:
    dossier = running.assessments.open("commune:44109", form="full").id
    for question in running.questionnaire().asked("full"):
        running.assessments.save(dossier, question.id, "1", expected_version=0, key=question.id)
    visitor = visit("plan", dossier=dossier, vue="matrix")
    assert "20 actions sur 40 (de 1 à 20)" in visitor.words
    visitor.act(visitor.at.segmented_control(key="plan-part:40").set_value(20))
    assert "20 actions sur 40 (de 21 à 40)" in visitor.words
    assert visitor.at.table[0].value.iloc[0].iloc[0] == "21"
    visitor.act(visitor.at.selectbox(key="plan-look").set_value(40))
    visitor.press_key(f"plan-add:{dossier}:{steps(dossier)[39]}")
    assert [planned.action_key for planned in plan(dossier)] == [steps(dossier)[39]]


def test_a_step_planned_by_somebody_else_meanwhile_is_shown_planned(visit: Visit, answered: str) -> None:
    visitor = visit("plan", dossier=answered)
    planned = add(answered)
    visitor.press_key(f"plan-add:{answered}:{planned.action_key}")
    assert plan(answered) == [planned]
    assert visitor.says("plan.planned")
    application().plans.remove(planned.id, expected_version=1, key="gone")
    assert visitor.again().errors == []
