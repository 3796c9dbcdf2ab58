# SPDX-License-Identifier: EUPL-1.2
"""The words of the field: those that some texts use, told beside them; all of them, to look one up."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby

import streamlit as st

from governance.language import Language, LocalizedText
from governance.language.glossary import Term, glossary
from governance.questionnaire.model import Question
from governance.territories.folding import plain_words
from governance.ui.language import current, plain, t, text
from governance.ui.navigation import link


def words_of(texts: Iterable[LocalizedText | None], *, name: str, key: str) -> None:
    """The terms that some texts use, folded under ``name``, and drawn only once unfolded; nothing if there are none."""
    language = current()
    terms = glossary().terms_in("\n".join(words.to(language) for words in texts if words), language)
    if not terms:
        return
    folded = st.expander(name, icon=":material/dictionary:", type="compact", on_change="rerun", key=key)
    if not folded.open:
        return
    with folded:
        st.markdown("\n".join(f"- **{text(term.term)}** — {text(term.meaning)}" for term in terms))
        link("glossary", t("glossary.all"))


def texts_of(question: Question) -> list[LocalizedText | None]:
    """All that a question says."""
    return [
        question.title,
        question.help,
        *(level.title for level in question.levels),
        *(item.title for item in question.items),
        *question.evidence,
    ]


def look_up() -> None:
    """A search field, and under it the terms found, or all of them by letter."""
    query = st.text_input(
        t("glossary.search"),
        key="glossary-query",
        type="search",
        placeholder=t("glossary.search_example"),
        icon=":material/search:",
        live=True,
    ).strip()
    terms = find(query, current())
    if not terms:
        st.info(t("glossary.nothing_found", query=plain(query)), icon=":material/search_off:")
    elif query:
        tell(terms, shown=terms)
    else:
        letters(terms)


def letters(terms: Sequence[Term]) -> None:
    """The alphabet as links, then each letter with its terms."""
    groups = {letter: list(group) for letter, group in groupby(terms, lambda term: initial(term, current()))}
    st.markdown(" · ".join(f"[{letter}](#letter-{letter.lower()})" for letter in groups))
    for letter, group in groups.items():
        st.header(letter, anchor=f"letter-{letter.lower()}")
        tell(group, shown=terms)


def tell(terms: Sequence[Term], shown: Sequence[Term]) -> None:
    """Terms with their meanings. What to read next is a link where it is on the page."""
    here = {term.id for term in shown}
    names = {term.id: text(term.term) for term in glossary().terms}
    for term in terms:
        st.subheader(names[term.id], anchor=term.id)
        see = [f"[{names[other]}](#{other})" if other in here else names[other] for other in term.see]
        after = f"  \n:small[{t('glossary.see', terms=' · '.join(see))}]" if see else ""
        st.markdown(text(term.meaning) + after)


def find(query: str, language: Language) -> list[Term]:
    """The terms named by words that begin so, in alphabetical order; failing that, those whose meaning uses them."""
    words = [f" {word}" for word in plain_words(query).split()]
    for part in range(2):
        found = [term for term, parts in entries(language) if all(word in parts[part] for word in words)]
        if found:
            return found
    return []


@cache
def entries(language: Language) -> list[tuple[Term, tuple[str, str]]]:
    """Each term in alphabetical order, with its names and then all its words, folded for searching."""
    terms = sorted(glossary().terms, key=lambda term: plain_words(term.term.to(language)))
    return [(term, searched(term, language)) for term in terms]


def searched(term: Term, language: Language) -> tuple[str, str]:
    """The names of a term, and all its words. English readers look for French names too."""
    names = " ".join([term.term.to(language), *term.forms.fr, *term.forms.to(language)])
    return f" {plain_words(names)}", f" {plain_words(f'{names} {term.meaning.to(language)}')}"


def initial(term: Term, language: Language) -> str:
    """The letter that a term is filed under."""
    return plain_words(term.term.to(language))[0].upper()
