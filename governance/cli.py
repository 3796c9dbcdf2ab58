# SPDX-License-Identifier: EUPL-1.2
"""The `echelons` command. Each subcommand is a module of governance.commands, imported only when it is called.

Exit codes: 0 done · 1 the input is wrong (the message says what and where) · 2 the command line is wrong.
"""

from importlib import import_module

import click

from governance import __version__

COMMANDS = ("serve", "score", "questionnaire", "territories", "answers", "data", "workshop", "database", "demo")


class Commands(click.Group):
    """A group whose commands are loaded on demand: `echelons --help` need not import pandas."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 — click's signature
        """The names, in the order of first use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"governance.commands.{cmd_name}"), cmd_name)
        return command


@click.command(cls=Commands)
@click.version_option(__version__, prog_name="echelons")
def main() -> None:
    """Échelons: how French local authorities govern digital policy."""
