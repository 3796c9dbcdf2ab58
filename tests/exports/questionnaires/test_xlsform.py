# SPDX-License-Identifier: EUPL-1.2
"""Forms for ODK and Kobo: pyxform takes ours, and what others wrote becomes a questionnaire."""

import io
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook, load_workbook
from pyxform.xls2xform import convert

from governance.errors import InputError
from governance.exports.questionnaires import read, write
from governance.language import LANGUAGES
from governance.questionnaire.checking import check_data
from governance.questionnaire.document import FileReader
from governance.questionnaire.loading import load_data
from governance.questionnaire.shelf import shipped
from tests.exports.questionnaires.trees import trees
from tests.exports.questionnaires.whole_sample import sample, texts

Rows = Sequence[list[Any]]
XFORMS = "{http://www.w3.org/2002/xforms}"
SHIPPED = {f"{name}@{version}": head for name, version, head in shipped()}


def converted(content: bytes) -> ET.Element:
    """The XForm that pyxform makes of a form, without a word of warning."""
    warnings: list[str] = []
    xform = convert(io.BytesIO(content), warnings=warnings, file_type=".xlsx").xform
    assert warnings == []
    return ET.fromstring(xform)  # noqa: S314 — our own


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reference", SHIPPED)
def test_pyxform_takes_the_shipped_questionnaires(reference: str, language: Any) -> None:
    root = FileReader().document(SHIPPED[reference]).root
    assert root is not None
    tree = root.plain()

    xform = converted(write(tree, "xlsform", language))

    names = {bind.get("nodeset", "").rpartition("/")[2] for bind in xform.iter(f"{XFORMS}bind")}
    assert names >= {question["id"] for challenge in tree["challenges"] for question in challenge["questions"]}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(tree=trees())
def test_pyxform_takes_generated_questionnaires(tree: dict[str, Any]) -> None:
    convert(io.BytesIO(write(tree, "xlsform")), file_type=".xlsx")


def test_each_question_asks_what_it_needs() -> None:
    xform = converted(write(sample(), "xlsform"))

    binds = {bind.get("nodeset", "").rpartition("/")[2]: bind for bind in xform.iter(f"{XFORMS}bind")}
    told = {"".join(text.itertext()) for text in xform.iter(f"{XFORMS}text")}

    assert binds["days"].get("type") == "decimal"
    assert "echelons_tier" in str(binds["steps"].get("relevant"))
    assert binds["steps_reason"].get("required") == "true()"
    assert "'NC'" in str(binds["steps_reason"].get("relevant"))
    assert "count-selected" in str(binds["held"].get("constraint"))
    # Non concerné is not offered where the questionnaire does not allow it.
    assert "days_reason" not in binds
    assert "days_numberless" in binds
    assert binds["days"].get("constraint") == ". >= 0 and . <= 365.5"
    assert {"Nombre possible : ≥ 0, ≤ 365.5.", "Possible number: ≥ 0, ≤ 365.5."} <= told
    assert {"Où en êtes-vous ?", "Where are you?", "Un registre", "A register", "Non concerné"} <= told


