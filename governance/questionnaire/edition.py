# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires at hand, and those being written. The store fills these; all moments are in UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from governance.language.localized import LocalizedText

EditionKey = tuple[str, str]
"""A questionnaire's id and version."""
Origin = Literal["shipped", "local"]
FIRST_REVISION = 1


@dataclass(frozen=True, slots=True)
class Draft:
    """A questionnaire being written: any tree, faulty or not. ``revision`` grows with each save."""

    draft_id: str
    document: Mapping[str, Any]
    revision: int
    based_on: EditionKey | None
    author: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """A questionnaire published in this installation, for good."""

    key: str
    id: str
    version: str
    document: Mapping[str, Any]
    based_on: EditionKey | None
    author: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a questionnaire that can be answered. ``assessments`` counts the real ones."""

    id: str
    version: str
    title: LocalizedText
    origin: Origin
    published_at: datetime | None
    assessments: int
