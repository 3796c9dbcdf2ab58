# SPDX-License-Identifier: EUPL-1.2
"""Many authorities, one authority, none: the same figures."""

from dataclasses import fields

import numpy as np
import pytest

from governance.errors import InputError
from governance.questionnaire.answer import Answer, State
from governance.questionnaire.model import Questionnaire, Tier
from governance.scoring import scores as scores_module
from governance.scoring.answers import AnswerMatrix, matrix_of_answers, matrix_of_codes, matrix_of_values
from governance.scoring.result import Nodes, Scores
from governance.scoring.scores import profile, score, what_if
from tests.scoring.compact import expand

TWO = {
    "challenges": {
        "a": {"questions": {"a1": {"flash": True, "tags": ["t"]}, "a2": {"flash": True, "tags": ["t"]}, "a3": None}},
        "b": {"weight": 2, "questions": {"b1": {"tiers": ["region"]}, "b2": {"goalposts": [0, 10]}}},
    }
}


@pytest.fixture
def questionnaire() -> Questionnaire:
    return expand(TWO)


def random_matrix(questionnaire: Questionnaire, authorities: int) -> AnswerMatrix:
    drawn = np.random.default_rng(7)
    shape = authorities, len(questionnaire.questions)
    states = drawn.choice([0, 1, 2, 4, 4, 4, 4], size=shape).astype(np.int8)
    values = drawn.integers(0, 5, size=shape).astype(np.float64)
    return matrix_of_values(questionnaire, [str(row) for row in range(authorities)], states, values)


def assert_equal(found: Scores, expected: Scores) -> None:
    for name in ("challenges", "index", "readings"):
        ours, theirs = getattr(found, name), getattr(expected, name)
        assert (ours.kind, ours.ids) == (theirs.kind, theirs.ids)
        for field in fields(Nodes)[2:]:
            np.testing.assert_allclose(getattr(ours, field.name), getattr(theirs, field.name), atol=1e-9)
    np.testing.assert_allclose(found.imbalance, expected.imbalance, atol=1e-9)


@pytest.mark.parametrize("keep_flash", [False, True])
def test_blocks_shared_between_cores_give_the_same_as_one_block(
    questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch, keep_flash: bool
) -> None:
    matrix = random_matrix(questionnaire, 200)
    whole = score(questionnaire, matrix, keep_flash=keep_flash)
    monkeypatch.setattr(scores_module, "SMALLEST_BLOCK", 1)
    monkeypatch.setattr(scores_module, "LARGEST_BLOCK", 67)
    assert_equal(score(questionnaire, matrix, keep_flash=keep_flash), whole)


def test_the_same_answers_give_the_same_figures_to_the_last_bit_whoever_else_is_scored(
    questionnaire: Questionnaire,
) -> None:
    matrix = random_matrix(questionnaire, 300)
    together = score(questionnaire, matrix)
    for row, alone in enumerate(matrix.blocks(1)):
        assert score(questionnaire, alone).profile(0) == together.profile(row)


def test_weights_may_be_of_any_size() -> None:
    def sized(size: float) -> Questionnaire:
        questions = {"q1": {"weight": size, "tags": ["t"]}, "q2": {"weight": 3 * size, "tags": ["t"]}}
        return expand({"challenges": {"c": {"weight": size, "questions": questions}}})

    answers = {"q1": Answer(State.VALUE, 4.0), "q2": Answer(State.VALUE, 0.0)}
    for size in (2.0**-1000, 1.0, 2.0**1000):
        assert profile(sized(size), answers).node("c").score == 25
        assert profile(sized(size), answers).node("t").score == 25


def test_no_authority_gives_no_figure(questionnaire: Questionnaire) -> None:
    scores = score(questionnaire, matrix_of_codes(questionnaire, {}))
    assert scores.challenges.score.shape == (0, 2)
    assert scores.index.score.shape == (0, 1)
    assert scores.readings.ids == ("t",)


def test_a_questionnaire_without_reading_has_none() -> None:
    bare = expand({"challenges": {"c": {"questions": {"q": None}}}})
    assert profile(bare, {"q": Answer(State.VALUE, 4)}).readings == ()


def test_a_flash_form_that_asks_nothing_has_no_figure() -> None:
    bare = expand({"challenges": {"c": {"questions": {"q": None}}}})
    assert profile(bare, {"q": Answer(State.VALUE, 4)}, form="flash").index.status.label == "not_applicable"


def test_a_node_is_found_by_its_id(questionnaire: Questionnaire) -> None:
    figures = profile(questionnaire, {"a1": Answer(State.VALUE, 4), "a2": Answer(State.VALUE, 0)})
    assert [figures.node(name).kind for name in ("index", "a", "t")] == ["index", "challenge", "reading"]
    with pytest.raises(KeyError):
        figures.node("z")


def test_what_if_changes_some_answers_and_keeps_the_others(questionnaire: Questionnaire) -> None:
    answers = {"a1": Answer(State.VALUE, 4), "a2": Answer(State.VALUE, 0), "a3": Answer(State.VALUE, 2)}
    moved = what_if(questionnaire, answers, {"a2": Answer(State.VALUE, 3)})
    assert profile(questionnaire, answers).node("a").score == pytest.approx(50)
    assert moved.node("a").score == pytest.approx(75)


def test_what_if_may_answer_what_was_not(questionnaire: Questionnaire) -> None:
    moved = what_if(questionnaire, {}, {"b2": Answer(State.VALUE, 5.0)}, Tier.COMMUNE)
    assert moved.node("b").score == pytest.approx(50)


def test_the_matrix_has_nan_and_no_level_wherever_there_is_no_value(questionnaire: Questionnaire) -> None:
    codes = {"Rouvres": {"a1": "3", "a2": "NSP", "a3": "NC", "b2": "2,5"}}
    matrix = matrix_of_codes(questionnaire, codes, {"Rouvres": Tier.COMMUNE})
    np.testing.assert_equal(matrix.scores, [[75, np.nan, np.nan, np.nan, 25]])
    assert matrix.levels.tolist() == [[3, -1, -1, -1, 1]]
    assert [State(state) for state in matrix.states[0]] == [
        State.VALUE,
        State.DONT_KNOW,
        State.NOT_APPLICABLE,
        State.NOT_ASKED,
        State.VALUE,
    ]


def test_a_value_without_its_state_is_ignored(questionnaire: Questionnaire) -> None:
    states = np.zeros((1, 5), np.int8)
    assert np.isnan(matrix_of_values(questionnaire, ["Rouvres"], states, np.full((1, 5), 3.0)).scores).all()


def test_the_matrix_refuses_a_question_that_does_not_exist(questionnaire: Questionnaire) -> None:
    with pytest.raises(KeyError):
        matrix_of_answers(questionnaire, {"Rouvres": {"z": Answer(State.MISSING)}})


def test_the_matrix_refuses_a_code_that_the_question_does_not_admit(questionnaire: Questionnaire) -> None:
    with pytest.raises(InputError):
        matrix_of_codes(questionnaire, {"Rouvres": {"a1": "7"}})


def test_the_matrix_keeps_the_names_in_order(questionnaire: Questionnaire) -> None:
    matrix = matrix_of_codes(questionnaire, {"Rouvres": {}, "Bourg": {}})
    assert matrix.names == ("Rouvres", "Bourg")
    assert len(matrix) == 2
