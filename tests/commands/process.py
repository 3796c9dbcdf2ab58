# SPDX-License-Identifier: EUPL-1.2
"""The `echelons` command as a process of its own, with an environment that the test chooses."""

import os
import subprocess
import sys
from pathlib import Path

COMMAND = str(Path(sys.executable).with_name("echelons"))
SECONDS = 60


def environment(data: Path, **more: str) -> dict[str, str]:
    """This process's environment without its settings and its language: French, on a data folder."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ECHELONS_", "LC_", "LANG", "STREAMLIT_"))
    }
    ours = {"LC_ALL": "fr_FR.UTF-8", "PYTHONIOENCODING": "utf-8", "ECHELONS_DATA_DIR": str(data)}
    # No test reaches out of this machine.
    return kept | ours | {"ECHELONS_OUTLINES_AT_START": "false", **more}


def run(data: Path, *arguments: str, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    return subprocess.run(
        [COMMAND, *arguments],
        env=environment(data, **more),
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )


def told(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a refusal: exit code 1, nothing on stdout, no traceback."""
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert lines
    return done.stderr.strip()
