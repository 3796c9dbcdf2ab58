# SPDX-License-Identifier: EUPL-1.2
"""Robustness: each draw is the score that the scoring engine itself gives to a questionnaire of those weights."""

from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from governance.comparison.positions import positions
from governance.comparison.robustness import (
    TABLES,
    VARIANTS,
    WEIGHT_SPREAD,
    Ensemble,
    Variant,
    answers_under,
    drawn_weights,
    ensemble,
    index_under,
    indices,
    probability_above,
    robustness,
    weight_interval,
)
from governance.questionnaire.answer import State
from governance.questionnaire.model import Questionnaire
from governance.scoring.answers import AnswerMatrix, matrix_of_values
from governance.scoring.means import geometric_mean
from governance.scoring.result import Floats
from governance.scoring.scores import score
from tests.scoring.compact import expand

QUESTIONS = {"a": ["a1", "a2", "a3"], "b": ["b1", "b2"], "c": ["c1", "c2", "c3"]}
NAN = np.nan


def questionnaire(
    by_question: Floats | None = None, by_challenge: Floats | None = None, table: Any = "linear", **more: Any
) -> Questionnaire:
    """Three challenges, eight questions, with these weights; challenge c as the tests ask."""
    weights = iter(np.ones(8) if by_question is None else by_question)
    own = iter(np.ones(3) if by_challenge is None else by_challenge)
    challenges = {
        name: {
            "weight": float(next(own)),
            "questions": {each: {"weight": float(next(weights)), "levels": list(TABLES[table])} for each in questions},
        }
        for name, questions in QUESTIONS.items()
    }
    challenges["c"] |= more
    return expand({"challenges": challenges})


def matrix(asked: Questionnaire, count: int = 25) -> AnswerMatrix:
    drawn = np.random.default_rng(11)
    states = drawn.choice(
        np.array([State.MISSING, State.DONT_KNOW, State.NOT_APPLICABLE, State.VALUE], np.int8),
        size=(count, 8),
        p=[0.06, 0.06, 0.05, 0.83],
    )
    return matrix_of_values(asked, map(str, range(count)), states, drawn.integers(0, 5, (count, 8)).astype(float))


@cache
def whole(draws: int = 48) -> Ensemble:
    return ensemble(questionnaire(), matrix(questionnaire()), draws=draws, seed=3)


def rows() -> Any:
    return np.flatnonzero(whole().ranked)


def weights() -> tuple[Floats, Floats]:
    drawn = np.random.default_rng(4)
    return drawn.uniform(0.75, 1.25, (3, 8)), drawn.uniform(0.75, 1.25, (3, 3))


def test_there_are_twelve_variants() -> None:
    assert len(set(VARIANTS)) == 12
    assert TABLES == {"linear": (0, 25, 50, 75, 100), "convex": (0, 10, 30, 60, 100), "concave": (0, 40, 70, 90, 100)}


@pytest.mark.parametrize("table", TABLES)
def test_an_arithmetic_draw_is_the_index_of_a_questionnaire_of_those_weights_and_levels(table: Any) -> None:
    by_question, by_challenge = weights()
    found = index_under(whole(), rows(), Variant("arithmetic", table, False), by_question, by_challenge)
    for draw in range(3):
        asked = questionnaire(by_question[draw], by_challenge[draw], table)
        # Which answers count was settled by the questionnaire's own weights: coverage does not vary with the draws.
        scores = score(asked.model_copy(update={"thresholds": lenient(asked)}), matrix(asked))
        kept = np.where(whole().published, scores.challenges.score, NAN)[rows()]
        expected = np.nansum(kept * by_challenge[draw], axis=1) / (~np.isnan(kept) @ by_challenge[draw])
        assert found[draw] == pytest.approx(expected)


def lenient(asked: Questionnaire) -> Any:
    return asked.thresholds.model_copy(update={"publication_coverage": 0.0, "publication_answers": 1})


def test_a_geometric_draw_is_the_geometric_mean_on_1_to_100() -> None:
    by_question, by_challenge = np.ones((1, 8)), weights()[1][:1]
    found = index_under(whole(), rows(), Variant("geometric", "linear", False), by_question, by_challenge)[0]
    scores = score(questionnaire(), matrix(questionnaire())).challenges.score[rows()]
    expected = geometric_mean(1 + 0.99 * scores, ~np.isnan(scores), by_challenge[0])
    assert 1 + 0.99 * found == pytest.approx(expected)


