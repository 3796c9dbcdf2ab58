# SPDX-License-Identifier: EUPL-1.2
"""Every text of data/ that somebody reads, with its place, its family and its language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml

from governance.language import LANGUAGES, Language
from governance.language.catalogue import TEXTS
from governance.language.glossary import SOURCE
from governance.questionnaire.shelf import SHIPPED
from governance.settings import ROOT

CATALOGUES = {"messages": "messages", "views": "charts"}
QUESTION = {"title": "questions", "help": "help", "evidence": "evidence"}
ACTIONS = {"why": "actions: why", "how": "actions: steps"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as it is written; ``place`` is its file, then its keys."""

    place: str
    family: str
    language: Language
    words: str


def passages() -> list[Passage]:
    """All texts of the product, in both languages."""
    return [*questionnaires(), *terms(), *catalogues(), *documents()]


def questionnaires() -> Iterator[Passage]:
    """The texts of each shipped questionnaire, its actions among them."""
    for path in sorted(SHIPPED.glob("*/*/*.yaml")):
        yield from localized(read(path), where(path), "actions" if path.stem.endswith("-actions") else "questionnaire")


def terms() -> Iterator[Passage]:
    """The texts of the glossary."""
    for term in read(SOURCE):
        yield from localized(term, f"{where(SOURCE)} {term['id']}", "glossary")


def localized(node: Any, place: str, kind: str, keys: tuple[str, ...] = ()) -> Iterator[Passage]:
    """The texts in both languages of a part of a file, and of the parts within."""
    if isinstance(node, dict) and node.keys() == set(get_args(Language)):
        for language in LANGUAGES:
            for words in [node[language]] if isinstance(node[language], str) else node[language]:
                yield Passage(place, family(kind, keys), language, words)
    elif isinstance(node, dict):
        here = f"{place} {node['question']}→{node['to']}" if "to" in node and "question" in node else place
        for name, child in node.items():
            yield from localized(child, f"{here} {name}", kind, (*keys, str(name)))
    elif isinstance(node, list):
        for rank, child in enumerate(node):
            name = child.get("id", child.get("audience", rank)) if isinstance(child, dict) else rank
            yield from localized(child, f"{place} {name}", kind, keys)


def family(kind: str, keys: tuple[str, ...]) -> str:
    """The kind of text found under some keys: the texts of a family resemble each other, and are measured together."""
    if kind == "actions":
        return next((ACTIONS[key] for key in keys if key in ACTIONS), "actions: rest")
    if kind == "glossary":
        return "glossary" if "forms" not in keys else "forms"
    if "questions" not in keys:
        return "presentation"
    return "levels" if "levels" in keys else QUESTION.get(keys[-1], "presentation")


def catalogues() -> Iterator[Passage]:
    """The sentences of the screens, the messages and the charts."""
    for language in LANGUAGES:
        folder = TEXTS / language
        for path in sorted(folder.rglob("*.yaml")):
            subject = path.relative_to(folder).with_suffix("").parts[0]
            for place, words in sentences(read(path), where(path)):
                yield Passage(place, CATALOGUES.get(subject, "screens"), language, words)


def sentences(node: Any, place: str) -> Iterator[tuple[str, str]]:
    """The texts of a catalogue with their places."""
    if isinstance(node, dict):
        for name, child in node.items():
            yield from sentences(child, f"{place} {name}")
    elif isinstance(node, list):
        for rank, child in enumerate(node):
            yield from sentences(child, f"{place} {rank}")
    elif not place.endswith("address"):
        yield place, str(node)


def documents() -> Iterator[Passage]:
    """The paragraphs of the longer texts, each title and each item of a list apart."""
    for language in LANGUAGES:
        for path in sorted((TEXTS / language).glob("*.md")):
            for rank, words in enumerate(paragraphs(path.read_text("utf-8")), start=1):
                yield Passage(f"{where(path)} §{rank}", path.stem, language, words)


def paragraphs(markdown: str) -> list[str]:
    """The paragraphs of a Markdown text, without formulas, code and marks."""
    plain = re.sub(r"\$\$.*?\$\$|```.*?```", "\n\n", markdown, flags=re.S)
    blocks = re.split(r"\n\s*\n|\n(?=[-#|] ?)", plain)
    return [bare for block in blocks if (bare := re.sub(r"^[\s#>*|-]+", "", block)).strip()]


def where(path: Path) -> str:
    """A file's place in the project."""
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> Any:
    """The content of a YAML file."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
