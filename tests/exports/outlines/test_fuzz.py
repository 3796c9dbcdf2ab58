# SPDX-License-Identifier: EUPL-1.2
"""Damaged files: no fault but a sentence, no file but the one that was sent, little memory."""

from pathlib import Path

from tests.exports.outlines.fuzz import run

FILES = 2_000


def test_damaged_files_are_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    tally = run(FILES, tmp_path)
    assert tally.files == FILES
    # The changes reach every reader: some files survive them, most are refused, for many reasons.
    assert tally.read > FILES / 50
    assert len(tally.refused) > 10
    # What no reader foresaw is still a sentence, and rare.
    assert tally.refused["sandbox.failed"] < FILES / 50
    assert 0 < tally.largest < 300_000_000 or tally.largest == 0
