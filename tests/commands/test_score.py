# SPDX-License-Identifier: EUPL-1.2
"""`echelons score`, as its user sees it."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from governance.cli import main
from governance.commands import scoring
from governance.questionnaire.loading import load
from tests.questionnaire.test_second import CHALLENGES, INDEX, READINGS, TOWN

HERE = Path(__file__).parent / "score"
WATER = HERE / "water.yaml"
ANSWERS = HERE / "water.csv"
COMMAND = [sys.executable, "-c", "from governance.cli import main; main()", "score"]


def scored(*arguments: object) -> Result:
    runner = CliRunner(env={"LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_GB.UTF-8"})
    return runner.invoke(main, ["score", *map(str, arguments)])


def rows(result: Result) -> dict[tuple[str, str], dict[str, str]]:
    assert (result.exit_code, result.stderr) == (0, "")
    return {(row["territory"], row["node"]): row for row in csv.DictReader(io.StringIO(result.stdout))}


def nearly(figures: list[float | str]) -> list[Any]:
    return [each if isinstance(each, str) else pytest.approx(each, abs=1e-9) for each in figures]


# Computed by hand. Rouvres: leaks (10 − 40) / (0 − 40) = 75, flow log10(10) / 3 = 33.33, tools 75.
# Le Bourg: flow 100, tools 0, leaks unknown, so that network lies between 25 and 75; welcome 10, price set aside.
EXPECTED: dict[tuple[str, str], list[float | str]] = {
    ("Rouvres", "network"): [64.583333333333333, 1, 64.583333333333333, 64.583333333333333, "published", "1"],
    ("Rouvres", "users"): [63.245553203367587, 1, 63.245553203367587, 63.245553203367587, "published", "1"],
    ("Rouvres", "index"): [64.246258568750104, 1, 64.246258568750104, 64.246258568750104, "published", "1"],
    ("Rouvres", "sobriety"): [61.111111111111111, 1, 61.111111111111111, 61.111111111111111, "published", ""],
    ("Rouvres", "service"): [52.142857142857143, 1, 52.142857142857143, 52.142857142857143, "published", ""],
    ("Le Bourg, haut", "network"): ["", 0.5, 25, 75, "not_assessed", ""],
    ("Le Bourg, haut", "users"): [10, 1, 10, 10, "published", "0"],
    ("Le Bourg, haut", "index"): [10, 0.625, 10, 45.320630960351523, "provisional", ""],
    ("Le Bourg, haut", "sobriety"): ["", 0.33333333333333333, 33.333333333333333, 100, "not_assessed", ""],
    ("Le Bourg, haut", "service"): [44.285714285714286, 1, 44.285714285714286, 44.285714285714286, "published", ""],
    ("Vide", "network"): ["", 0, 0, 100, "not_assessed", ""],
    ("Vide", "users"): ["", 0, 0, 94.868329805051380, "not_assessed", ""],
    ("Vide", "index"): ["", 0, 1, 98.691628136600168, "not_assessed", ""],
}


@pytest.mark.parametrize("place", EXPECTED, ids=" ".join)
def test_a_questionnaire_of_another_kind_is_scored_as_by_hand(place: tuple[str, str]) -> None:
    row = list(rows(scored(WATER, ANSWERS))[place].values())[3:]
    found = [cell if index > 3 or not cell else float(cell) for index, cell in enumerate(row)]
    assert found == nearly(EXPECTED[place])


def test_the_lines_follow_the_file_then_index_challenges_and_readings() -> None:
    nodes = ["index", "network", "users", "sobriety", "service"]
    expected = [(name, node) for name in ("Rouvres", "Le Bourg, haut", "Vide") for node in nodes]
    assert list(rows(scored(WATER, ANSWERS))) == expected


def test_json_says_the_same() -> None:
    objects = json.loads(scored(WATER, ANSWERS, "--format", "json").stdout)
    table = rows(scored(WATER, ANSWERS))
    assert len(objects) == len(table)
    for each in objects:
        row = table[each["territory"], each["node"]]
        assert {name: "" if value is None else str(value) for name, value in each.items()} == row


def test_blocks_of_territories_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = scored(WATER, ANSWERS).stdout
    monkeypatch.setattr(scoring, "BLOCK_TERRITORIES", 1)
    assert scored(WATER, ANSWERS).stdout == whole


def test_the_second_shipped_questionnaire_is_scored_by_its_id(tmp_path: Path) -> None:
    """Its figures are computed by hand in tests/questionnaire/test_second.py."""
    path = tmp_path / "answers.csv"
    path.write_text(
        "\n".join(["territory,question,answer", *(f"Bourg,{q},{code}" for q, code in TOWN.items())]), "utf-8"
    )

    found = rows(scored("sobriete", path))

    expected = {"index": INDEX, **CHALLENGES, **READINGS}
    assert {node: float(found["Bourg", node]["score"]) for node in expected} == pytest.approx(expected)
    assert len(found) == len(expected)


def shipped_answers(folder: Path, *, flash: bool) -> Path:
    """Level 3 everywhere, on the sixteen questions of the flash form or on all forty."""

    path = folder / "answers.csv"
    asked = load("echelons").asked("flash" if flash else "full")
    path.write_text("territory,question,answer\n" + "".join(f"44109,{question.id},3\n" for question in asked))
    return path


def test_the_shipped_questionnaire_is_named_by_its_id(tmp_path: Path) -> None:
    index = rows(scored("echelons", shipped_answers(tmp_path, flash=False)))["44109", "index"]
    assert list(index.values())[2:] == ["index", "75.0", "1.0", "75.0", "75.0", "published", "3"]


def test_the_flash_form_is_scored_on_request_only(tmp_path: Path) -> None:
    path = shipped_answers(tmp_path, flash=True)
    assert rows(scored("echelons", path, "--form", "flash"))["44109", "index"]["status"] == "published"
    assert rows(scored("echelons", path))["44109", "index"]["status"] == "not_assessed"
    assert rows(scored("echelons", path, "--form", "full"))["44109", "index"]["status"] == "not_assessed"


def geometric(folder: Path, **changes: Any) -> Path:
    """The same questionnaire without its floor."""
    document = yaml.safe_load(WATER.read_text("utf-8")) | changes
    del document["floor"]
    path = folder / "water.yaml"
    path.write_text(yaml.safe_dump(document), "utf-8")
    return path


def test_a_geometric_mean_of_a_zero_prints_nothing_and_names_the_territories(tmp_path: Path) -> None:
    path = tmp_path / "zeros.csv"
    path.write_text(
        "territory,question,answer\nBon,welcome,1\nBon,price,1\nNul,welcome,1\nNul,price,0\nNil,welcome,2\nNil,price,0\n"
    )
    result = scored(geometric(tmp_path), path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "2 territories" in result.stderr
    assert result.stderr.splitlines()[1:] == ["  Nul", "  Nil"]


def test_a_zero_where_means_are_arithmetic_is_a_score(tmp_path: Path) -> None:
    path = tmp_path / "zeros.csv"
    path.write_text("territory,question,answer\nNul,leaks,99\nNul,flow,0\nNul,tools,-\n")
    result = scored(geometric(tmp_path, aggregation="arithmetic"), path)
    assert rows(result)["Nul", "network"]["score"] == "0.0"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("territory,question\nRouvres,leaks\n", "answers.csv, line 1: missing column: answer"),
        ("territory,question,answer\nRouvres,price,7\n", '"7" is not a level'),
        ("territory,question,answer\nRouvres,prices,1\n", 'Did you mean "price"?'),
        ("territory,question,answer\nA,price,1\nA,price,1\n", "line 3: "),
        ("territory,question,answer\nA,pri\0ce,1\n", "NUL"),
        ("", "line 1: "),
    ],
)
def test_a_wrong_file_is_told_without_traceback(tmp_path: Path, content: str, expected: str) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(content)
    result = scored(WATER, path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert expected in result.stderr
    assert "Traceback" not in result.stderr
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("arguments", [("nowhere", ANSWERS), (WATER, "nowhere.csv"), (WATER, HERE), (ANSWERS, ANSWERS)])
def test_what_is_not_there_is_told(arguments: tuple[object, object]) -> None:
    result = scored(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert isinstance(result.exception, SystemExit)
    assert result.stderr


@pytest.mark.parametrize(
    "arguments", [(), (WATER,), (WATER, ANSWERS, "--format", "xml"), (WATER, ANSWERS, "--form", "x")]
)
def test_a_wrong_command_line_is_usage(arguments: tuple[object, ...]) -> None:
    assert scored(*arguments).exit_code == 2


def test_columns_that_nothing_reads_are_told_and_do_not_hinder(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("territory,question,answer,colour\nRouvres,price,1,red\n")
    result = scored(WATER, path)
    assert result.exit_code == 0
    assert "colour" in result.stderr
    assert len(result.stdout.splitlines()) == 6


def test_a_file_without_answer_is_told_and_prints_a_header(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("territory,question,answer\n")
    result = scored(WATER, path)
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)
    assert "no answer" in result.stderr
    assert json.loads(scored(WATER, path, "--format", "json").stdout) == []


def test_sentences_are_in_the_language_of_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("territory,question,answer\nRouvres,price,7\n")
    result = CliRunner(env={"LC_ALL": "fr_FR.UTF-8"}).invoke(main, ["score", str(WATER), str(path)])
    assert "n’est pas un niveau" in result.stderr


def run(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, check=False, env={"PYTHONPATH": ".", **environment}
    )


def test_labels_come_out_in_utf_8_whatever_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("territory,question,answer\nÉvry – 北,price,1\n", "utf-8")
    done = run(WATER, path, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8").splitlines()[1].startswith("Évry – 北,index")


def large(folder: Path, territories: int) -> Path:
    path = folder / "large.csv"
    lines = (f"T{rank},{question},1\n" for rank in range(territories) for question in ("welcome", "price"))
    path.write_text("territory,question,answer\n" + "".join(lines))
    return path


def test_a_reader_that_stops_early_sees_no_traceback(tmp_path: Path) -> None:
    path = large(tmp_path, 9000)
    with subprocess.Popen(
        [*COMMAND, str(WATER), str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"PYTHONPATH": "."}
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, str(WATER), str(large(tmp_path, 10))],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={"PYTHONPATH": ".", "LANG": "en"},
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"The scores could not be written in full (no space left on the disk)")


TELLING_ITS_MEMORY = """
import atexit, sys
from pathlib import Path
from governance.cli import main
atexit.register(lambda: print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0], file=sys.stderr))
main()
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told by /proc")
@pytest.mark.parametrize("written", ["csv", "json"])
def test_a_million_lines_are_scored_in_little_memory(tmp_path: Path, written: str) -> None:

    path = tmp_path / "million.csv"
    questions = [question.id for question in load("echelons").questions]
    with path.open("w") as file:
        file.write("territory,question,answer\n")
        for rank in range(25_000):
            file.writelines(f"T{rank},{question},{(rank + place) % 5}\n" for place, question in enumerate(questions))
    done = subprocess.run(
        [sys.executable, "-c", TELLING_ITS_MEMORY, "score", "echelons", str(path), "--format", written],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": "."},
    )
    assert done.stdout.count(b"\n") >= 25_000 * 22
    assert int(done.stderr) <= 500_000  # kB
