# SPDX-License-Identifier: EUPL-1.2
"""What is to be said of a file, line by line: what makes it refused, and what was understood although badly written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from governance.errors import EchelonsError, InputError
from governance.language import REFERENCE, Language, sentence

TOLD = 20
"""So many lines are told in a message; the report to download has all of them."""
MOST_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say of one line."""

    line: int
    column: str
    said: EchelonsError

    def to(self, language: Language, /) -> str:
        """Where, and what to do."""
        place = "cell" if self.column else "line"
        where = {"line": self.line, "column": self.column}
        return sentence(f"messages.imports.at_{place}", language, sentence=self.said.message(language), **where)


class Report:
    """Faults, by which a file is refused whole, and notes, which are only told."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Remark] = []
        self.notes: list[Remark] = []
        self.fault_count = 0

    def fault(self, line: int, column: str, key: str, **values: Any) -> None:
        """A line that cannot be kept."""
        self.refuse(line, column, InputError(f"imports.{key}", **values))

    def refuse(self, line: int, column: str, error: EchelonsError) -> None:
        """The same, already worded."""
        self.fault_count += 1
        if len(self.faults) < MOST_KEPT:
            self.faults.append(Remark(line, column, error))

    def note(self, line: int, column: str, key: str, **values: Any) -> None:
        """A line that was kept, and what was done with it."""
        self.tell(line, column, InputError(f"imports.{key}", **values))

    def tell(self, line: int, column: str, said: EchelonsError) -> None:
        """The same, already worded."""
        if len(self.notes) < MOST_KEPT:
            self.notes.append(Remark(line, column, said))

    def close(self) -> None:
        """RefusedFileError when there is a fault: all of the file, or nothing."""
        if self.faults:
            self.faults.sort(key=lambda remark: remark.line)
            raise RefusedFileError(self)

    def count(self, key: str) -> int:
        """How many notes say the same."""
        return sum(remark.said.key == f"imports.{key}" for remark in self.notes)


class RefusedFileError(InputError):
    """A file of which nothing was kept, with the report that says why."""

    def __init__(self, report: Report) -> None:
        super().__init__("imports.refused", file=report.file, count=report.fault_count)
        self.report = report

    def message(self, language: Language = REFERENCE) -> str:
        """The count, then the first lines."""
        return "\n".join([super().message(language), *self.lines(language)])

    def head(self, language: Language) -> str:
        """The count alone."""
        return super().message(language)

    def lines(self, language: Language) -> Iterator[str]:
        """The first faults, and how many more there are."""
        # A territory that is unknown is told once, however many lines it has.
        telling = [remark for remark in self.report.faults if remark.said.key != "imports.code_refused_above"]
        for remark in telling[:TOLD]:
            yield f"  {remark.to(language)}"
        if (more := self.report.fault_count - len(telling[:TOLD])) > 0:
            yield f"  {sentence('messages.imports.more', language, count=more)}"
