# SPDX-License-Identifier: EUPL-1.2
"""The glossary explains the words of the field, and finds them in a text as a reader would."""

import re
from time import process_time

import pytest
from pydantic import ValidationError

from governance.language import LANGUAGES, Language, LocalizedText
from governance.language.glossary import Forms, Glossary, Term, glossary
from governance.questionnaire import load
from tests.language.readability import sentences_in
from tests.language.texts import Passage

# What the design asks to explain.
PROMISED = {
    "opsn", "sdus", "epci", "rgaa", "interoperabilite", "commun_numerique", "ept", "petr", "syndicat", "bal",
    "csirt", "dpo", "homologation", "fne", "api", "deliberation", "feuille_de_route", "subsidiarite",
    "langage_clair", "inclusion", "mediation", "logiciel_libre", "open_data",
}  # fmt: skip


def found(text: str, language: Language = "fr") -> list[str]:
    return [term.id for term in glossary().terms_in(text, language)]


def term(name: str, *forms: str, see: tuple[str, ...] = ()) -> Term:
    words = LocalizedText(fr=name, en=name)
    return Term(id=name, term=words, meaning=words, forms=Forms(fr=forms), see=see)


def test_the_glossary_holds_eighty_terms_and_more_the_promised_ones_among_them() -> None:
    assert len(glossary().terms) >= 80
    assert glossary().ids >= PROMISED


def test_a_meaning_is_a_sentence_or_two() -> None:
    for entry in glossary().terms:
        for language in LANGUAGES:
            words = entry.meaning.to(language)
            assert words.endswith("."), words
            assert len(sentences_in(Passage("here", "glossary", language, words))) <= 2, words


def test_texts_use_the_typography_of_their_language() -> None:
    for entry in glossary().terms:
        for text in (entry.term, entry.meaning):
            assert not re.search(r"\w'\w| [:;?!»](?!\w)|«(?!\u00a0)", text.fr), text.fr
            assert not re.search(r"\w'\w|[«»]|\s[:;?!]", text.en), text.en


def test_each_term_has_a_name_of_its_own() -> None:
    for language in LANGUAGES:
        names = [entry.term.to(language) for entry in glossary().terms]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_spelling_leads_to_its_term(language: Language) -> None:
    for entry in glossary().terms:
        for form in entry.forms.to(language):
            assert found(f"Voici\u00a0: {form}.", language) == [entry.id], form
            assert found(f"« {form} »", language) == [entry.id], form


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Un EPCI, son OPSN\u00a0; l’EPCI.", ["epci", "opsn"]),
        ("l'epci, ePCI, Cu, ept, cu, ca, bal masqué et rip", []),
        ("La CU, la CC et le DPO", ["epci", "dpo"]),
        ("Un EPCI à fiscalité propre", ["epci"]),
        ("SERVICE COMMUN", ["service_commun"]),
        ("Service Commun", ["service_commun"]),
        ("un service\ncommun", ["service_commun"]),
        ("La base adresse locale (BAL)", ["bal"]),
        ("Un syndicaliste, une préEPCI, l’EPCIs", []),
        ("Les syndicats mixtes puis un bassin de vie puis un syndicat", ["syndicat", "bassin_de_vie"]),
        ("cote complet, coût complet", ["cout_complet"]),
        ("un plan de reprise d'activité", ["pca"]),
        ("", []),
    ],
)
def test_terms_are_found_as_whole_words_in_order_once_each(text: str, ids: list[str]) -> None:
    assert found(text) == ids


def test_a_term_within_the_words_of_a_longer_one_is_not_told() -> None:
    words = Glossary(terms=(term("plan", "plan"), term("recovery", "plan de reprise")))
    assert [entry.id for entry in words.terms_in("un plan de reprise", "fr")] == ["recovery"]
    assert [entry.id for entry in words.terms_in("un plan de reprise, un plan", "fr")] == ["recovery", "plan"]


def test_english_readers_are_told_what_french_ones_know() -> None:
    assert found("une commune") == []
    assert found("a commune", "en") == ["commune"]


@pytest.mark.parametrize(
    ("terms", "fault"),
    [
        pytest.param((term("a", "x"), term("a", "y")), "a", id="one id twice"),
        pytest.param((term("a", "x"), term("b", "X")), "fr x", id="one spelling twice"),
        pytest.param((term("a", "x", see=("c",)),), "a → c", id="a reference to nothing"),
        pytest.param((term("a", "x", see=("a",)),), "a → a", id="a reference to itself"),
    ],
)
def test_a_glossary_that_does_not_hold_together_is_refused(terms: tuple[Term, ...], fault: str) -> None:
    with pytest.raises(ValidationError, match=rf"glossary: {re.escape(fault)}(?!\w)"):
        Glossary(terms=terms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_forty_questions_are_found_in_no_time(language: Language) -> None:
    """10 ms is the promise; it takes about 5."""
    texts = [
        "\n".join(words.to(language) for words in (q.title, q.help, *q.evidence, *(x.title for x in q.levels)) if words)
        for q in load("echelons").questions
    ]
    assert len(texts) == 40

    def seconds() -> float:
        start = process_time()
        for text in texts:
            glossary().terms_in(text, language)
        return process_time() - start

    assert min(seconds() for _ in range(5)) < 0.010
    assert all(found(text, language) for text in texts)
