# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire as an XLSForm for ODK and Kobo: a group for each challenge, a field for each question.

What a form cannot say stands in columns ``echelons::…`` and in sheets that ODK passes over, so that a form which comes
back gives the whole questionnaire.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from governance.errors import InputError
from governance.exports.questionnaires.cells import Cell, Cells
from governance.exports.questionnaires.spreading import SheetRows, Tree, rows_of
from governance.exports.questionnaires.survey_names import (
    AUXILIARY,
    CHOICES,
    LABELLED,
    LANGUAGE_NAMES,
    MARK,
    NONE_HELD,
    NUMBERLESS_LIST,
    OWN,
    OWN_CHOICE,
    REFERENCE,
    RESERVED,
    SETTINGS,
    SURVEY,
    TIERS_LIST,
    SurveyNames,
    labels,
    own_columns,
)
from governance.exports.questionnaires.tables import (
    ACTIONS,
    AUDIENCES,
    BIBLIOGRAPHY,
    CHALLENGES,
    CHANGES,
    FAMILIES,
    HEAD,
    QUESTIONS,
)
from governance.exports.questionnaires.vocabulary import word
from governance.exports.questionnaires.workbook import Column, Sheet, written
from governance.exports.questionnaires.xlsx import sheet
from governance.language import LANGUAGES, Language, sentence
from governance.questionnaire.answer import DONT_KNOW, NOT_APPLICABLE
from governance.questionnaire.model import ALL_TIERS

SURVEY_COLUMNS = [
    "type", "name", *labels("label"), *labels("hint"), *labels("guidance_hint"), "required", "relevant", "constraint",
    *labels("constraint_message"), *own_columns(),
]  # fmt: skip
CHOICE_COLUMNS = ["list_name", "name", *labels("label"), f"{OWN_CHOICE}id", f"{OWN_CHOICE}value"]
SETTING_COLUMNS = ["form_title", "form_id", "version", "default_language"]
BESIDE = (HEAD, FAMILIES, AUDIENCES, ACTIONS, BIBLIOGRAPHY, CHANGES)
WIDE = ("label", "hint", "guidance", "constraint_message")
LIMITS = {"least": ">=", "most": "<="}
SIGNS = {">=": "≥", "<=": "≤"}
ALONE = "count-selected(.) <= 1 or not(" + " or ".join(f"selected(., '{name}')" for name in RESERVED) + ")"


def write_xlsform(tree: Tree, language: Language) -> bytes:
    """The form; ``language`` is the one that it opens in."""
    rows = rows_of(tree, str)
    writer = SurveyWriter(rows)
    head = rows[HEAD.name][0]
    title = marked(head.get(f"questionnaire.title.{language}"))
    names = (title, SurveyNames().new(str(head.get("questionnaire.id"))), head.get("questionnaire.version"))
    settings: Cells = dict(zip(SETTING_COLUMNS, (*names, LANGUAGE_NAMES[language]), strict=True))
    survey = list(writer.survey())
    return written(
        [
            page(SURVEY, SURVEY_COLUMNS, survey),
            page(CHOICES, CHOICE_COLUMNS, writer.choices),
            page(SETTINGS, SETTING_COLUMNS, [settings]),
            *(sheet(table, rows[table.name], language) for table in BESIDE),
        ]
    )


def page(title: str, columns: list[str], rows: list[Cells]) -> Sheet:
    """A sheet of the form, without the columns of ours that nothing needs."""
    kept = [name for name in columns if not name.startswith((OWN, OWN_CHOICE)) or any(name in row for row in rows)]
    shown = [Column(name, 45 if name.startswith(WIDE) else 16) for name in kept]
    return Sheet(title, shown, [[row.get(name) for name in kept] for row in rows], 2)


def worded(column: str, key: str) -> Cells:
    """A text of our own in each language."""
    found = zip(labels(column), LANGUAGES, strict=True)
    return {name: sentence(f"messages.formats.survey_{key}", language) for name, language in found}


def text_cells(column: str, cells: Cells, key: str) -> Cells:
    """A text of the questionnaire in each language."""
    found = ((name, cells.get(f"{key}.{language}")) for name, language in zip(labels(column), LANGUAGES, strict=True))
    return {name: marked(cell) for name, cell in found}


