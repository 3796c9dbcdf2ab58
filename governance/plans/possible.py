# SPDX-License-Identifier: EUPL-1.2
"""Every action that the answers make possible: one step further on each question, with what it brings and what it asks.

The gains are those of ``scoring.gains``: points on the challenge and on the whole, all else unchanged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from governance.language.localized import LocalizedText
from governance.plans.records import PlannedAction
from governance.plans.steps import step_key, step_title
from governance.questionnaire.action import Effort
from governance.questionnaire.advice import Advice, advice_for
from governance.questionnaire.answer import Answer
from governance.questionnaire.model import Challenge, Form, Question, Questionnaire, Tier
from governance.scoring.gains import Gain, gains

Order = Literal["gain", "effort", "core", "readings"]
ORDERS: tuple[Order, ...] = ("gain", "effort", "core", "readings")
EFFORTS: tuple[Effort, ...] = ("days", "months", "years")


@dataclass(frozen=True, slots=True)
class PossibleAction:
    """One step that could be taken now."""

    gain: Gain
    question: Question
    challenge: Challenge
    advice: Advice | None
    """What the questionnaire advises for it; None where it says nothing."""
    readings: int
    """How many cross-readings the question counts in."""

    @property
    def key(self) -> str:
        """The step, as a plan remembers it."""
        return step_key(self.question, self.gain.target)

    @property
    def title(self) -> LocalizedText:
        """What the step is called."""
        return step_title(self.question, self.gain.target, self.advice)

    @property
    def effort(self) -> Effort | None:
        """How long it typically takes; None where nobody has said."""
        return self.advice.effort if self.advice else None

    @property
    def index(self) -> float:
        """Points gained on the whole; 0 where the gain is not known."""
        return self.gain.index or 0.0

    @property
    def known(self) -> bool:
        """Whether anybody can say what it brings on the whole: its challenge and the whole have a score."""
        return self.gain.challenge is not None and self.gain.index is not None


def possible_actions(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    tier: Tier | None = None,
    form: Form = "full",
    population: int | None = None,
) -> list[PossibleAction]:
    """Every step up from an answer already given, the best gain first, with the advice fit for the authority."""
    known = {reading.id for reading in questionnaire.readings}
    return [
        PossibleAction(
            gain=gain,
            question=(question := questionnaire.question(gain.question_id)),
            challenge=questionnaire.challenge_of(gain.question_id),
            advice=advice_for(questionnaire, question, gain.target, tier, population),
            readings=len(known.intersection(question.tags)),
        )
        for gain in gains(questionnaire, answers, tier, form)
    ]


def arranged(actions: Iterable[PossibleAction], order: Order) -> list[PossibleAction]:
    """The actions in another order; equals keep theirs, which is that of the gain.

    By effort the quickest first, unknown last; core questions first; or those that count in most cross-readings.
    """
    keys = {
        "gain": lambda _action: 0,
        "effort": lambda action: EFFORTS.index(action.effort) if action.effort else len(EFFORTS),
        "core": lambda action: not action.gain.core,
        "readings": lambda action: -action.readings,
    }
    return sorted(actions, key=keys[order])


def narrowed(
    actions: Iterable[PossibleAction], challenge: str | None = None, reading: str | None = None
) -> list[PossibleAction]:
    """Those of one challenge, and of one cross-reading; of all without."""
    return [
        action
        for action in actions
        if challenge in {None, action.challenge.id} and (reading is None or reading in action.question.tags)
    ]


def planned_steps(plan: Iterable[PlannedAction]) -> dict[str, PlannedAction]:
    """The actions of a plan by the step that they take; those of the authority's own take none."""
    return {planned.action_key: planned for planned in plan if planned.action_key}
