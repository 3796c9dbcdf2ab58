# SPDX-License-Identifier: EUPL-1.2
"""Texts are easy to read: sentences short enough, a reading ease above a floor. docs/language.md says the figures."""

import re
from functools import cache
from math import inf

import pytest

from governance.language import LANGUAGES, Language
from governance.settings import ROOT
from tests.language.readability import (
    FLOORS,
    LONGEST_MEAN,
    LONGEST_SENTENCE,
    TEXT_FLOORS,
    Measure,
    by_family,
    measure,
    prose,
    sentences_in,
    syllables,
)
from tests.language.texts import Passage, passages

PAGE = (ROOT / "docs" / "language.md").read_text("utf-8")
JARGON: dict[Language, list[str]] = {
    "fr": [
        "L’opérationnalisation de la gouvernance territoriale interopérable nécessite l’institutionnalisation de"
        " mécanismes de coordination transversale, pour une capitalisation des externalités organisationnelles et"
        " institutionnelles.",
        "Formalisation contractuelle de la répartition conventionnelle des responsabilités opérationnelles et"
        " budgétaires.",
    ],
    "en": [
        "Operationalising interoperable territorial governance necessitates the institutionalisation of transversal"
        " coordination mechanisms, guaranteeing the capitalisation of organisational externalities across all our"
        " institutions.",
        "Contractual formalisation of the intermunicipal distribution of operational and organisational"
        " responsibilities.",
    ],
}

# Our words, their syllables counted by hand as they are said.
BY_HAND: dict[Language, str] = {
    "fr": "commune 2, collectivité 5, numérique 3, idée 2, échelon 3, service 2, sauvegarde 3, région 2, département "
    "4, habitants 3, personne 2, données 2, délibération 5, entreprise 3, année 2, écoles 2, usager 3, "
    "accessibilité 6, interopérabilité 7, question 2, aide 1, eau 1, association 4, réunion 3, théâtre 2, "
    "publient 2, décident 2, souvent 2, moment 2, essai 2, ouvert 2, outil 2, réseau 2, adhésion 3, "
    "propriétaire 4, initiative 4, quelques 1, besoin 2, lieux 1, mairie 2, agent 2, élu 2, avec 2, une 1, "
    "écrite 2, désignée 3, compte 1, chaque 1, niveau 2, messagerie 3",
    "en": "authority 4, digital 3, service 2, commune 2, only 2, many 2, data 2, region 2, people 2, evidence 3, "
    "agreement 3, residents 3, used 1, named 1, needed 2, area 3, information 4, municipality 6, every 2, "
    "written 2, idea 3, created 3, software 2, public 2, open 2, users 2, business 2, coverage 3, council 2, "
    "elected 3, member 2, website 2, accessible 4, simple 2, available 4, community 4, share 1, shares 1, "
    "decisions 3, budget 2, company 3, year 1, yearly 2, equal 2, reuse 2, being 2, science 2, association 5, "
    "interoperability 8, document 3",
}


@cache
def all_texts() -> tuple[Passage, ...]:
    return tuple(passages())


@cache
def figures() -> dict[tuple[str, Language], Measure]:
    return by_family(all_texts())


def too_long(texts: tuple[Passage, ...]) -> list[str]:
    return [
        f"{it.length} words, {it.passage.place} ({it.passage.language}): {it.words}"
        for text in texts
        for it in sentences_in(text)
        if it.length > LONGEST_SENTENCE
    ]


def floor(words: int, language: Language) -> float:
    """The least reading ease of a text of so many words."""
    return next((floors[language] for least, floors in TEXT_FLOORS.items() if words >= least), -inf)


def too_hard(texts: tuple[Passage, ...]) -> list[str]:
    found = []
    for text in texts:
        if sentences := prose(text):
            ease = measure(sentences, text.language).ease
            if ease < floor(sum(sentence.length for sentence in sentences), text.language):
                found.append(f"{ease:.0f}, {text.place} ({text.language}): {text.words}")
    return found


def test_no_sentence_is_too_long() -> None:
    assert too_long(all_texts()) == []


