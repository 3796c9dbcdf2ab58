# SPDX-License-Identifier: EUPL-1.2
"""The action that fits one authority: a village and a métropole do not get the same advice."""

from dataclasses import dataclass

from governance.language.localized import LocalizedText
from governance.questionnaire.action import Action, Effort, Texts, Variant
from governance.questionnaire.answer import Answer
from governance.questionnaire.model import Audience, Question, Questionnaire, Reference, Tier


@dataclass(frozen=True, slots=True)
class Advice:
    """An action as it is told to one authority; ``audience`` when it was written for authorities of its kind."""

    question_id: str
    step: str
    title: LocalizedText
    why: LocalizedText
    how: Texts
    partners: Texts
    means: Texts
    effort: Effort
    proof: LocalizedText
    references: tuple[Reference, ...]
    audience: Audience | None = None

    @property
    def key(self) -> str:
        """What a plan remembers of it: ``question:step``."""
        return f"{self.question_id}:{self.step}"


def advice_for(
    questionnaire: Questionnaire,
    question: Question,
    target: Answer,
    tier: Tier | None = None,
    population: int | None = None,
) -> Advice | None:
    """What to do to reach an answer one step up, as ``scoring.gains`` gives it; None when nothing was written for it.

    The first audience, in the questionnaire's order, that includes the authority and has a variant gives its words.
    """
    action = questionnaire.action(question.id, step_of(question, target))
    return fitted(questionnaire, action, tier, population) if action else None


def step_of(question: Question, target: Answer) -> str:
    """Which step leads to an answer: the level reached, the item added last, nothing for a number."""
    if question.kind == "level":
        return str(int(target.value or 0))
    return target.items[-1] if target.items else ""


def fitted(questionnaire: Questionnaire, action: Action, tier: Tier | None, population: int | None) -> Advice:
    """An action in the words of the audience that an authority belongs to."""
    told = {variant.audience for variant in action.variants}
    audience = next((a for a in questionnaire.audiences if a.id in told and a.includes(tier, population)), None)
    return worded(questionnaire, action, audience)


def worded(questionnaire: Questionnaire, action: Action, audience: Audience | None) -> Advice:
    """An action in the words of an audience, or in those for everybody where it has none of its own."""
    own = next((variant for variant in action.variants if audience and variant.audience == audience.id), None)
    audience = audience if own else None
    own = own or Variant(audience="everybody")
    return Advice(
        question_id=action.question,
        step=action.step,
        title=own.title or action.title,
        why=own.why or action.why,
        how=own.how or action.how,
        partners=own.partners or action.partners,
        means=own.means or action.means,
        effort=own.effort or action.effort,
        proof=own.proof or action.proof,
        references=tuple(cited for cited in questionnaire.bibliography if cited.id in action.references),
        audience=audience,
    )
