# SPDX-License-Identifier: EUPL-1.2
"""The options that every import has: what is said of the file, and where its report goes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from governance.imports.records import Provenance


@dataclass(frozen=True)
class Said:
    """What the command line says of a file."""

    source: str
    vintage: str
    credit: str
    author: str
    report: str | None

    @property
    def provenance(self) -> "Provenance":
        """The same, as imports take it."""
        from governance.imports.records import Provenance  # noqa: PLC0415 — `echelons --help` need not wait for it

        return Provenance(self.source, self.vintage, self.credit, self.author)


def provenance_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options to a command, which gets them together as ``said``."""

    @click.option("--source", required=True, help="Who made the file, and when: shown wherever the data are.")
    @click.option("--vintage", default="", help="The year or date that the data are of.")
    @click.option("--credit", default="", help="The credit line to show (default: the source).")
    @click.option("--by", "author", default="", help="Your name, kept beside the import.")
    @click.option("--report", metavar="REPORT.csv", help="Write every remark about the file's lines there.")
    @wraps(command)
    def run(*args: Any, source: str, vintage: str, credit: str, author: str, report: str | None, **kwargs: Any) -> None:
        command(*args, said=Said(source, vintage, credit, author, report), **kwargs)

    return run
