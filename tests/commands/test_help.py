# SPDX-License-Identifier: EUPL-1.2
"""`echelons` and `echelons --help`: at once, and complete."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from governance import __version__
from governance.cli import COMMANDS, main
from tests.commands.process import run

# What makes a start slow; a list of commands needs none of them.
SLOW = ("pandas", "numpy", "streamlit", "sqlalchemy", "plotly", "shapely", "geopandas", "pyarrow")


def test_help_lists_every_command() -> None:
    done = CliRunner().invoke(main, ["--help"])
    assert done.exit_code == 0
    for name in COMMANDS:
        assert f"  {name} " in done.output


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)])
def test_help_waits_for_no_slow_library(arguments: list[str]) -> None:
    code = f"""
import sys
from governance.cli import main
try:
    main({arguments!r})
except SystemExit as done:
    assert not done.code, done.code
print("loaded:", *[name for name in {SLOW!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "loaded:"


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    done = run(tmp_path, "--version")
    assert (done.returncode, done.stdout.split()[-1]) == (0, __version__)


def test_an_unknown_command_exits_with_2_and_names_it(tmp_path: Path) -> None:
    done = run(tmp_path, "servir")
    assert done.returncode == 2
    assert "servir" in done.stderr
