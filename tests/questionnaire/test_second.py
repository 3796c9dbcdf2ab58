# SPDX-License-Identifier: EUPL-1.2
"""The second shipped questionnaire, unlike the référentiel in all that the format allows: nothing is made for one only.

Its screens are tried in tests/pages/test_second_questionnaire.py.
"""

import csv
import io
from pathlib import Path

import numpy as np
import pytest

from governance.exports import scores_file
from governance.exports.answers_file import read_answers_file
from governance.language import LANGUAGES, Language
from governance.questionnaire.advice import advice_for
from governance.questionnaire.answer import Answer, read_answer
from governance.questionnaire.loading import load
from governance.questionnaire.model import ALL_TIERS, Question, Questionnaire, Tier
from governance.questionnaire.shelf import locate
from governance.scoring.gains import gains, next_steps, step_up
from governance.scoring.normalise import normalise
from governance.scoring.result import Profile
from governance.scoring.scores import profile, score, what_if
from governance.views.bars import bars, reading_bars
from governance.views.radar import radar

Codes = dict[str, str]

# A town half-way: worth, question by question, 60, 40, 40 · 50, 40, 0 · 25, 20, 33.33 · 50, 0, set aside.
TOWN: Codes = {
    "computer_age": "6",
    "repair": "1",
    "second_life": "inventory;erasure",
    "page_weight": "2000",
    "unused_services": "2",
    "sober_design": "-",
    "reconditioned": "10",
    "clauses": "exit",
    "shared_buying": "1",
    "trained_staff": "30",
    "audited_services": "0",
    "human_help": "NC",
}
# By hand: the double weight is that of computer_age, unused_services, reconditioned and audited_services.
CHALLENGES = {
    "equipment": (2 * 60 + 40 + 40) / 4,
    "services": (50 + 2 * 40 + 0) / 4,
    "purchasing": (2 * 25 + 20 + 100 / 3) / 4,
    "people": (50 + 2 * 0) / 3,
}
INDEX = (50**3 * 32.5**2 * (155 / 6) ** 2 * (50 / 3) ** 3) ** (1 / 10)
# Weight of the question × weight of its challenge.
READINGS = {
    "impact": (6 * 60 + 3 * 40 + 3 * 40 + 2 * 50 + 4 * 40 + 2 * 0 + 4 * 25 + 2 * 20) / 26,
    "budget": (6 * 60 + 4 * 40 + 4 * 25 + 2 * 20 + 2 * 100 / 3) / 18,
    "organisation": (3 * 40 + 4 * 40 + 2 * 0 + 2 * 20 + 2 * 100 / 3 + 3 * 50) / 16,
    "inclusion": (3 * 40 + 2 * 0 + 3 * 50 + 6 * 0) / 14,
}


@pytest.fixture
def second() -> Questionnaire:
    return load("sobriete")


def answers(questionnaire: Questionnaire, codes: Codes) -> dict[str, Answer]:
    return {name: read_answer(questionnaire.question(name), code) for name, code in codes.items()}


def scored(questionnaire: Questionnaire, codes: Codes, tier: Tier | None = None) -> Profile:
    return profile(questionnaire, answers(questionnaire, codes), tier)


def ends(question: Question) -> tuple[str, str]:
    """The codes of the lowest and of the highest answer to a question."""
    if question.kind == "level":
        return "0", str(len(question.levels) - 1)
    if question.goalposts:
        return str(question.goalposts.low), str(question.goalposts.high)
    return "-", ";".join(item.id for item in question.items)


def test_it_is_unlike_the_first(second: Questionnaire) -> None:
    first = load("echelons")

    assert (first.aggregation, second.aggregation, second.floor) == ("arithmetic", "geometric", 1)
    assert [len(challenge.questions) for challenge in second.challenges] == [3, 3, 3, 3]
    assert not second.families
    assert not second.has_flash
    assert not any(challenge.icon or challenge.short for challenge in second.challenges)
    assert second.thresholds != first.thresholds
    assert not {q.id for q in first.questions} & {q.id for q in second.questions}
    assert not {c.id for c in first.challenges} & {c.id for c in second.challenges}


def test_it_has_every_kind_of_question_and_every_sort_of_scale(second: Questionnaire) -> None:
    kinds = [question.kind for question in second.questions]
    numbers = [question.goalposts for question in second.questions if question.goalposts]

    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"number": 5, "checklist": 4, "level": 3}
    assert sorted(len(question.levels) for question in second.questions if question.levels) == [3, 4, 6]
    assert {ends.scale for ends in numbers} == {"linear", "log"}
    assert sum(ends.low > ends.high for ends in numbers) == 1
    assert second.question("repair").level_values == (0, 40, 100)
    assert second.question("unused_services").level_values == (0, 20, 40, 60, 80, 100)