def test_a_challenge_that_the_questionnaire_makes_geometric_is_so_in_every_draw() -> None:
    asked = questionnaire(aggregation="geometric", floor=1)
    geometric = ensemble(asked, matrix(asked))
    states = matrix(asked).states[:, 5:]
    complete = np.flatnonzero(geometric.ranked & (states == State.VALUE).all(axis=1))
    only_last = np.array([[1e-9, 1e-9, 1.0]])
    found = index_under(geometric, complete, Variant("arithmetic", "linear", False), np.ones((1, 8)), only_last)[0]
    points = 1 + 0.99 * matrix(asked).scores[complete, 5:]
    assert 1 + 0.99 * found == pytest.approx(np.prod(points, axis=1) ** (1 / 3), abs=1e-5)


def test_an_unknown_answer_is_replaced_by_the_mean_of_the_ranked_and_not_applicable_never_is() -> None:
    points, counted, _ = answers_under(whole(), Variant("arithmetic", "convex", True))
    given = matrix(questionnaire())
    for question in range(8):
        states = given.states[:, question]
        ranked = whole().ranked & (states == State.VALUE)
        usual = np.mean(np.interp(given.scores[ranked, question], TABLES["linear"], TABLES["convex"]))
        unknown = np.isin(states, [State.MISSING, State.DONT_KNOW])
        assert points[unknown, question] == pytest.approx(usual)
        assert counted[:, question].tolist() == (states != State.NOT_APPLICABLE).tolist()


def test_a_question_that_nobody_answered_is_left_out_even_then() -> None:
    asked = questionnaire()
    given = matrix(asked)
    states = given.states.copy()
    states[:, 0] = State.MISSING
    nobody = ensemble(asked, matrix_of_values(asked, given.names, states, given.scores / 25), draws=12)
    assert not answers_under(nobody, Variant("arithmetic", "linear", True)).counted[:, 0].any()
    assert np.isfinite(robustness(nobody).interval.low[nobody.ranked]).all()


def test_imputed_a_challenge_that_is_not_published_counts_too() -> None:
    asked = questionnaire()
    states = np.full((6, 8), State.VALUE, np.int8)
    states[0, :2] = State.MISSING  # one answer of three: not published
    values = np.tile(np.array([4.0, 4, 4, 0, 0, 0, 0, 0]), (6, 1))
    found = ensemble(
        asked.model_copy(update={"thresholds": easy(asked)}), matrix_of_values(asked, "abcdef", states, values)
    )
    equal = np.ones((1, 8)), np.ones((1, 3))
    left_out = index_under(found, np.array([0]), Variant("arithmetic", "linear", False), *equal)
    imputed = index_under(found, np.array([0]), Variant("arithmetic", "linear", True), *equal)
    assert left_out.item() == 0
    assert imputed.item() == pytest.approx(100 / 3)


def easy(asked: Questionnaire) -> Any:
    return asked.thresholds.model_copy(update={"index_weight": 0.5, "index_coverage": 0.5})


def test_draws_go_round_the_variants_and_each_has_weights_of_its_own() -> None:
    drawn = [places for places, _ in indices(whole(), rows())]
    order = np.concatenate([np.arange(48)[each] for each in drawn])
    assert sorted(order) == list(range(48))
    assert np.arange(48)[drawn[0]].tolist() == [0, 12, 24, 36]
    first = next(iter(indices(whole(), rows())))[1]
    assert len(np.unique(first.round(9), axis=0)) == 4


def test_weights_of_questions_and_of_challenges_come_from_two_streams_of_the_stored_seed() -> None:
    by_question = drawn_weights(whole().question_weights, 48, [3, 0])
    by_challenge = drawn_weights(whole().challenge_weights, 48, [3, 1])
    for place, (drawn, scores) in enumerate(indices(whole(), rows())):
        expected = index_under(whole(), rows(), VARIANTS[place], by_question[drawn], by_challenge[drawn])
        assert scores == pytest.approx(expected)


def test_fewer_draws_than_variants_are_still_draws() -> None:
    few = replace(whole(), draws=5)
    assert robustness(few).draws == 5
    assert sum(len(scores) for _, scores in indices(few, rows())) == 5


def test_weights_are_drawn_between_three_and_five_quarters_of_their_own() -> None:
    own = np.array([1.0, 4.0])
    drawn = drawn_weights(own, 4000, 1) / own
    assert drawn.min() >= 1 - WEIGHT_SPREAD
    assert drawn.max() <= 1 + WEIGHT_SPREAD
    assert drawn.mean(axis=0) == pytest.approx([1, 1], abs=0.01)
    assert drawn.std(axis=0) == pytest.approx([0.5 / np.sqrt(12)] * 2, abs=0.01)
    assert abs(np.corrcoef(drawn.T)[0, 1]) < 0.05


