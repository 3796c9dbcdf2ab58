# SPDX-License-Identifier: EUPL-1.2
"""Settings: a default that suits one person on one machine, and a clear word about what is wrong."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from governance.errors import InputError
from governance.language import LANGUAGES
from governance.settings import Settings, get_settings, load_settings


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(f"ECHELONS_{field.upper()}", raising=False)


def test_without_any_setting_only_this_machine_is_served() -> None:
    settings = load_settings()
    assert (settings.host, settings.port, settings.mode) == ("127.0.0.1", 8501, "local")
    assert settings.on_loopback
    assert settings.store_url == f"sqlite:///{settings.data_dir / 'echelons.sqlite3'}"


@pytest.mark.parametrize(
    ("host", "mine"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("10.0.0.1", False),
        ("localhost.example.org", False),
        ("127.0.0.1.example.org", False),
        ("", False),
        ("2130706433", False),
    ],
)
def test_only_loopback_addresses_are_this_machine(host: str, mine: bool) -> None:
    assert Settings(host=host).on_loopback is mine


@pytest.mark.parametrize("name", ["plain", "with space", "50%", "a?b", "a#b", "é", "a:b", "a@b"])
def test_any_folder_name_gives_an_address_that_leads_to_it(name: str, tmp_path: Path) -> None:
    url = make_url(Settings(data_dir=tmp_path / name).store_url)
    assert url.database == str(tmp_path / name / "echelons.sqlite3")


def test_a_relative_folder_is_that_of_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert make_url(Settings(data_dir=Path("data")).store_url).database == str(tmp_path / "data" / "echelons.sqlite3")


def test_an_address_of_the_database_goes_before_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECHELONS_DATABASE_URL", "postgresql+psycopg://u:p%40@h/b")
    assert load_settings().store_url == "postgresql+psycopg://u:p%40@h/b"


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "http"), ("PORT", "65536"), ("PORT", "-1"), ("PORT", "1.5"), ("MODE", "SERVER"), ("MODE", "")],
)
def test_a_wrong_value_is_told_with_the_name_of_its_variable(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"ECHELONS_{name}", value)
    with pytest.raises(InputError) as refusal:
        load_settings()
    assert refusal.value.key == "settings.invalid"
    for language in LANGUAGES:
        assert f"ECHELONS_{name}" in refusal.value.message(language)
        assert value in refusal.value.message(language)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://atelier.example.org", "https://atelier.example.org"),
        (" https://Atelier.Example.org:8443/ ", "https://atelier.example.org:8443"),
        ("http://[fe80::1]:80", "http://[fe80::1]:80"),
    ],
)
def test_the_public_address_is_kept_as_links_begin(given: str, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECHELONS_PUBLIC_URL", given)
    assert load_settings().public_url == kept
    assert load_settings().open_to_others


@pytest.mark.parametrize(
    "given",
    [
        "", "atelier.example.org", "ftp://a", "https://", "https://a/path", "https://a?q", "https://a#f",
        "https://me:secret@a", "http://a:99999", "http://a:x", "http://[::1", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_a_public_address_that_no_link_can_begin_with_is_refused(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECHELONS_PUBLIC_URL", given)
    with pytest.raises(InputError, match="ECHELONS_PUBLIC_URL"):
        load_settings()


def test_settings_are_read_once_and_cannot_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    get_settings.cache_clear()
    first = get_settings()
    monkeypatch.setenv("ECHELONS_PORT", "9999")
    assert get_settings() is first
    with pytest.raises(ValueError, match="frozen"):
        first.port = 1  # type: ignore[misc]
    get_settings.cache_clear()
