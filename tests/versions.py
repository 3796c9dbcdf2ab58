# SPDX-License-Identifier: EUPL-1.2
"""A small questionnaire unlike the référentiel, in three versions with every kind of change between them.

Three challenges, all three kinds of questions, a geometric index, neither families nor icons nor short titles nor
purposes nor a short form.
"""

from copy import deepcopy
from typing import Any

from governance.questionnaire.model import Questionnaire
from tests.sample import text

Tree = dict[str, Any]
TO_THREE = {"0": 0, "1": 0, "2": 1, "3": 1, "4": 2}


def levels(question_id: str, count: int = 3, **more: Any) -> Tree:
    states = [{"title": text(f"{question_id}, état {rank}")} for rank in range(count)]
    return {"id": question_id, "kind": "level", "title": text(f"Où en est {question_id} ?"), "levels": states, **more}


def number(question_id: str, high: float) -> Tree:
    question = {"id": question_id, "kind": "number", "title": text(f"Combien pour {question_id} ?")}
    return question | {"unit": text("jours"), "goalposts": {"low": 30, "high": high}}


def checklist(question_id: str, *items: str) -> Tree:
    question = {"id": question_id, "kind": "checklist", "title": text(f"Qu’y a-t-il dans {question_id} ?")}
    return question | {"items": [{"id": item, "title": text(f"Un {item}")} for item in items]}


def challenge(challenge_id: str, *questions: Tree) -> Tree:
    return {"id": challenge_id, "title": text(f"Enjeu {challenge_id}"), "questions": list(questions)}


def head(version: str, *challenges: Tree) -> Tree:
    title = text("Le numérique au village")
    return {"id": "village", "version": version, "title": title, "aggregation": "geometric",
            "challenges": list(challenges)}  # fmt: skip


def change(kind: str, old: str = "", new: str = "", **more: Any) -> Tree:
    sides = {name: side.split() for name, side in (("old", old), ("new", new)) if side}
    return {"kind": kind, **sides, **more}


FIRST = head(
    "1.0.0",
    challenge("services", levels("welcome"), levels("online"), number("delay", 1), checklist("safe", "lock", "copy")),
    challenge("means", levels("budget", 5), levels("staff", 5), levels("training", 5), levels("scale", 5)),
    challenge("links", levels("fax"), levels("school"), number("visits", 300), checklist("tools", "van", "tent")),
)

SECOND = head(
    "1.1.0",
    challenge(
        "services",
        levels("welcome"),
        levels("online") | {"title": text("Que fait-on en ligne ?")},
        number("delay", 2),
        checklist("safe", "lock", "copy", "key"),
    ),
    challenge("means", levels("running"), levels("building"), levels("people"), levels("scale")),
    challenge("links", levels("cloud"), levels("school"), number("visits", 300), checklist("tools", "tent")),
) | {
    "changes": [
        {
            "since": "1.0.0",
            "questions": [
                change("split", "budget", "running building", note=text("Fonctionner et investir, à part.")),
                change("merged", "staff training", "people", levels=TO_THREE),
                change("reworded", "scale", "scale", levels=TO_THREE),
                change("dropped", "fax"),
                change("new", "", "cloud"),
            ],
        }
    ]
}

THIRD = head(
    "1.2.0",
    challenge("services", levels("welcome"), levels("web"), number("delay", 2), checklist("safe", "key", "lock")),
    challenge("means", levels("running"), levels("people", 2), levels("scale")),
    challenge("links", levels("cloud"), levels("school", not_applicable=False), number("visits", 300)),
) | {
    "changes": [
        {
            "since": "1.1.0",
            "questions": [
                change("same", "online", "web"),
                change("reworded", "people", "people", levels={"0": 0, "1": 1}),
            ],
        }
    ]
}
TREES = {tree["version"]: tree for tree in (FIRST, SECOND, THIRD)}


def tree(like: str = "1.0.0", /, **more: Any) -> Tree:
    """The plain tree of a version, which a test may alter."""
    return deepcopy(TREES[like]) | more


def village(like: str = "1.0.0", /, **more: Any) -> Questionnaire:
    """A version."""
    return Questionnaire.model_validate(tree(like, **more))


FIRST_ANSWERS = {
    "welcome": "2", "online": "1", "delay": "12.5", "safe": "lock", "budget": "4", "staff": "2", "training": "3",
    "scale": "3", "fax": "0", "school": "NC", "visits": "120", "tools": "van;tent",
}  # fmt: skip
"""An answer to every question of the first version."""
