# SPDX-License-Identifier: EUPL-1.2
"""Each acknowledged save was put on disk first: counted from outside, system call by system call.

Killing a process cannot show it: what the system still holds in memory outlives the process, not the machine.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from governance.settings import ROOT
from tests.conftest import absent

SAVES = 20

pytestmark = pytest.mark.durability


def syncs_before_each_acknowledgement(tmp_path: Path, *options: str) -> list[int]:
    """How many fsync or fdatasync calls succeeded between one acknowledgement and the next."""
    strace = shutil.which("strace")
    if strace is None:
        absent("strace", "install it (Debian: apt install strace)")
    trace = tmp_path / "trace"
    writer = [sys.executable, "-m", "tests.faults.writer", "count", f"sqlite:///{tmp_path / 'x.sqlite3'}", str(SAVES)]
    subprocess.run(
        [strace, "-f", "-e", "trace=fsync,fdatasync,write", "-o", trace, *writer, *options],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return count_syncs(trace.read_text(errors="replace").splitlines())


def count_syncs(trace: list[str]) -> list[int]:
    """The calls between the lines ``begin``, ``ack 0``, ``ack 1``…"""
    counts = []
    syncs = 0
    for line in trace:
        if re.search(r"\bf(data)?sync\(.*= 0$", line) or re.search(r"<\.\.\. f(data)?sync resumed>.*= 0$", line):
            syncs += 1
        elif 'write(1, "begin' in line:
            syncs = 0
        elif 'write(1, "ack' in line:
            counts.append(syncs)
            syncs = 0
    return counts


def test_every_acknowledged_save_costs_at_least_one_fsync(tmp_path: Path) -> None:
    counts = syncs_before_each_acknowledgement(tmp_path)
    print(f"fsync calls before each of {SAVES} acknowledgements: {counts}")
    assert len(counts) == SAVES
    assert min(counts) >= 1


def test_the_count_catches_a_database_that_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    counts = syncs_before_each_acknowledgement(tmp_path, "off")
    assert len(counts) == SAVES
    assert max(counts) == 0


def test_the_count_reads_what_strace_writes() -> None:
    trace = [
        "7 fsync(5) = 0",
        '7 write(1, "begin\\n", 6) = 6',
        "7 fdatasync(5) = 0",
        "7 fsync(6) = -1 EIO (Input/output error)",
        '7 write(4, "ack"..., 4096) = 4096',
        "7 fsync(5 <unfinished ...>",
        "8 <... fsync resumed>) = 0",
        '7 write(1, "ack 0\\n", 6) = 6',
        '7 write(1, "ack 1\\n", 6) = 6',
    ]
    assert count_syncs(trace) == [2, 0]