def form(survey: Rows, choices: Rows = (), setting: Rows = ()) -> bytes:
    """A form written by somebody else."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in (("survey", survey), ("choices", choices), ("settings", setting)):
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


OTHER = form(
    [
        ["type", "name", "label::English (en)", "label::Français (fr)", "hint::en", "constraint", "parameters"],
        ["start", "start"],
        ["note", "intro", "Welcome"],
        ["select one rating", "quality of service", "How good?", "Est-ce bien ?", "Look around"],
        ["begin group", "digital", "Digital", "Numérique"],
        ["integer", "speed", "Speed?", None, None, ". >= 10 and . <= 50"],
        ["begin_group", "inner", "Inner"],
        ["select_multiple tools or_other", "tools", "Which tools?"],
        ["end_group"],
        ["range", "mood", "Mood?", None, None, None, "start=1 end=5 step=1"],
        ["text", "name", "Your name?"],
        ["end group"],
        ["begin_repeat", "sites", "Sites"],
        ["decimal", "surface", "Surface?"],
        ["end_repeat"],
        ["decimal", "speed", "Again?"],
    ],
    [
        ["list_name", "name", "label::English (en)", "label::Français (fr)"],
        ["rating", "bad", "Bad", "Mal"],
        ["rating", "good", "Good", "Bien"],
        ["rating", "dk", "Don't know", "Ne sait pas"],
        ["tools", "map", "Map"],
        ["tools", "wiki", "Wiki"],
    ],
    [["form_title", "form_id", "version"], ["Digital audit", "audit 2026!", "2026.11"]],
)  # fmt: skip


def test_somebody_elses_form_becomes_a_questionnaire_without_problems() -> None:
    tree = read("form.xlsx", OTHER)

    assert check_data(tree, "form") == []
    found = load_data(tree, "form")
    assert (found.id, found.version, found.title.fr) == ("audit_2026", "2026.11", "Digital audit")
    assert [challenge.id for challenge in found.challenges] == ["general", "digital"]
    assert [question.id for question in found.questions] == ["quality_of_service", "speed_2", "speed", "tools", "mood"]
    quality, again, speed, tools, mood = found.questions
    assert [level.title.fr for level in quality.levels] == ["Mal", "Bien"]
    assert (quality.help and quality.help.fr, quality.title.en) == ("Look around", "How good?")
    assert [(q.goalposts and (q.goalposts.low, q.goalposts.high)) for q in (again, speed, mood)] == [
        (0, 100),
        (10, 50),
        (1, 5),
    ]
    assert [(item.id, item.title.fr) for item in tools.items] == [("map", "Map"), ("wiki", "Wiki")]
    assert found.source is not None
    assert "4 lignes" in found.source.fr


def test_a_form_in_one_language_without_a_word_of_it_in_the_headings() -> None:
    content = form(
        [["type", "name", "label"], ["select_one yn", "01 début", "On y va ?"], ["integer", None, None]],
        [["list name", "value", "label"], ["yn", 0, "Non"], ["yn", 1, "Oui"]],
    )

    (question, number) = read("mon formulaire.xlsx", content)["challenges"][0]["questions"]

    assert (question["id"], question["title"]) == ("q_01_debut", texts("On y va ?"))
    assert [level["title"]["en"] for level in question["levels"]] == ["Non", "Oui"]
    assert number["id"] == "question"


@pytest.mark.parametrize(
    ("key", "rows"),
    [
        ("survey_empty", [["type", "name", "label"], ["text", "a", "A"]]),
        ("survey_empty", []),
        ("survey_column", [["name", "label"], ["a", "A"]]),
        ("survey_group", [["type", "name"], ["begin_group", "a"], ["integer", "b"]]),
        ("survey_group", [["type", "name"], ["integer", "b"], ["end_group", None]]),
        ("survey_group", [["type", "name"], *[["begin_group"]] * 30, ["integer", "b"], *[["end_group"]] * 30]),
    ],
)
def test_a_form_of_which_nothing_can_be_made_is_told_so(key: str, rows: list[list[Any]]) -> None:
    with pytest.raises(InputError) as caught:
        read("form.xlsx", form(rows))

    assert caught.value.key == f"formats.{key}"


def test_what_kobo_changes_of_our_form_is_read_from_the_form_itself() -> None:
    book = load_workbook(io.BytesIO(write(sample(), "xlsform")))
    survey = book["survey"]
    titles = {str(cell.value): cell.column for cell in survey[1]}
    rows = {str(row[1].value): row[0].row for row in survey.iter_rows(min_row=2)}
    survey.cell(rows["steps"], titles["label::Français (fr)"]).value = "Nouveau texte"
    survey.insert_rows(rows["steps"] + 1)
    for name, value in (("type", "integer"), ("name", "added"), ("label::English (en)", "Added?")):
        survey.cell(rows["steps"] + 1, titles[name]).value = value
    content = io.BytesIO()
    book.save(content)

    steps, added, _days = read("x", content.getvalue())["challenges"][0]["questions"]

    assert (steps["title"]["fr"], steps["levels"]) == (
        "Nouveau texte",
        sample()["challenges"][0]["questions"][0]["levels"],
    )
    assert (added["id"], added["kind"], added["title"]["en"]) == ("added", "number", "Added?")


def test_our_form_without_our_columns_is_read_as_anybodys() -> None:
    book = load_workbook(io.BytesIO(write(sample(), "xlsform")))
    for page in book.worksheets:
        for number in range(page.max_column, 0, -1):
            if str(page.cell(1, number).value).startswith("echelons::"):
                page.delete_cols(number)
    for title in book.sheetnames[3:]:
        book.remove(book[title])
    content = io.BytesIO()
    book.save(content)

    tree = read("x", content.getvalue())

    assert check_data(tree, "x") == []
    assert [[q["id"] for q in c["questions"]] for c in tree["challenges"]] == [["steps", "days"], ["held"]]


def test_a_label_that_looks_like_a_reference_stays_a_text() -> None:
    tree = sample()
    tree["challenges"][0]["questions"][0]["title"] = texts("Le champ ${days} et ${absent}")

    converted(write(tree, "xlsform"))
    assert read("x", write(tree, "xlsform"))["challenges"][0]["questions"][0]["title"] == texts(
        "Le champ ${days} et ${absent}"
    )
