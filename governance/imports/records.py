# SPDX-License-Identifier: EUPL-1.2
"""What is kept of an import: who brought what, from where, and when. It shows wherever the data show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from governance.assessments.stating import read_author
from governance.assessments.texts import clean_line
from governance.errors import InputError

ImportKind = Literal["answers", "groupings", "indicator", "composition"]
TITLE_LIMIT = 120
SOURCE_LIMIT = 120
VINTAGE_LIMIT = 40
CREDIT_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the person who imports a file says of it."""

    source: str
    vintage: str = ""
    credit: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class DataImport:
    """One import, as it was recorded. ``facts`` are counts, named as in data/texts/*/ui/data.yaml."""

    id: str
    kind: ImportKind
    title: str
    file_name: str
    source: str
    vintage: str
    credit: str
    author: str
    at: datetime
    facts: Mapping[str, int] = field(default_factory=dict)


def read_provenance(said: Provenance) -> Provenance:
    """The same on single lines, within limits. InputError when the source is missing or a text is too long."""
    source = line("source", said.source, SOURCE_LIMIT)
    if not source:
        raise InputError("imports.source_missing")
    return Provenance(
        source=source,
        vintage=line("vintage", said.vintage, VINTAGE_LIMIT),
        credit=line("credit", said.credit, CREDIT_LIMIT) or source,
        author=read_author(said.author),
    )


def line(field_name: str, text: str, limit: int) -> str:
    """A text on one line; InputError when it is longer than so many characters."""
    cleaned = clean_line(text)
    if len(cleaned) > limit:
        raise InputError("imports.text_too_long", field=field_name, length=len(cleaned), limit=limit)
    return cleaned
