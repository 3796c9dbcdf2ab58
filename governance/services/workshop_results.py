# SPDX-License-Identifier: EUPL-1.2
"""Results of rounds, read from the votes: only ever asked for rounds that were revealed."""

from collections.abc import Sequence
from itertools import pairwise

from governance.questionnaire.model import Question, Questionnaire
from governance.services.ports import Unit
from governance.workshops.machine import Stage
from governance.workshops.moves import Moves
from governance.workshops.points import add_points
from governance.workshops.records import PRIORITIES, Argument
from governance.workshops.tally import moved, tally
from governance.workshops.views import PrioritiesResult, QuestionShown, Result


def results_of(unit: Unit, workshop_id: str, question_id: str, rounds: Sequence[int], levels: int) -> list[Result]:
    """What each round said, in order."""
    if not rounds:
        return []
    cells = unit.votes.cells(workshop_id, question_id, rounds)
    hands = unit.hands.of_question(workshop_id, question_id)
    return [tally(number, levels, cells, hands.get(number, {})) for number in rounds]


def result_of(unit: Unit, workshop_id: str, question_id: str, round_number: int, levels: int) -> Result:
    """What one round said."""
    return results_of(unit, workshop_id, question_id, [round_number], levels)[0]


def moves_of(unit: Unit, workshop_id: str, question_id: str, rounds: Sequence[int], levels: int) -> list[Moves]:
    """Who moved between each round and the next."""
    return [
        moved(first, second, levels, unit.votes.pairs(workshop_id, question_id, first, second))
        for first, second in pairwise(rounds)
    ]


def shown_arguments(unit: Unit, workshop_id: str, question_id: str, rounds: Sequence[int]) -> tuple[Argument, ...]:
    """The arguments that the facilitator shows, of these rounds: in another one they would tell its levels."""
    said = unit.arguments.of_question(workshop_id, question_id)
    return tuple(argument for argument in said if argument.state == "shown" and argument.round in rounds)


def priorities_of(unit: Unit, workshop_id: str, stage: Stage) -> PrioritiesResult | None:
    """What the last round of the vote on priorities said; None before its reveal."""
    if not stage.revealed_rounds:
        return None
    cells = unit.votes.cells(workshop_id, PRIORITIES, stage.revealed_rounds[-1:])
    return add_points(unit.options.of_workshop(workshop_id), cells)


def question_shown(questionnaire: Questionnaire, question: Question) -> QuestionShown:
    """A question as the room reads it."""
    return QuestionShown(
        id=question.id,
        challenge=questionnaire.challenge_of(question.id).title,
        title=question.title,
        help=question.help,
        levels=tuple(level.title for level in question.levels),
    )
