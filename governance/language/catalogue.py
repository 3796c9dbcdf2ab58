# SPDX-License-Identifier: EUPL-1.2
"""The sentences of the product, one YAML file per subject and language under data/texts.

A large subject has a folder of its name beside its file: ``ui/workshop.yaml`` is the section ``workshop`` of ``ui``.
"""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
REFERENCE: Language = "fr"
TEXTS = Path(__file__).parents[2] / "data" / "texts"


def as_language(tag: str | None) -> Language:
    """The supported language nearest to a tag such as ``en-GB`` or ``fr_FR.UTF-8``; French otherwise.

    >>> as_language("en-GB"), as_language("de"), as_language(None)
    ('en', 'fr', 'fr')
    """
    return "en" if (tag or "").lower().startswith("en") else REFERENCE


def sentence(key: str, language: Language, **values: Any) -> str:
    """The sentence under ``subject.section.name`` (file, then keys), its ``{braces}`` filled from ``values``.

    An entry with the forms ``one`` and ``other`` is chosen by ``count``: « 0 réponse », but "0 answers".
    Raises KeyError for an unknown key: that is a fault of the product, never of its user.
    """
    subject, *path = key.split(".")
    entry = catalogue(subject, language)
    for name in path:
        entry = entry[name]
    if isinstance(entry, dict):
        entry = entry[plural_form(values["count"], language)]
    return str(entry).format(**values) if values else str(entry)


def plural_form(count: float, language: Language) -> Literal["one", "other"]:
    """The plural category of a count: CLDR's rule for the two languages.

    >>> plural_form(0, "fr"), plural_form(0, "en"), plural_form(1.5, "fr"), plural_form(2, "fr")
    ('one', 'other', 'one', 'other')
    """
    single = abs(count) < 2 if language == "fr" else count == 1
    return "one" if single else "other"


@cache
def catalogue(subject: str, language: Language) -> Any:
    """A subject of data/texts, with its sections, read once."""
    sections = {path.stem: read(path) for path in sorted((TEXTS / language / subject).glob("*.yaml"))}
    return read(TEXTS / language / f"{subject}.yaml") | sections


def read(path: Path) -> dict[str, Any]:
    """One file of sentences."""
    entries: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return entries
