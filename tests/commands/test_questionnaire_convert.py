# SPDX-License-Identifier: EUPL-1.2
"""`echelons questionnaire convert`, as its user sees it."""

from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from governance.cli import main
from governance.exports.questionnaires import read, tidy, write
from governance.questionnaire.loading import load, whole
from tests.exports.questionnaires.whole_sample import sample


def converted(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["questionnaire", "convert", *map(str, arguments), "--language", "en"])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.yaml"
    path.write_bytes(write(sample(), "yaml"))
    return path


@pytest.mark.parametrize("target", ["x.yaml", "x.yml", "x.zip", "x.xlsx", "X.XLSX"])
def test_the_ending_of_the_name_tells_the_form(source: Path, target: str) -> None:
    result = converted(source, path := source.parent / target)

    assert (result.exit_code, result.stdout) == (0, f"{path} is written.\n")
    assert tidy(read("x", path.read_bytes())) == tidy(sample())
    assert sorted(each.name for each in source.parent.iterdir()) == sorted(["source.yaml", target])


@pytest.mark.parametrize("target", ["village", "village/"])
def test_a_name_without_ending_is_a_folder(source: Path, target: str) -> None:
    result = converted(source, f"{source.parent}/{target}")

    assert result.exit_code == 0
    assert whole(source.parent / "village") == sample()


def test_there_and_back_through_every_form(source: Path) -> None:
    way = [source, *(source.parent / name for name in ("a.zip", "b.xlsx", "c", "d.yaml"))]
    for before, after in pairwise(way):
        assert converted(before, after).exit_code == 0

    assert load(way[-1]) == load(source)


def test_an_xlsform_is_asked_for(source: Path) -> None:
    path = source.parent / "form.xlsx"

    assert converted(source, path, "--to", "xlsform").exit_code == 0
    assert b"xl/workbook.xml" in path.read_bytes()
    assert converted(path, source.parent / "back").exit_code == 0
    assert load(source.parent / "back").id == "village"


@pytest.mark.parametrize("target", ["there.yaml", "there"])
def test_nothing_is_replaced_unless_it_is_asked(source: Path, target: str) -> None:
    path = source.parent / target
    if path.suffix:
        path.write_text("mine", "utf-8")
    else:
        path.mkdir()
        (path / "questionnaire.yaml").write_text("mine", "utf-8")

    refused = converted(source, path)

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "--force" in refused.stderr
    assert (path if path.suffix else path / "questionnaire.yaml").read_text("utf-8") == "mine"

    assert converted(source, path, "--force").exit_code == 0
    assert whole(path) == sample()
    assert sorted(each.name for each in source.parent.iterdir()) == sorted(["source.yaml", target])


def test_a_folder_that_holds_other_things_is_never_replaced(source: Path) -> None:
    folder = source.parent / "mine"
    folder.mkdir()
    (folder / "photo.jpg").write_bytes(b"x")

    refused = converted(source, folder, "--force")

    assert refused.exit_code == 1
    assert "photo.jpg" in refused.stderr
    assert [each.name for each in folder.iterdir()] == ["photo.jpg"]


@pytest.mark.parametrize(
    ("target", "words"),
    [("x.doc", "which format"), ("absent/x.yaml", "cannot be written"), ("source.yaml/x.zip", "cannot")],
)
def test_a_target_that_cannot_be_is_one_sentence(source: Path, target: str, words: str) -> None:
    result = converted(source, source.parent / target)

    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert words in result.stderr
    assert [each.name for each in source.parent.iterdir()] == ["source.yaml"]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"PK\x03\x04", "damaged"), (b"\xd0\xcf\x11\xe0", "old workbook"), (b"id: a", "cannot be used")],
)
def test_a_source_that_cannot_be_read_is_one_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "source").write_bytes(content)

    result = converted(tmp_path / "source", tmp_path / "x.yaml")

    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert words in result.stderr
    assert not (tmp_path / "x.yaml").exists()
