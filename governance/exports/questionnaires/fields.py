# SPDX-License-Identifier: EUPL-1.2
"""The keys of the format as columns of a table, taken from the model: a key that it gains has its column at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from governance.language import LANGUAGES
from governance.language.localized import LocalizedText


class Kind(Enum):
    """What stands under a key."""

    WORD = auto()
    NUMBER = auto()
    TRUTH = auto()
    CHOICE = auto()
    TEXTS = auto()
    WORDS = auto()
    CHOICES = auto()
    LINES = auto()
    TABLE = auto()
    PARTS = auto()
    GROUP = auto()


TWO_LANGUAGES = (Kind.TEXTS, Kind.LINES)


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a part of the questionnaire; ``path`` leads to it, through a group such as ``goalposts``."""

    path: tuple[str, ...]
    kind: Kind
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The path in one word, such as ``goalposts.low``."""
        return ".".join(self.path)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns: one, or one for each language."""
        return tuple(f"{self.name}.{each}" for each in LANGUAGES) if self.kind in TWO_LANGUAGES else (self.name,)


@cache
def fields_of(part: type[BaseModel]) -> tuple[Field, ...]:
    """The keys of a part that a row can hold, in the order of the format: all but its lists of parts."""
    return tuple(leaves(part, ()))


def leaves(part: type[BaseModel], path: tuple[str, ...]) -> Iterator[Field]:
    """The keys of a part; those of a group inside it in its place."""
    for name, information in part.model_fields.items():
        kind, inside = kind_of(information.annotation)
        if kind is Kind.GROUP:
            yield from leaves(inside, (*path, name))
        elif kind is not Kind.PARTS:
            choices = words_of(inside) if kind in (Kind.CHOICE, Kind.CHOICES) else ()
            yield Field((*path, name), kind, choices)


def parts_of(part: type[BaseModel]) -> frozenset[str]:
    """The keys of a part that hold lists of parts."""
    return frozenset(n for n, field in part.model_fields.items() if kind_of(field.annotation)[0] is Kind.PARTS)


SIMPLE: dict[Any, Kind] = {bool: Kind.TRUTH, int: Kind.NUMBER, float: Kind.NUMBER, str: Kind.WORD}
LISTED = {Kind.WORD: Kind.WORDS, Kind.CHOICE: Kind.CHOICES, Kind.TEXTS: Kind.LINES, Kind.GROUP: Kind.PARTS}


def kind_of(annotation: Any) -> tuple[Kind, Any]:  # noqa: PLR0911 — one for each kind
    """What an annotation of the model holds, and the type that says more of it."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType, Annotated):
        return kind_of(inside[0])
    if origin is Literal:
        return Kind.CHOICE, annotation
    if origin is dict:
        return Kind.TABLE, annotation
    if origin is tuple:
        kind, of = kind_of(inside[0])
        return LISTED[kind], of
    if annotation in SIMPLE:
        return SIMPLE[annotation], annotation
    if issubclass(annotation, StrEnum):
        return Kind.CHOICE, annotation
    return (Kind.TEXTS if annotation is LocalizedText else Kind.GROUP), annotation


def words_of(choices: Any) -> tuple[str, ...]:
    """The words of a Literal or of an enumeration."""
    return get_args(choices) if get_origin(choices) is Literal else tuple(map(str, choices))