def test_the_same_seed_gives_the_same_intervals_and_another_seed_others() -> None:
    one, again = robustness(whole()).interval, robustness(whole()).interval
    other = robustness(replace(whole(), seed=4)).interval
    assert np.array_equal(one.low, again.low, equal_nan=True)
    assert not np.array_equal(one.low, other.low, equal_nan=True)


def test_intervals_are_those_of_the_positions_of_every_draw() -> None:
    every = np.vstack([[positions(row) for row in scores] for _, scores in indices(whole(), rows())])
    ordered = np.sort(every, axis=0)
    found = robustness(whole()).interval
    assert found.low[rows()] == pytest.approx(ordered[int(np.ceil(0.05 * 48)) - 1])
    assert found.median[rows()] == pytest.approx(ordered[23])
    assert found.high[rows()] == pytest.approx(ordered[int(np.ceil(0.95 * 48)) - 1])


def test_a_provisional_index_has_no_position_and_is_nobody_s_other() -> None:
    result = robustness(whole())
    assert 0 < np.count_nonzero(~result.ranked) < 10
    assert np.isnan(result.headline[~result.ranked]).all()
    assert np.isnan(result.interval.median[~result.ranked]).all()
    index = score(questionnaire(), matrix(questionnaire())).index.score[:, 0]
    assert result.headline[result.ranked] == pytest.approx(positions(index[result.ranked]))


def test_the_probability_to_be_above_is_the_share_of_draws_and_what_is_left_is_the_other_s() -> None:
    every = np.vstack([scores for _, scores in indices(whole(), rows())])
    order = rows()[np.argsort(every.mean(axis=0))]
    near = list(pairwise(order))
    found = [probability_above(whole(), int(one), int(other)) for one, other in near]
    places = {row: place for place, row in enumerate(rows())}
    expected = [np.mean(every[:, places[one]] > every[:, places[other]]) for one, other in near]
    assert found == pytest.approx(expected)
    assert any(0 < each < 1 for each in found)
    assert [probability_above(whole(), int(other), int(one)) for one, other in near] == pytest.approx(
        1 - np.array(found)
    )


def test_two_equal_profiles_are_above_one_another_half_of_the_time() -> None:
    asked = questionnaire()
    values = np.array([[1.0, 2, 3, 4, 0, 1, 2, 3]] * 2 + [[4.0] * 8])
    same = ensemble(asked, matrix_of_values(asked, "abc", np.full((3, 8), State.VALUE, np.int8), values), draws=24)
    assert probability_above(same, 0, 1) == 0.5
    assert probability_above(same, 2, 1) == 1
    assert robustness(same).interval.low.tolist() == [0.25, 0.25, 1]


def test_nobody_is_above_a_territory_without_published_index() -> None:
    out = int(np.flatnonzero(~whole().ranked)[0])
    with pytest.raises(ValueError, match="without published index"):
        probability_above(whole(), out, int(rows()[0]))


def test_a_territory_that_dominates_is_first_whatever_the_draw() -> None:
    asked = questionnaire()
    values = np.vstack([np.full(8, 4.0), np.random.default_rng(1).integers(0, 4, (9, 8)), np.zeros(8)]).astype(float)
    found = robustness(
        ensemble(asked, matrix_of_values(asked, "abcdefghijk", np.full((11, 8), State.VALUE, np.int8), values))
    )
    assert (found.interval.low[0], found.interval.high[0]) == (1, 1)
    assert (found.interval.low[10], found.interval.high[10]) == (0, 0)
    assert (found.draws, found.seed) == (1000, 20_261_122)


def test_with_challenge_scores_alone_only_their_weights_vary() -> None:
    scores = np.random.default_rng(2).integers(0, 101, (20, 5)).astype(float)
    scores[3, 1], scores[7] = NAN, NAN
    found = weight_interval(scores, np.arange(1.0, 6), draws=40, seed=9)
    drawn = drawn_weights(np.arange(1.0, 6), 40, [9, 1])
    every = [
        positions(
            np.array(
                [
                    np.nansum(row * each) / np.sum(each[~np.isnan(row)]) if not np.isnan(row).all() else NAN
                    for row in scores
                ]
            )
        )
        for each in drawn
    ]
    assert np.isnan(found.low[7])
    ordered = np.sort(np.delete(np.array(every), 7, axis=1), axis=0)
    assert np.delete(found.low, 7) == pytest.approx(ordered[1])
    assert np.delete(found.median, 7) == pytest.approx(ordered[19])
    assert np.delete(found.high, 7) == pytest.approx(ordered[37])
