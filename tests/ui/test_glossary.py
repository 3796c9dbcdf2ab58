# SPDX-License-Identifier: EUPL-1.2
"""Looking a word up: accents and capitals do not matter, in French nor in English."""

import pytest

from governance.language import Language
from governance.language.glossary import glossary
from governance.ui.glossary import find, initial


def found(query: str, language: Language = "fr") -> list[str]:
    return [term.id for term in find(query, language)]


@pytest.mark.parametrize(
    ("query", "language", "first"),
    [
        ("opsn", "fr", "opsn"),
        ("  ÉPCI ", "fr", "epci"),
        ("delegue", "fr", "dpo"),
        ("communaute agglo", "fr", "epci"),
        ("backup", "en", "sauvegarde"),
        ("sauvegarde", "en", "sauvegarde"),
        ("double auth", "fr", "mfa"),
    ],
)
def test_a_term_is_found_by_the_beginnings_of_its_words(query: str, language: Language, first: str) -> None:
    assert found(query, language)[0] == first


def test_names_come_before_meanings() -> None:
    assert found("photographie") == ["figer"]
    assert found("fiscalite") == ["epci"]


def test_nothing_is_found_for_what_no_term_says() -> None:
    assert found("xyzzy") == []
    assert found("epci xyzzy") == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_without_a_question_all_terms_stand_in_alphabetical_order(language: Language) -> None:
    terms = find("", language)
    assert {term.id for term in terms} == glossary().ids
    initials = [initial(term, language) for term in terms]
    assert initials == sorted(initials)
    assert set(initials) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert initials[[term.id for term in terms].index("echelon")] == {"fr": "E", "en": "T"}[language]
