# SPDX-License-Identifier: EUPL-1.2
"""Imports from the command line: what was done, every line refused, a report; exit 1 without a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from governance.cli import main
from governance.questionnaire import load
from tests.exports.outlines.files import geojson

QUESTION = load("echelons").questions[0].id
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command on a data folder of its own."""

    def run(*arguments: str, code: int = 0) -> Result:
        environment = {
            "ECHELONS_DATA_DIR": str(tmp_path / "data"),
            "LC_ALL": "fr_FR.UTF-8",
            "ECHELONS_DATABASE_URL": None,
        }
        done = CliRunner(env=environment).invoke(main, list(arguments))
        assert done.exit_code == code, done.output
        assert "Traceback" not in done.output
        return done

    return run


def file(tmp_path: Path, name: str, content: str | bytes) -> str:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def words(done: Result) -> str:
    return done.output.replace("\u00a0", " ").replace("\u202f", " ")


def test_answers_come_in_once_and_go(run: Run, tmp_path: Path) -> None:
    answers = file(tmp_path, "a.csv", f"territory,question,answer\n243500139,{QUESTION},3\n1001,{QUESTION},NSP\n")
    report = tmp_path / "report.csv"
    done = run("answers", "import", answers, "--source", "Enquête 2026", "--by", "Ana", "--report", str(report))
    assert "Réponses écrites : 2." in words(done)
    assert "1 remarque." in words(done)
    assert "commune:01001" in report.read_text("utf-8-sig")
    again = run("answers", "import", answers, "--source", "x", "--questionnaire", "echelons")
    assert "Tout est déjà là" in words(again)
    listed = words(run("data", "list"))
    assert "Enquête 2026" in listed
    assert "Import retiré" in words(run("data", "remove", listed.partition(" ")[0]))
    assert "Rien n’a été importé ici." in words(run("data", "list"))
    run("data", "remove", "x", code=1)


def test_a_refused_file_tells_its_lines_and_leaves_its_report(run: Run, tmp_path: Path) -> None:
    answers = file(tmp_path, "a.csv", f"territory,question,answer\nRennes,{QUESTION},3\n")
    report = tmp_path / "report.csv"
    done = run("answers", "import", answers, "--source", "x", "--report", str(report), code=1)
    assert "1 erreur dans a.csv" in words(done)
    assert "ligne 2, colonne « territory »" in words(done)
    assert "Rennes" in report.read_text("utf-8-sig")
    missing = run("answers", "import", answers, "--source", "x", "--questionnaire", "none@1", code=1)
    assert "none" in missing.output
    nowhere = str(tmp_path / "absent" / "r.csv")
    assert "ne peut pas être écrit" in words(
        run("answers", "import", answers, "--source", "x", "--report", nowhere, code=1)
    )


def test_groupings_compositions_and_indicators_come_in(run: Run, tmp_path: Path) -> None:
    groupings = file(
        tmp_path, "g.csv", "groupement;membre\neau;44109\neau;35238".encode("cp1252") + "\nété;44109".encode("cp1252")
    )
    done = run("territories", "groupings", groupings, "--source", "x", "--replace")
    assert "Groupements : 2" in words(done)
    assert "latin-1" in words(done)
    composition = file(tmp_path, "c.csv", "siren;nom;nature;insee\n200099999;X;CC;44109")
    assert "liste nationale" in words(run("territories", "composition", composition, "--source", "x", code=1))
    indicator = file(tmp_path, "i.csv", "code;valeur\n44109;1,5")
    done = run("territories", "indicator", indicator, "--title", "Part", "--kind", "ratio", "--source", "x")
    assert "Valeurs : 1" in words(done)
    assert "ne peut pas être lu" in words(run("territories", "groupings", str(tmp_path), "--source", "x", code=1))
    run("territories", "groupings", groupings, code=2)


def test_outlines_come_in_and_go(run: Run, tmp_path: Path) -> None:
    outlines = file(tmp_path, "d.geojson", geojson())
    report = tmp_path / "r.csv"
    given = ("territories", "import", outlines, "--source", "SIG", "--vintage", "2026")
    done = run(*given, "--layer", "departement", "--alone", "--report", str(report))
    assert "3 contours gardés à l’échelon « departement »." in words(done)
    assert "Absents du fichier : 106" in words(done)
    assert "01,reconnu" in report.read_text("utf-8-sig")
    assert "Import retiré" in words(run("territories", "remove", "departement"))
    run("territories", "remove", "departement", code=1)
    assert "millésime" in words(run(*given[:-2], code=1))
    assert "échelon" in words(run(*given, "--layer", "epci", code=1))
