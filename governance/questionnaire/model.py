# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire: challenges, their questions, and the rules by which answers become scores.

These classes say what a valid questionnaire is; docs/questionnaire.md says it for people. A questionnaire never
changes once answered: a new wording is a new version.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from governance.language.localized import LocalizedText
from governance.questionnaire.action import Action
from governance.questionnaire.change_parts import VersionChange
from governance.questionnaire.part import Identifier, ItemName, Part, Version

Aggregation = Literal["arithmetic", "geometric"]
QuestionKind = Literal["level", "number", "checklist"]
Scale = Literal["linear", "log"]
# Strict: neither `true` nor "12" is a number.
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Weight = Annotated[Number, Field(gt=0)]
Score = Annotated[Number, Field(ge=0, le=100)]
Share = Annotated[Number, Field(ge=0, le=1)]
Population = Annotated[int, Field(ge=0, le=1_000_000_000, strict=True)]
Form = Literal["full", "flash"]


class Tier(StrEnum):
    """The kinds of local authority that a question may concern."""

    COMMUNE = "commune"
    EPCI = "epci"
    EPT = "ept"
    PETR = "petr"
    SYNDICAT = "syndicat"
    DEPARTEMENT = "departement"
    REGION = "region"
    SINGLE_AUTHORITY = "single_authority"


ALL_TIERS = tuple(Tier)


class Level(Part):
    """One observable state, from the first step to the last. ``value`` is its score, evenly spread when absent."""

    title: LocalizedText
    value: Score | None = None


class Goalposts(Part):
    """The numbers worth 0 (``low``) and 100 (``high``); ``low`` exceeds ``high`` where less is better."""

    low: Number
    high: Number
    scale: Scale = "linear"

    @model_validator(mode="after")
    def can_be_scaled(self) -> "Goalposts":
        """Two different ends, both positive on a logarithmic scale."""
        if self.low == self.high:
            raise PydanticCustomError("goalposts_equal", "low and high are the same number")
        if self.scale == "log" and min(self.low, self.high) <= 0:
            raise PydanticCustomError("goalposts_log", "a logarithmic scale needs numbers above zero")
        return self


class Item(Part):
    """One thing held or not, in a checklist. A bare text stands for an item with that id and that title."""

    id: ItemName
    title: LocalizedText

    @model_validator(mode="before")
    @classmethod
    def from_name(cls, data: Any) -> Any:
        """The item that a bare text stands for."""
        return {"id": data, "title": {"fr": data, "en": data}} if isinstance(data, str) else data


class Question(Part):
    """One question, of one of three kinds: worded levels, a number between goalposts, or a checklist."""

    id: Identifier
    kind: QuestionKind
    title: LocalizedText
    help: LocalizedText | None = None
    weight: Weight = 1.0
    core: bool = False
    flash: bool = False
    people: bool = False
    tiers: tuple[Tier, ...] = Field(default=ALL_TIERS, min_length=1)
    tags: tuple[Identifier, ...] = ()
    not_applicable: bool = True
    evidence: tuple[LocalizedText, ...] = ()
    unit: LocalizedText | None = None
    levels: tuple[Level, ...] = ()
    goalposts: Goalposts | None = None
    least: Number | None = None
    most: Number | None = None
    items: tuple[Item, ...] = ()

    @model_validator(mode="after")
    def leaves_room(self) -> "Question":
        """``least`` is below ``most``, and an answer can reach both goalposts."""
        bounds = {"least": self.least, "most": self.most}
        if self.least is not None and self.most is not None and self.least >= self.most:
            raise PydanticCustomError("bounds_order", "least is not below most", bounds)
        ends = (self.goalposts.low, self.goalposts.high) if self.goalposts else ()
        for end in ends:
            if not self.admits(end):
                raise PydanticCustomError("bounds_goalposts", "a goalpost is no possible answer", {"end": end})
        return self

    @property
    def level_values(self) -> tuple[float, ...]:
        """The score of each level, in order: its own, or evenly spread over 0–100.

        With five levels and no value of their own: 0, 25, 50, 75, 100.
        """
        steps = max(len(self.levels) - 1, 1)
        return tuple(
            100.0 * rank / steps if level.value is None else level.value for rank, level in enumerate(self.levels)
        )

    def admits(self, number: float) -> bool:
        """Whether a number is a possible answer: no less than ``least``, no more than ``most``."""
        enough = self.least is None or number >= self.least
        return enough and (self.most is None or number <= self.most)

    def concerns(self, tier: Tier | None) -> bool:
        """Whether an authority of this tier is asked; with no tier known, every question applies."""
        return tier is None or tier in self.tiers


