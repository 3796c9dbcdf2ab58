# SPDX-License-Identifier: EUPL-1.2
"""The address that others type, that QR codes and links carry: told by the operator, or guessed."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal

from governance.settings import Settings

# Addresses kept for documentation (RFC 5737, RFC 3849): nobody has them. Connecting a datagram socket sends nothing; it
# asks the system which of its own addresses it would speak from.
NOWHERE = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}


@dataclass(frozen=True)
class SharedAddress:
    """An address of this server, without a slash at its end, and how it is known.

    ``told`` by ECHELONS_PUBLIC_URL or by a host's name; ``guessed`` from the network card: to be checked with a phone;
    ``this_machine`` when nobody else can come in by it.
    """

    url: str
    origin: Literal["told", "guessed", "this_machine"]


def shared_address(settings: Settings, own_address: Callable[[], str | None] | None = None) -> SharedAddress:
    """The best known address of a server for others; ``own_address`` gives this machine's address on its network.

    >>> shared_address(Settings(host="0.0.0.0", port=80), lambda: "192.168.1.5")
    SharedAddress(url='http://192.168.1.5:80', origin='guessed')
    """
    if settings.public_url:
        return SharedAddress(settings.public_url, "told")
    if settings.on_loopback:
        return SharedAddress(local_address(settings), "this_machine")
    if not is_every_address(settings.host):
        return SharedAddress(local_address(settings), "told")
    found = (own_address or lan_address)()
    if found is None:
        return SharedAddress(local_address(settings), "this_machine")
    return SharedAddress(address(found, settings.port), "guessed")


def local_address(settings: Settings) -> str:
    """Where this machine itself finds the server.

    >>> local_address(Settings(host="::", port=80)), local_address(Settings(host="10.1.2.3", port=80))
    ('http://127.0.0.1:80', 'http://10.1.2.3:80')
    """
    return address("127.0.0.1" if is_every_address(settings.host) else settings.host, settings.port)


def address(host: str, port: int) -> str:
    """An http address; IPv6 hosts stand between brackets.

    >>> address("::1", 8501)
    'http://[::1]:8501'
    """
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def is_every_address(host: str) -> bool:
    """Whether listening there means listening on every address of the machine.

    >>> is_every_address("0.0.0.0"), is_every_address("example.org")
    (True, False)
    """
    try:
        return ip_address(host or "0.0.0.0").is_unspecified  # noqa: S104 — recognised, not listened on
    except ValueError:
        return False


def lan_address() -> str | None:
    """This machine's address on its network, asked of the system: nothing is sent, no name is looked up."""
    for family, nowhere in NOWHERE.items():
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as asking:
                asking.connect((nowhere, 9))
                found = ip_address(asking.getsockname()[0])
        except OSError:
            continue
        if not (found.is_loopback or found.is_unspecified or found.is_link_local):
            return str(found)
    return None
