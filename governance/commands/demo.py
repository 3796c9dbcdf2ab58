# SPDX-License-Identifier: EUPL-1.2
"""`echelons demo`: simulated assessments, loaded and purged in one action each."""

import click

from governance.commands.console import console_language, reports_faults, say
from governance.language import sentence


@click.group()
def demo() -> None:
    """Load or remove simulated assessments (« données simulées »)."""


@demo.command("load")
@reports_faults
def load_command() -> None:
    """Simulate assessments for départements, régions, the EPCI of one région and a few communes."""
    from governance.bootstrap import application  # noqa: PLC0415 — slow to import, needless for --help

    count = application().demo.load()
    say(sentence("messages.demo.loaded", console_language(), count=count))


@demo.command("purge")
@reports_faults
def purge_command() -> None:
    """Remove what `demo load` wrote, and nothing else."""
    from governance.bootstrap import application  # noqa: PLC0415 — slow to import, needless for --help

    count = application().demo.purge()
    say(sentence("messages.demo.purged", console_language(), count=count))
