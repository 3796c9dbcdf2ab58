# SPDX-License-Identifier: EUPL-1.2
"""What a session leaves: priorities in the plan, levels as answers."""

from governance.bootstrap import Application, application
from governance.language import Language, sentence
from tests.pages.conftest import Visit
from tests.pages.room import begin_room
from tests.pages.workshop.leading import decided, lead, main, press


def test_priorities_are_proposed_voted_and_put_in_the_plan(
    language: Language, visit: Visit, running: Application, answered: str
) -> None:
    room = begin_room(running, answered, questions=1)
    room.join(6)
    visitor = visit("workshop", language, seance=room.id)
    decided(lead(visitor, "begin"), room)
    lead(visitor, "priorities")
    count = len(room.view.options)
    assert count >= 2
    visitor.act(visitor.at.text_input(key="workshop-new-option").set_value("Fêter le *numérique*"))
    press(visitor, "priorities_add")
    added = room.view.options[-1]
    assert added.title == "Fêter le *numérique*"
    visitor.press_key(f"workshop-remove-{room.view.options[0].id}")
    assert len(room.view.options) == count
    lead(visitor, "open_priorities")
    other = room.view.options[0]
    room.spread([{added.id: 10}, {added.id: 6, other.id: 4}])
    lead(visitor, "close", "reveal")
    assert visitor.at.get("plotly_chart")
    assert "Fêter le *numérique*" in visitor.words
    visitor.press_key(f"workshop-to-plan-{added.id}")
    assert [planned.title for planned in application().plans.of(answered)] == ["Fêter le *numérique*"]
    assert visitor.says("workshop.priorities_in_plan")
    results = visit("results", language, dossier=answered)
    assert sentence("ui.workshop.priorities", language) in results.words
    assert "Fêter le *numérique*" in results.words


def test_a_session_ends_on_purpose_only(language: Language, visit: Visit, running: Application, dossier: str) -> None:
    room = begin_room(running, dossier, questions=1)
    room.join(6)
    visitor = visit("workshop", language, seance=room.id)
    decided(lead(visitor, "begin"), room)
    visitor.unfold("workshop-programme").press(sentence("ui.workshop.other.finish", language))
    assert visitor.at.button(key="workshop-end").disabled
    visitor.act(visitor.at.checkbox(key=f"workshop-sure:{room.id}").check())
    visitor.press_key("workshop-end")
    assert room.workshop.ended
    assert main(visitor) == sentence("ui.workshop.main.minutes", language)
    assert visitor.says("workshop.adopt_hint")


def test_levels_become_answers_only_when_the_pilot_says_so(
    language: Language, visit: Visit, running: Application, answered: str
) -> None:
    room = begin_room(running, answered, questions=2)
    room.join(6)
    visitor = visit("workshop", language, seance=room.id)
    decided(lead(visitor, "begin"), room, level=3)
    decided(lead(visitor, "next"), room, level=2)
    application().workshops.end(room.id)
    first, second = (line.asked.question_id for line in room.view.questions[:2])
    before = application().assessments.find(answered).answers
    visitor.again()
    assert visitor.at.button(key="workshop-adopt-save").disabled
    box = next(box for box in visitor.at.checkbox if f":{first}:" in str(box.key))
    assert box.value is False
    visitor.act(box.check()).press_key("workshop-adopt-save")
    assert sentence("ui.workshop.adopt_done", language, count=1) in visitor.words
    after = application().assessments.find(answered).answers
    assert after[first].code == "3"
    assert after[second] == before[second]
    questionnaire = visit("assessment", language, dossier=answered)
    assert questionnaire.says("workshop.collective")
    results = visit("results", language, dossier=answered)
    assert sentence("ui.workshop.collective_count", language, count=1) in results.words


def test_an_answer_given_meanwhile_is_not_overwritten(
    language: Language, visit: Visit, running: Application, answered: str
) -> None:
    room = begin_room(running, answered, questions=1)
    room.join(6)
    visitor = visit("workshop", language, seance=room.id)
    decided(lead(visitor, "begin"), room, level=3)
    application().workshops.end(room.id)
    visitor.again()
    first = room.view.questions[0].asked.question_id
    visitor.act(next(box for box in visitor.at.checkbox if f":{first}:" in str(box.key)).check())
    version = application().assessments.find(answered).answers[first].version
    application().assessments.save(answered, first, "4", expected_version=version, author="Bo", key="meanwhile")
    visitor.press_key("workshop-adopt-save")
    assert application().assessments.find(answered).answers[first].code == "4"
    assert visitor.errors