class SurveyWriter:
    """Writes the rows of the survey, and the choices as they are needed."""

    def __init__(self, rows: SheetRows) -> None:
        self.rows = rows
        self.choices: list[Cells] = []
        self.lists = SurveyNames(TIERS_LIST, NUMBERLESS_LIST)
        ids = [str(row["challenge.id"]) for row in rows[CHALLENGES.name]]
        # Taken beforehand, so that questions keep their ids as names whatever helps to answer them.
        self.names = SurveyNames("meta", "audit", "index")
        self.territory, self.tier = self.names.new("echelons_territory"), self.names.new("echelons_tier")
        self.questions: dict[tuple[Cell, Cell], str] = {}
        for row in rows[QUESTIONS.name]:
            key = (row["challenge"], row["question.id"])
            if key not in self.questions:
                self.questions[key] = self.names.new(str(row["question.id"]))
        self.groups = {name: self.names.new(name) for name in ids}
        self.tiered = any("question.tiers" in row for row in rows[QUESTIONS.name])

    def survey(self) -> Iterator[Cells]:
        """All the rows."""
        auxiliary: Cells = {f"{OWN}kind": AUXILIARY, "required": "yes"}
        yield auxiliary | {"type": "text", "name": self.territory} | worded("label", "territory")
        if self.tiered:
            self.add_tiers()
            yield auxiliary | {"type": f"select_one {TIERS_LIST}", "name": self.tier} | worded("label", "tier")
        questions = groupby(self.rows[QUESTIONS.name], itemgetter("challenge"))
        by_challenge = {name: list(rows) for name, rows in questions}
        for challenge in self.rows[CHALLENGES.name]:
            name = self.groups[str(challenge["challenge.id"])]
            begin: Cells = {"type": "begin_group", "name": name}
            yield begin | text_cells("label", challenge, "challenge.title") | own(challenge)
            inside = by_challenge.get(challenge["challenge.id"], [])
            for _, rows in groupby(inside, itemgetter("question.id")):
                yield from self.question(list(rows))
            yield {"type": "end_group", "name": name}

    def question(self, rows: list[Cells]) -> Iterator[Cells]:
        """The field of a question, and those that help to answer it."""
        first = rows[0]
        name = self.questions[first["challenge"], first["question.id"]]
        base: Cells = {"name": name, "relevant": self.relevance(first), **own(first)}
        base |= text_cells("label", first, "question.title") | text_cells("hint", first, "question.help")
        special = [DONT_KNOW, *([] if first.get("question.not_applicable") == "false" else [NOT_APPLICABLE])]
        match first.get("question.kind"):
            case "level":
                yield base | {"type": f"select_one {self.add_levels(name, rows, special)}"}
                yield from self.reason(name, name, special)
            case "checklist":
                only: Cells = {"type": f"select_multiple {self.add_items(name, first, special)}", "constraint": ALONE}
                yield base | only | worded("constraint_message", "alone")
                yield from self.reason(name, name, special)
            case "number":
                yield base | {"type": "decimal"} | number_hint(first) | number_limits(first)
                instead = self.names.new(f"{name}_numberless")
                yield self.numberless(instead, name, first, special)
                yield from self.reason(name, instead, special)
            case other:
                raise InputError("formats.unfit", place=f"{first['question.id']} › kind", given=other)

    def reason(self, name: str, asked: str, special: list[str]) -> Iterator[Cells]:
        """The field for why a question is not applicable, wherever ``asked`` may say that it is not."""
        if NOT_APPLICABLE not in special:
            return
        row: Cells = {"type": "text", "name": self.names.new(f"{name}_reason"), f"{OWN}kind": AUXILIARY}
        condition: Cells = {"relevant": f"selected(${{{asked}}}, '{NOT_APPLICABLE}')", "required": "yes"}
        yield row | condition | worded("label", "reason")

    def relevance(self, question: Cells) -> str | None:
        """The condition that a question's tiers make."""
        tiers = str(question.get("question.tiers", "")).split(", ")
        return " or ".join(f"${{{self.tier}}} = '{tier}'" for tier in tiers) if any(tiers) else None

    def numberless(self, name: str, of: str, question: Cells, special: list[str]) -> Cells:
        """The field for who has no number to give."""
        relevance = self.relevance(question)
        listed = self.lists.new(f"{NUMBERLESS_LIST}_{len(special)}")
        self.add_choices(listed, special)
        condition = f"${{{of}}} = ''" + (f" and ({relevance})" if relevance else "")
        row: Cells = {"type": f"select_one {listed}", "name": name, "relevant": condition, f"{OWN}kind": AUXILIARY}
        return row | worded("label", "numberless")

    def add_tiers(self) -> None:
        """The list of tiers that the questionnaire is meant for."""
        tiers = str(self.rows[HEAD.name][0].get("questionnaire.tiers", "")).split(", ")
        for tier in tiers if any(tiers) else map(str, ALL_TIERS):
            said = [word(tier, language) for language in LANGUAGES]
            cells: Cells = {"list_name": TIERS_LIST, "name": tier}
            self.choices.append(cells | dict(zip(labels("label"), said, strict=True)))

    def add_levels(self, name: str, rows: list[Cells], special: list[str]) -> str:
        """The list of a question's levels."""
        listed = self.lists.new(name)
        for row in rows:
            if "rank" in row:
                cells: Cells = {
                    "list_name": listed,
                    "name": str(row["rank"]),
                    f"{OWN_CHOICE}value": row.get("level.value"),
                }
                self.choices.append(cells | text_cells("label", row, "level.title"))
        self.add_choices(listed, special)
        return listed

    def add_items(self, name: str, question: Cells, special: list[str]) -> str:
        """The list of a checklist's items."""
        listed, names = self.lists.new(name), SurveyNames(*RESERVED)
        keys = question["challenge"], question["question.id"]
        for row in self.rows["items"]:
            if (row["challenge"], row["question"]) == keys:
                own_id = marked(row.get("item.id"))
                titles = text_cells("label", row, "item.title")
                label: Cells = titles if any(titles.values()) else dict.fromkeys(titles, own_id)
                cells: Cells = {"list_name": listed, "name": names.new(str(own_id)), f"{OWN_CHOICE}id": own_id}
                self.choices.append(cells | label)
        self.add_choices(listed, [NONE_HELD, *special])
        return listed

    def add_choices(self, listed: str, special: list[str]) -> None:
        """The choices that are no level and no item."""
        for name in special:
            cells: Cells = {"list_name": listed, "name": name}
            self.choices.append(cells | worded("label", name.lower()))


