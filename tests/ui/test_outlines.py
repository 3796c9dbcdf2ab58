# SPDX-License-Identifier: EUPL-1.2
"""The screens say which outlines they draw, and credit whom they are due to."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from governance.language import LANGUAGES, Language
from governance.settings import get_settings
from governance.territories import load_territories
from governance.territories.install import State, install
from governance.territories.install.lock import alone
from governance.territories.install.manifest import root_of
from governance.ui.outlines import outline_credit, outline_words
from tests.outlines import QUICK, publish


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ECHELONS_DATA_DIR", str(tmp_path / "data"))
    get_settings.cache_clear()
    root_of(tmp_path / "data").mkdir(parents=True)
    yield tmp_path / "data"
    get_settings.cache_clear()


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Language:
    found: Language = request.param
    monkeypatch.setattr("governance.ui.outlines.current", lambda: found)
    monkeypatch.setattr("governance.ui.language.current", lambda: found)
    return found


def test_without_official_outlines_the_command_that_installs_them_is_named(data: Path, language: Language) -> None:
    assert "echelons territories install" in outline_words()
    assert outline_credit(language) is None


def test_while_they_are_being_installed_the_share_is_told(data: Path, language: Language) -> None:
    State("running", 0.42).write(root_of(data))
    with alone(root_of(data)):
        assert "42" in outline_words()


def test_what_prevented_them_is_told_and_cannot_draw_a_link(data: Path, language: Language) -> None:
    values = {"address": "https://a.fr/x", "status": 404}
    State("failed", key="install.status", values=values).write(root_of(data))
    assert "404" in outline_words()
    assert "https://a.fr" not in outline_words(), "an address is shown, not linked"


def test_once_installed_they_are_counted_and_credited(data: Path, language: Language, tmp_path: Path) -> None:
    install(data, str(publish(tmp_path / "published")), limits=replace(QUICK, least_known=0.0))
    assert "2026" in outline_words()
    assert " 6 communes" in outline_words()
    credit = outline_credit(language)
    assert credit
    assert "IGN" in credit
    line = load_territories().credits(language, credit)
    assert credit in line
    assert "Natural Earth" not in line
    assert "GeoNames" in line
    assert "Natural Earth" in load_territories().credits(language)
