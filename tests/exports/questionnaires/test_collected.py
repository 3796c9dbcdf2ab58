# SPDX-License-Identifier: EUPL-1.2
"""Answers given in ODK or Kobo are those that our own files would hold."""

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner

from governance.cli import main
from governance.errors import InputError
from governance.exports.answers_file import read_answers_file
from governance.exports.questionnaires import write
from governance.exports.questionnaires.collected import collected
from governance.questionnaire.loading import load_data
from tests.exports.questionnaires.whole_sample import sample

KOBO = """\
start,echelons_territory,echelons_tier,services/steps,services/steps_reason,services/days,services/days_numberless,means/held,means/held_reason
x,Ploërmel,commune,2,,12.5,,une_sauvegarde register,
x,Ploërmel,commune,NC,trop petit,,NSP,none,
x,,epci,,,,,NC,sans objet
,,,,,,,,
"""
ODK = KOBO.replace("services/", "services-").replace("means/", "means-").replace(",", ";")


def answers(export: str) -> list[tuple[str, ...]]:
    text = collected(sample(), "export.csv", export.encode("utf-8-sig")).decode("utf-8-sig")
    return [tuple(row) for row in csv.reader(io.StringIO(text))]


@pytest.mark.parametrize("export", [KOBO, ODK], ids=["Kobo", "ODK"])
def test_a_row_for_each_submission_becomes_one_for_each_answer(export: str) -> None:
    assert answers(export) == [
        ("territory", "question", "answer", "reason"),
        ("Ploërmel", "steps", "2", ""),
        ("Ploërmel", "days", "12.5", ""),
        ("Ploërmel", "held", "une sauvegarde;register", ""),
        ("Ploërmel (2)", "steps", "NC", "trop petit"),
        ("Ploërmel (2)", "days", "NSP", ""),
        ("Ploërmel (2)", "held", "-", ""),
        ("#3", "steps", "", ""),
        ("#3", "days", "", ""),
        ("#3", "held", "NC", "sans objet"),
    ]


def test_score_reads_what_the_command_prints(tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_bytes(write(sample(), "yaml"))
    (tmp_path / "export.csv").write_text(KOBO, "utf-8")

    done = CliRunner().invoke(
        main, ["questionnaire", "answers", str(tmp_path / "q.yaml"), str(tmp_path / "export.csv")]
    )
    (tmp_path / "answers.csv").write_bytes(done.stdout_bytes)

    assert done.exit_code == 0
    found = read_answers_file(tmp_path / "answers.csv", load_data(sample(), "q"))
    assert found.names == ("Ploërmel", "Ploërmel (2)", "#3")


@pytest.mark.parametrize(
    ("key", "content"),
    [
        ("formats.collected_other", b""),
        ("formats.collected_other", b"name,age\na,3\n"),
        ("formats.collected_other", b"echelons_territory,age\na,3\n"),
        ("formats.collected_damaged", b"\xff"),
        ("formats.collected_damaged", b'a,"b\n'),
        ("sandbox.large", b"a" * 5_000_001),
    ],
)
def test_any_other_file_is_told_so(key: str, content: bytes) -> None:
    with pytest.raises(InputError) as caught:
        collected(sample(), "export.csv", content)

    assert caught.value.key == key
    assert caught.value.message("fr")
    assert caught.value.message("en")


def test_an_export_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["questionnaire", "answers", "echelons", str(tmp_path / "absent.csv")])

    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
