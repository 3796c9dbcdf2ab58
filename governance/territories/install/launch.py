# SPDX-License-Identifier: EUPL-1.2
"""The installation that a first start begins: a process of its own, of low priority, which no page waits for."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from governance.territories.install.manifest import installed

COMMAND = (sys.executable, "-P", "-c", "from governance.cli import main; main()", "territories", "install")
NICENESS = 10
SECONDS_TO_END = 2


def begin(data: Path, command: Sequence[str] = COMMAND) -> subprocess.Popen[bytes] | None:
    """Start installing when nothing is installed; None when something is, or no process can be started."""
    if installed(data):
        return None
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603
    except OSError:
        return None
    with suppress(OSError, AttributeError):  # not on Windows, and not once it has ended
        os.setpriority(os.PRIO_PROCESS, process.pid, NICENESS)
    return process


def end(process: subprocess.Popen[bytes] | None) -> None:
    """Have it ended before the server is: what is half done is not in force, and begins anew next time."""
    if process is None:
        return
    process.terminate()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
