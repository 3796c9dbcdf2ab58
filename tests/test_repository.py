# SPDX-License-Identifier: EUPL-1.2
"""The rules of the house that no other tool keeps."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from governance.language.catalogue import LANGUAGES, TEXTS, catalogue
from governance.settings import ROOT, Settings

LICENCES = ("EUPL-1.2", "etalab-2.0")
# Written apart so that this file does not hold what it looks for.
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("debian", "org"))]
MACHINE = ["/" + folder for folder in ("work/", "root/", "home/", "tmp/")]
TEXT_FILES = {".py", ".md", ".toml", ".yaml", ".yml", ".txt", ".css", ".svg", ".csv", "", ".cfg", ".ini", ".json"}
ALLOWED_IN = {
    "streamlit": ("app.py", "pages/", "governance/ui/", "tests/"),
    "plotly": ("governance/views/", "tests/"),
    "sqlalchemy": ("governance/store/", "tests/"),
    "alembic": ("governance/store/", "tests/"),
    "uvicorn": ("governance/commands/serve.py",),
    "click": ("governance/cli.py", "governance/commands/", "tests/"),
}
# The beginnings that the code completes with any word of a short list: named here, or the whole section would pass.
COMPLETED = {"questionnaire.core", "questionnaire.flash", "questionnaire.people"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that is, or is about to be, under version control."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    found = tuple(ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file())
    assert len(found) > 100
    return found


def of_kind(*suffixes: str) -> list[Path]:
    return [path for path in files() if path.suffix in suffixes]


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def source(path: Path) -> str:
    return path.read_text("utf-8")


def test_every_setting_is_documented_and_nothing_else() -> None:
    rows = re.findall(
        r"^\| `ECHELONS_([A-Z_]+)` \| ([^|]+) \| ([^|]+) \|$", source(ROOT / "docs" / "operations.md"), re.M
    )
    assert [name.lower() for name, _default, _meaning in rows] == list(Settings.model_fields)
    told = {name.lower(): default.strip(" `") for name, default, _meaning in rows}
    for name in ("host", "port", "mode"):
        assert told[name] == str(Settings.model_fields[name].default)


def test_every_source_and_every_data_file_names_its_licence() -> None:
    data = [path for path in of_kind(".yaml", ".yml") if place(path).startswith("data/")]
    faulty = [
        place(path)
        for path in of_kind(".py") + data
        if not any(
            f"SPDX-License-Identifier: {name}" in line for line in source(path).splitlines()[:2] for name in LICENCES
        )
    ]
    assert faulty == []


def test_no_file_names_a_download_host_or_a_machine() -> None:
    """Nor does any lock file: the project installs from wherever its user's clients are set up."""
    faulty = [
        f"{place(path)}: {word}"
        for path in files()
        if path.suffix in TEXT_FILES
        for word in HOSTS + MACHINE
        if re.search(rf"(?<![\w.]){re.escape(word)}" if word.startswith("/") else re.escape(word), source(path))
    ]
    assert faulty == []


def test_every_text_file_is_utf_8_with_unix_lines_and_an_end() -> None:
    faulty = []
    for path in files():
        if path.suffix in TEXT_FILES and (content := path.read_bytes()):
            content.decode("utf-8")
            if b"\r\n" in content or not content.endswith(b"\n"):
                faulty.append(place(path))
    assert faulty == []


def imported(path: Path) -> set[str]:
    """The packages that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source(path))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("library", ALLOWED_IN)
def test_each_great_library_has_its_place(library: str) -> None:
    users = [place(path) for path in of_kind(".py") if library in imported(path)]
    assert [user for user in users if not user.startswith(ALLOWED_IN[library])] == []
    assert any(not user.startswith("tests/") for user in users), "nobody uses it any more"


def test_every_library_in_use_is_declared() -> None:
    """One that only comes along with another could leave with it."""
    project = tomllib.loads(source(ROOT / "pyproject.toml"))["project"]
    declared = {canonical(re.split(r"[^\w-]", entry)[0]) for entry in project["dependencies"]}
    # The reference of territories is rebuilt by developers only; pydantic_core is pydantic's own half.
    shipped = ("governance/", "pages/", "app.py")
    code = [p for p in of_kind(".py") if place(p).startswith(shipped) and "territories/build/" not in place(p)]
    used = set().union(*(imported(path) for path in code)) - sys.stdlib_module_names - {"governance", "pydantic_core"}
    providers = packages_distributions()
    missing = {name for name in used if not declared & {canonical(each) for each in providers.get(name, ())}}
    assert missing == set()


def canonical(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_pages_are_thin_and_modules_are_not_thick() -> None:
    lengths = {place(path): len(source(path).splitlines()) for path in of_kind(".py")}
    assert {name: n for name, n in lengths.items() if name.startswith("pages/") and n > 60} == {}
    assert {name: n for name, n in lengths.items() if name.startswith("governance/") and n > 300} == {}


def test_nothing_is_called_utils() -> None:
    assert [place(path) for path in files() if re.search(r"(util|helper|misc)s?\b", path.stem)] == []


# The words of the screens.


def keys(node: Any, path: str = "") -> Iterator[str]:
    """Every sentence of a catalogue; plural forms are one."""
    if isinstance(node, dict) and not node.keys() <= {"one", "other"}:
        for name, child in node.items():
            yield from keys(child, f"{path}.{name}" if path else str(name))
    else:
        yield path


def words_of(path: Path) -> Iterator[str]:
    """The strings of a source; ``{}`` where one is completed at run time."""
    for node in ast.walk(ast.parse(source(path))):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def used_keys() -> list[re.Pattern[str]]:
    """The keys that the code names, whole or completed at run time."""
    code = [path for path in of_kind(".py") if place(path).startswith(("pages/", "governance/"))]
    templates = [path for path in of_kind(".html") if place(path).startswith("governance/")]
    words = {word for path in code for word in words_of(path)}
    words |= {word for path in templates for word in re.findall(r"""["']([\w.]+)["']""", source(path))}
    dotted = {word for word in words if re.fullmatch(r"[\w{}]+(\.[\w{}-]+)+\.?", word)}
    telling = [word for word in dotted if not re.fullmatch(r"\w+\.{}|{}\.{}", word)]
    ends = {"_": r"[\w-]+", ".": r"[\w-]+"}
    return [re.compile(re.escape(key).replace(r"\{\}", r"[\w-]+") + ends.get(key[-1], "")) for key in telling]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_screens_is_used(language: str) -> None:
    patterns = used_keys()
    unused = [
        key
        for key in keys(catalogue("ui", language))  # type: ignore[arg-type]
        if key not in COMPLETED and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert unused == []


def test_catalogues_are_the_same_files_in_both_languages() -> None:
    names = [{path.relative_to(TEXTS / tag) for path in (TEXTS / tag).rglob("*")} for tag in LANGUAGES]
    assert names[0] == names[1]
