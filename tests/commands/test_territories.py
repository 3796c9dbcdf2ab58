# SPDX-License-Identifier: EUPL-1.2
"""`echelons territories`: whole and consistent, or every problem; outlines installed, or one sentence why not."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from governance.cli import main
from governance.commands.installation import bar
from governance.errors import InputError
from governance.language import sentence
from governance.territories import checks
from tests.commands.process import run, told
from tests.outlines import QUICK, Site, outline, packed, publish


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


# --- install ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    running = Site()
    yield running
    running.close()


@pytest.mark.parametrize(("language", "missing"), [("fr", "n’existe pas"), ("en", "does not exist")])
def test_a_source_that_is_not_there_exits_with_1_and_one_sentence(language: str, missing: str, tmp_path: Path) -> None:
    done = run(tmp_path, "territories", "install", "--from", str(tmp_path / "none"), LC_ALL=language)
    assert missing in told(done)
    assert len(done.stderr.strip().splitlines()) == 1


def test_offline_it_says_what_is_missing_and_how_to_get_it(tmp_path: Path, site: Site) -> None:
    site.close()
    sentence_told = told(run(tmp_path, "territories", "install", ECHELONS_OUTLINES_URL=site.address))
    assert site.address in sentence_told
    assert "communes, EPCI, départements et régions" in sentence_told
    assert "echelons territories install --from DOSSIER" in sentence_told
    assert len(sentence_told.splitlines()) == 1


def test_outlines_of_another_country_are_refused_in_one_sentence(tmp_path: Path, site: Site) -> None:
    folder = publish(tmp_path / "published")
    for source in (site.address, str(folder), folder.as_uri(), str(folder / "epci-1000m.geojson.gz")):
        assert "codes connus sur" in told(run(tmp_path / "data", "territories", "install", "--from", source))


def test_an_option_without_value_exits_with_2(tmp_path: Path) -> None:
    assert run(tmp_path, "territories", "install", "--from").returncode == 2


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    """Runs the command in this process, content with the outlines of a few communes."""
    # governance.territories.install is the function as well as the package.
    module = import_module("governance.territories.install.installing")
    monkeypatch.setitem(module.install.__kwdefaults__, "limits", replace(QUICK, least_known=0.0))
    return CliRunner(env={"LC_ALL": "en", "ECHELONS_DATA_DIR": str(tmp_path / "data")})


def test_what_was_installed_and_lost_is_told(few: CliRunner, tmp_path: Path) -> None:
    folder = publish(tmp_path / "published")
    done = few.invoke(main, ["territories", "install", "--from", str(folder)])
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == f"Official outlines 2026 installed, from {folder}."
    assert "- communes: 6 outlines" in lines
    assert any(
        re.fullmatch(r"  without an outline \(34\d{3}\): (\d{5}, ){9}\d{5} and 34\d{3} others", line) for line in lines
    )
    assert "  codes that the reference does not know, dropped (1): 68003" in lines


def test_what_changed_at_the_source_and_what_it_lacks_are_told(few: CliRunner, tmp_path: Path) -> None:
    folder = publish(tmp_path / "published")
    few.invoke(main, ["territories", "install", "--from", str(folder)])
    (folder / "communes-1000m.geojson.gz").unlink()
    (folder / "regions-1000m.geojson.gz").write_bytes(packed([outline("84", 5, 46, 6, 47)]))
    lines = few.invoke(main, ["territories", "install", "--from", str(folder)]).stdout.splitlines()
    assert lines[-2].startswith("Files absent from the source: communes.")
    assert re.fullmatch(r"The published files have changed since the installation of \S+: regions\.", lines[-1])


def test_check_verifies_what_is_installed_too(few: CliRunner, tmp_path: Path) -> None:
    few.invoke(main, ["territories", "install", "--from", str(publish(tmp_path / "published"))])
    done = few.invoke(main, ["territories", "check"])
    assert (done.exit_code, len(done.stdout.splitlines())) == (0, 2)
    damaged = next((tmp_path / "data").glob("territories/2026/*/epci.geojson.gz"))
    damaged.write_bytes(b"")
    done = few.invoke(main, ["territories", "check"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(str(damaged))


def test_check_lists_imported_outlines_each_with_its_state(few: CliRunner, tmp_path: Path) -> None:
    file = tmp_path / "mine.geojson"
    features = [
        {**each, "properties": {"insee_com": each["properties"]["code"]}}
        for each in (outline("01001", 5, 46, 5.5, 47), outline("01002", 5.5, 46, 6, 47))
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    said = ["--source", "SIG du pays", "--vintage", "2027"]
    assert few.invoke(main, ["territories", "import", str(file), *said]).exit_code == 0
    done = few.invoke(main, ["territories", "check"])
    listed = "- communes, vintage 2027: 2 outlines, source “SIG du pays”, whole and consistent"
    assert (done.exit_code, done.stderr) == (0, "")
    assert listed in done.stdout.splitlines()
    next((tmp_path / "data").glob("outlines/own/*/communes.geojson.gz")).write_bytes(b"")
    done = few.invoke(main, ["territories", "check"])
    assert done.exit_code == 1
    assert "“commune”: a file is missing, or has changed" in done.stderr
    assert listed.replace("whole and consistent", "to be imported again") in done.stdout.splitlines()


def test_a_terminal_shows_a_bar_that_moves() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal, file = Terminal(), io.StringIO()
    for stream in (terminal, file):
        with bar(stream, "en") as tell:
            tell("communes-1000m.geojson.gz", 0.1)
            tell("cleaning", 0.5)
            tell("writing", 1.0)
    assert "communes-1000m.geojson.gz" in terminal.getvalue()
    assert "Cleaning the outlines" in terminal.getvalue()
    assert "100%" in terminal.getvalue()
    assert file.getvalue() == ""
