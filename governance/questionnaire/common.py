# SPDX-License-Identifier: EUPL-1.2
"""Two versions of a questionnaire on the same scale: only the questions that both ask, weighed in one way.

A difference between scores made with these two comes from the answers alone.
"""

from typing import Any, TypeVar

from governance.questionnaire.changes import Change, Correspondence
from governance.questionnaire.model import Challenge, Question, Questionnaire
from governance.questionnaire.part import Part

AnyPart = TypeVar("AnyPart", bound=Part)
Pair = tuple[Question, Question]


def in_common(correspondence: Correspondence) -> tuple[Questionnaire, Questionnaire] | None:
    """Both versions reduced to the questions whose answers mean the same, in the challenges of the later one.

    Weights, points, goalposts and ways to aggregate are the later version's, in both. None when nothing is in common.
    """
    pairs = {change.new[0].id: scaled_pair(change) for change in correspondence.changes if comparable(change)}
    challenges = [(challenge, [pairs[q.id] for q in challenge.questions if q.id in pairs])
                  for challenge in correspondence.new.challenges]  # fmt: skip
    held = [(challenge, both) for challenge, both in challenges if both]
    if not held:
        return None
    old, new = correspondence.old, correspondence.new
    return (
        reduced(new, [with_questions(c, [was for was, _ in both]) for c, both in held], old.version),
        reduced(new, [with_questions(c, [now for _, now in both]) for c, both in held], new.version),
    )


def comparable(change: Change) -> bool:
    """Whether every answer to the one old question means one answer to the one new question."""
    if change.kind not in ("same", "reworded") or len(change.old) != 1 or len(change.new) != 1:
        return False
    (old,), (new,) = change.old, change.new
    if old.kind != new.kind or not set(old.tiers) & set(new.tiers):
        return False
    if old.kind == "checklist":
        return {item.id for item in old.items} == {item.id for item in new.items}
    return old.kind == "number" or None not in reached_levels(change)


def reached_levels(change: Change) -> list[int | None]:
    """The new level of each old one."""
    (old,), (new,) = change.old, change.new
    if change.levels is None:
        return [rank if len(old.levels) == len(new.levels) else None for rank in range(len(old.levels))]
    found = [change.levels.get(rank) for rank in range(len(old.levels))]
    return [rank if rank is not None and rank < len(new.levels) else None for rank in found]


def scaled_pair(change: Change) -> Pair:
    """The old question with the points and weight of the new one, and the new one; asked to the tiers of both."""
    (old,), (new,) = change.old, change.new
    both: dict[str, Any] = {
        "tiers": tuple(tier for tier in new.tiers if tier in old.tiers),
        "flash": old.flash and new.flash,
    }
    ruler = {name: getattr(new, name) for name in ("weight", "core", "tags", "goalposts")}
    points = [new.level_values[rank] for rank in reached_levels(change) if rank is not None]
    levels = tuple(remade(level, value=value) for level, value in zip(old.levels, points, strict=True))
    return remade(old, **both, **ruler, levels=levels), remade(new, **both)


def with_questions(challenge: Challenge, questions: list[Question]) -> Challenge:
    """A challenge that asks only these."""
    return remade(challenge, questions=tuple(questions), **without(challenge, "actions"))


def reduced(questionnaire: Questionnaire, challenges: list[Challenge], version: str) -> Questionnaire:
    """The questionnaire with only these challenges."""
    return remade(questionnaire, challenges=tuple(challenges), version=version, **without(questionnaire, "changes"))


def without(part: Part, name: str) -> dict[str, tuple[()]]:
    """A list of a part emptied, where the part has it."""
    return {name: ()} if name in type(part).model_fields else {}


def remade(part: AnyPart, **values: Any) -> AnyPart:
    """The same part with other values. Not ``model_copy``, which would take along what was computed of the old one."""
    return type(part).model_validate({name: getattr(part, name) for name in type(part).model_fields} | values)
