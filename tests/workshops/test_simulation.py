# SPDX-License-Identifier: EUPL-1.2
"""Simulated voters answer what people could."""

from collections import Counter
from random import Random

from governance.workshops.points import POINTS, read_points
from governance.workshops.records import Option
from governance.workshops.simulation import simulated_answer, simulated_points
from governance.workshops.vote import read_vote
from tests.workshops.test_vote import QUESTION


def test_simulated_answers_are_possible_ones_and_come_closer_in_a_second_round() -> None:
    chance = Random(1)  # noqa: S311
    spread = {}
    for round_number in (1, 2, 3):
        answers = [simulated_answer(5, round_number, 2.2, chance) for _ in range(2_000)]
        assert all(read_vote(QUESTION, answer) == answer for answer in answers)
        assert 0 < Counter(answers)["NSP"] < 300
        levels = [int(answer) for answer in answers if answer != "NSP"]
        spread[round_number] = sum(abs(level - 2.2) for level in levels) / len(levels)
    assert spread[1] > spread[2]
    assert abs(spread[2] - spread[3]) < 0.1


def test_simulated_points_are_all_spread() -> None:
    options = [Option(f"a{number}", f"Action {number}", number) for number in range(1, 6)]
    chance = Random(1)  # noqa: S311
    for _ in range(200):
        text = simulated_points([option.id for option in options], chance)
        # Options in order: the one form of such a vote.
        assert read_points(text, options) == text
        assert sum(int(part.partition(":")[2]) for part in text.split(";")) == POINTS
