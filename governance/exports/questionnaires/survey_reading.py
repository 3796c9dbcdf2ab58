# SPDX-License-Identifier: EUPL-1.2
"""From an XLSForm to the tree of a questionnaire: our own form whole, that of somebody else as far as it can be scored.

The survey becomes rows of the sheets of an XLSX, and is read as they are. Of somebody else's form: groups become
challenges, choices become levels in their order, boxes a checklist, a number takes its bounds for goalposts.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from governance.errors import InputError
from governance.exports.questionnaires.cells import Cell, Cells
from governance.exports.questionnaires.gathering import Row, Sheets, tree_of
from governance.exports.questionnaires.opening import Lines
from governance.exports.questionnaires.spreading import Tree
from governance.exports.questionnaires.survey_lines import Group, SurveyLine, sheet_lines, walked
from governance.exports.questionnaires.survey_names import (
    AUXILIARY,
    CHOICES,
    RESERVED,
    SETTINGS,
    SURVEY,
    TIERS_LIST,
    SurveyNames,
)
from governance.exports.questionnaires.tables import CHALLENGES, HEAD, ITEMS, QUESTIONS, RANK
from governance.exports.questionnaires.vocabulary import folded
from governance.exports.questionnaires.xlsx import sheets_of
from governance.language import LANGUAGES, sentence
from governance.questionnaire.part import IDENTIFIER
from governance.questionnaire.shelf import VERSION

KINDS = {
    "select_one": "level",
    "select_multiple": "checklist",
    **dict.fromkeys(("decimal", "integer", "range"), "number"),
}
CHOICE = re.compile(r"select(?:_| )(one|multiple)\s+(\S+)(?:\s+or_other)?", re.IGNORECASE)
# Choices that are answers of ours, or no answer: folded, as people write them.
NO_LEVEL = {
    *("nsp", "nc", "dk", "dontknow", "idontknow", "nesaitpas", "nesaispas", "jenesaispas", "na", "notapplicable"),
    *("nonconcerne", "none", "aucun", "other", "autre", "-77", "-88", "-98", "-99"),
}
BOUND = re.compile(r"\.\s*([<>])=?\s*(-?[0-9]{1,12}(?:\.[0-9]{1,6})?)")
PARAMETER = re.compile(r"(start|end)\s*=\s*(-?[0-9]{1,12}(?:\.[0-9]{1,6})?)")
GENERAL = "general"
LONGEST_ID = 60


def read_xlsform(name: str, found: Lines) -> Tree:
    """The tree of a form. InputError when nothing in it can be scored."""
    reading = SurveyReading(name, found)
    reading.read()
    if not reading.rows[QUESTIONS.name] and not reading.ours:
        raise InputError("formats.survey_empty", name=name)
    beside = sheets_of(found) if reading.ours else {}
    return tree_of({**reading.head(), **beside, **reading.rows})


class SurveyReading:
    """The rows that a form makes, as they are found."""

    def __init__(self, name: str, found: Lines) -> None:
        self.name = name
        self.survey = sheet_lines(name, found, SURVEY, "type")
        settings = sheet_lines(name, found, SETTINGS, "form_title") if SETTINGS in map(folded, found) else []
        self.settings = settings[0].cells if settings else {}
        self.lists: dict[str, list[SurveyLine]] = defaultdict(list)
        for line in sheet_lines(name, found, CHOICES, "list_name"):
            self.lists[line.cells.get("list_name", "")].append(line)
        self.ours = any(line.own for line in self.survey)
        self.rows: Sheets = {CHALLENGES.name: [], QUESTIONS.name: [], ITEMS.name: []}
        self.challenges: dict[int, str] = {}
        self.names = {CHALLENGES.name: SurveyNames("index"), QUESTIONS.name: SurveyNames()}
        self.left_aside = 0

    def read(self) -> None:
        """Go through the survey."""
        for line, around in walked(self.name, self.survey):
            if around and around[-1].line is line:
                if self.ours and len(around) == 1:
                    self.challenge(around)
            elif line.own.get("kind") != AUXILIARY and not self.question(line, around):
                self.left_aside += bool(line.cells.get("type"))

    def add(self, sheet: str, line: SurveyLine, cells: Cells) -> None:
        """One more row, without its blank cells."""
        kept: Cells = {name: cell for name, cell in cells.items() if cell not in (None, "")}
        self.rows[sheet].append(Row(SURVEY, line.number, kept))

    def texts(self, line: SurveyLine, column: str, key: str) -> Cells:
        """A text of the form under a key of ours."""
        return {f"{key}.{each}": line.text(column, each, not self.ours) for each in LANGUAGES}

    def challenge(self, around: list[Group]) -> str:
        """The challenge of a place in the form: its outermost group, met for the first time or again."""
        line = around[0].line if around else None
        place = line.number if line else 0
        if place not in self.challenges:
            identifier = self.identifier(CHALLENGES.name, line, GENERAL)
            self.challenges[place] = identifier
            self.add(CHALLENGES.name, line or self.survey[0], self.challenge_cells(line, identifier))
        return self.challenges[place]

    def challenge_cells(self, line: SurveyLine | None, identifier: str) -> Cells:
        """The cells of a challenge."""
        if line is None:
            words = {f"challenge.title.{each}": sentence("messages.formats.survey_general", each) for each in LANGUAGES}
            return {"challenge.id": identifier, **words}
        titles = self.texts(line, "label", "challenge.title")
        if not self.ours and not any(titles.values()):
            titles = dict.fromkeys(titles, line.cells.get("name") or identifier)
        return {**{f"challenge.{key}": cell for key, cell in line.own.items()}, **titles, "challenge.id": identifier}

    def identifier(self, sheet: str, line: SurveyLine | None, default: str) -> str:
        """The id of a challenge or question: the one that our column carries, or one made from the field's name."""
        if line is not None and (own := line.own.get("id")) is not None:
            return str(own)
        return self.names[sheet].new(usable_id(line.cells.get("name", "") if line else "") or default)

    def question(self, line: SurveyLine, around: list[Group]) -> bool:
        """Take one field as a question; False when it cannot be scored."""
        words = line.cells.get("type", "")
        choice = CHOICE.fullmatch(words)
        kind = str(line.own.get("kind") or KINDS.get(f"select_{choice[1].lower()}" if choice else words.casefold(), ""))
        listed = self.lists.get(choice[2], []) if choice else []
        chosen = [each for each in listed if not self.special(each)]
        fewest = {"level": 2, "checklist": 1}.get(kind, 0)
        if not kind or any(group.repeated for group in around) or (not self.ours and len(chosen) < fewest):
            return False
        if choice and choice[2] == TIERS_LIST:
            return False
        challenge = self.challenge(around)
        identifier = self.identifier(QUESTIONS.name, line, "question")
        cells = self.question_cells(line, kind) | {"challenge": challenge, "question.id": identifier}
        if kind == "checklist":
            self.add(QUESTIONS.name, line, cells)
            self.items(chosen, challenge, identifier)
            return True
        levels = list(self.levels(chosen)) if kind == "level" else []
        for rank, level in enumerate(levels or [{}]):
            keys: Cells = {"challenge": challenge, "question.id": identifier}
            self.add(QUESTIONS.name, line, (cells if rank == 0 else keys) | level)
        return True

    def question_cells(self, line: SurveyLine, kind: str) -> Cells:
        """The cells of a question."""
        titles = self.texts(line, "label", "question.title") | self.texts(line, "hint", "question.help")
        own = {f"question.{key}": cell for key, cell in line.own.items()}
        if self.ours and "kind" in line.own:
            return own | titles
        defaults = dict.fromkeys(self.texts(line, "label", "question.title"), line.cells.get("name") or "?")
        titles = {key: cell or defaults.get(key) for key, cell in titles.items()}
        return own | titles | {"question.kind": kind} | (bounds(line) if kind == "number" else {})

    def special(self, choice: SurveyLine) -> bool:
        """Whether a choice is no level and no item: in our form by its reserved name, in others by its looks."""
        name = choice.cells.get("name", "")
        return name in RESERVED if self.ours else folded(name) in NO_LEVEL or name in NO_LEVEL

    def levels(self, chosen: list[SurveyLine]) -> Iterator[Cells]:
        """The cells of levels, in the order of the choices."""
        for rank, line in enumerate(chosen):
            titles = self.texts(line, "label", "level.title")
            if not self.ours and not any(titles.values()):
                titles = dict.fromkeys(titles, line.cells.get("name"))
            yield {RANK: rank, "level.value": line.own.get("value"), **titles}

    def items(self, chosen: list[SurveyLine], challenge: str, question: str) -> None:
        """The rows of a checklist's items; one that is called by its id alone is a bare text."""
        for line in chosen:
            own: Cell = line.own.get("id") or line.cells.get("name")
            titles = self.texts(line, "label", "item.title")
            bare = all(title in (own, None) for title in titles.values())
            keys: Cells = {"challenge": challenge, "question": question, "item.id": own}
            self.add(ITEMS.name, line, keys | ({} if bare else titles))

    def head(self) -> Sheets:
        """The questionnaire itself, as far as the settings tell."""
        title = self.settings.get("form_title") or self.name
        version = self.settings.get("version", "")
        cells: Cells = {
            "questionnaire.id": usable_id(self.settings.get("form_id", "") or title) or "xlsform",
            "questionnaire.version": version if VERSION.fullmatch(version) else "1.0.0",
        }
        for language in LANGUAGES:
            told = sentence("messages.formats.survey_source", language, title=title[:200], count=self.left_aside)
            cells |= {f"questionnaire.title.{language}": title, f"questionnaire.source.{language}": told}
        return {HEAD.name: [Row(SETTINGS, 1, cells)]}


def usable_id(words: str) -> str:
    """An id of the format as near as can be to a form's word; "" when nothing of it can stand in one.

    >>> usable_id("Vitesse (Mb/s)"), usable_id("_1a"), usable_id("été")
    ('Vitesse_Mb_s', '1a', 'ete')
    """
    if not re.fullmatch(IDENTIFIER, words):
        letters = unicodedata.normalize("NFKD", words[:200]).encode("ascii", "ignore").decode()
        words = "_".join(filter(None, re.split(r"[^\w.-]+", letters)))
    return words.lstrip("_.-")[: LONGEST_ID - 4]


def bounds(line: SurveyLine) -> Cells:
    """The goalposts of a number: the bounds of its range or constraint, 0 and 100 where it has none."""
    found = {end: float(number) for end, number in PARAMETER.findall(line.cells.get("parameters", ""))}
    for sign, number in BOUND.findall(line.cells.get("constraint", "")):
        found.setdefault("start" if sign == ">" else "end", float(number))
    low = found.get("start", 0.0)
    high = found.get("end", low + 100)
    return {"question.goalposts.low": low, "question.goalposts.high": high if high != low else low + 1}
