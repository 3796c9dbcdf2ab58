# SPDX-License-Identifier: EUPL-1.2
"""The sheets of an XLSForm written by anybody: columns in any order, in any language, groups in groups."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from governance.errors import InputError
from governance.exports.questionnaires.cells import Cell, Cells, blank, plain
from governance.exports.questionnaires.opening import Line, Lines
from governance.exports.questionnaires.survey_names import MARK, OWN, OWN_CHOICE, REFERENCE
from governance.exports.questionnaires.vocabulary import folded
from governance.language import LANGUAGES, Language

TEXTS = ("label", "hint")
ALIASES = {"list name": "list_name", "value": "name", "caption": "label"}
DEEPEST = 20
GROUP = re.compile(r"(begin|end)[ _]+(group|repeat)\b.*")


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """A row of a sheet: plain cells, texts by language, and the cells of our own columns."""

    number: int
    cells: dict[str, str]
    texts: dict[str, dict[Language | None, str]]
    own: Cells

    def text(self, column: str, language: Language, whole: bool) -> str | None:
        """A text in a language; in a form that is not ours (``whole``), in any language rather than in none."""
        found = self.texts.get(column, {})
        if language in found or not whole:
            return found.get(language)
        return found.get(None) or next(iter(found.values()), None)


@dataclass(slots=True)
class Group:
    """A group of the survey that is open."""

    line: SurveyLine
    repeated: bool


def sheet_lines(name: str, found: Lines, title: str, needed: str) -> list[SurveyLine]:
    """The rows of the sheet of that title. InputError when it lacks the column that it cannot do without."""
    lines = next((lines for each, lines in found.items() if folded(each) == title), [])
    if not lines:
        return []
    heads = [column(lines[0].text(rank)) for rank in range(len(lines[0].cells))]
    if needed not in (base for base, _ in heads):
        raise InputError("formats.survey_column", name=name, column=needed, sheet=title)
    return [survey_line(line, heads) for line in lines[1:]]


def column(heading: str) -> tuple[str, Language | None]:
    """What a heading names, and in which language.

    >>> column("label::Français (fr)"), column("Label"), column("hint::English"), column("echelons::weight")
    (('label', 'fr'), ('label', None), ('hint', 'en'), ('echelons::weight', None))
    """
    words = heading.strip()
    for prefix in (OWN, OWN_CHOICE):
        if words.casefold().startswith(prefix):
            return OWN + words.casefold().removeprefix(prefix), None
    base, _, language = words.partition("::")
    base = " ".join(base.casefold().split())
    return ALIASES.get(base, base), language_of(language)


def language_of(name: str) -> Language | None:
    """The language of ours that a form's word means; None for any other.

    >>> language_of("Français (fr)"), language_of("en"), language_of("Kreyòl"), language_of("Deutsch (de)")
    ('fr', 'en', None, None)
    """
    words = folded(name)
    code = re.search(r"\(([A-Za-z]{2})", name)
    return next((each for each in LANGUAGES if (code[1].lower() == each if code else words.startswith(each))), None)


def survey_line(line: Line, heads: list[tuple[str, Language | None]]) -> SurveyLine:
    """A row under its headings; where two columns bear one name, the first that is filled counts."""
    found = SurveyLine(line.number, {}, {base: {} for base in TEXTS}, {})
    for (base, language), cell in zip(heads, line.cells, strict=False):
        if blank(cell):
            continue
        if base.startswith(OWN):
            found.own.setdefault(base.removeprefix(OWN), unmarked(cell))
        elif base in TEXTS:
            found.texts[base].setdefault(language, plain(unmarked(cell)))
        else:
            found.cells.setdefault(base, plain(unmarked(cell)).strip())
    return found


def unmarked(cell: Cell) -> Cell:
    """A cell as it was before our writing kept ODK from finding references in it."""
    return cell.replace(MARK, REFERENCE) if isinstance(cell, str) else cell


def walked(name: str, lines: list[SurveyLine]) -> Iterator[tuple[SurveyLine, list[Group]]]:
    """Every row that is no beginning or end, with the groups around it. InputError for groups that do not close."""
    around: list[Group] = []
    for line in lines:
        words = GROUP.fullmatch(line.cells.get("type", "").casefold())
        if words is None:
            yield line, around
        elif words[1] == "begin":
            if len(around) >= DEEPEST:
                raise InputError("formats.survey_group", name=name, row=line.number)
            around = [*around, Group(line, words[2] == "repeat")]
            yield line, around
        elif around:
            around = around[:-1]
        else:
            raise InputError("formats.survey_group", name=name, row=line.number)
    if around:
        raise InputError("formats.survey_group", name=name, row=around[-1].line.number)
