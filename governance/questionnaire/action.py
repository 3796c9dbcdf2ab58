# SPDX-License-Identifier: EUPL-1.2
"""Actions: for each step from one level of a question to the next, what to do, with whom, and how it will show."""

from typing import Annotated, Literal

from pydantic import Field

from governance.language.localized import LocalizedText
from governance.questionnaire.part import Identifier, ItemName, Part

Effort = Literal["days", "months", "years"]
Texts = tuple[LocalizedText, ...]
Step = Annotated[int, Field(ge=1, le=1000, strict=True)]


class Variant(Part):
    """What an action becomes for one audience; what it does not say is said by the action."""

    audience: Identifier
    title: LocalizedText | None = None
    why: LocalizedText | None = None
    how: Texts = ()
    partners: Texts = ()
    means: Texts = ()
    effort: Effort | None = None
    proof: LocalizedText | None = None


class Action(Part):
    """One step of one question: to the level ``to``, or to holding ``item``; a number has no steps to tell apart."""

    question: Identifier
    to: Step | None = None
    item: ItemName | None = None
    title: LocalizedText
    why: LocalizedText
    how: Texts = Field(min_length=1)
    partners: Texts = ()
    means: Texts = ()
    effort: Effort
    proof: LocalizedText
    references: tuple[Identifier, ...] = ()
    variants: tuple[Variant, ...] = ()

    @property
    def step(self) -> str:
        """Which step of its question: the level reached, the item held, or nothing for a number.

        >>> texts = {"fr": "Écrire", "en": "Write"}
        >>> given = {"question": "q", "title": texts, "why": texts, "how": [texts], "effort": "days", "proof": texts}
        >>> Action(**given, to=2).step, Action(**given, item="backup").step, Action(**given).step
        ('2', 'backup', '')
        """
        return str(self.to) if self.to is not None else self.item or ""
