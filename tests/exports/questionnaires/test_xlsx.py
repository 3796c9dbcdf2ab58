# SPDX-License-Identifier: EUPL-1.2
"""The workbook as its reader finds it, and what may be changed in it."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from pydantic import BaseModel

from governance.errors import InputError
from governance.exports.questionnaires import read, tidy, write
from governance.exports.questionnaires.fields import fields_of, parts_of
from governance.exports.questionnaires.tables import TABLES, columns_of
from governance.exports.questionnaires.vocabulary import folded, heading, said, word
from governance.language import LANGUAGES, Language
from governance.questionnaire.model import Questionnaire
from governance.questionnaire.structure import model_in
from tests.exports.questionnaires.whole_sample import sample, texts


def changed(change: Callable[[Workbook], object], language: Language = "fr") -> bytes:
    """The workbook of the sample after somebody changed it."""
    book = load_workbook(io.BytesIO(write(sample(), "xlsx", language)))
    change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def refusal(content: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read("essai.xlsx", content)
    assert all(caught.value.message(language) for language in LANGUAGES)
    return caught.value


def column(book: Workbook, sheet: str, title: str) -> int:
    """The number of the column that has a heading."""
    page = book[sheet]
    return next(cell.column for cell in page[1] if cell.value and folded(str(cell.value)) == folded(title))


def test_a_row_stands_for_each_question_and_level() -> None:
    page = load_workbook(io.BytesIO(write(sample(), "xlsx")))["Questions"]

    rows = [[cell.value for cell in row[:7]] for row in page.iter_rows(min_row=2)]

    assert [row[:3] + row[5:] for row in rows] == [
        ["services", "steps", "niveaux", 0, "Rien"],
        ["services", "steps", None, 1, "Un peu"],
        ["services", "steps", None, 2, "Tout"],
        ["services", "days", "nombre", None, None],
        ["means", "held", "liste à cocher", None, None],
    ]
    assert page.freeze_panes == "C2"


def test_choices_are_offered_and_texts_wrapped() -> None:
    book = load_workbook(io.BytesIO(write(sample(), "xlsx", "en")))
    page = book["Questions"]

    offered = {str(each.sqref).split("2:")[0]: each.formula1 for each in page.data_validations.dataValidation}

    assert offered["C"] == '"levels,number,checklist"'
    assert "yes,no" in offered[page.cell(1, column(book, "Questions", "Core")).column_letter]
    assert page["D2"].alignment.wrap_text
    assert page.column_dimensions["D"].width > 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_one_heading_that_no_other_has(language: Language) -> None:
    for table in TABLES:
        names = {folded(heading(name, each)): name for name in columns_of(table) for each in LANGUAGES}
        for name in columns_of(table):
            *_, last = [each for each in name.split(".") if each not in LANGUAGES]
            assert heading(name, language) not in (name, last), f"{name} has no words of its own"
            assert names[folded(heading(name, language))] == name


def test_every_choice_has_a_word_that_no_other_has() -> None:
    for table in TABLES:
        for _, field in table.fields():
            assert all(said("words", choice, language) for choice in field.choices for language in LANGUAGES)
            spoken = {folded(word(choice, language)) for choice in field.choices for language in LANGUAGES}
            assert len(spoken) >= len(field.choices)


def reached(part: type[BaseModel]) -> set[type[BaseModel]]:
    """A part of the model and those inside it."""
    inside = [model_in(part.model_fields[name].annotation) for name in parts_of(part)]
    return {part}.union(*map(reached, inside))


def test_every_key_of_the_format_has_its_column() -> None:
    held = {rows.part for table in TABLES for rows in (table.main, table.inner) if rows}

    assert reached(Questionnaire) == held
    for part in held:
        assert {field.path[0] for field in fields_of(part)} | parts_of(part) == set(part.model_fields)


def test_no_text_of_any_sheet_is_a_formula() -> None:
    tree = sample()
    tree["title"] = texts('=HYPERLINK("https://example.org")', "#REF!")

    for form in ("xlsx", "xlsform"):
        for page in load_workbook(io.BytesIO(write(tree, form))).worksheets:  # type: ignore[arg-type]
            cells = [cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
            assert {cell.data_type for cell in cells} == {"s"}
            assert not [cell for cell in cells if cell.value[0] in "=+-@"]


def test_headings_choices_and_numbers_are_read_as_people_write_them() -> None:
    def write_by_hand(book: Workbook) -> None:
        page = book["Questions"]
        page.cell(1, 3).value = " KIND "
        page.cell(2, 3).value = "Levels"
        page.cell(2, column(book, "Questions", "Poids")).value = "0,5"
        page.cell(2, column(book, "Questions", "Socle")).value = True
        page.cell(2, column(book, "Questions", "Échelons concernés")).value = "Région ; EPCI"
        page.cell(1, page.max_column + 1).value = "# à revoir"
        page.cell(2, page.max_column).value = "par Jeanne"
        book.create_sheet("Mes notes")["A1"] = "à garder"

    question = read("x", changed(write_by_hand))["challenges"][0]["questions"][0]

    assert (question["kind"], question["weight"], question["core"], question["tiers"]) == (
        "level",
        0.5,
        True,
        ["region", "epci"],
    )


def test_a_level_inserted_out_of_place_is_put_in_order_by_its_number() -> None:
    def insert(book: Workbook) -> None:
        page = book["Questions"]
        page.cell(4, 6).value = 3
        for rank, value in enumerate(["services", "steps", None, None, None, 2, "Beaucoup", "A lot"], start=1):
            page.cell(7, rank).value = value

    levels = read("x", changed(insert))["challenges"][0]["questions"][0]["levels"]

    assert [level["title"]["fr"] for level in levels] == ["Rien", "Un peu", "Beaucoup", "Tout"]


def test_a_blank_id_is_that_of_the_row_above() -> None:
    def blank(book: Workbook) -> None:
        for row in (3, 4):
            book["Questions"].cell(row, 1).value = book["Questions"].cell(row, 2).value = None

    assert read("x", changed(blank)) == tidy(sample())


def test_a_formula_is_worth_what_was_left_with_it_which_here_is_nothing() -> None:
    def compute(book: Workbook) -> None:
        book["Enjeux"].cell(3, column(book, "Enjeux", "Poids")).value = "=1+1"

    assert "weight" not in read("x", changed(compute))["challenges"][1]


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("column_unknown", lambda book: setattr(book["Enjeux"].cell(1, 1), "value", "Identité")),
        ("column_twice", lambda book: setattr(book["Enjeux"].cell(1, 2), "value", "Identifiant")),
        ("challenge_unknown", lambda book: setattr(book["Questions"].cell(2, 1), "value", "servces")),
        ("question_unknown", lambda book: setattr(book["Éléments"].cell(2, 2), "value", "hold")),
        ("row_unplaced", lambda book: setattr(book["Enjeux"].cell(2, 1), "value", None)),
        ("row_conflict", lambda book: setattr(book["Questions"].cell(3, 4), "value", "Autre")),
        ("variant_unplaced", lambda book: setattr(book["Actions"].cell(3, 3), "value", 2)),
        ("action_twice", lambda book: setattr(book["Actions"].cell(3, 5), "value", None)),
        ("sheets_missing", lambda book: book.remove(book["Questionnaire"])),
    ],
)
def test_what_has_no_place_is_told_with_its_row(key: str, change: Callable[[Workbook], object]) -> None:
    assert refusal(changed(change)).key == f"formats.{key}"


def test_more_rows_than_anybody_writes_are_refused() -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet("Questionnaire")
    for _ in range(20_001):
        page.append(["x"])
    content = io.BytesIO()
    book.save(content)

    assert refusal(content.getvalue()).key == "formats.xlsx_rows"


@pytest.mark.parametrize(
    ("key", "spoil"),
    [
        ("unfit", lambda tree: tree.update(title="Village")),
        ("unfit", lambda tree: tree.update(floor="5")),
        ("unfit", lambda tree: tree.update(challenges={})),
        ("unfit", lambda tree: tree["challenges"][0]["questions"][0].update(tags=["a, b"])),
        ("unfit", lambda tree: tree["challenges"][0]["questions"][0].update(evidence=[texts("a⏎b")])),
        ("unfit", lambda tree: tree["challenges"][0]["questions"][1].update(goalposts=3)),
        ("key_unknown", lambda tree: tree["challenges"][0].update(colour="red")),
        ("key_unknown", lambda tree: tree["challenges"][0]["questions"][1]["goalposts"].update(middle=3)),
        ("indistinct", lambda tree: tree["challenges"][0].pop("id")),
        ("indistinct", lambda tree: tree["challenges"][1].update(id="services")),
        ("indistinct", lambda tree: tree["challenges"][0]["actions"][0]["variants"][0].pop("audience")),
        ("cell_long", lambda tree: tree.update(source=texts("a" * 40_000))),
    ],
)
def test_an_unfinished_tree_that_no_cell_can_hold_is_refused_with_its_place(
    key: str, spoil: Callable[[dict[str, Any]], object]
) -> None:
    tree = sample()
    spoil(tree)

    with pytest.raises(InputError) as caught:
        write(tree, "xlsx")

    assert caught.value.key == f"formats.{key}"
    assert read("x", write(tree, "yaml")) == tree if key not in ("unfit",) else write(tree, "yaml")
