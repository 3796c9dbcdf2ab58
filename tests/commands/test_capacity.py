# SPDX-License-Identifier: EUPL-1.2
"""Open files: raised as far as the system lets it, and what is left is told in phones."""

import subprocess
import sys

import pytest

from governance.commands import capacity
from governance.commands.capacity import PHONES_WANTED, files_for, open_files, phones_that_fit, raise_open_files

resource = pytest.importorskip("resource", reason="Windows has no such limit")


def in_a_process(soft: int, hard: int) -> int:
    """The limit that a new process reaches from its own."""
    code = (
        "import resource; from governance.commands.capacity import raise_open_files;"
        f"resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard})); print(raise_open_files())"
    )
    return int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize(("soft", "hard", "reached"), [(256, 1024, 1024), (512, 512, 512), (200, 3000, 3000)])
def test_the_soft_limit_is_raised_to_the_hard_one(soft: int, hard: int, reached: int) -> None:
    assert in_a_process(soft, hard) == reached


class Limits:
    """A system whose limits a test chooses."""

    RLIMIT_NOFILE = 7
    RLIM_INFINITY = -1

    def __init__(self, soft: int, hard: int, most: int) -> None:
        self.limits, self.most = (soft, hard), most

    def getrlimit(self, _kind: int) -> tuple[int, int]:
        return self.limits

    def setrlimit(self, _kind: int, limits: tuple[int, int]) -> None:
        if limits[0] > self.most:
            raise ValueError
        self.limits = limits


@pytest.mark.parametrize(
    ("system", "reached"),
    [
        (Limits(256, -1, 20_000), 10_240),
        (Limits(256, -1, 1_000_000), 65_536),
        (Limits(100_000, -1, 1_000_000), 100_000),
        (Limits(256, -1, 1000), 256),
        (Limits(-1, -1, 1000), None),
    ],
    ids=["the kernel's own limit is lower", "no limit", "already more", "nothing is given", "unbounded"],
)
def test_a_system_that_says_no_limit_is_asked_for_less(
    system: Limits, reached: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capacity, "resource", system)
    assert raise_open_files() == reached


def test_where_there_is_no_such_limit_there_is_nothing_to_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capacity, "resource", None)
    assert raise_open_files() is None
    assert open_files() is None


def test_what_is_asked_for_is_what_is_counted() -> None:
    assert phones_that_fit(files_for(PHONES_WANTED)) == PHONES_WANTED
    assert phones_that_fit(files_for(PHONES_WANTED) - 1) < PHONES_WANTED
