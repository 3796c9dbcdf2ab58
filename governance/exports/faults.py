# SPDX-License-Identifier: EUPL-1.2
"""The faults of a file: all counted, the first ones told, each with its line, its column and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest

from governance.errors import EchelonsError, InputError
from governance.language import REFERENCE, Language, sentence

TOLD = 20
"""How many faults are told in full: enough to see a pattern, few enough to be read."""
LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one line."""

    line: int
    column: str | None
    error: EchelonsError

    def message(self, file: str, language: Language) -> str:
        """The sentence, with where it is."""
        error = EchelonsError(self.error.key, **{name: brief(value) for name, value in self.error.values.items()})
        where = {"file": file, "line": self.line, "sentence": error.message(language)}
        if self.column is None:
            return sentence("messages.answers_file.at_line", language, **where)
        return sentence("messages.answers_file.at_cell", language, column=self.column, **where)


class FaultList:
    """The faults found so far: a count, and the first of them."""

    def __init__(self) -> None:
        self.count = 0
        self.first: list[Fault] = []

    def __bool__(self) -> bool:
        return self.count > 0

    def add(self, line: int, column: str | None, error: EchelonsError) -> None:
        """One more fault, further down the file than those already there."""
        self.count += 1
        if len(self.first) < TOLD:
            self.first.append(Fault(line, column, error))

    def merge(self, count: int, first: Iterable[Fault]) -> None:
        """So many more faults, found by another look at the file; ``first`` must hold the first of them."""
        self.count += count
        self.first = nsmallest(TOLD, [*self.first, *first], key=lambda fault: fault.line)


class FaultyFileError(InputError):
    """A file that cannot be used, with the list of what is wrong in it."""

    def __init__(self, file: str, faults: FaultList) -> None:
        super().__init__("answers_file.faults", file=file, count=faults.count)
        self.file = file
        self.faults = faults

    def message(self, language: Language = REFERENCE) -> str:
        """A line for each fault told, then the count of all."""
        lines = [fault.message(self.file, language) for fault in self.faults.first]
        beyond = self.faults.count > len(lines)
        key = "messages.answers_file." + ("faults_beyond" if beyond else "faults")
        return "\n".join([*lines, sentence(key, language, file=self.file, count=self.faults.count, told=len(lines))])


def brief(value: object) -> object:
    """A text short enough to stand in a sentence.

    >>> brief("x" * 100) == "x" * 79 + "…", brief(3)
    (True, 3)
    """
    if isinstance(value, str) and len(value) > LONGEST_VALUE:
        return value[: LONGEST_VALUE - 1] + "…"
    return value
