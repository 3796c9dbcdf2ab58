# SPDX-License-Identifier: EUPL-1.2
"""`echelons questionnaire`: everything that is wrong in a questionnaire, and its passage from one form to another."""

import sys
from typing import Literal

import click

from governance.commands.console import console_language, reports_faults, say
from governance.errors import visible
from governance.language import LANGUAGES, Language, sentence
from governance.questionnaire import check, load

MESSAGES = "messages.questionnaire"


@click.group()
def questionnaire() -> None:
    """Work on questionnaires: their format is in docs/questionnaire.md."""


@questionnaire.command("check")
@click.argument("reference", metavar="PATH")
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="Language of the sentences (default: the terminal's, else French)."
)
@reports_faults
def check_command(reference: str, language: Language | None) -> None:
    """Print every problem of PATH (an id, a folder or a file), with its place and its remedy; exit 1 if any."""
    reader = language or console_language()
    problems = check(reference)
    for problem in problems:
        say(problem.to(reader))
    if problems:
        say(sentence(f"{MESSAGES}.check_found", reader, count=len(problems), reference=visible(reference)))
        sys.exit(1)
    say(praise(reference, reader))


@questionnaire.command("convert")
@click.argument("source")
@click.argument("target")
@click.option("--to", "form", type=click.Choice(["yaml", "folder", "xlsx", "xlsform"]), help="Form to write.")
@click.option("--force", is_flag=True, help="Replace TARGET if it is there.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the headings (default: the terminal's).")
@reports_faults
def convert_command(
    source: str,
    target: str,
    form: Literal["yaml", "folder", "xlsx", "xlsform"] | None,
    force: bool,
    language: Language | None,
) -> None:
    """Write the questionnaire SOURCE (an id, a folder or a file of any form) as TARGET, whose ending tells the form:
    .yaml, .zip, .xlsx, or none for a folder.
    """
    from governance.commands.conversion import convert  # noqa: PLC0415 — `check` need not wait for spreadsheets

    reader = language or console_language()
    convert(source, target, form, force=force, language=reader)
    say(sentence("messages.formats.converted", reader, target=visible(target)))


@questionnaire.command("answers")
@click.argument("source")
@click.argument("export", metavar="EXPORT.csv")
@reports_faults
def answers_command(source: str, export: str) -> None:
    """Print, as `echelons score` reads them, the answers that ODK or Kobo exports for the XLSForm of SOURCE."""
    from governance.commands.conversion import collect  # noqa: PLC0415 — `check` need not wait for spreadsheets

    click.echo(collect(source, export), nl=False)


def praise(reference: str, language: Language) -> str:
    """The one sentence for a questionnaire without problems."""
    found = load(reference)
    counts = {"challenges": len(found.challenges), "questions": len(found.questions)}
    told = {name: sentence(f"{MESSAGES}.count_{name}", language, count=count) for name, count in counts.items()}
    return sentence(f"{MESSAGES}.check_clean", language, id=found.id, version=found.version, **told)
