# SPDX-License-Identifier: EUPL-1.2
"""Restitution: figures that say what they are worth, why, what next, and what was frozen."""

import csv
import io
from typing import Any

import pytest

from governance.bootstrap import Application, application
from governance.language import Language, sentence
from governance.ui.language import points
from tests.pages.conftest import NANTES, Visit
from tests.pages.visitor import Visitor


def give(dossier: str, question: str, code: str, version: int) -> None:
    application().assessments.save(dossier, question, code, expected_version=version, key=f"{question} {version}")


def metric(visitor: Visitor, label: str) -> str:
    """The first figure of that name: the portrait stands before "what if"."""
    return next(str(shown.value) for shown in visitor.at.metric if shown.label == label)


def table_with(visitor: Visitor, column: str) -> Any:
    return next(table.value for table in visitor.at.table if column in table.value.columns)


def test_an_assessment_without_answers_says_what_the_page_is_for(
    language: Language, visit: Visit, dossier: str
) -> None:
    visitor = visit("results", language, dossier=dossier)
    assert visitor.errors == []
    assert visitor.says("results.empty")
    assert len(visitor.at.metric) == 0
    assert visitor.says("about.name")


def test_the_whole_is_shown_with_its_score_and_coverage(language: Language, visit: Visit, answered: str) -> None:
    profile = application().results.profile(answered)
    visitor = visit("results", language, dossier=answered)
    assert profile.index.score is not None
    assert metric(visitor, sentence("ui.results.index", language)) == f"{points(profile.index.score)} / 100"
    assert "94" in metric(visitor, sentence("ui.results.coverage", language))
    assert visitor.says("results.flash_note")


def test_a_single_answer_gives_no_score_and_says_so(
    language: Language, visit: Visit, running: Application, dossier: str
) -> None:
    give(dossier, next(iter(running.questionnaire().asked("flash"))).id, "3", 0)
    visitor = visit("results", language, dossier=dossier)
    assert visitor.errors == []
    assert "/ 100" not in metric(visitor, sentence("ui.results.index", language))


def test_only_dont_knows_make_a_page_without_scores(
    language: Language, visit: Visit, running: Application, dossier: str
) -> None:
    for question in running.questionnaire().asked("flash"):
        give(dossier, question.id, "NSP", 0)
    visitor = visit("results", language, dossier=dossier)
    assert visitor.errors == []
    assert "/ 100" not in metric(visitor, sentence("ui.results.index", language))


def test_three_next_steps_lead_to_their_questions(language: Language, visit: Visit, answered: str) -> None:
    visitor = visit("results", language, dossier=answered)
    opening = [link for link in visitor.at.page_link if link.label == sentence("ui.results.step_open", language)]
    assert len(opening) == 3
    assert all(f"dossier={answered}" in link.proto.query_string for link in opening)
    assert all("enjeu=" in link.proto.query_string for link in opening)


def test_answers_all_at_the_top_leave_no_step(
    language: Language, visit: Visit, running: Application, dossier: str
) -> None:
    for question in running.questionnaire().asked("flash"):
        give(dossier, question.id, "4", 0)
    visitor = visit("results", language, dossier=dossier)
    assert visitor.says("results.steps_top")
    assert metric(visitor, sentence("ui.results.index", language)) == "100 / 100"


@pytest.mark.parametrize("kind", ["index", "challenge", "reading"])
def test_any_figure_is_opened_into_its_parts(kind: str, language: Language, visit: Visit, answered: str) -> None:
    questionnaire = application().questionnaire()
    node = {"index": "index", "challenge": questionnaire.challenges[2].id, "reading": questionnaire.readings[0].id}[
        kind
    ]
    visitor = visit("results", language, dossier=answered)
    visitor.act(visitor.at.selectbox(key="why").set_value(node))
    assert visitor.errors == []
    rows = len(table_with(visitor, sentence("ui.results.why_share", language)))
    tagged = sum(node in question.tags for question in questionnaire.questions)
    assert rows == {"index": 8, "challenge": 5, "reading": tagged}[kind]


def test_what_if_follows_a_slider_and_saves_nothing(language: Language, visit: Visit, answered: str) -> None:
    before = application().assessments.find(answered)
    visitor = visit("results", language, dossier=answered)
    slider = visitor.at.select_slider[0]
    visitor.act(slider.set_value(4))
    challenge = application().questionnaire().challenges[0].title.to(language)
    assert visitor.errors == []
    (shown,) = (shown for shown in visitor.at.metric if shown.label == challenge)
    assert shown.delta
    assert application().assessments.find(answered) == before


