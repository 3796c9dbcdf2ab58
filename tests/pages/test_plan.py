# SPDX-License-Identifier: EUPL-1.2
"""Plan d'action: chosen, entrusted, dated, moved; what was typed is never lost, nothing is overwritten in silence."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from governance.bootstrap import Application, application
from governance.language import Language, sentence
from governance.plans.possible import PossibleAction, possible_actions
from governance.plans.records import PlanEntry, PlannedAction
from tests.pages.conftest import Visit
from tests.pages.visitor import Visitor, words_of

ENTRY = PlanEntry("Écrire *qui* fait quoi", owner="Awa [lien](x)")


def possible(dossier: str) -> list[PossibleAction]:
    """What the answers make possible, best first."""
    report = application().results.read(dossier)
    form, territory = report.detail.head.form, report.territory
    return possible_actions(report.questionnaire, report.answers, territory.tier, form, territory.population)


def steps(dossier: str) -> list[str]:
    """The steps that the answers make possible, best first."""
    return [action.key for action in possible(dossier)]


def plan(dossier: str) -> list[PlannedAction]:
    return application().plans.of(dossier)


def add(dossier: str, entry: PlanEntry = ENTRY, rank: int | None = 0, **more: Any) -> PlannedAction:
    step = None if rank is None else steps(dossier)[rank]
    return application().plans.add(dossier, entry, step=step, key=f"given {rank} {entry.title}", **more)


def change(planned: PlannedAction, entry: PlanEntry, author: str = "Bo") -> PlannedAction:
    return application().plans.change(planned.id, entry, expected_version=1, author=author, key="theirs")


def show(visitor: Visitor, view: str) -> Visitor:
    return visitor.act(visitor.at.segmented_control(key="vue").set_value(view))


def field(visitor: Visitor, kind: str, name: str) -> Any:
    """A field of the open form."""
    (found,) = (each for each in getattr(visitor.at, kind) if (each.key or "").startswith(f"plan-{name}:"))
    return found


def fill(visitor: Visitor, **texts: str) -> Visitor:
    """Type in the open form, without sending it."""
    for name, words in texts.items():
        field(visitor, "text_input", name).set_value(words)
    return visitor


def submit(visitor: Visitor) -> Visitor:
    return visitor.press(sentence("ui.plan.save", visitor.language))


def edit(visitor: Visitor, planned: PlannedAction) -> Visitor:
    return visitor.press_key(f"plan-edit:{planned.id}")


def form_is_open(visitor: Visitor) -> bool:
    return any((each.key or "").startswith("plan-title:") for each in visitor.at.text_input)


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


@pytest.mark.parametrize("view", ["board", "calendar"])
def test_a_planned_action_is_read_again_where_it_is_followed(
    view: str, language: Language, visit: Visit, answered: str
) -> None:
    rank, advice = next((rank, found.advice) for rank, found in enumerate(possible(answered)) if found.advice)
    planned = add(answered, rank=rank)
    own = add(answered, PlanEntry("La nôtre"), None)
    visitor = visit("plan", language, dossier=answered, vue=view)
    assert advice.why.to(language) not in visitor.words
    visitor.unfold(f"planned-details:{planned.id}")
    assert advice.why.to(language) in visitor.words
    assert f"planned-details:{own.id}" not in visitor.at.session_state


@pytest.mark.parametrize("view", ["board", "calendar", "moved"])
def test_a_title_taken_from_the_questionnaire_is_read_in_the_readers_language(
    view: str, visit: Visit, answered: str
) -> None:
    title = possible(answered)[0].title
    add(answered, PlanEntry(title.fr))
    words = visit("plan", "en", dossier=answered, vue=view).words
    assert title.en in words
    assert title.fr not in words
    assert title.fr in visit("plan", "fr", dossier=answered, vue=view).words


def test_saving_an_action_read_in_another_language_leaves_its_title(visit: Visit, answered: str) -> None:
    title = possible(answered)[0].title
    planned = add(answered, PlanEntry(title.fr))
    visitor = edit(visit("plan", "en", dossier=answered), planned)
    assert field(visitor, "text_input", "title").value == title.en
    submit(fill(visitor, owner="Bo"))
    (stored,) = plan(answered)
    assert (stored.title, stored.owner) == (planned.title, "Bo")
    submit(fill(edit(visitor, planned), title="Our own words"))
    assert [each.title for each in plan(answered)] == ["Our own words"]


def test_the_question_recalls_an_action_in_the_readers_language(visit: Visit, answered: str) -> None:
    title = possible(answered)[0].title
    planned = add(answered, PlanEntry(title.fr))
    assert planned.question_id
    challenge = application().questionnaire().challenge_of(planned.question_id)
    assert title.en in visit("assessment", "en", dossier=answered, enjeu=challenge.id).card(planned.question_id)


def test_a_form_is_closed_on_purpose_only(language: Language, visit: Visit, answered: str) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", language, dossier=answered), planned)
    visitor.press(sentence("ui.plan.close", language))
    assert not form_is_open(visitor)
    assert plan(answered) == [planned]


def test_an_empty_plan_opens_on_the_choice_and_a_filled_one_on_the_board(visit: Visit, answered: str) -> None:
    assert visit("plan", dossier=answered).at.query_params["vue"] == "choose"
    add(answered)
    visitor = visit("plan", dossier=answered)
    assert visitor.at.query_params["vue"] == "board"
    assert "Écrire *qui* fait quoi" in visitor.words


@pytest.mark.parametrize("view", ["choose", "matrix", "board", "calendar", "moved"])
def test_an_address_leads_to_its_view_and_each_is_whole_without_a_plan(
    view: str, language: Language, visit: Visit, answered: str
) -> None:
    visitor = visit("plan", language, dossier=answered, vue=view)
    assert visitor.at.session_state["vue"] == view
    assert visitor.errors == []
    add(answered)
    assert visitor.again().errors == []


def test_an_unknown_view_in_the_address_changes_nothing(visit: Visit, answered: str) -> None:
    assert visit("plan", dossier=answered, vue="no-such-view").at.query_params["vue"] == "choose"


def test_the_board_has_four_columns_and_texts_of_people_stay_texts(
    language: Language, visit: Visit, answered: str
) -> None:
    add(answered)
    visitor = visit("plan", language, dossier=answered)
    headers = [header.value for header in visitor.at.subheader]
    assert [header.partition(" · ")[0] for header in headers] == [
        sentence(f"views.plan.statuses.{status}", language) for status in ("todo", "doing", "done", "dropped")
    ]
    assert [header.partition(" · ")[2] for header in headers] == ["1", "0", "0", "0"]
    raw = "\n".join(str(element.value) for element in visitor.at.markdown)
    assert "*qui*" not in raw.replace(r"\*", "")
    assert "[lien](x)" not in raw


def test_an_action_moves_to_the_column_chosen(language: Language, visit: Visit, answered: str) -> None:
    planned = add(answered)
    visitor = visit("plan", language, dossier=answered)
    visitor.act(visitor.at.selectbox(key=f"plan-move:{planned.id}:1").set_value("doing"))
    (stored,) = plan(answered)
    assert (stored.status, stored.version, stored.owner) == ("doing", 2, planned.owner)
    assert visitor.at.selectbox(key=f"plan-move:{planned.id}:2").value == "doing"
    assert [toast.value for toast in visitor.at.toast] == [sentence("ui.plan.saved", language)]


def test_a_move_that_cannot_be_stored_goes_back_and_says_so(
    language: Language, visit: Visit, answered: str, other_program: Callable[[str], None]
) -> None:
    planned = add(answered)
    visitor = visit("plan", language, dossier=answered)
    other_program("BEGIN IMMEDIATE")
    visitor.act(visitor.at.selectbox(key=f"plan-move:{planned.id}:1").set_value("done"))
    (told,) = visitor.errors
    assert told.startswith(sentence("ui.plan.not_saved", language, reason="")[:10])
    assert visitor.at.selectbox(key=f"plan-move:{planned.id}:1").value == "todo"
    assert len(visitor.at.toast) == 0
    assert plan(answered) == [planned]


def test_a_move_over_an_unseen_change_is_told_and_overwrites_nothing(visit: Visit, answered: str) -> None:
    planned = add(answered)
    visitor = visit("plan", dossier=answered)
    theirs = change(planned, PlanEntry("Le leur"))
    visitor.act(visitor.at.selectbox(key=f"plan-move:{planned.id}:1").set_value("done"))
    (told,) = visitor.errors
    assert "Bo a modifié" in told
    assert plan(answered) == [theirs]


def test_an_action_is_edited_in_its_form(language: Language, visit: Visit, answered: str) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", language, dossier=answered), planned)
    assert form_is_open(visitor)
    assert field(visitor, "text_input", "owner").value == ENTRY.owner
    fill(visitor, title="Autrement", partners="Le syndicat", budget_line="6288", funding="Une aide")
    field(visitor, "selectbox", "status").set_value("doing")
    field(visitor, "date_input", "due").set_value(date(2027, 3, 31))
    field(visitor, "text_area", "notes").set_value("Première réunion\nle 3 mai")
    submit(visitor)
    (stored,) = plan(answered)
    assert stored.entry == PlanEntry(
        "Autrement",
        ENTRY.owner,
        "Le syndicat",
        date(2027, 3, 31),
        "6288",
        "Une aide",
        "doing",
        "Première réunion\nle 3 mai",
    )
    assert not form_is_open(visitor)
    assert visitor.errors == []
    assert "Autrement" in visitor.words
    assert visitor.says("assessment.saved")


def test_a_form_that_cannot_be_stored_keeps_what_was_typed_until_it_can(
    language: Language, visit: Visit, answered: str, other_program: Callable[[str], None]
) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", language, dossier=answered), planned)
    fill(visitor, title="Longuement réfléchi", owner="Cleo")
    other_program("BEGIN IMMEDIATE")
    submit(visitor)
    (told,) = visitor.errors
    assert told.startswith(sentence("ui.plan.not_saved", language, reason="")[:10])
    assert field(visitor, "text_input", "title").value == "Longuement réfléchi"
    assert plan(answered) == [planned]
    other_program("ROLLBACK")
    submit(visitor)
    assert visitor.errors == []
    assert [(stored.title, stored.owner) for stored in plan(answered)] == [("Longuement réfléchi", "Cleo")]


def test_a_form_opened_again_starts_from_what_is_stored(
    visit: Visit, answered: str, other_program: Callable[[str], None]
) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", dossier=answered), planned)
    other_program("BEGIN IMMEDIATE")
    submit(fill(visitor, title="Jamais enregistré"))
    other_program("ROLLBACK")
    assert visitor.errors
    edit(visitor, planned)
    assert visitor.errors == []
    assert field(visitor, "text_input", "title").value == planned.title


def test_an_action_without_title_is_refused_in_its_form(language: Language, visit: Visit, answered: str) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", language, dossier=answered), planned)
    submit(fill(visitor, title="   "))
    (told,) = visitor.errors
    reason = sentence("messages.plan.title_missing", language)
    assert told == sentence("ui.plan.not_saved", language, reason=reason)
    assert form_is_open(visitor)


@pytest.mark.parametrize(("choice", "title"), [("mine", "Le mien"), ("theirs", "Le leur")])
def test_two_people_at_one_action_see_both_and_one_chooses(
    choice: str, title: str, language: Language, visit: Visit, answered: str
) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", language, dossier=answered), planned)
    theirs = change(planned, PlanEntry("Le leur", status="doing", due=date(2027, 1, 31)))
    submit(fill(visitor, title="Le mien"))
    assert visitor.says("plan.conflict")
    assert "Bo" in visitor.words
    rows = visitor.at.table[0].value.to_dict("records")
    assert {row[sentence("ui.plan.conflict_theirs", language)] for row in rows} >= {"Le leur"}
    assert {row[sentence("ui.plan.conflict_mine", language)] for row in rows} >= {"Le mien"}
    assert plan(answered) == [theirs]
    visitor.press_key(f"plan-{choice}:{answered}:{planned.id}")
    if choice == "theirs":
        assert field(visitor, "text_input", "title").value == "Le leur"
        assert field(visitor, "date_input", "due").value == date(2027, 1, 31)
        submit(visitor)
    assert visitor.errors == []
    (stored,) = plan(answered)
    assert stored.title == title
    assert not form_is_open(visitor)


def test_an_action_removed_meanwhile_is_told_and_what_was_typed_stays(
    language: Language, visit: Visit, answered: str
) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", language, dossier=answered), planned)
    application().plans.remove(planned.id, expected_version=1, key="gone")
    submit(fill(visitor, title="Le mien"))
    (told,) = visitor.errors
    assert told == sentence("ui.plan.not_saved", language, reason=sentence("messages.plan.gone", language))
    assert field(visitor, "text_input", "title").value == "Le mien"


def test_an_action_of_ones_own_is_added_with_its_question(language: Language, visit: Visit, answered: str) -> None:
    visitor = visit("plan", language, dossier=answered).press_key("plan-own")
    question = next(iter(application().questionnaire().asked("flash")))
    field(visitor, "selectbox", "question").set_value(question.id)
    submit(fill(visitor, title="Former l’accueil"))
    (stored,) = plan(answered)
    assert (stored.title, stored.question_id, stored.action_key) == ("Former l’accueil", question.id, None)
    show(visitor, "board").press_key("plan-own")
    assert field(visitor, "text_input", "title").value == "", "the form still holds the action before"
    submit(fill(visitor, title="Sans question"))
    assert [planned.question_id for planned in plan(answered)] == [question.id, None]
    assert visitor.says("plan.own_mark")


def test_an_action_is_removed_on_purpose_only(language: Language, visit: Visit, answered: str) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", language, dossier=answered), planned)
    removal = f"plan-remove:{answered}:{planned.id}"
    assert visitor.at.button(key=removal).disabled
    visitor.act(visitor.at.checkbox(key=f"plan-sure:{answered}:{planned.id}").check())
    visitor.press_key(removal)
    assert plan(answered) == []
    assert not form_is_open(visitor)
    assert visitor.says("plan.nothing_planned")


def test_a_removal_that_cannot_be_stored_is_told(
    visit: Visit, answered: str, other_program: Callable[[str], None]
) -> None:
    planned = add(answered)
    visitor = edit(visit("plan", dossier=answered), planned)
    visitor.act(visitor.at.checkbox(key=f"plan-sure:{answered}:{planned.id}").check())
    other_program("BEGIN IMMEDIATE")
    visitor.press_key(f"plan-remove:{answered}:{planned.id}")
    assert len(visitor.errors) == 1
    assert plan(answered) == [planned]


def test_the_calendar_begins_with_what_is_late_and_ends_with_what_has_no_date(
    language: Language, visit: Visit, answered: str
) -> None:
    today = date.today()  # noqa: DTZ011 — as the page does
    dates = {"En retard": today - timedelta(days=40), "Bientôt": today + timedelta(days=40), "Un jour": None}
    for rank, (title, due) in enumerate(dates.items()):
        add(answered, PlanEntry(title, due=due), rank)
    visitor = show(visit("plan", language, dossier=answered), "calendar")
    headers = [header.value for header in visitor.at.subheader]
    assert headers[0].endswith(sentence("ui.plan.late_period", language))
    assert headers[-1] == sentence("ui.plan.no_date", language)
    told = visitor.words
    assert told.index("En retard") < told.index("Bientôt") < told.index("Un jour")


def test_what_moved_is_told_then_and_now(language: Language, visit: Visit, answered: str) -> None:
    planned = add(answered)
    other = add(answered, PlanEntry("Autre"), 1)
    assert planned.question_id
    version = application().assessments.find(answered).answers[planned.question_id].version
    application().assessments.save(answered, planned.question_id, "4", expected_version=version, key="moved")
    visitor = show(visit("plan", language, dossier=answered), "moved")
    count = sentence("ui.plan.moved_count", language, count=1, total=2)
    assert count in visitor.words
    courses = {row["Action"]: list(row.values())[-1] for row in visitor.at.table[0].value.to_dict("records")}
    assert courses[r"Écrire \*qui\* fait quoi"] == sentence("views.plan.courses.reached", language)
    assert courses[other.title] == sentence("views.plan.courses.same", language)


def test_a_plan_that_concerns_no_question_has_nothing_to_compare(visit: Visit, answered: str) -> None:
    add(answered, rank=None)
    assert show(visit("plan", dossier=answered), "moved").says("plan.moved_none")


def test_the_history_says_who_changed_what(language: Language, visit: Visit, answered: str) -> None:
    planned = add(answered, author="Awa")
    change(planned, PlanEntry("Autrement", owner=ENTRY.owner))
    application().plans.remove(planned.id, expected_version=2, author="Cleo", key="gone")
    add(answered, PlanEntry("Reste"), 1)
    visitor = visit("plan", language, dossier=answered).unfold("plan-history")
    rows = visitor.at.table[-1].value.to_dict("records")
    who, what = sentence("ui.assessment.history_who", language), sentence("ui.plan.history_what", language)
    title = sentence("views.plan.columns.title", language)
    assert [(row[who], row[what]) for row in rows[1:]] == [
        ("Cleo", sentence("ui.plan.history_removed", language)),
        ("Bo", sentence("ui.plan.history_changed", language, fields=title)),
        ("Awa", sentence("ui.plan.history_added", language)),
    ]


def test_the_questionnaire_recalls_what_is_planned_for_a_question(
    language: Language, visit: Visit, answered: str
) -> None:
    planned = add(answered, PlanEntry("Écrire *qui* fait quoi", status="doing"))
    assert planned.question_id
    challenge = application().questionnaire().challenge_of(planned.question_id)
    visitor = visit("assessment", language, dossier=answered, enjeu=challenge.id)
    level = sentence("views.plan.states.level", language, level=planned.from_code)
    told = sentence(
        "ui.plan.recall",
        language,
        title="Écrire *qui* fait quoi",
        status=sentence("views.plan.statuses.doing", language),
        then=level,
    )
    assert told in visitor.card(planned.question_id)
    others = [question.id for question in challenge.questions if question.flash and question.id != planned.question_id]
    assert all("Écrire" not in visitor.card(other) for other in others)


def test_the_questionnaire_reads_the_plan_once(visit: Visit, answered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    add(answered)
    visitor = visit("assessment", dossier=answered)
    reads: list[str] = []
    plans = type(application().plans)
    read = plans.of
    monkeypatch.setattr(plans, "of", lambda self, assessment: reads.append(assessment) or read(self, assessment))
    visitor.again()
    assert reads == [answered]


@pytest.mark.parametrize("view", ["choose", "matrix", "board", "calendar", "moved"])
def test_a_simulated_assessment_is_looked_through_but_not_planned(
    view: str, language: Language, visit: Visit, demo: Application
) -> None:
    dossier = demo.results.latest("departement", demo.questionnaire()).assessments[0]
    visitor = visit("plan", language, dossier=dossier, vue=view)
    assert visitor.says("plan.simulated")
    assert visitor.errors == []
    assert not [button for button in visitor.at.button if (button.key or "").startswith(("plan-add:", "plan-own"))]


def test_the_plan_is_that_of_one_collectivite(visit: Visit, answered: str, running: Application) -> None:
    add(answered)
    other = running.assessments.open("commune:44109", form="flash").id
    assert "Écrire" not in words_of(visit("plan", dossier=other, vue="board").at)


def test_a_step_planned_by_somebody_else_meanwhile_is_shown_planned(visit: Visit, answered: str) -> None:
    visitor = visit("plan", dossier=answered)
    planned = add(answered)
    visitor.press_key(f"plan-add:{answered}:{planned.action_key}")
    assert plan(answered) == [planned]
    assert visitor.says("plan.planned")
    application().plans.remove(planned.id, expected_version=1, key="gone")
    assert visitor.again().errors == []