def test_its_weights_differ_and_some_tiers_are_asked_less(second: Questionnaire) -> None:
    assert len({challenge.weight for challenge in second.challenges}) > 1
    assert len({question.weight for question in second.questions}) > 1
    assert {tier: len(list(second.asked("full", tier))) for tier in ALL_TIERS} == {
        **dict.fromkeys(ALL_TIERS, 12),
        **dict.fromkeys((Tier.PETR, Tier.SYNDICAT, Tier.REGION), 11),
    }


def test_it_says_that_it_is_an_example_and_that_its_marks_are_its_own(second: Questionnaire) -> None:
    assert second.description
    assert "Exemple fourni avec Échelons" in second.description.fr
    assert "not an official framework" in second.description.en
    for question in second.questions:
        if question.goalposts and question.goalposts.high != 100:
            assert question.help
            assert "repères d’Échelons" in question.help.fr, question.id
            assert "Échelons’ own marks" in question.help.en, question.id


def test_every_question_has_help_and_examples_of_evidence(second: Questionnaire) -> None:
    assert all(question.help and question.evidence and question.tags for question in second.questions)


def test_it_is_five_files() -> None:
    assert len(list(locate("sobriete").parent.glob("*.yaml"))) == 5


def test_its_readings_come_from_its_tags_in_their_order_of_appearance(second: Questionnaire) -> None:
    assert [reading.id for reading in second.readings] == list(READINGS)
    # Without families a reading is called like its tag: each is a word of both languages.
    assert {reading.title.fr for reading in second.readings} == {"impact", "budget", "organisation", "inclusion"}


def test_the_figures_are_those_computed_by_hand(second: Questionnaire) -> None:
    found = scored(second, TOWN)

    assert {node.id: node.score for node in found.challenges} == pytest.approx(CHALLENGES)
    assert {node.id: node.score for node in found.readings} == pytest.approx(READINGS)
    assert found.index.score == pytest.approx(INDEX)
    assert found.index.score is not None
    assert found.index.score < sum(CHALLENGES.values()) / 4, "a geometric mean rewards balance"


@pytest.mark.parametrize(
    ("question", "code", "points"),
    [
        ("computer_age", "2", 0), ("computer_age", "5,5", 50), ("computer_age", "12", 100),
        ("page_weight", "16000", 0), ("page_weight", "8000", 0), ("page_weight", "4000", 25),
        ("page_weight", "1000", 75), ("page_weight", "500", 100), ("page_weight", "0", 100),
        ("reconditioned", "30", 75), ("reconditioned", "100", 100),
        ("unused_services", "4", 80), ("repair", "1", 40), ("shared_buying", "2", 200 / 3),
        ("human_help", "equipment", 25), ("clauses", "-", 0),
    ],
)  # fmt: skip
def test_each_scale_gives_its_points(question: str, code: str, points: float, second: Questionnaire) -> None:
    given = read_answer(second.question(question), code)

    assert normalise(second.question(question), np.array([given.value])).item() == pytest.approx(points)


def test_the_lowest_answers_give_the_floor_and_the_highest_a_hundred(second: Questionnaire) -> None:
    low, high = (scored(second, {q.id: ends(q)[end] for q in second.questions}) for end in (0, 1))

    assert {node.score for node in low.challenges} == {0}
    assert low.index.score == pytest.approx(1)
    assert not low.index.not_computable
    assert {node.score for node in high.challenges} == {100}
    assert high.index.score == pytest.approx(100)


def test_one_challenge_at_zero_counts_as_the_floor_says(second: Questionnaire) -> None:
    codes = {q.id: ends(q)[q.id not in ("trained_staff", "audited_services", "human_help")] for q in second.questions}
    found = scored(second, codes)

    assert found.node("people").score == 0
    assert found.index.score == pytest.approx(100**0.7)


def test_it_publishes_a_challenge_once_its_double_question_and_another_are_answered(second: Questionnaire) -> None:
    heavy = scored(second, {"computer_age": "6", "repair": "1"}).node("equipment")
    light = scored(second, {"repair": "1", "second_life": "-"}).node("equipment")

    assert (heavy.status.label, light.status.label) == ("published", "not_assessed")
    assert heavy.coverage == 0.75


