# SPDX-License-Identifier: EUPL-1.2
"""Texts and documents are spelled right, in both languages."""

import shutil
from pathlib import Path

import pytest

from governance.language import LANGUAGES, Language
from tests.conftest import absent
from tests.language.spelling import DICTIONARIES, LISTS, listed, misspelt, texts, tongue, unknown, words_in
from tests.language.texts import Passage


@pytest.fixture(scope="module")
def hunspell() -> None:
    """Hunspell with both dictionaries; tests that need it say what to install."""
    remedy = "install it (Debian: apt install hunspell hunspell-fr hunspell-en-gb)"
    if shutil.which("hunspell") is None:
        absent("hunspell", remedy)
    for language in LANGUAGES:
        try:
            misspelt(["a"], language)
        except OSError:
            absent(f"hunspell's dictionary {DICTIONARIES[language]}", remedy)


def passage(words: str, language: Language) -> Passage:
    return Passage("here", "help", language, words)


@pytest.mark.usefixtures("hunspell")
def test_every_word_is_known() -> None:
    found = {f"{word} ({language})": sorted(set(places))[:3] for (language, word), places in unknown(texts()).items()}
    assert found == {}


@pytest.mark.usefixtures("hunspell")
@pytest.mark.parametrize(
    ("language", "words", "wrong"),
    [
        ("fr", "Une colectivité l’honnore, dit l’EPCI.", {"colectivité", "honnore"}),
        ("en", "The département’s comittee meets; members’ organizatoins decide.", {"comittee", "organizatoins"}),
        ("en", "A délibératoin and a color.", {"délibératoin", "color"}),
    ],
)
def test_a_misspelling_is_seen_with_its_place(language: Language, words: str, wrong: set[str]) -> None:
    found = unknown([passage(words, language)])
    assert {word for _, word in found} == wrong
    assert set(map(tuple, found.values())) == {(f"here ({language})",)}


def test_code_addresses_and_references_are_no_words() -> None:
    words = "Lancez `echelonz serve` ou echelons demo load, {whoo} ; https://exampel.fr, L5211-4-2, a_b.yaml, en .xlsx"
    assert list(words_in(passage(words, "fr"))) == ["Lancez", "ou", "en"]
    assert list(words_in(passage("Écrivez «\u00a0kind: levl\u00a0» ou “begin grup”.", "fr"))) == ["Écrivez", "ou"]


def test_what_is_attached_to_a_word_is_left_out() -> None:
    assert list(words_in(passage("l’EPCI, qu’elle, aujourd’hui, porte-parole", "fr"))) == [
        "EPCI",
        "elle",
        "aujourd'hui",
        "porte-parole",
    ]
    assert list(words_in(passage("the members’ e-mail, l’Arcep’s map", "en"))) == [
        "the",
        "members",
        "e",
        "mail",
        "Arcep",
        "map",
    ]
    assert tongue("région", "en") == "fr"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_are_in_order(language: Language) -> None:
    words = (LISTS / f"words.{language}.txt").read_text("utf-8").splitlines()
    assert words == sorted(set(words), key=lambda word: (word.casefold(), word))
    assert set(words) <= listed(language)


def test_the_documents_are_read_too() -> None:
    places = {text.place.split()[0] for text in texts()}
    assert {"README.md", "CHANGELOG.md", "docs/method.md", "data/texts/glossary.yaml"} <= places
    assert all(Path(place).suffix in {".md", ".yaml"} for place in places)
