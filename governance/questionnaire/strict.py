# SPDX-License-Identifier: EUPL-1.2
"""What the shipped référentiel owes its users beyond the format: size, help, evidence, core, flash and people."""

from collections.abc import Iterator

from governance.questionnaire.node import Finding
from governance.questionnaire.spot import Spot, all_questions

SHIPPED_ID = "echelons"
CHALLENGES = 8
QUESTIONS = 5
LEVELS = 5
FLASH = 2


def shipped_rules(head: Spot) -> Iterator[Finding]:
    """Eight enjeux of five questions of five levels, nothing left unsaid."""
    count = len(head.list("challenges"))
    if count != CHALLENGES:
        yield Finding(("challenges",), "strict_challenges", {"count": count, "wanted": CHALLENGES})
    for challenge in head.parts("challenges"):
        yield from strict_challenge(challenge)
    for question in all_questions(head):
        yield from strict_question(question)
    yield from strict_actions(head)


def strict_challenge(challenge: Spot) -> Iterator[Finding]:
    """Five questions, two of them flash, at least one core and one on who is served."""
    questions = list(challenge.parts("questions"))
    if len(questions) != QUESTIONS:
        yield Finding(challenge.loc, "strict_questions", {"count": len(questions), "wanted": QUESTIONS})
    if not challenge.has("purpose"):
        yield Finding(challenge.loc, "key_missing", {"name": "purpose"})
    flash = sum(question.data.get("flash") is True for question in questions)
    if flash != FLASH:
        yield Finding(challenge.loc, "strict_flash", {"count": flash, "wanted": FLASH})
    for name in ("core", "people"):
        if not any(question.data.get(name) is True for question in questions):
            yield Finding(challenge.loc, "strict_none", {"name": name})


def strict_question(question: Spot) -> Iterator[Finding]:
    """Kind level with five levels, and help, evidence and tags."""
    if question.text("kind") != "level":
        yield Finding(question.loc, "strict_kind", {})
    elif len(question.list("levels")) != LEVELS:
        count = len(question.list("levels"))
        yield Finding(question.at("levels"), "strict_levels", {"count": count, "wanted": LEVELS})
    for name in ("help", "evidence", "tags"):
        if not question.has(name):
            yield Finding(question.loc, "key_missing", {"name": name})


def strict_actions(head: Spot) -> Iterator[Finding]:
    """An action for every step from one level to the next."""
    for challenge in head.parts("challenges"):
        told = {(action.text("question"), action.data.get("to")) for action in challenge.parts("actions")}
        for question in challenge.parts("questions"):
            if missing := [to for to in range(1, LEVELS) if (question.id, to) not in told]:
                yield Finding(question.loc, "strict_actions", {"levels": missing})
