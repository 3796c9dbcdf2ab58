# SPDX-License-Identifier: EUPL-1.2
"""Which address phones are told: what was set, what a browser used, what the machine guesses, in that order."""

import pytest

from governance.access.address import SharedAddress
from governance.settings import Settings
from governance.web import public_address
from governance.web.public_address import only_here, public_url

GUESSED = SharedAddress("http://192.168.1.5:8501", "guessed")


@pytest.fixture
def on_a_network(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A server for others, whose machine has an address on a network."""
    monkeypatch.setattr(public_address, "shared_address", lambda _settings: GUESSED)
    return Settings(host="0.0.0.0")  # noqa: S104 — never listened on


@pytest.mark.parametrize("seen", ["", "http://127.0.0.1:8501/atelier", "http://localhost:8501", "http://[::1]:8501/"])
def test_a_facilitator_at_the_machine_shows_phones_the_address_of_its_network(
    on_a_network: Settings, seen: str
) -> None:
    assert public_url(on_a_network, seen) == GUESSED.url


@pytest.mark.parametrize("seen", ["http://atelier.local:8501/atelier", "https://tunnel.example/atelier?seance=a"])
def test_the_address_that_a_browser_came_by_is_better_than_a_guess(on_a_network: Settings, seen: str) -> None:
    assert seen.startswith(public_url(on_a_network, seen) + "/atelier")


def test_what_was_told_is_best() -> None:
    told = Settings(public_url="https://atelier.example")
    assert public_url(told, "http://10.0.0.7:8501/") == "https://atelier.example"


@pytest.mark.parametrize("seen", ["javascript:alert(1)", "//evil.example", "nonsense"])
def test_what_is_no_address_is_not_shown(on_a_network: Settings, seen: str) -> None:
    assert public_url(on_a_network, seen) == GUESSED.url


def test_an_address_without_a_host_is_nobody_s() -> None:
    assert not only_here("nonsense")
    assert only_here("http://127.9.9.9/")
