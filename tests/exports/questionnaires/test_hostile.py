# SPDX-License-Identifier: EUPL-1.2
"""Thousands of spoiled files: each gives a usable tree or one sentence, soon, in little memory, and reads nothing else.

``ECHELONS_TEST_HOSTILE_FILES=20000`` tries so many of them instead of 2,000.
"""

import os
import random
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from governance.errors import InputError
from governance.exports.questionnaires import FORMS, Form, parser, read, write
from governance.language import LANGUAGES
from governance.questionnaire.checking import check_data
from tests.exports.questionnaires.mutations import spoiled
from tests.exports.questionnaires.whole_sample import sample

COUNT = int(os.environ.get("ECHELONS_TEST_HOSTILE_FILES", "2000"))
NEVER = ("sandbox.failed", "sandbox.absent")
"""What is said when our own code fails: no file may bring it to that."""
SLOWEST = 5.5
MOST_MEMORY = 300_000


@pytest.mark.parametrize("form", FORMS)
def test_a_spoiled_file_gives_a_tree_or_a_sentence(form: Form) -> None:
    generator = random.Random(f"{form} 1")  # noqa: S311 — the same files each time
    sound = write(sample(), form)
    found: Counter[str] = Counter()
    for number in range(COUNT // len(FORMS)):
        data = spoiled(generator, sound)
        started = time.monotonic()
        found[outcome(data, f"{form} {number}", form)] += 1
        assert time.monotonic() - started < SLOWEST, number
        assert memory() < MOST_MEMORY, number
    print(form, dict(found))
    assert not set(NEVER) & set(found)
    # The spoiling is neither so coarse that nothing gets through, nor so light that everything does.
    assert 0.02 < found["a tree"] / found.total() < 0.9


def outcome(data: bytes, name: str, form: Form) -> str:
    """What becomes of a file: the key of its sentence, or a tree that can be checked and written again."""
    try:
        tree = read(name, data)
    except InputError as fault:
        assert all(fault.message(language) for language in LANGUAGES)  # noqa: PT017
        return fault.key
    usable(tree, name, form)
    return "a tree"


def usable(tree: dict[str, Any], name: str, form: Form) -> None:
    """The check has a sentence for each of its problems; YAML takes it, and its own form takes it or says why not."""
    assert isinstance(tree, dict)
    lines = [problem.to(language) for problem in check_data(tree, name) for language in LANGUAGES]
    assert all(lines)
    assert "root:" not in str(tree), "an outside file was read"
    write(tree, "yaml")
    try:
        write(tree, form)
    except InputError as fault:
        assert all(fault.message(language) for language in LANGUAGES)  # noqa: PT017


def memory() -> int:
    """The most memory that the parsing process ever had, in kB; 0 where it is not told."""
    process = parser().process
    try:
        text = Path(f"/proc/{process.pid}/status").read_text("ascii") if process else ""
    except OSError:
        return 0
    most = re.search(r"VmHWM:\s+(\d+) kB", text)
    return int(most[1]) if most else 0