def test_no_text_is_too_hard() -> None:
    assert too_hard(all_texts()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_family_of_texts_reads_easily_enough(language: Language) -> None:
    rank = LANGUAGES.index(language)
    hard = {
        name: figures()[name, language].ease for name in FLOORS if figures()[name, language].ease < FLOORS[name][rank]
    }
    assert hard == {}
    assert [name for name in FLOORS if figures()[name, language].mean > LONGEST_MEAN] == []


def test_no_family_is_forgotten() -> None:
    assert {family for family, _ in figures()} == set(FLOORS)
    places = {text.place.split()[0].split("/")[-1] for text in all_texts()}
    assert places >= {"level.yaml", "glossary.yaml", "ui.yaml", "messages.yaml", "views.yaml", "method.md", "about.md"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_text_of_jargon_is_seen(language: Language) -> None:
    jargon = tuple(Passage("here", "help", language, words) for words in JARGON[language])
    assert len(too_hard(jargon)) == 2
    assert too_long(jargon) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_endless_sentence_is_seen(language: Language) -> None:
    assert len(too_long((Passage("here", "help", language, "mot " * LONGEST_SENTENCE + "mot."),))) == 1


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Une phrase. Une autre\u00a0! « Est-ce tout\u00a0?\u00a0» Oui…", 4),
        ("La loi no. 2898 et l’article 3.5 comptent pour une.", 1),
        ("**Socle** : {count} questions", 1),
        ("{count}", 1),
        ("—", 0),
        ("Lisez le total. 8 000 ko valent 0.", 2),
        ("Un titre\nUne phrase. Une autre.", 3),
    ],
)
def test_sentences_end_at_their_stops(words: str, count: int) -> None:
    assert len(sentences_in(Passage("here", "help", "fr", words))) == count


def test_the_formulas_are_those_of_their_authors() -> None:
    """« Le chat dort. »: three words of a syllable. "The cat sleeps now.": four."""
    french = measure(prose(Passage("here", "help", "fr", "Le chat dort.")), "fr")
    english = measure(prose(Passage("here", "help", "en", "The cat sleeps now.")), "en")
    assert french.ease == pytest.approx(207 - 1.015 * 3 - 73.6)
    assert english.ease == pytest.approx(206.835 - 1.015 * 4 - 84.6)


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        (
            "fr",
            "commune 2, idée 2, réunion 3, eau 1, longue 1, écoles 2, public 2, donnée 2, délibération 5, OPSN 4, 12 1",
        ),
        ("en", "share 1, named 1, needed 2, services 3, simple 2, rule 1, authority 4, public 2, EPCI 4, 2026 1"),
    ],
)
def test_syllables_are_counted_as_people_say_them(language: Language, counted: str) -> None:
    expected = {word: int(count) for word, count in (pair.split() for pair in counted.split(", "))}
    assert {word: syllables(word, language) for word in expected} == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_count_of_syllables_is_near_the_one_made_by_hand(language: Language) -> None:
    words = [pair.split() for pair in BY_HAND[language].split(", ")]
    by_hand = sum(int(count) for _, count in words)
    assert len(words) == 50
    assert sum(syllables(word, language) for word, _ in words) == pytest.approx(by_hand, rel=0.04)


def test_the_documentation_says_the_limits_and_today_s_figures() -> None:
    """Texts change: figures may drift by 1.5 words and five points before the table must be printed anew."""
    rows = re.findall(r"^\| ([\w: ]+) \| (fr|en) \| ([\d.]+) \| (-?\d+) \| (-?\d+) \|$", PAGE, re.M)
    told = {(name, language): (float(mean), int(ease), int(floor)) for name, language, mean, ease, floor in rows}
    assert told.keys() == figures().keys()
    for (name, language), (mean, ease, floor) in told.items():
        now = figures()[name, language]  # type: ignore[index]
        assert floor == FLOORS[name][LANGUAGES.index(language)]  # type: ignore[arg-type]
        assert (mean, ease) == (pytest.approx(now.mean, abs=1.5), pytest.approx(now.ease, abs=5)), name
    assert f"more than {LONGEST_SENTENCE} words" in PAGE
    assert f"is {LONGEST_MEAN} words at most" in PAGE
    for least, floors in TEXT_FLOORS.items():
        shown = {language: f"{value}".replace("-", "−") for language, value in floors.items()}
        assert f"{least} words or more: {shown['fr']} in French, {shown['en']} in English" in PAGE
