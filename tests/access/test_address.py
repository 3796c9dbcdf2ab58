# SPDX-License-Identifier: EUPL-1.2
"""The address that QR codes carry: told, else guessed from the machine, never asked outside."""

import socket
from ipaddress import ip_address
from typing import Any

import pytest

from governance.access import address
from governance.access.address import SharedAddress, lan_address, local_address, shared_address
from governance.settings import Settings


@pytest.mark.parametrize(
    ("settings", "found", "expected"),
    [
        ({"host": "0.0.0.0"}, "192.168.1.5", SharedAddress("http://192.168.1.5:8501", "guessed")),  # noqa: S104
        ({"host": "::"}, "fd00::5", SharedAddress("http://[fd00::5]:8501", "guessed")),
        ({"host": ""}, "10.0.0.5", SharedAddress("http://10.0.0.5:8501", "guessed")),
        ({"host": "0.0.0.0"}, None, SharedAddress("http://127.0.0.1:8501", "this_machine")),  # noqa: S104
        ({"host": "10.1.2.3", "port": 80}, "10.9.9.9", SharedAddress("http://10.1.2.3:80", "told")),
        ({"host": "salle.example"}, "10.9.9.9", SharedAddress("http://salle.example:8501", "told")),
        ({"host": "127.0.0.1"}, "10.9.9.9", SharedAddress("http://127.0.0.1:8501", "this_machine")),
        ({"host": "::1"}, "10.9.9.9", SharedAddress("http://[::1]:8501", "this_machine")),
        ({"public_url": "https://a.example/"}, "10.9.9.9", SharedAddress("https://a.example", "told")),
        ({"public_url": "https://a.example", "host": "0.0.0.0"}, None, SharedAddress("https://a.example", "told")),  # noqa: S104
    ],
)
def test_the_address_for_others_is_told_or_guessed(
    settings: dict[str, Any], found: str | None, expected: SharedAddress
) -> None:
    assert shared_address(Settings(**settings), lambda: found) == expected


def test_this_machine_finds_its_server_whatever_the_host() -> None:
    hosts = ("0.0.0.0", "::", "127.0.0.1", "10.1.2.3")  # noqa: S104
    assert [local_address(Settings(host=host, port=1)) for host in hosts] == [
        "http://127.0.0.1:1",
        "http://127.0.0.1:1",
        "http://127.0.0.1:1",
        "http://10.1.2.3:1",
    ]


class Asking:
    """A socket that answers from a table, and remembers that nothing but addresses was asked."""

    answers: dict[int, str] = {}  # noqa: RUF012

    def __init__(self, family: int, kind: int) -> None:
        assert kind == socket.SOCK_DGRAM
        self.family = family

    def __enter__(self) -> "Asking":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def connect(self, place: tuple[str, int]) -> None:
        assert ip_address(place[0]).is_private, "not an address that is nobody's"
        if self.family not in self.answers:
            raise OSError

    def getsockname(self) -> tuple[str, int]:
        return self.answers[self.family], 1


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({socket.AF_INET: "192.168.1.5", socket.AF_INET6: "fd00::5"}, "192.168.1.5"),
        ({socket.AF_INET6: "fd00::5"}, "fd00::5"),
        ({socket.AF_INET: "127.0.0.1", socket.AF_INET6: "fe80::1"}, None),
        ({socket.AF_INET: "0.0.0.0"}, None),  # noqa: S104
        ({}, None),
    ],
)
def test_the_system_is_asked_which_address_it_speaks_from(
    answers: dict[int, str], found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Asking, "answers", answers)
    monkeypatch.setattr(address.socket, "socket", Asking)
    assert lan_address() == found


def test_on_a_real_machine_it_is_an_address_or_nothing() -> None:
    found = lan_address()
    assert found is None or not ip_address(found).is_loopback
