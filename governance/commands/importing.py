# SPDX-License-Identifier: EUPL-1.2
"""What the commands that import share: read the file, open the application, tell what was done."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from governance.bootstrap import Application, assemble
from governance.commands.console import console_language, say
from governance.commands.provenance import Said
from governance.errors import InputError
from governance.exports.import_report import report_csv
from governance.exports.join_report import join_csv, join_lines
from governance.exports.outlines import FROM_DISK as OUTLINES_FROM_DISK
from governance.exports.outlines import read_outlines
from governance.exports.tables import FROM_DISK, read_table
from governance.imports.records import ImportKind
from governance.imports.report import RefusedFileError, Report
from governance.imports.rows import RawTable
from governance.language import sentence
from governance.questionnaire.edition import EditionKey
from governance.services.imports import Outcome
from governance.settings import load_settings
from governance.territories.territory import Layer


@dataclass
class Telling:
    """An import under way."""

    app: Application
    table: RawTable
    outcome: Outcome | None = None


@contextmanager
def told(file: str, said: Said, kind: ImportKind) -> Iterator[Telling]:
    """Read the file, let the caller import it, and say what came of it; the report is written also when refused."""
    path = Path(file)
    table = read_table(path.name, content_of(path), FROM_DISK)
    telling = Telling(opened(), table)
    try:
        yield telling
    except RefusedFileError as fault:
        write_report(fault.report, said.report)
        raise
    if telling.outcome is not None:
        tell(telling.outcome, kind, decoded=table.decoded)
        write_report(telling.outcome.report, said.report)


def opened() -> Application:
    """The application of the settings."""
    return assemble(load_settings())


def edition(app: Application, reference: str) -> EditionKey:
    """The questionnaire that ``id`` or ``id@version`` names. NotFoundError when there is none."""
    name, _, version = reference.partition("@")
    named = app.questionnaires.get(name, version) if version else app.questionnaires.newest(name)
    return named.id, named.version


def content_of(path: Path, most: int = FROM_DISK.packed) -> bytes:
    """The bytes of a file, or one more than may be read. InputError when there is none."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as fault:
        raise InputError("imports.file_absent", file=path, reason=fault) from fault


def tell(outcome: Outcome, kind: ImportKind, *, decoded: bool) -> None:
    """What was done, in a line or two."""
    language = console_language()
    if decoded:
        say(sentence("messages.imports.done.decoded", language), err=True)
    key = kind if outcome.record else "nothing"
    say(sentence(f"messages.imports.done.{key}", language, **outcome.facts))
    if outcome.report.notes:
        say(sentence("messages.imports.done.notes", language, count=len(outcome.report.notes)), err=True)


def write_report(report: Report, file: str | None) -> None:
    """Write the report where it was asked for."""
    if file is not None:
        write(file, report_csv(report, console_language()))


def write(file: str, content: bytes) -> None:
    """Write a report to a file, and say so."""
    try:
        Path(file).write_bytes(content)
    except OSError as fault:
        raise InputError("imports.report_unwritten", file=file, reason=fault) from fault
    say(sentence("messages.imports.done.report", console_language(), file=file), err=True)


def bring_outlines(file: str, said: Said, layer: Layer | None, *, alone: bool) -> None:
    """Import outlines, and say what came of each code."""
    path, language = Path(file), console_language()
    raw = read_outlines(path.name, content_of(path, OUTLINES_FROM_DISK.packed), layer or "", OUTLINES_FROM_DISK)
    outcome = opened().outlines.bring(raw, said.provenance, layer=layer, alone=alone)
    for line in join_lines(outcome, language):
        say(line)
    if said.report:
        write(said.report, join_csv(outcome, language))
