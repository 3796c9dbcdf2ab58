# SPDX-License-Identifier: EUPL-1.2
"""`echelons data`: what was imported here."""

import click

from governance.commands.console import console_language, reports_faults, say
from governance.language import format_date, sentence


@click.group()
def data() -> None:
    """See what was imported, and take it away."""


@data.command("list")
@reports_faults
def list_command() -> None:
    """Print every import, the latest first."""
    from governance.commands.importing import opened  # noqa: PLC0415 — `echelons --help` need not wait for it

    language, records = console_language(), opened().imports.all()
    for record in records:
        words = {name: getattr(record, name) for name in ("id", "title", "source", "vintage")}
        kind = sentence(f"messages.imports.kinds.{record.kind}", language)
        at = format_date(record.at.astimezone(), language)
        say(sentence("messages.imports.done.line", language, **words, kind=kind, at=at))
    if not records:
        say(sentence("messages.imports.done.none", language))


@data.command("remove")
@click.argument("import_id", metavar="ID")
@reports_faults
def remove_command(import_id: str) -> None:
    """Take an import away. Assessments that a person went on with stay."""
    from governance.commands.importing import opened  # noqa: PLC0415

    record = opened().imports.remove(import_id)
    say(sentence("messages.imports.done.removed", console_language(), title=record.title))