def test_a_frozen_state_is_compared_with_and_never_changes(language: Language, visit: Visit, answered: str) -> None:
    visitor = visit("results", language, dossier=answered)
    assert visitor.says("results.no_snapshots")
    (name,) = (field for field in visitor.at.text_input if field.label == sentence("ui.results.freeze_name", language))
    name.set_value("Conseil *de* [mai](x) <b>")
    visitor.press(sentence("ui.results.freeze", language))
    (snapshot,) = application().assessments.snapshots(answered)
    assert snapshot.name == "Conseil *de* [mai](x) <b>"
    assert visitor.errors == []
    first = next(iter(application().questionnaire().asked("flash"))).id
    give(answered, first, "4", 1)
    later = visit("results", language, dossier=answered)
    offered = later.at.selectbox(key="results.evolution_then").options
    assert any("Conseil *de* [mai](x) <b>" in option for option in offered)
    table = table_with(later, sentence("ui.results.evolution_change", language))
    assert len(table) == 9
    assert any(change.startswith("+") for change in table[sentence("ui.results.evolution_change", language)])


def freeze(dossier: str, name: str) -> str:
    return application().assessments.freeze(dossier, name).id


def test_two_frozen_states_are_compared_with_each_other(language: Language, visit: Visit, answered: str) -> None:
    first = next(iter(application().questionnaire().asked("flash"))).id
    old = freeze(answered, "old")
    give(answered, first, "4", 1)
    new = freeze(answered, "new")
    give(answered, first, "0", 2)
    visitor = visit("results", language, dossier=answered)
    visitor.act(visitor.at.selectbox(key="results.evolution_then").set_value(old))
    visitor.act(visitor.at.selectbox(key="results.evolution_now").set_value(new))
    changes = list(
        table_with(visitor, sentence("ui.results.evolution_change", language))[
            sentence("ui.results.evolution_change", language)
        ]
    )
    assert visitor.errors == []
    assert changes[1].startswith("+")
    assert set(changes[2:]) <= {"0", "–"}


def test_choices_made_for_one_assessment_do_not_disturb_another(
    language: Language, visit: Visit, running: Application, answered: str
) -> None:
    other = running.assessments.open(NANTES).id
    for question in running.questionnaire().asked("flash"):
        give(other, question.id, "2", 0)
    mine = [freeze(answered, name) for name in ("one", "two")]
    theirs = [freeze(other, name) for name in ("three", "four")]
    visitor = visit("results", language, dossier=answered)
    visitor.act(visitor.at.selectbox(key="comparison").set_value(mine[0]))
    visitor.act(visitor.at.selectbox(key="results.evolution_then").set_value(mine[0]))
    visitor.act(visitor.at.selectbox(key="results.evolution_now").set_value(mine[1]))
    visitor.open("results", dossier=other)
    assert visitor.errors == []
    assert visitor.title == "Nantes"
    assert visitor.at.selectbox(key="results.evolution_then").value in theirs


def test_an_assessment_is_erased_only_when_sure(language: Language, visit: Visit, answered: str) -> None:
    visitor = visit("results", language, dossier=answered)
    assert visitor.at.button(key="erase-now").disabled
    visitor.act(visitor.at.checkbox(key=f"erase-sure:{answered}").set_value(True))
    visitor.press_key("erase-now")
    assert application().assessments.recent() == []
    assert visitor.errors == []
    assert visitor.title == sentence("ui.home.title", language)
    assert "dossier" not in visitor.at.query_params
    visitor.open("results")
    assert visitor.says("results.empty_title")


def test_a_frozen_state_needs_a_name(language: Language, visit: Visit, answered: str) -> None:
    visitor = visit("results", language, dossier=answered)
    (name,) = (field for field in visitor.at.text_input if field.label == sentence("ui.results.freeze_name", language))
    name.set_value("   ")
    visitor.press(sentence("ui.results.freeze", language))
    assert visitor.errors == [sentence("messages.assessment.name_missing", language)]
    assert application().assessments.snapshots(answered) == []


def test_a_simulated_assessment_is_said_so_and_cannot_be_frozen(
    language: Language, visit: Visit, demo: Application
) -> None:
    simulated = demo.results.latest("region", demo.questionnaire()).assessments[0]
    visitor = visit("results", language, dossier=simulated)
    assert visitor.says("results.simulated_hint")
    assert sentence("ui.results.freeze", language) not in [button.label for button in visitor.at.button]


def test_every_download_is_offered(language: Language, visit: Visit, answered: str) -> None:
    visitor = visit("results", language, dossier=answered)
    labels = [button.label for button in visitor.at.download_button]
    offered = ("notes.scores_sheet", "notes.answers_sheet", "results.download", "results.download_answers")
    assert labels == [sentence(f"ui.{name}", language) for name in offered]


