# SPDX-License-Identifier: EUPL-1.2
"""Parts as they begin in the editor: complete in both languages, so that the check finds a new one sound."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from governance.language import LANGUAGES, sentence
from governance.questionnaire.model import QuestionKind
from governance.questionnaire.rules import CONTENT
from governance.questionnaire.spot import Spot, all_questions, all_readings
from governance.questionnaire.tree import Tree

LONGEST_SLUG = 40
LEVELS = 5
Words = Mapping[str, str]


def slug(title: str, default: str) -> str:
    """A title as an id: letters without accents, digits and underscores.

    >>> slug("L’accès à l’eau, pour tous ?", "question"), slug("…", "question")
    ('l_acces_a_l_eau_pour_tous', 'question')
    """
    letters = unicodedata.normalize("NFKD", title.lower().replace("œ", "oe").replace("æ", "ae"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "_", bare)[:LONGEST_SLUG].strip("_") or default


def free(name: str, taken: Collection[Any]) -> str:
    """A name that is not taken: itself, or with the first number that makes it so.

    >>> free("roads", {"roads", "roads_2", "index"}), free("bridges", {"roads"})
    ('roads_3', 'bridges')
    """
    numbered = (name if rank == 1 else f"{name}_{rank}" for rank in range(1, len(taken) + 2))
    return next(each for each in numbered if each not in taken)


def taken_names(tree: Tree) -> set[str]:
    """Every id that is one word for answers, scores or readings."""
    head = Spot((), tree)
    parts: Iterator[Spot] = (part for found in (all_questions(head), all_readings(head)) for part in found)
    named = {part.id for part in (*parts, *head.parts("challenges"), *head.parts("families"))}
    return {name for name in named if name} | {"index"}


def named_part(tree: Tree, kind: str, title: Words) -> Tree:
    """A part with a title, in the words of the beginning where a language lacks, and an id made from it."""
    default = texts(kind)
    words = {language: title.get(language, "").strip() or default[language] for language in LANGUAGES}
    source = title.get("fr", "").strip() or title.get("en", "").strip()
    return {"id": free(slug(source, kind), taken_names(tree)), "title": words}


def new_question(tree: Tree, title: Words) -> Tree:
    """A question of five levels.

    >>> question = new_question({}, {"fr": "Où ?", "en": "Where?"})
    >>> question["id"], question["kind"], len(question["levels"])
    ('ou', 'level', 5)
    """
    return named_part(tree, "question", title) | {"kind": "level"} | content("level")


def new_challenge(tree: Tree, title: Words) -> Tree:
    """A challenge with a first question."""
    challenge = named_part(tree, "challenge", title)
    known = {"challenges": [*tree.get("challenges", []), challenge]}
    return challenge | {"questions": [new_question(tree | known, {})]}


def new_family(tree: Tree, title: Words) -> Tree:
    """A family with a first reading, which no question feeds yet."""
    family = named_part(tree, "family", title)
    known = {"families": [*tree.get("families", []), family]}
    return family | {"readings": [new_reading(tree | known, {})]}


def new_reading(tree: Tree, title: Words) -> Tree:
    """A reading, which no question feeds yet."""
    return named_part(tree, "reading", title)


def new_level(rank: int) -> Tree:
    """A level to be described."""
    return {"title": texts("level", rank=rank)}


def new_item(taken: Collection[Any], title: Words) -> Tree:
    """A thing to be held or not; ``taken`` are the ids of the others in its list."""
    named = named_part({}, "item", title)
    return named | {"id": free(named["id"], taken)}


def new_action(question: str, step: Mapping[str, Any]) -> Tree:
    """An action to be described; ``step`` is ``{"to": 2}``, ``{"item": "backup"}``, or empty for a number."""
    words = {name: texts(f"action_{name}") for name in ("title", "why", "how", "proof")}
    return {"question": question, **step, **words, "how": [words["how"]], "effort": "months"}


def content(kind: QuestionKind) -> Tree:
    """What a question of a kind needs, under the key that it needs it.

    >>> content("number")
    {'goalposts': {'low': 0, 'high': 100}}
    """
    made: dict[QuestionKind, Any] = {
        "level": [new_level(rank) for rank in range(LEVELS)],
        "number": {"low": 0, "high": 100},
        "checklist": [new_item((), {})],
    }
    return {CONTENT[kind]: made[kind]}


def texts(kind: str, **values: Any) -> dict[str, str]:
    """The words of a beginning in every language."""
    return {language: sentence(f"messages.editing.new_{kind}", language, **values) for language in LANGUAGES}
