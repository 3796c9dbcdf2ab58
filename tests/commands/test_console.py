# SPDX-License-Identifier: EUPL-1.2
"""What every command shares."""

import io
import sys

import click
import pytest
from click.testing import CliRunner

from governance.commands.console import console_language, reports_faults, say
from governance.errors import NotFoundError


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8", "LC_ALL": "en_US"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": ""}, "en"),
    ],
)
def test_the_language_is_that_of_the_terminal(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert console_language() == language


@click.command()
@click.option("--language")
@reports_faults
def fails(language: str | None) -> None:
    """Fail as a service does."""
    raise NotFoundError("questionnaire.not_found", reference=language or "x", known=["y"])


@click.command()
@reports_faults
def works() -> None:
    """Do nothing wrong."""
    say("fait")


def test_a_fault_is_one_sentence_on_stderr_and_exit_code_1() -> None:
    result = CliRunner(env={"LC_ALL": "en"}).invoke(fails)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith('"x" is neither a shipped questionnaire (y)')
    assert len(result.stderr.splitlines()) == 1


def test_the_language_option_goes_before_the_terminals() -> None:
    assert "ni un dossier" in CliRunner(env={"LC_ALL": "en"}).invoke(fails, ["--language", "fr"]).stderr


def test_a_command_without_fault_exits_with_0() -> None:
    result = CliRunner().invoke(works)

    assert (result.exit_code, result.stdout, result.stderr) == (0, "fait\n", "")


def test_a_character_that_the_terminal_lacks_becomes_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stderr", terminal)

    say("« é »", err=True)

    terminal.seek(0)
    assert terminal.read() == "? ? ?\n"
