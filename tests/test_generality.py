# SPDX-License-Identifier: EUPL-1.2
"""Nothing in the code knows the référentiel's challenges by name: another questionnaire is served as well."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from governance.questionnaire import load
from governance.questionnaire.model import QuestionKind
from governance.questionnaire.structure import EXPECTED
from governance.settings import ROOT
from governance.workshops.records import PRIORITIES

CODE = sorted([*(ROOT / "governance").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"])
TEMPLATES = sorted((ROOT / "governance").rglob("*.html"))
REFERENTIEL = load("echelons").challenges
# A few ids are also words of the code's own: a kind of question, a key of an action, the closing vote of a workshop.
OTHER_MEANINGS = {*get_args(QuestionKind), *EXPECTED, PRIORITIES.partition(":")[0]}
IDS = {challenge.id for challenge in REFERENTIEL} - OTHER_MEANINGS
TITLES = {words for challenge in REFERENTIEL for words in (challenge.title.fr, challenge.title.en)}


def constants(source: str) -> Iterator[str]:
    """The strings of a program, without what only explains it."""
    tree = ast.parse(source)
    explained = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, explained) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def named(words: str) -> bool:
    """Whether a string is the name of one of the challenges."""
    return words in IDS or words.strip() in TITLES


def test_most_challenges_can_be_told_from_other_words_of_the_code() -> None:
    assert len(IDS) >= 5
    assert {"networking", "delivery", "resources", "solidarity", "engagement"} <= IDS


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_code_names_a_challenge(path: Path) -> None:
    assert [words for words in constants(path.read_text("utf-8")) if named(words)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_names_a_challenge(path: Path) -> None:
    words = path.read_text("utf-8")
    assert [title for title in TITLES if f">{title}<" in words or f'"{title}"' in words] == []


@pytest.mark.parametrize("words", ["networking", "Mise en réseau", " Engagement "])
def test_a_challenge_in_the_code_would_be_seen(words: str) -> None:
    assert [
        found for found in constants(f"'''A docstring: networking.'''\ncolours = {{{words!r}: 'red'}}") if named(found)
    ]


def test_explanations_may_name_them() -> None:
    assert not any(map(named, constants('"""networking"""\n\n\ndef f():\n    """delivery"""\n')))
