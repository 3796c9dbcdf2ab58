# SPDX-License-Identifier: EUPL-1.2
"""`echelons questionnaire check`, as its user sees it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from governance.cli import main
from tests.questionnaire.sample import SAMPLE


def checked(*arguments: str) -> Result:
    return CliRunner(env={"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}).invoke(
        main, ["questionnaire", "check", *arguments]
    )


def test_the_referentiel_is_praised_in_one_sentence() -> None:
    result = checked("echelons", "--language", "en")

    assert result.exit_code == 0
    assert result.stdout == "The questionnaire echelons 1.0.0 has no problem: 8 challenges and 40 questions.\n"


def test_each_problem_has_its_line_and_the_last_line_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "sample.yaml"
    path.write_text(SAMPLE.replace("kind: level", "kind: levels").replace("high: 10", "high: 0"), "utf-8")

    result = checked(str(path), "--language", "en")

    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines[0].startswith(f'{path}:15: challenge "first" › question "rung" › kind: ')
    assert lines[1].startswith(f'{path}:25: challenge "first" › question "count" › goalposts: ')
    assert lines[2:] == [f"2 problems in {path}."]
    assert result.stderr == ""


def test_french_is_the_language_where_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(SAMPLE.replace("kind: level", "kind: levels"), "utf-8")

    result = checked(str(tmp_path / "sample.yaml"))

    assert "n’est pas admis" in result.stdout
    assert result.stdout.replace("\u00a0", " ").endswith(f"1 problème dans {tmp_path / 'sample.yaml'}.\n")


@pytest.mark.parametrize("reference", ["nowhere", "", "echelons@0.1", ".", "\x1b[31m"])
def test_what_is_not_there_is_one_sentence_and_exit_code_1(
    reference: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = checked(reference)

    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["echelons", "--language", "de"]])
def test_a_wrong_command_line_exits_with_2(arguments: list[str]) -> None:
    assert checked(*arguments).exit_code == 2


def test_a_folder_is_checked_whole(tmp_path: Path) -> None:
    (tmp_path / "questionnaire.yaml").write_text("id: a\nversion: 1\nchallenges: [b.yaml, c.yaml]\n", "utf-8")
    (tmp_path / "b.yaml").write_text("id: b\n", "utf-8")

    result = checked(str(tmp_path), "--language", "en")

    places = [line.split(": ")[0].rpartition("/")[2] for line in result.stdout.splitlines()[:-1]]
    assert places == ["questionnaire.yaml:1", "questionnaire.yaml:3", "b.yaml:1", "b.yaml:1"]
