# SPDX-License-Identifier: EUPL-1.2
"""`echelons questionnaire check`: everything that is wrong in a questionnaire, for those who write one."""

import sys

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


def praise(reference: str, language: Language) -> str:
    """The one sentence for a questionnaire without problems."""
    found = load(reference)
    counts = {"challenges": len(found.challenges), "questions": len(found.questions)}
    told = {name: sentence(f"{MESSAGES}.count_{name}", language, count=count) for name, count in counts.items()}
    return sentence(f"{MESSAGES}.check_clean", language, id=found.id, version=found.version, **told)
