# SPDX-License-Identifier: EUPL-1.2
"""How a problem is told."""

from pathlib import Path

from governance.questionnaire.checking import check
from governance.questionnaire.problem import Place, Problem
from tests.questionnaire.sample import SAMPLE


def test_a_place_is_told_in_the_readers_language() -> None:
    place = Place((("challenges", "level"), ("questions", 2), ("levels", 3), ("title.en", None)))

    assert place.to("fr").replace("\u00a0", " ") == "enjeu « level » › question n° 2 › niveau 3 › title.en"
    assert str(place) == place.to("en") == 'challenge "level" › question no. 2 › level 3 › title.en'


def test_a_problem_is_one_line_with_file_line_place_and_remedy() -> None:
    problem = Problem("a.yaml", 3, Place((("version", None),)), "key_missing", {"name": "version"})

    assert str(problem) == 'a.yaml:3: version: The key "version" is missing. Add it.'


def test_a_problem_of_the_whole_file_has_no_place() -> None:
    assert str(Problem("a.yaml", 1, Place(), "file_empty")).startswith("a.yaml:1: The file is empty.")


def test_an_id_that_is_used_twice_is_told_with_its_first_place(tmp_path: Path) -> None:
    path = tmp_path / "sample.yaml"
    path.write_text(SAMPLE.replace("id: count", "id: rung"), "utf-8")

    (problem,) = check(path)

    assert f'(challenge "first" › question "rung", {path}:14)' in problem.sentence("en")


def test_a_long_id_is_cut_and_control_characters_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "sample.yaml"
    path.write_text(SAMPLE.replace("id: rung", f'id: "\\e[31m{"a" * 300}"'), "utf-8")

    (problem,) = check(path)

    assert "\x1b" not in problem.to("fr")
    assert "\\x1b[31m" in str(problem.place)
    assert len(str(problem.place)) < 120


def test_lists_where_none_belong_still_have_a_place(tmp_path: Path) -> None:
    path = tmp_path / "sample.yaml"
    path.write_text("[[!x a]]", "utf-8")
    places = [str(problem.place) for problem in check(path)]
    path.write_text(SAMPLE.replace("tags: [open]", "tags: [open, [&x a]]"), "utf-8")
    places += [str(problem.place) for problem in check(path)]

    question = 'challenge "first" › question "rung"'
    assert places == ["- 1 › - 1", "", f"{question} › tags 2 › - 1", f"{question} › tags 2"]
