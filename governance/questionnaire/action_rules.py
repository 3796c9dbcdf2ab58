# SPDX-License-Identifier: EUPL-1.2
"""What must hold for actions to be shown, and to the right people: steps that exist, audiences and references known."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from governance.questionnaire.node import Finding, Loc
from governance.questionnaire.rules import Rule, ids, item_ids, repeated
from governance.questionnaire.spot import Spot

REPLACED = ("title", "why", "how", "partners", "means", "effort", "proof")


def unique_parts(head: Spot) -> Iterator[Finding]:
    """No two audiences or references have one id; a step has one action, and that one variant for an audience."""
    yield from repeated("id_repeated", ids(head.parts("audiences")))
    yield from repeated("id_repeated", ids(head.parts("bibliography")))
    steps = ((action.loc, str(step(action))) for action in all_actions(head))
    yield from repeated("action_repeated", steps)
    for action in all_actions(head):
        words = ((v.at("audience"), v.text("audience") or "") for v in action.parts("variants"))
        yield from repeated("word_repeated", words)
        yield from repeated("word_repeated", action.words("references"))


def reachable_steps(head: Spot) -> Iterator[Finding]:
    """An action leads to a step of a question of its own challenge."""
    for challenge in head.parts("challenges"):
        questions = {question.id: question for question in challenge.parts("questions") if question.id}
        for action in challenge.parts("actions"):
            name = action.text("question")
            if name in questions:
                yield from wrong_step(action, questions[name])
            elif name:
                yield unknown(action.at("question"), "question", name, questions)


def wrong_step(action: Spot, question: Spot) -> Iterator[Finding]:
    """The finding for a step that the question does not have: a level from 1, an item of its list, or none at all."""
    kind = question.text("kind") or ""
    wanted = {"level": "to", "checklist": "item"}.get(kind)
    for key in ("to", "item"):
        if key != wanted and action.has(key):
            yield Finding(action.at(key), "content_foreign", {"kind": kind, "name": key})
    if wanted and not action.has(wanted):
        yield Finding(action.loc, "key_missing", {"name": wanted})
    given = action.data.get(wanted or "")
    if kind == "level" and isinstance(given, int) and not given < len(question.list("levels")):
        last = len(question.list("levels")) - 1
        yield Finding(action.at("to"), "action_step", {"given": given, "last": last})
    items = [word for _, word in item_ids(question)]
    if kind == "checklist" and isinstance(given, str) and given not in items:
        yield unknown(action.at("item"), "item", given, items)


def known_words(head: Spot) -> Iterator[Finding]:
    """Variants are for declared audiences, references are those of the bibliography."""
    audiences = [word for _, word in ids(head.parts("audiences"))]
    cited = [word for _, word in ids(head.parts("bibliography"))]
    for action in all_actions(head):
        for variant in action.parts("variants"):
            word = variant.text("audience")
            if word and word not in audiences:
                yield unknown(variant.at("audience"), "audience", word, audiences)
            if not any(variant.has(key) for key in REPLACED):
                yield Finding(variant.loc, "variant_empty", {"known": REPLACED})
        for loc, word in action.words("references"):
            if word not in cited:
                yield unknown(loc, "reference", word, cited)


def sensible_sizes(head: Spot) -> Iterator[Finding]:
    """The population where an audience begins is below the one where it ends."""
    for audience in head.parts("audiences"):
        least, limit = audience.data.get("at_least"), audience.data.get("below")
        if isinstance(least, int) and isinstance(limit, int) and least >= limit:
            yield Finding(audience.loc, "audience_empty", {"least": least, "limit": limit})


def all_actions(head: Spot) -> Iterator[Spot]:
    """Every action, in order."""
    return (action for challenge in head.parts("challenges") for action in challenge.parts("actions"))


def step(action: Spot) -> tuple[Any, Any, Any]:
    """What tells an action from another."""
    return action.data.get("question"), action.data.get("to"), action.data.get("item")


def unknown(loc: Loc, what: str, word: str, known: Iterable[str]) -> Finding:
    """The finding for a word that names nothing, with the nearest that does."""
    near = get_close_matches(word, list(known), n=1)
    return Finding(loc, f"{what}_unknown", {"id": word, "known": near or list(known)})


ACTION_RULES: tuple[Rule, ...] = (unique_parts, reachable_steps, known_words, sensible_sizes)
"""An action that breaks one is shown to nobody, or to the wrong people: the check says so, scoring goes on."""
