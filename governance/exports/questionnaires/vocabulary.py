# SPDX-License-Identifier: EUPL-1.2
"""The words of sheets: their titles, their columns, the choices in them. Written in one language, read in both."""

import unicodedata
from functools import cache
from typing import Any

from governance.language import LANGUAGES, Language
from governance.language.catalogue import catalogue


def said(section: str, name: str, language: Language) -> str | None:
    """The word for something, if there is one: ``messages.formats.<section>.<name>``."""
    words: dict[str, Any] = catalogue("messages", language)["formats"][section]
    return str(words[name]) if name in words else None


def folded(text: str) -> str:
    """What a word is compared by: neither capitals, accents, spaces nor signs count.

    >>> folded("Élément (fr) *") == folded("element  FR")
    True
    """
    letters = unicodedata.normalize("NFKD", text[:200]).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def code(text: str, choices: tuple[str, ...]) -> str:
    """The code among ``choices`` that a word stands for in some language; the word itself when it is none.

    >>> code("Géométrique", ("arithmetic", "geometric")), code("geometric", ("geometric",)), code("x", ("yes",))
    ('geometric', 'geometric', 'x')
    """
    return codes(choices).get(folded(text), text.strip()) if choices else text


@cache
def codes(choices: tuple[str, ...]) -> dict[str, str]:
    """Every word for each choice."""
    found = {folded(said("words", choice, language) or choice): choice for choice in choices for language in LANGUAGES}
    return found | {folded(choice): choice for choice in choices}


def word(choice: str, language: Language) -> str:
    """The word for a choice; itself when there is none."""
    return said("words", choice, language) or choice


def sheet_title(name: str, language: Language) -> str:
    """The title of a sheet."""
    return said("sheets", name, language) or name


def heading(column: str, language: Language) -> str:
    """The heading of a column such as ``question.title.fr``: its own words, or those of its last key.

    >>> heading("question.title.fr", "fr"), heading("challenge.weight", "en")
    ('Texte de la question (fr)', 'Weight')
    """
    *path, last = column.split(".")
    if last in LANGUAGES:
        return f"{heading('.'.join(path), language)} ({last})"
    return said("columns", "_".join([*path, last]), language) or said("columns", last, language) or last
