# SPDX-License-Identifier: EUPL-1.2
"""Every text of data/ uses the typography of its language: no-break spaces in French, none before a sign in English."""

import re

import pytest

from governance.language import Language
from tests.language.texts import passages

# A plain space before a sign would let the sign begin a line alone; a plain apostrophe is a typewriter's.
FAULTY: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"\w'\w| [:;?!»](?!\w)|«(?!\u00a0)|(?<!\u00a0)»|\s\.(?=\s\w|$)"),
    "en": re.compile(r" [:;?!](?!\w)|\s\.(?=\s\w|$)"),
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_texts_use_the_typography_of_their_language(language: Language) -> None:
    faulty = [
        f"{text.place}: {found.string[max(0, found.start() - 20) : found.end() + 10]!r}"
        for text in passages()
        if text.language == language and text.family != "forms"
        for found in FAULTY[language].finditer(text.words)
    ]
    assert faulty == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "l'eau"), ("fr", "Quoi ?"), ("fr", "«Oui»"), ("fr", "La fin ."), ("en", "What ?"), ("en", "The end .")],
)
def test_a_fault_is_seen(language: Language, words: str) -> None:
    assert FAULTY[language].search(words)
