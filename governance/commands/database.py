# SPDX-License-Identifier: EUPL-1.2
"""`echelons database`: the whole of what people entered, copied to a file and put back."""

from pathlib import Path

import click

from governance.commands.console import console_language, reports_faults, say
from governance.language import sentence


@click.group()
def database() -> None:
    """Back up and restore everything that people entered."""


@database.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@reports_faults
def backup_command(file: Path) -> None:
    """Copy the database to a new FILE, while people work."""
    from governance.bootstrap import back_up_database  # noqa: PLC0415 — slow to import, needless for --help

    place = back_up_database(file)
    say(sentence("messages.database.kept", console_language(), place=place))


@database.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@reports_faults
def restore_command(file: Path) -> None:
    """Put the copy FILE in the place of the database, which is kept beside it. Stop the server first."""
    from governance.bootstrap import restore_database  # noqa: PLC0415 — slow to import, needless for --help

    former = restore_database(file)
    language = console_language()
    say(sentence("messages.database.restored", language, place=file))
    if former:
        say(sentence("messages.database.former", language, place=former))
