# SPDX-License-Identifier: EUPL-1.2
"""`echelons answers`: answers of many territories at once."""

from typing import Literal

import click

from governance.commands.console import reports_faults
from governance.commands.provenance import Said, provenance_options


@click.group()
def answers() -> None:
    """Work on the answers that this installation keeps."""


@answers.command("import")
@click.argument("file", metavar="FILE")
@click.option("--questionnaire", metavar="ID[@VERSION]", help="What the answers are to (default: the référentiel).")
@click.option(
    "--people",
    type=click.Choice(["refuse", "keep", "replace"]),
    default="refuse",
    show_default=True,
    help="What becomes of answers that a person entered and that differ: the file is refused, they stay, or they go.",
)
@provenance_options
@reports_faults
def import_command(
    file: str, questionnaire: str | None, people: Literal["refuse", "keep", "replace"], said: Said
) -> None:
    """Import a CSV or XLSX file with the columns territory, question, answer[, reason][, tier]: all of it or nothing.

    A territory is an INSEE code, a SIREN, or an id such as epci:243500139. Importing the same file again changes
    nothing.
    """
    from governance.commands import importing  # noqa: PLC0415 — `echelons --help` need not wait for it

    with importing.told(file, said, "answers") as told:
        edition = importing.edition(told.app, questionnaire) if questionnaire else None
        told.outcome = told.app.answers_import.bring(told.table, said.provenance, questionnaire=edition, people=people)
