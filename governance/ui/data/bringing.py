# SPDX-License-Identifier: EUPL-1.2
"""One import, from the bytes of a file to what is to be said of it."""

from dataclasses import dataclass
from typing import Any

from governance.bootstrap import Application
from governance.errors import EchelonsError
from governance.exports.import_report import report_csv
from governance.exports.join_report import join_csv, join_lines
from governance.exports.outlines import read_outlines
from governance.exports.tables import read_table
from governance.imports.records import Provenance
from governance.imports.report import TOLD, RefusedFileError
from governance.imports.rows import RawTable
from governance.language import sentence
from governance.services.imports import Outcome
from governance.ui.data.outcome import Told, keep
from governance.ui.language import current, t


@dataclass(frozen=True)
class Incoming:
    """A file, and what the person says of it."""

    kind: str
    name: str
    content: bytes
    said: Provenance
    asked: dict[str, Any]


def bring(app: Application, file: Incoming) -> None:
    """Import a file, and keep what there is to say."""
    try:
        keep(outlines(app, file) if file.kind == "outlines" else table(app, file))
    except RefusedFileError as fault:
        lines = tuple(line.strip() for line in fault.lines(current()))
        keep(Told(fault.head(current()), lines, report_csv(fault.report, current()), failed=True))
    except EchelonsError as fault:
        keep(Told(fault.message(current()), failed=True))


def table(app: Application, file: Incoming) -> Told:
    """Import a table."""
    read = read_table(file.name, file.content)
    done = brought(app, file, read)
    key = file.kind if done.record else "nothing"
    title = sentence(f"messages.imports.done.{key}", current(), **done.facts)
    decoded = (sentence("messages.imports.done.decoded", current()),) if read.decoded else ()
    notes = done.report.notes
    lines = [remark.to(current()) for remark in notes[:TOLD]]
    more = [sentence("messages.imports.more", current(), count=len(notes) - TOLD)] if len(notes) > TOLD else []
    return Told(title, (*decoded, *lines, *more), report_csv(done.report, current()) if notes else b"")


def brought(app: Application, file: Incoming, read: RawTable) -> Outcome:
    """Hand the rows over to the service of their kind."""
    match file.kind:
        case "answers":
            return app.answers_import.bring(read, file.said, **file.asked)
        case "groupings":
            return app.groupings.bring(read, file.said, **file.asked)
        case "composition":
            return app.composition.bring(read, file.said)
    return app.indicators.bring(read, file.said, **file.asked)


def outlines(app: Application, file: Incoming) -> Told:
    """Import outlines."""
    raw = read_outlines(file.name, file.content, file.asked["layer"] or "")
    done = app.outlines.bring(raw, file.said, **file.asked)
    return Told(t("data.outlines_done"), tuple(join_lines(done, current())), join_csv(done, current()))
