# SPDX-License-Identifier: EUPL-1.2
"""Scores as text: one figure a line, in full, in a known order."""

import csv
import io
import json

import pytest

from governance.exports.scores_file import COLUMNS, write_scores
from governance.scoring.answers import matrix_of_codes
from governance.scoring.scores import score
from tests.sample import questionnaire

CODES = {
    'Le "Val", haut': {"split": "3", "lanes": "2", "speed": "10", "signs": "stop", "spans": "1"},
    "Deux\rlignes": {"tolls": "NC"},
}


def text(form: str, blocks: int = 1) -> str:
    sample = questionnaire()
    matrices = [matrix_of_codes(sample, CODES)]
    if blocks == 2:
        matrices = [matrix_of_codes(sample, {name: codes}) for name, codes in CODES.items()]
    return "".join(write_scores(CODES, (score(sample, matrix) for matrix in matrices), form))  # type: ignore[arg-type]


def test_the_lines_are_the_index_the_challenges_and_the_readings_of_each_territory() -> None:
    rows = list(csv.DictReader(io.StringIO(text("csv"), newline="")))
    assert [row["territory"] for row in rows] == [name for name in CODES for _ in range(4)]
    assert [(row["node"], row["kind"]) for row in rows[:4]] == [
        ("index", "index"),
        ("roads", "challenge"),
        ("bridges", "challenge"),
        ("openness", "reading"),
    ]


def test_numbers_are_in_full_and_what_does_not_exist_is_empty() -> None:
    rows = list(csv.reader(io.StringIO(text("csv"), newline="")))
    assert rows[0] == list(COLUMNS)
    (roads,) = [row for row in rows if row[1] == "roads" and row[0] == 'Le "Val", haut']
    assert float(roads[3]) == pytest.approx((75 + 50 + 5 + 100 / 3) / 4, abs=1e-12)
    assert len(roads[3]) > 10
    assert roads[4:] == ["1.0", roads[3], roads[3], "published", "0"]
    (bridges,) = [row for row in rows if row[1] == "bridges" and row[0] == 'Le "Val", haut']
    assert bridges[3:] == ["", "0.3333333333333333", "8.333333333333334", "75.0", "not_assessed", ""]


def test_the_lines_end_as_on_unix() -> None:
    assert "\r\n" not in text("csv")


def test_json_holds_the_same_objects_with_null_for_what_does_not_exist() -> None:
    objects = json.loads(text("json"))
    rows = list(csv.DictReader(io.StringIO(text("csv"), newline="")))
    assert [list(each) for each in objects] == [list(COLUMNS)] * len(rows)
    for each, row in zip(objects, rows, strict=True):
        assert {name: "" if value is None else str(value) for name, value in each.items()} == row


@pytest.mark.parametrize("form", ["csv", "json"])
def test_blocks_change_nothing(form: str) -> None:
    assert text(form, blocks=2) == text(form)


def test_no_territory_leaves_a_header_or_an_empty_list() -> None:
    assert "".join(write_scores([], [], "csv")) == ",".join(COLUMNS) + "\n"
    assert json.loads("".join(write_scores([], [], "json"))) == []
