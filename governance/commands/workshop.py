# SPDX-License-Identifier: EUPL-1.2
"""`echelons workshop`: what the facilitator's console does, for automation; while the server runs, or not."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from governance.commands.console import console_language, reports_faults

QUESTION = click.option("--question", "question_id", metavar="ID", help="The question; by default the one in front.")
ROUND = click.option("--round", "round_number", type=click.IntRange(1), help="Refuse to act on another round.")


@click.group()
def workshop() -> None:
    """Live sessions: create one, lead it, read its state. Each command prints JSON."""


def printing(command: Callable[..., dict[str, Any]]) -> Callable[..., None]:
    """A command that prints what it returns."""

    @reports_faults
    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        click.echo(json.dumps(command(*args, **kwargs), ensure_ascii=True, indent=2))

    return run


@workshop.command("create")
@click.option(
    "--territory", "code", required=True, metavar="CODE", help="Insee or SIREN code, or an id: commune:35238."
)
@click.option("--questionnaire", metavar="ID", help="Its latest version (default: the référentiel).")
@click.option("--flash", is_flag=True, help="The flash questions only.")
@click.option("--colleges", default="", metavar="A,B", help="elected, staff, partners, residents (or in French).")
@printing
def create_command(code: str, questionnaire: str | None, flash: bool, colleges: str) -> dict[str, Any]:
    """Create a session on an authority's assessment, which is begun if need be."""
    from governance.commands.sessions import create  # noqa: PLC0415 — slow to import, needless for --help

    return create(code, questionnaire, "flash" if flash else "full", colleges.split(","))


@workshop.command("open")
@click.argument("code")
@QUESTION
@ROUND
@printing
def open_command(code: str, question_id: str | None, round_number: int | None) -> dict[str, Any]:
    """Open the vote: on a question, on the one in front, or on the next one."""
    from governance.commands.sessions import act  # noqa: PLC0415

    return act(code, lambda sessions, key: sessions.open(key, question_id, round_number=round_number))


@workshop.command("close")
@click.argument("code")
@QUESTION
@ROUND
@printing
def close_command(code: str, question_id: str | None, round_number: int | None) -> dict[str, Any]:
    """Close the vote; nothing shows yet."""
    from governance.commands.sessions import act  # noqa: PLC0415

    return act(code, lambda sessions, key: sessions.close(key, question_id, round_number=round_number))


@workshop.command("reveal")
@click.argument("code")
@QUESTION
@ROUND
@printing
def reveal_command(code: str, question_id: str | None, round_number: int | None) -> dict[str, Any]:
    """Show the result to everybody."""
    from governance.commands.sessions import act  # noqa: PLC0415

    return act(code, lambda sessions, key: sessions.reveal(key, question_id, round_number=round_number))


@workshop.command("retain")
@click.argument("code")
@QUESTION
@ROUND
@click.option("--level", type=int, required=True, help="The level that people retained.")
@click.option("--note", default="", help="Why.")
@click.option("--dissent", default="", help="What those who disagree say.")
@printing
def retain_command(code: str, level: int, **retained: Any) -> dict[str, Any]:
    """Note the level that people retained. It becomes the assessment's answer once its pilot confirms it."""
    from governance.commands.sessions import act  # noqa: PLC0415

    return act(code, lambda sessions, key: sessions.retain(key, level, **retained))


@workshop.command("end")
@click.argument("code")
@QUESTION
@ROUND
@printing
def end_command(code: str, question_id: str | None, round_number: int | None) -> dict[str, Any]:  # noqa: ARG001
    """End the session: its code and links are dead, and nothing links a person's votes any more."""
    from governance.commands.sessions import act  # noqa: PLC0415

    return act(code, lambda sessions, key: sessions.end(key))


@workshop.command("state")
@click.argument("code")
@printing
def state_command(code: str) -> dict[str, Any]:
    """Print what the room may see, and where each question stands."""
    from governance.commands.sessions import state  # noqa: PLC0415

    return state(code, console_language())