def own(cells: Cells) -> Cells:
    """What stands in our own columns for a challenge or a question."""
    parted = ((name.partition("."), cell) for name, cell in cells.items())
    ours = {key: cell for (part, _, key), cell in parted if part in ("challenge", "question") and key}
    return {f"{OWN}{key}": marked(cell) for key, cell in ours.items() if key.split(".")[0] not in LABELLED}


def marked(cell: Cell) -> Cell:
    """A cell in which ODK finds no reference to a field."""
    return cell.replace(REFERENCE, MARK) if isinstance(cell, str) else cell


def number_hint(question: Cells) -> Cells:
    """What a number is worth, told to who answers."""
    low, high = (question.get(f"question.goalposts.{end}", "?") for end in ("low", "high"))
    cells: Cells = {}
    for name, language in zip(labels("guidance_hint"), LANGUAGES, strict=True):
        unit = marked(question.get(f"question.unit.{language}", ""))
        cells[name] = sentence("messages.formats.survey_goalposts", language, low=low, high=high, unit=unit)
    return cells


def number_limits(question: Cells) -> Cells:
    """The numbers beyond which a form takes no answer."""
    known = {sign: question[f"question.{name}"] for name, sign in LIMITS.items() if f"question.{name}" in question}
    # In full: no form reads 1e-05.
    told = {sign: format(Decimal(str(number)), "f") for sign, number in known.items()}
    if not told:
        return {}
    constraint: Cells = {"constraint": " and ".join(f". {sign} {number}" for sign, number in told.items())}
    words = [f"{SIGNS[sign]} {number}" for sign, number in told.items()]
    return constraint | {
        name: sentence("messages.formats.survey_bounds", language, bounds=", ".join(words))
        for name, language in zip(labels("constraint_message"), LANGUAGES, strict=True)
    }
