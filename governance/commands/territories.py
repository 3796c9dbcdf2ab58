# SPDX-License-Identifier: EUPL-1.2
"""`echelons territories`: the reference of codes, names and outlines."""

import sys

import click

from governance.commands.console import console_language, reports_faults, say
from governance.language import sentence


@click.group()
def territories() -> None:
    """Work on the reference of territories."""


@territories.command("check")
@reports_faults
def check_command() -> None:
    """Verify that the reference is whole and holds together; exit 1 with every problem if not."""
    from governance.territories.checks import check  # noqa: PLC0415 — `echelons --help` need not wait for shapely

    problems = check()
    for problem in problems:
        say(problem.message(console_language()), err=True)
    if problems:
        sys.exit(1)
    say(sentence("messages.territories.check_clean", console_language()))
