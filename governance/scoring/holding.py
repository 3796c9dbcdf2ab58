# SPDX-License-Identifier: EUPL-1.2
"""What holds a staged level back: a core question far under the rest of its challenge."""

from collections.abc import Mapping
from dataclasses import dataclass

from governance.questionnaire.answer import Answer, State
from governance.questionnaire.common import remade
from governance.questionnaire.model import Form, Questionnaire, Tier
from governance.scoring.answers import UNANSWERED
from governance.scoring.gains import level_of
from governance.scoring.scores import profile


@dataclass(frozen=True, slots=True)
class Held:
    """A challenge whose core questions keep it at a level that all its other answers would pass."""

    challenge_id: str
    level: int
    without: int
    """The level that 80 % of its weight reaches."""
    question_ids: tuple[str, ...]
    """The core questions at that level."""


def held_by_core(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], tier: Tier | None = None, form: Form = "full"
) -> list[Held]:
    """The challenges that core questions hold back, in the questionnaire's order."""
    given, free = (profile(edition, answers, tier, form) for edition in (questionnaire, without_core(questionnaire)))
    found = []
    for challenge, node, freed in zip(questionnaire.challenges, given.challenges, free.challenges, strict=True):
        if node.level is None or freed.level is None or freed.level <= node.level:
            continue
        holding = tuple(
            question.id
            for question in challenge.questions
            if question.core
            and (answer := answers.get(question.id, UNANSWERED)).state is State.VALUE
            and level_of(question, answer) == node.level
        )
        found.append(Held(challenge.id, node.level, freed.level, holding))
    return found


def without_core(questionnaire: Questionnaire) -> Questionnaire:
    """The same questionnaire, none of its questions core."""
    challenges = tuple(
        remade(challenge, questions=tuple(remade(question, core=False) for question in challenge.questions))
        for challenge in questionnaire.challenges
    )
    return remade(questionnaire, challenges=challenges)
