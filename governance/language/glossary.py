# SPDX-License-Identifier: EUPL-1.2
"""The words of the field in plain language, and where a text uses them: data/texts/glossary.yaml."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import groupby
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from governance.language.catalogue import LANGUAGES, TEXTS, Language
from governance.language.localized import LocalizedText

SOURCE = TEXTS / "glossary.yaml"
CAPITALS = re.compile(r"[A-ZÀ-Ý]{2}")


class Forms(BaseModel):
    """The spellings that call a term in a text. None in a language where everybody knows the word."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def to(self, language: Language) -> tuple[str, ...]:
        """The spellings in one language."""
        return self.en if language == "en" else self.fr


class Term(BaseModel):
    """A word, what it means in a sentence or two, and the terms to read next."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    term: LocalizedText
    meaning: LocalizedText
    forms: Forms = Forms()
    see: tuple[str, ...] = ()


class Glossary(BaseModel):
    """All the terms. Refused with ValueError when two share an id or a spelling, or when one refers to nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    terms: tuple[Term, ...]

    @model_validator(mode="after")
    def hold_together(self) -> Self:
        """Each term has its own id and spellings, and refers to others that exist."""
        for faults in (self.twice(), self.leading_nowhere()):
            if faults:
                raise ValueError(f"glossary: {', '.join(sorted(faults))}")
        return self

    def twice(self) -> set[str]:
        """The ids and spellings met twice."""
        names = [term.id for term in self.terms]
        for language in LANGUAGES:
            names += [f"{language} {key(form)}" for term in self.terms for form in term.forms.to(language)]
        return {name for name, count in Counter(names).items() if count > 1}

    def leading_nowhere(self) -> set[str]:
        """The references to no other term."""
        return {
            f"{term.id} → {other}" for term in self.terms for other in term.see if other not in self.ids - {term.id}
        }

    @cached_property
    def ids(self) -> frozenset[str]:
        """What terms are called in the data."""
        return frozenset(term.id for term in self.terms)

    @cached_property
    def finders(self) -> dict[Language, tuple[re.Pattern[str], dict[str, Term]]]:
        """For each language, what finds a spelling, and whose it is."""
        return {language: (self.pattern(language), self.owners(language)) for language in LANGUAGES}

    def owners(self, language: Language) -> dict[str, Term]:
        """The term of each spelling."""
        return {key(form): term for term in self.terms for form in term.forms.to(language)}

    def pattern(self, language: Language) -> re.Pattern[str]:
        """Finds every spelling as whole words, the longest where several begin."""
        forms = sorted((form for term in self.terms for form in term.forms.to(language)), key=beginning)
        starts = (f"{start}(?:{'|'.join(endings(group))})" for start, group in groupby(forms, beginning))
        return re.compile(rf"(?<!\w)(?:{'|'.join(starts)})(?!\w)")

    def terms_in(self, text: str, language: Language) -> tuple[Term, ...]:
        """The terms that a text uses, each once, in the order of their first use.

        Case counts only in abbreviations; a term within the words of a longer one is not told.

        >>> [term.id for term in glossary().terms_in("Un EPCI à fiscalité propre et son DPO ; le dpo, l’EPCI.", "fr")]
        ['epci', 'dpo']
        """
        pattern, owners = self.finders[language]
        return tuple(dict.fromkeys(owner(found, owners) for found in pattern.findall(text)))


def owner(found: str, owners: dict[str, Term]) -> Term:
    """The term found: as it is written, else as it would be within a sentence (« OPEN DATA » in a title)."""
    return owners.get(key(found)) or owners[key(found).lower()]


def key(form: str) -> str:
    """A spelling as compared: one kind of space and apostrophe; in small letters unless it holds an abbreviation.

    >>> key("Base adresse\u00a0locale"), key("CCAG-TIC")
    ('base adresse locale', 'CCAG-TIC')
    """
    plain = " ".join(form.replace("'", "’").split())
    return plain if CAPITALS.search(plain) else plain.lower()


def beginning(form: str) -> str:
    """The pattern of the first letter: looked at before anything else, it spares most of the work."""
    first = re.escape(form[0])
    return first if CAPITALS.search(form) else f"[{first.lower()}{first.upper()}]"


def endings(forms: Iterable[str]) -> Iterator[str]:
    """The patterns of what follows the first letter, the longest first."""
    for form in sorted(forms, key=len, reverse=True):
        rest = re.escape(form[1:]).replace(r"\ ", r"\s+").replace("’", "[’']")
        yield rest if CAPITALS.search(form) else f"(?i:{rest})"


@cache
def glossary() -> Glossary:
    """The glossary of the product, read and checked once."""
    terms = yaml.load(SOURCE.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return Glossary(terms=TypeAdapter(tuple[Term, ...]).validate_python(terms))
