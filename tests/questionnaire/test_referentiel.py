# SPDX-License-Identifier: EUPL-1.2
"""The shipped référentiel keeps its promises, and the strict check sees when it does not."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from governance.questionnaire import check, load, shipped
from governance.questionnaire.shelf import SHIPPED, locate
from tests.questionnaire.sample import SAMPLE

LATEST = locate("echelons").parent
ORDER = ["level", "partners", "networking", "priorities", "delivery", "resources", "solidarity", "engagement"]
READINGS = {
    "values": ["openness", "sharing", "access", "win_win"],
    "bloc_communal": ["transversality", "rationalisation", "mastery"],
    "publics": ["citizens", "users", "residents", "families", "employment", "education"],
}


@pytest.mark.parametrize(("name", "version", "head"), shipped(), ids=lambda value: str(value)[-12:])
def test_a_shipped_questionnaire_has_no_problem_and_lies_where_its_id_and_version_say(
    name: str, version: str, head: Path
) -> None:
    assert [str(problem) for problem in check(head)] == []
    assert (load(head).id, load(head).version) == (name, version)
    assert head == SHIPPED / name / version / "questionnaire.yaml"


def test_the_eight_enjeux_come_in_the_order_of_the_source() -> None:
    assert [challenge.id for challenge in load("echelons").challenges] == ORDER


def test_forty_questions_sixteen_of_them_flash() -> None:
    questionnaire = load("echelons")

    assert len(questionnaire.questions) == 40
    assert len(list(questionnaire.asked("flash"))) == 16
    assert {len(question.levels) for question in questionnaire.questions} == {5}


def test_the_thirteen_readings_stand_in_their_three_families() -> None:
    families = load("echelons").families

    assert {family.id: [reading.id for reading in family.readings] for family in families} == READINGS
    assert all(reading.description for family in families for reading in family.readings)


def test_every_reading_rests_on_three_questions_or_more() -> None:
    questionnaire = load("echelons")

    counts = {r.id: sum(r.id in q.tags for q in questionnaire.questions) for r in questionnaire.readings}

    assert min(counts.values()) >= 3, counts


def test_enjeux_have_icons_of_their_own() -> None:
    icons = [challenge.icon for challenge in load("echelons").challenges]

    assert len(set(icons)) == len(icons)
    assert all(icons)


def test_no_text_is_unfinished() -> None:
    paths = [path for _, _, head in shipped() for path in head.parent.glob("*.yaml")]
    assert {path.parent for path in paths} == {locate(name).parent for name in ("echelons", "sobriete")}
    texts = [path.read_text("utf-8") for path in paths]

    found = [
        found for text in texts for found in re.findall(r"TODO|FIXME|XXX|lorem|à compléter|(?:fr|en): …", text, re.I)
    ]

    assert found == []


def test_the_source_is_quoted_by_reference() -> None:
    source = load("echelons").source

    assert source is not None
    assert "2898" in source.fr
    assert "2898" in source.en


def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LATEST, tmp_path / "copy"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        pytest.param("    flash: true\n", "", ["flash_few", "strict_flash"], id="one flash question"),
        pytest.param("    kind: level\n", "    kind: level\n    flash: true\n", ["yaml_twice"], id="flash twice"),
        pytest.param("    tags: [", "    tags: []\n    x_tags: [", ["key_missing", "key_unknown_near"], id="no tags"),
        pytest.param("    help:\n", "    x_help:\n", ["key_missing", "key_unknown_near"], id="no help"),
        pytest.param("    evidence:\n", "    x_evidence:\n", ["key_missing", "key_unknown_near"], id="no evidence"),
        pytest.param("purpose:\n", "x_purpose:\n", ["key_missing", "key_unknown_near"], id="no purpose"),
    ],
)
def test_the_strict_check_sees_one_thing_missing(old: str, new: str, keys: list[str], tmp_path: Path) -> None:
    folder = copy(tmp_path)
    change(folder / "level.yaml", old, new)

    assert sorted(problem.key for problem in check(folder)) == keys


@pytest.mark.parametrize("name", ["core", "people"])
def test_the_strict_check_wants_core_and_people_questions(name: str, tmp_path: Path) -> None:
    folder = copy(tmp_path)
    text = (folder / "level.yaml").read_text("utf-8")
    (folder / "level.yaml").write_text(text.replace(f"    {name}: true\n", ""), "utf-8")

    (problem,) = check(folder)

    assert (problem.key, problem.values["name"], str(problem.place)) == ("strict_none", name, 'challenge "level"')


def test_the_strict_check_counts_challenges_questions_and_levels(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    change(folder / "questionnaire.yaml", "  - engagement.yaml\n", "")
    data = yaml.load((folder / "level.yaml").read_text("utf-8"), yaml.CSafeLoader)
    data["questions"].pop()
    data["questions"][0]["levels"].pop()
    data["questions"][1] |= {"kind": "checklist", "items": ["a"]}
    del data["questions"][1]["levels"]
    (folder / "level.yaml").write_text(yaml.dump(data, allow_unicode=True), "utf-8")

    keys = {problem.key for problem in check(folder)}

    assert keys >= {"strict_challenges", "strict_questions", "strict_levels", "strict_kind"}


def test_strictness_can_be_asked_of_any_questionnaire_or_left(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(SAMPLE, "utf-8")
    assert check(tmp_path / "sample.yaml") == []
    assert "strict_challenges" in {problem.key for problem in check(tmp_path / "sample.yaml", strict=True)}

    folder = copy(tmp_path)
    change(folder / "questionnaire.yaml", "  - engagement.yaml\n", "")
    assert check(folder, strict=False) == []
    assert [problem.key for problem in check(folder)] == ["strict_challenges"]
