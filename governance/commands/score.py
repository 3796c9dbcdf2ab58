# SPDX-License-Identifier: EUPL-1.2
"""`echelons score`: the scores of any number of territories, from a file to the standard output."""

from pathlib import Path
from typing import Literal

import click

from governance.commands.console import reports_faults


@click.command()
@click.argument("questionnaire")
@click.argument("answers", metavar="ANSWERS.csv")
@click.option(
    "--format", "written", type=click.Choice(["csv", "json"]), default="csv", show_default=True, help="What is printed."
)
@click.option(
    "--form",
    type=click.Choice(["full", "flash"]),
    default="full",
    show_default=True,
    help="Score all the questions, or those of the flash form.",
)
@reports_faults
def score(questionnaire: str, answers: str, written: Literal["csv", "json"], form: Literal["full", "flash"]) -> None:
    """Score the territories of a file of answers.

    QUESTIONNAIRE is an identifier, a folder or a file (docs/questionnaire.md). ANSWERS.csv is UTF-8, with the columns
    territory, question, answer: a level, a number, the items held (a;b, or - for none), NC, NSP, or nothing.
    """
    from governance.commands.scoring import score_file  # noqa: PLC0415 — `echelons --help` need not wait for NumPy

    score_file(questionnaire, Path(answers), form, written)
