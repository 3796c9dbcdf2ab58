# SPDX-License-Identifier: EUPL-1.2
"""A problem as an author reads it: where it is on the screen, and what to do there, in the words of the fields."""

from typing import Any

from governance.errors import shown
from governance.language import LANGUAGES
from governance.language.catalogue import catalogue
from governance.questionnaire.located import LocatedProblem
from governance.questionnaire.node import Loc
from governance.questionnaire.tree import Tree, value_at
from governance.ui.language import current, plain, t

# What an element of a list is called; levels are numbered from 0.
ELEMENTS = {
    "levels": "level", "items": "item", "actions": "action", "families": "family", "readings": "reading",
    "variants": "variant",
}  # fmt: skip
CALLED = {"scale": "goalposts_scale"}
"""Fields that are called otherwise than their keys."""


def problem_words(tree: Tree, found: LocatedProblem) -> str:
    """A problem in a sentence, after the field where it is."""
    where = " · ".join(place_words(tree, found.loc))
    sentence = problem_sentence(found)
    return plain(f"{where} — {sentence}" if where else sentence)


def problem_sentence(found: LocatedProblem) -> str:
    """What is wrong, in the editor's own words where those of the check speak of files."""
    problem = found.problem
    if problem.key not in catalogue("ui", current())["editor"]["problems"]:
        return problem.sentence(current())
    values: dict[str, Any] = {name: shown(value, current()) for name, value in problem.values.items()}
    if "tiers" in values:
        values["tiers"] = ", ".join(t(f"common.tiers.{tier}") for tier in problem.values["tiers"])
    return t(f"editor.problems.{problem.key}", **values)


def place_words(tree: Tree, loc: Loc) -> list[str]:
    """The way to a field below the part that is open: what is numbered, then the field and its language."""
    fields = catalogue("ui", current())["editor"]["fields"]
    told = []
    for depth, step in enumerate(loc):
        before = loc[depth - 1] if depth else None
        if isinstance(step, int) and before in ELEMENTS:
            told.append(element_words(tree, loc[: depth + 1]))
        elif step in LANGUAGES:
            told.append(t(f"editor.place_{step}"))
        elif isinstance(step, str) and (name := CALLED.get(step, step)) in fields and step not in ELEMENTS:
            told.append(t("editor.points_word") if name == "value" else t(f"editor.fields.{name}"))
    return told


def element_words(tree: Tree, loc: Loc) -> str:
    """What one element of a list is called."""
    kind, rank = str(loc[-2]), int(loc[-1])
    if kind == "actions" and isinstance(to := value_at(tree, (*loc, "to")), int):
        return t("editor.step_level", rank=to)
    return t(f"editor.place_{ELEMENTS[kind]}", rank=rank if kind == "levels" else rank + 1)


def title_at(tree: Tree, loc: Loc) -> str:
    """The title of a part, in the reader's language or the other."""
    known = [value_at(tree, (*loc, "title", language)) for language in (current(), *LANGUAGES)]
    return str(next(filter(None, known), t("editor.untitled")))


def named(tree: Tree, loc: Loc) -> str:
    """A part as a button speaks of it: « le niveau 2 », « la question 1.3 », « Partage »."""
    match loc:
        case (*_, "levels", int() as rank):
            return t("editor.the_level", rank=rank)
        case ("challenges", int() as c, "questions", int() as q):
            return t("editor.the_question", part=f"{c + 1}.{q + 1}")
        case ("challenges", int() as c):
            return t("editor.the_challenge", part=f"{c + 1}")
        case (*_, "actions", int()):
            return t("editor.this_action")
    return t("editor.the_named", title=plain(title_at(tree, loc)))