def test_a_question_with_few_levels_does_not_keep_its_challenge_from_the_highest(second: Questionnaire) -> None:
    best = {q.id: ends(q)[1] for q in second.questions}

    found = scored(second, best)

    assert [node.level for node in found.challenges] == [4, 4, 4, 4]
    assert found.index.level == 4


def test_whoever_is_not_asked_a_question_is_scored_without_it(second: Questionnaire) -> None:
    codes = TOWN | {"human_help": "-"}
    asked, spared = scored(second, codes, Tier.COMMUNE), scored(second, codes, Tier.SYNDICAT)

    assert asked.node("people").score == pytest.approx(50 / 4)
    assert spared.node("people").score == pytest.approx(50 / 3)
    assert spared.node("people").coverage == 1


def test_every_question_can_bring_a_gain_and_the_gain_is_what_the_step_brings(second: Questionnaire) -> None:
    given = answers(second, TOWN)
    found = gains(second, given)
    before = profile(second, given).index.score

    # All but the one set aside.
    assert {gain.question_id for gain in found} == set(TOWN) - {"human_help"}
    for gain in found:
        after = what_if(second, given, {gain.question_id: gain.target}).index.score
        assert after is not None
        assert before is not None
        assert gain.index == pytest.approx(after - before)
    assert len({gain.challenge_id for gain in next_steps(second, given)}) == 3


def test_a_number_asks_for_the_next_quarter_of_its_scale(second: Questionnaire) -> None:
    question = second.question("page_weight")

    lighter = step_up(question, read_answer(question, "3000"))

    assert lighter
    assert lighter.value == pytest.approx(2000)
    assert step_up(question, read_answer(question, "400")) is None


def test_actions_of_every_sort_reach_the_authorities_that_they_are_written_for(second: Questionnaire) -> None:
    sorts = {("to" if a.to else "item" if a.item else "neither") for c in second.challenges for a in c.actions}
    assert sorts == {"to", "item", "neither"}
    assert all(challenge.actions for challenge in second.challenges)

    question = second.question("audited_services")
    target = step_up(question, read_answer(question, "0"))
    assert target
    told = [
        advice_for(second, question, target, tier, population)
        for tier, population in ((Tier.COMMUNE, 300), (Tier.COMMUNE, 12_000), (Tier.EPCI, 250_000))
    ]

    assert [advice.audience and advice.audience.id for advice in told if advice] == ["village", None, "large"]
    assert len({advice.how for advice in told if advice}) == 3
    assert all([r.id for r in advice.references] == ["loi_2005_102", "rgaa"] for advice in told if advice)


def test_the_command_prints_the_same_figures(second: Questionnaire, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    lines = [f"Bourg;{question};{code.replace('.', ',')}" for question, code in TOWN.items() if ";" not in code]
    file.write_text("\n".join(["territory;question;answer", *lines, 'Bourg;second_life;"inventory;erasure"']), "utf-8")

    read = read_answers_file(file, second)
    printed = "".join(scores_file.write_scores(read.names, (score(second, m) for m in read.matrices(8)), "csv"))

    rows = {row["node"]: row for row in csv.DictReader(io.StringIO(printed))}
    assert list(rows) == ["index", *CHALLENGES, *READINGS]
    for node, figure in {"index": INDEX, **CHALLENGES, **READINGS}.items():
        assert float(rows[node]["score"]) == pytest.approx(figure)
    assert {row["status"] for row in rows.values()} == {"published"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("compact", [False, True])
def test_the_radar_has_four_axes(language: Language, compact: bool, second: Questionnaire) -> None:
    view = radar(scored(second, TOWN), second, language, "light", compact=compact)

    axis = view.figure.layout.polar.angularaxis
    assert len(axis.tickvals) == 4
    assert list(axis.tickvals) == [0, 90, 180, 270]
    assert list(view.table.iloc[:, 0]) == [challenge.title.to(language) for challenge in second.challenges]


@pytest.mark.parametrize("language", LANGUAGES)
def test_bars_show_the_challenges_and_the_readings_without_family(language: Language, second: Questionnaire) -> None:
    found = scored(second, TOWN)

    challenges = bars(found, second, language, "dark")
    readings = reading_bars(found, second, language, "light")

    best_first = sorted(second.challenges, key=lambda challenge: -CHALLENGES[challenge.id])
    assert list(challenges.table.iloc[:, 0]) == [challenge.title.to(language) for challenge in best_first]
    assert list(readings.table.iloc[:, 0]) == list(READINGS)
    with pytest.raises(KeyError):
        reading_bars(found, second, language, "light", family="values")
