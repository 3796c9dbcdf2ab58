# SPDX-License-Identifier: EUPL-1.2
"""The report of an import as a CSV file: every line refused or mended, why, and what to do."""

from collections.abc import Iterator

from governance.exports.spreadsheet import to_csv
from governance.imports.report import Remark, Report
from governance.language import Language, sentence

COLUMNS = ("line", "column", "outcome", "message")


def report_csv(report: Report, language: Language) -> bytes:
    """The lines refused, then those that were only mended, in the order of the file."""
    headings = [sentence(f"messages.imports.report.{name}", language) for name in COLUMNS]
    return to_csv(headings, rows(report, headings, language))


def rows(report: Report, headings: list[str], language: Language) -> Iterator[dict[str, object]]:
    """One row for each remark."""
    for outcome, remarks in (("refused", report.faults), ("noted", report.notes)):
        said = sentence(f"messages.imports.report.{outcome}", language)
        for remark in sorted(remarks, key=lambda one: one.line):
            yield dict(zip(headings, cells(remark, said, language), strict=True))


def cells(remark: Remark, outcome: str, language: Language) -> tuple[object, ...]:
    """The cells of a remark."""
    return remark.line, remark.column, outcome, remark.said.message(language)