class Challenge(Part):
    """One axis of the radar (*enjeu*)."""

    id: Identifier
    title: LocalizedText
    short: LocalizedText | None = None
    """One or two words, where the title has no room: step bar, radar on a phone."""
    purpose: LocalizedText | None = None
    icon: str | None = Field(default=None, pattern=r"^[a-z0-9_]{1,60}$")
    weight: Weight = 1.0
    aggregation: Aggregation = "arithmetic"
    floor: Score | None = None
    questions: tuple[Question, ...] = Field(min_length=1)
    actions: tuple[Action, ...] = ()


class Reading(Part):
    """One cross-reading: a score over the questions that carry its ``id`` as a tag."""

    id: Identifier
    title: LocalizedText
    description: LocalizedText | None = None


class ReadingFamily(Part):
    """Readings shown together: the four values, the three questions of the bloc communal, the publics."""

    id: Identifier
    title: LocalizedText
    description: LocalizedText | None = None
    readings: tuple[Reading, ...] = Field(min_length=1)


class Thresholds(Part):
    """When a figure may be published (shares 0–1, except ``publication_answers``, a count). Source: docs/method.md."""

    publication_coverage: Share = 2 / 3
    publication_answers: int = Field(2, ge=1, le=1000, strict=True)
    reduced_scope: Share = 1 / 3
    index_weight: Share = 0.75
    index_coverage: Share = 2 / 3
    level_share: Share = 0.8
    overall_level_share: Share = 0.75


class Audience(Part):
    """Authorities that need advice of their own: of some tiers, and of some size where population is given."""

    id: Identifier
    title: LocalizedText
    tiers: tuple[Tier, ...] = Field(default=ALL_TIERS, min_length=1)
    at_least: Population | None = None
    below: Population | None = None

    def includes(self, tier: Tier | None, population: int | None) -> bool:
        """Whether an authority is one of them; one of unknown tier or population never is where that counts."""
        bounded = self.at_least is not None or self.below is not None
        if tier not in self.tiers or (bounded and population is None):
            return False
        people = population or 0
        return people >= (self.at_least or 0) and (self.below is None or people < self.below)


class Reference(Part):
    """A text of law, a guide, a tool or a network that actions cite by its id."""

    id: Identifier
    kind: Literal["law", "guide", "tool", "network"]
    title: LocalizedText
    publisher: str | None = Field(default=None, min_length=1)
    url: str | None = Field(default=None, pattern=r"^https://[^\s]+$", max_length=500)


class Questionnaire(Part):
    """A whole questionnaire, in one version."""

    id: Identifier
    version: Version
    title: LocalizedText
    description: LocalizedText | None = None
    source: LocalizedText | None = None
    tiers: tuple[Tier, ...] = Field(default=ALL_TIERS, min_length=1)
    aggregation: Aggregation = "arithmetic"
    floor: Score | None = None
    thresholds: Thresholds = Thresholds()
    families: tuple[ReadingFamily, ...] = ()
    audiences: tuple[Audience, ...] = ()
    bibliography: tuple[Reference, ...] = ()
    changes: tuple[VersionChange, ...] = ()
    challenges: tuple[Challenge, ...] = Field(min_length=1)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in order."""
        return tuple(question for challenge in self.challenges for question in challenge.questions)

    @cached_property
    def _by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    def question(self, question_id: str) -> Question:
        """The question of that id; KeyError when there is none."""
        return self._by_id[question_id]

    @cached_property
    def _actions(self) -> dict[tuple[str, str], Action]:
        return {(action.question, action.step): action for c in self.challenges for action in c.actions}

    def action(self, question_id: str, step: str) -> Action | None:
        """What to do to reach a step of a question (``Action.step``); None when nothing is said of it."""
        return self._actions.get((question_id, step))

    def challenge_of(self, question_id: str) -> Challenge:
        """The challenge that holds a question; KeyError when none does."""
        for challenge in self.challenges:
            if any(question.id == question_id for question in challenge.questions):
                return challenge
        raise KeyError(question_id)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The declared readings; without declaration, one for each tag in use, in order of appearance."""
        declared = tuple(reading for family in self.families for reading in family.readings)
        if declared:
            return declared
        tags = dict.fromkeys(tag for question in self.questions for tag in question.tags)
        return tuple(Reading(id=tag, title=LocalizedText(fr=tag, en=tag)) for tag in tags)

    def asked(self, form: Form = "full", tier: Tier | None = None) -> Iterator[Question]:
        """The questions put to an authority of a tier, in a form."""
        return (q for q in self.questions if q.concerns(tier) and (form == "full" or q.flash))

    @property
    def has_flash(self) -> bool:
        """Whether a short form exists."""
        return any(question.flash for question in self.questions)
