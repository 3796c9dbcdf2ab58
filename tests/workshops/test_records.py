# SPDX-License-Identifier: EUPL-1.2
"""The timer, versions, and what they look like to others."""

from datetime import UTC, datetime, timedelta

from governance.workshops.records import Timer, Version, Workshop

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def test_a_timer_runs_pauses_resumes_and_gets_longer() -> None:
    timer = Timer(left=120).resumed(NOON)
    assert timer.running
    assert timer.remaining(NOON + timedelta(seconds=30)) == 90
    paused = timer.paused(NOON + timedelta(seconds=30))
    assert not paused.running
    assert paused.remaining(NOON + timedelta(hours=1)) == 90
    assert paused.extended(60, NOON) == Timer(left=150)
    again = paused.resumed(NOON + timedelta(hours=1))
    assert again.remaining(NOON + timedelta(hours=1, seconds=1)) == 89
    longer = again.extended(60, NOON + timedelta(hours=1, seconds=89))
    assert longer.running
    assert longer.remaining(NOON + timedelta(hours=1, seconds=89)) == 61
    assert again.remaining(NOON + timedelta(days=1)) == 0
    assert Timer().remaining(NOON) == 0


def test_a_version_only_grows_whatever_was_received() -> None:
    assert Version(3, 0) > Version(2, 999_999)
    assert Version(3, 0).number > Version(2, 999_999).number
    assert Version(3, 1).number > Version(3, 0).number
    assert Version(2**20, 0).number < 2**53


def test_a_session_ends_and_moves_one_transition_at_a_time() -> None:
    session = Workshop("id", "assessment", "K7MP-2W9Q", "Atelier", (), "a", "b", "c", "", NOON)
    moved = session.moved(current="split", ended_at=NOON)
    assert (session.ended, session.revision) == (False, 0)
    assert (moved.ended, moved.revision, moved.current) == (True, 1, "split")
