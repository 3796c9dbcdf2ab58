# SPDX-License-Identifier: EUPL-1.2
"""Every remark is kept and can be downloaded; the message tells the first ones."""

import pytest

from governance.exports.import_report import report_csv
from governance.imports import report as module
from governance.imports.report import RefusedFileError, Report


def refused(report: Report) -> RefusedFileError:
    with pytest.raises(RefusedFileError) as fault:
        report.close()
    return fault.value


def test_the_message_tells_the_first_lines_in_order_and_how_many_more() -> None:
    report = Report("f.csv")
    for line in range(40, 2, -1):
        report.fault(line, "code", "code_unknown", code="x")
    report.fault(2, "", "grouping_empty")
    fault = refused(report)
    lines = fault.message("fr").splitlines()
    assert lines[0].startswith("39 erreurs dans f.csv")
    assert lines[1].strip().startswith("ligne 2\u00a0:")
    assert lines[2].strip().startswith("ligne 3, colonne")
    assert lines[-1].strip() == "… et 19 autres lignes."
    assert fault.head("en").startswith("39 errors")


def test_lines_of_a_territory_refused_above_are_counted_not_repeated() -> None:
    report = Report("f.csv")
    report.fault(1, "territory", "code_unknown", code="x")
    report.fault(2, "territory", "code_refused_above", code="x")
    assert len(refused(report).message("fr").splitlines()) == 3


def test_few_faults_are_told_in_full_and_none_closes_quietly() -> None:
    report = Report("f.csv")
    report.close()
    report.fault(1, "", "grouping_empty")
    assert len(refused(report).message("fr").splitlines()) == 2


def test_the_report_has_every_line_and_runs_no_formula(monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report("f.csv")
    report.fault(3, "code", "code_unknown", code="=1+1")
    report.note(2, "code", "code_zero", code="1001", territory="commune:01001")
    text = report_csv(report, "fr").decode("utf-8-sig")
    assert [line.split(",")[2] for line in text.splitlines()] == ["Suite donnée", "refusée", "gardée"]
    monkeypatch.setattr(module, "MOST_KEPT", 1)
    report.fault(4, "", "grouping_empty")
    report.note(5, "", "grouping_empty")
    assert (report.fault_count, len(report.faults), len(report.notes)) == (2, 1, 1)
    assert report.count("code_zero") == 1
