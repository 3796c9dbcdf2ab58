# SPDX-License-Identifier: EUPL-1.2
"""Whatever a file holds, loading gives a questionnaire or an EchelonsError, and the check gives sentences."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from governance.errors import EchelonsError
from governance.language import LANGUAGES
from governance.questionnaire.checking import check
from governance.questionnaire.loading import load
from governance.questionnaire.model import Questionnaire
from tests.questionnaire.sample import SAMPLE

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.just("9" * 10_000),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.sampled_from(["id", "fr", "en", "title", "value", "questions", "x"]), st.text(max_size=3)),
)


@pytest.fixture(scope="module")
def path() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder) / "odd.yaml"


def survives(path: Path, data: bytes) -> None:
    """Loading and checking agree, and every problem has its sentence."""
    path.write_bytes(data)
    problems = check(path)
    try:
        loaded: Questionnaire | None = load(path)
    except EchelonsError as fault:
        loaded = None
        assert all(fault.message(language) for language in LANGUAGES)  # noqa: PT017
    assert loaded is not None or problems
    lines = [problem.to(language) for problem in problems for language in LANGUAGES]
    assert all(line.isprintable() or "\u00a0" in line or "\u202f" in line for line in lines)


@given(data=st.binary(max_size=200))
def test_any_bytes(path: Path, data: bytes) -> None:
    survives(path, data)


@given(text=st.text("abc:[]{}-&*!|>'\"#%@,?\n\t 01.~é", max_size=80))
def test_any_text_that_looks_like_yaml(path: Path, text: str) -> None:
    survives(path, text.encode())


@given(where=st.integers(0, len(SAMPLE)), length=st.integers(0, 12), new=st.text(max_size=8))
def test_any_passage_replaced(path: Path, where: int, length: int, new: str) -> None:
    text = SAMPLE[:where] + new + SAMPLE[where + length :]
    survives(path, text.encode("utf-8", "surrogatepass"))


def places(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of the sample."""
    yield way
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in inside:
        yield from places(value, (*way, step))


def replaced(data: Any, way: tuple[Any, ...], value: Any) -> Any:
    if not way:
        return value
    step, *rest = way
    copy = data.copy()
    copy[step] = replaced(data[step], tuple(rest), value)
    return copy


PARTS = yaml.load(SAMPLE, yaml.CSafeLoader)


@given(way=st.sampled_from(list(places(PARTS))), value=ODD)
def test_any_value_in_place_of_any_other(path: Path, way: tuple[Any, ...], value: Any) -> None:
    survives(path, yaml.dump(replaced(PARTS, way, value), allow_unicode=True).encode("utf-8", "surrogatepass"))


@given(way=st.sampled_from(list(places(PARTS))), name=st.text(min_size=1, max_size=10), value=ODD)
def test_any_key_added_anywhere(path: Path, way: tuple[Any, ...], name: str, value: Any) -> None:
    part = PARTS
    for step in way:
        part = part[step]
    changed = part | {name: value} if isinstance(part, dict) else {name: value}
    survives(path, yaml.dump(replaced(PARTS, way, changed), allow_unicode=True).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("depth", [30, 10_000])
def test_mappings_that_are_keys_of_mappings_go_no_deeper_than_others(depth: int, tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("{" * depth + "}" * depth, "utf-8")

    assert "yaml_deep" in {problem.key for problem in check(tmp_path / "odd.yaml")}
