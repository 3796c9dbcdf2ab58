# SPDX-License-Identifier: EUPL-1.2
"""Glossaire, and the words told beside the texts that use them."""

from governance.bootstrap import Application
from governance.language import Language, sentence
from governance.language.glossary import glossary
from tests.pages.conftest import Visit
from tests.pages.visitor import Visitor, unescaped


def names(visitor: Visitor) -> list[str]:
    """The terms on the page."""
    return [unescaped(heading.value) for heading in visitor.at.subheader]


def test_every_term_stands_under_its_letter(visit: Visit, language: Language) -> None:
    visitor = visit("glossary", language)
    assert sorted(names(visitor)) == sorted(term.term.to(language) for term in glossary().terms)
    letters = [heading.value for heading in visitor.at.header]
    assert letters == sorted(set(letters))
    assert all(f"[{letter}](#letter-{letter.lower()})" in visitor.words for letter in letters)


def test_what_to_read_next_is_a_link_where_it_is_on_the_page(visit: Visit) -> None:
    visitor = visit("glossary")
    assert "[Mutualisation](#mutualisation)" in visitor.words
    visitor.act(visitor.at.text_input(key="glossary-query").set_value("opsn"))
    assert names(visitor) == ["OPSN"]
    assert "Mutualisation" in visitor.words
    assert "(#mutualisation)" not in visitor.words


def test_what_is_not_found_is_said_as_it_was_typed(visit: Visit, language: Language) -> None:
    visitor = visit("glossary", language)
    visitor.act(visitor.at.text_input(key="glossary-query").set_value("*xyzzy*"))
    assert names(visitor) == []
    (said,) = (info.value for info in visitor.at.info)
    assert r"\*xyzzy\*" in said
    assert unescaped(said) == sentence("ui.glossary.nothing_found", language, query="*xyzzy*")


def test_a_question_tells_its_words_once_unfolded(
    visit: Visit, language: Language, running: Application, dossier: str
) -> None:
    question = next(iter(running.questionnaire().asked("flash")))
    terms = glossary().terms_in(f"{question.title.to(language)}\n{question.help.to(language)}", language)  # type: ignore[union-attr]
    assert terms
    visitor = visit("assessment", language, dossier=dossier)
    visitor.unfold(f"help:{dossier}:{question.id}")
    assert not any(term.meaning.to(language) in visitor.card(question.id) for term in terms)
    visitor.unfold(f"words:{dossier}:{question.id}")
    assert all(term.meaning.to(language) in visitor.card(question.id) for term in terms)
    assert sentence("ui.glossary.all", language) in visitor.card(question.id)


def test_a_challenge_of_the_referentiel_tells_its_words_once_unfolded(visit: Visit, language: Language) -> None:
    (opsn,) = (term for term in glossary().terms if term.id == "opsn")
    visitor = visit("questionnaire", language)
    assert opsn.meaning.to(language) not in visitor.words
    visitor.unfold("words-level")
    assert opsn.meaning.to(language) in visitor.words


def test_the_referentiel_and_the_method_lead_to_the_glossary(visit: Visit, language: Language) -> None:
    for page in ("questionnaire", "method"):
        assert visit(page, language).says("glossary.words")
