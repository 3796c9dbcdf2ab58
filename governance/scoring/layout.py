# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire as arrays: which columns a form asks, and what each weighs in each challenge and reading."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from governance.questionnaire.model import Challenge, Form, Questionnaire
from governance.scoring.normalise import highest, highest_level, lowest
from governance.scoring.result import Floats


@dataclass(frozen=True, slots=True)
class Layout:
    """The q questions of a form, the k challenges, the r readings."""

    questionnaire: Questionnaire
    form: Form
    columns: NDArray[np.intp]
    """q: the place of each asked question among all questions."""
    challenge_of: NDArray[np.intp]
    """q: the place of its challenge."""
    weights: Floats
    """q × (k + r): the weight of each question in each challenge, then in each reading; 0 where it takes no part."""
    lowest: Floats
    highest: Floats
    core: NDArray[np.bool_]

    def members(self, challenge: int) -> NDArray[np.intp]:
        """The rows of ``weights`` that hold the questions of a challenge."""
        return np.flatnonzero(self.challenge_of == challenge)


def lay_out(questionnaire: Questionnaire, form: Form) -> Layout:
    """The arrays of one form."""
    places = {question.id: column for column, question in enumerate(questionnaire.questions)}
    asked = tuple(questionnaire.asked(form))
    columns = np.array([places[question.id] for question in asked], np.intp)
    owner = {q.id: place for place, challenge in enumerate(questionnaire.challenges) for q in challenge.questions}
    challenge_of = np.array([owner[question.id] for question in asked], np.intp)
    own = scaled([question.weight for question in questionnaire.questions])[columns]
    nested = own * challenge_weights(questionnaire.challenges)[challenge_of]
    in_challenge = challenge_of[:, None] == np.arange(len(questionnaire.challenges))
    readings = questionnaire.readings
    in_reading = np.array([reading.id in q.tags for q in asked for reading in readings], bool)
    return Layout(
        questionnaire=questionnaire,
        form=form,
        columns=columns,
        challenge_of=challenge_of,
        weights=np.hstack(
            [own[:, None] * in_challenge, nested[:, None] * in_reading.reshape(len(asked), len(readings))]
        ),
        lowest=np.array([lowest(question) for question in asked]),
        highest=np.array([highest(question) for question in asked]),
        core=np.array([question.core for question in asked], bool),
    )


def challenge_weights(challenges: tuple[Challenge, ...]) -> Floats:
    """The weight of each challenge, scaled."""
    return scaled([challenge.weight for challenge in challenges])


def scaled(weights: list[float]) -> Floats:
    """Weights of any size brought near 1, their proportions kept to the last bit: divided by a power of two.

    >>> scaled([4, 6, 1]), scaled([1, 1])
    (array([1.  , 1.5 , 0.25]), array([1., 1.]))
    """
    _, exponent = math.frexp(max(weights))
    return np.array([math.ldexp(weight, 1 - exponent) for weight in weights])


def top_level(questionnaire: Questionnaire) -> int:
    """The highest level that any question can count as."""
    return max(highest_level(question) for question in questionnaire.questions)
