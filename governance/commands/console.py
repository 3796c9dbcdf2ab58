# SPDX-License-Identifier: EUPL-1.2
"""What every command shares: the reader's language, and faults told on stderr with exit code 1, never a traceback."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TextIO

import click

from governance.errors import EchelonsError
from governance.language import Language, as_language

P = ParamSpec("P")


def console_language() -> Language:
    """The language of the terminal, by the first of LC_ALL, LC_MESSAGES and LANG that is set; French otherwise."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return as_language(next(filter(None, named), None))


def say(text: str, *, err: bool = False) -> None:
    """Print a line on stdout, or on stderr; a character that the terminal cannot show becomes a question mark."""
    stream: TextIO = sys.stderr if err else sys.stdout
    encoding = stream.encoding or "utf-8"
    click.echo(text.encode(encoding, "replace").decode(encoding), file=stream)


def reports_faults(command: Callable[P, None]) -> Callable[P, None]:
    """Turn an EchelonsError into its sentence on stderr and exit code 1; the nearest decorator to the function.

    The sentence is in the command's ``language`` option where it has one, in the terminal's language otherwise.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except EchelonsError as fault:
            language = kwargs.get("language")
            say(fault.message(as_language(str(language)) if language else console_language()), err=True)
            sys.exit(1)

    return run
