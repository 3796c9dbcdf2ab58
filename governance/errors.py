# SPDX-License-Identifier: EUPL-1.2
"""The faults that a person can cause or must act on. Each has one clear sentence: what, where, what to do.

EchelonsError
├── InputError      what was given is wrong: a file, a code, an answer          (CLI exit 1, HTTP 422)
├── NotFoundError   what was asked for does not exist                           (CLI exit 1, HTTP 404)
├── ConflictError   somebody else changed it meanwhile                          (CLI exit 1, HTTP 409)
├── AccessError     this person may not                                         (CLI exit 1, HTTP 403)
└── StoreError      the database cannot serve: absent, locked, full, too new    (CLI exit 1, HTTP 503)
"""

from errno import ETIMEDOUT, errorcode
from pathlib import PurePath
from socket import gaierror
from typing import Any, Protocol, runtime_checkable
from unicodedata import category

from governance.language.catalogue import REFERENCE, Language, catalogue, sentence

# Beyond it a text is cut: an answer of a million characters must not fill the screen.
LONGEST_SHOWN = 300


@runtime_checkable
class Worded(Protocol):
    """Something that reads differently in each language: a LocalizedText, a problem, a place in a file."""

    def to(self, language: Language, /) -> str:
        """Its words for the reader."""
        ...


class EchelonsError(Exception):
    """A fault worded in data/texts/*/messages.yaml under ``key``; ``values`` fill the sentence.

    A list or tuple among the values is joined with commas, so that one sentence can name several culprits; a value
    with a method ``to``, and what the system says (an OSError), are put in the reader's language.
    """

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def message(self, language: Language = REFERENCE) -> str:
        """The sentence for the reader."""
        return sentence(f"messages.{self.key}", language, **{n: shown(v, language) for n, v in self.values.items()})

    def __str__(self) -> str:
        return self.message("en")


class InputError(EchelonsError):
    """What was given is wrong."""


class NotFoundError(EchelonsError):
    """What was asked for does not exist."""


class ConflictError(EchelonsError):
    """Somebody else changed it meanwhile."""


class AccessError(EchelonsError):
    """This person may not do that."""


class StoreError(EchelonsError):
    """The database cannot serve."""


def shown(value: Any, language: Language = REFERENCE) -> Any:
    """A value as it stands in a sentence: lists joined, long texts cut, control characters made visible.

    >>> shown(["a", PurePath("b")]), shown("a\\x00b"), shown("x" * 400) == "x" * 300 + "…"
    ('a, b', 'a\\\\x00b', True)
    """
    if isinstance(value, (list, tuple)):
        return ", ".join(str(shown(item, language)) for item in value)
    if isinstance(value, Worded):
        return visible(value.to(language))
    if isinstance(value, OSError):
        return visible(system_reason(value, language))
    if isinstance(value, (str, PurePath, Exception)):
        value = str(value)
        return visible(value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + "…")
    return value


def system_reason(fault: OSError, language: Language) -> str:
    """Why the system refused, in the reader's language; its own words, in English, for what seldom happens.

    >>> system_reason(PermissionError(13, "Permission denied"), "fr")
    'accès refusé'
    """
    number = ETIMEDOUT if isinstance(fault, TimeoutError) else fault.errno or 0
    name = "no_such_host" if isinstance(fault, gaierror) else errorcode.get(number, "")
    return catalogue("messages", language)["system"].get(name) or fault.strerror or str(fault) or type(fault).__name__


def visible(text: str) -> str:
    """A text without line breaks nor control characters, which could rewrite what a terminal shows."""
    return "".join(c if c.isprintable() or category(c) == "Zs" else c.encode("unicode_escape").decode() for c in text)
