# SPDX-License-Identifier: EUPL-1.2
"""`echelons territories check`: whole and consistent, or every problem."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from governance.cli import main
from governance.errors import InputError
from governance.language import sentence
from governance.territories import checks
from tests.commands.process import run


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_shipped_reference_is_whole(language: str, tmp_path: Path) -> None:
    done = run(tmp_path, "territories", "check", cwd=Path("/"), LC_ALL=f"{language}_XX.UTF-8")
    expected = sentence("messages.territories.check_clean", "fr" if language == "fr" else "en")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, expected, "")
    assert list(tmp_path.iterdir()) == [], "checking needs no database"


def test_every_problem_is_told_and_exits_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [InputError("territories.check.file_missing", file=name) for name in ("a.parquet", "b.parquet")]
    monkeypatch.setattr(checks, "check", lambda: found)
    done = CliRunner(env={"LC_ALL": "en"}).invoke(main, ["territories", "check"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == [
        "data/territories/a.parquet",
        "data/territories/b.parquet",
    ]