def test_the_scores_shown_are_those_of_the_file(visit: Visit, answered: str) -> None:
    from governance.exports.assessment_tables import scores_csv

    profile = application().results.profile(answered)
    rows = list(csv.DictReader(io.StringIO(scores_csv("Ploërmel", profile).decode("utf-8-sig"))))
    shown = metric(visit("results", dossier=answered), sentence("ui.results.index", "fr"))
    assert shown == f"{points(float(rows[0]['score']))} / 100"


def test_what_a_core_question_holds_back_is_named(language: Language, visit: Visit, running: Application) -> None:
    questionnaire = running.questionnaire()
    dossier = running.assessments.open(NANTES, form="full").id
    held = next(question for question in questionnaire.questions if question.core)
    for question in questionnaire.questions:
        give(dossier, question.id, "1" if question.id == held.id else "4", 0)
    visitor = visit("results", language, dossier=dossier)
    told = sentence(
        "ui.notes.held_one",
        language,
        challenge=questionnaire.challenge_of(held.id).title.to(language),
        level=sentence("views.levels.level_1", language),
        questions=held.title.to(language),
    )
    [caption] = [shown.value for shown in visitor.at.caption if told in shown.value]
    assert caption == sentence("ui.notes.held", language, count=1, held=told)


def test_challenges_that_tie_with_the_last_one_listed_are_named(
    language: Language, visit: Visit, running: Application, dossier: str
) -> None:
    questionnaire = running.questionnaire()
    top = questionnaire.challenges[0]
    for question in questionnaire.asked("flash"):
        give(dossier, question.id, "4" if question in top.questions else "1", 0)
    visitor = visit("results", language, dossier=dossier)
    equal = " · ".join(challenge.title.to(language) for challenge in questionnaire.challenges[4:])
    assert sentence("ui.notes.tied", language, challenges=equal) in [shown.value for shown in visitor.at.caption]


def test_a_level_written_as_an_addition_is_quoted_with_what_it_adds_to(
    language: Language, visit: Visit, running: Application, dossier: str
) -> None:
    questionnaire = running.questionnaire()
    beginning = sentence("views.additions.beginning", language)
    for question in questionnaire.asked("flash"):
        give(dossier, question.id, "3", 0)
    quoted = [
        words.value for words in visit("results", language, dossier=dossier).at.markdown if "arrow_down" in words.value
    ]
    now = f"{sentence('ui.results.step_now', language)}** — "
    assert len(quoted) == 3
    assert all(words.partition(now)[2] and not words.partition(now)[2].startswith(beginning) for words in quoted)
    assert any(beginning in words.partition(now)[2].partition("\n\n")[0] for words in quoted)


def test_the_page_for_paper_compares_with_the_snapshot_chosen_on_the_screen(
    language: Language, visit: Visit, running: Application, answered: str
) -> None:
    def paper(visitor: Visitor) -> str:
        label = sentence("ui.results.print", language)
        [link] = [each for each in visitor.at.get("link_button") if each.proto.label == label]
        return str(link.proto.url)

    assert "compare=" not in paper(visit("results", language, dossier=answered))
    snapshots = [running.assessments.freeze(answered, name, "") for name in ("one", "two")]
    visitor = visit("results", language, dossier=answered)
    assert paper(visitor).endswith(f"&compare={snapshots[1].id}")
    (box,) = [box for box in visitor.at.selectbox if box.label == sentence("ui.results.compare", language)]
    visitor.act(box.set_value(snapshots[0].id))
    assert paper(visitor).endswith(f"&compare={snapshots[0].id}")
    (box,) = [box for box in visitor.at.selectbox if box.label == sentence("ui.results.compare", language)]
    visitor.act(box.select_index(len(snapshots)))
    assert "compare=" not in paper(visitor)


def test_many_levels_held_back_are_told_without_their_questions(
    language: Language, visit: Visit, running: Application
) -> None:
    questionnaire = running.questionnaire()
    dossier = running.assessments.open(NANTES, form="full").id
    for question in questionnaire.questions:
        give(dossier, question.id, "1" if question.core else "4", 0)
    told = " · ".join(challenge.title.to(language) for challenge in questionnaire.challenges)
    captions = [shown.value for shown in visit("results", language, dossier=dossier).at.caption]
    assert sentence("ui.notes.held_many", language, challenges=told) in captions


def test_coverage_that_may_fall_on_passing_to_the_full_form_is_announced(
    language: Language, visit: Visit, running: Application, dossier: str
) -> None:
    for question in running.questionnaire().asked("flash"):
        give(dossier, question.id, "2", 0)
    assert not visit("results", language, dossier=dossier).says("notes.flash_coverage")
    running.assessments.change_form(dossier, "full")
    visitor = visit("results", language, dossier=dossier)
    assert visitor.says("results.flash_kept")
    assert visitor.says("notes.flash_coverage")
