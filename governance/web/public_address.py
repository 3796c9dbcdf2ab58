# SPDX-License-Identifier: EUPL-1.2
"""Under which address phones reach this server: what the QR code, the sheet and the screen carry."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from governance.access.address import shared_address
from governance.settings import Settings


def public_url(settings: Settings, seen: str = "") -> str:
    """The address told to the server; else the one under which a browser was ``seen`` to reach it, unless only this
    machine can use that one; else what the server knows of itself.

    >>> public_url(Settings(public_url="https://atelier.example")), public_url(Settings(), "http://10.0.0.7:8501/atelier")
    ('https://atelier.example', 'http://10.0.0.7:8501')
    >>> public_url(Settings(port=9000)), public_url(Settings(port=9000), "http://localhost:9001/")
    ('http://127.0.0.1:9000', 'http://localhost:9001')
    """
    shared = shared_address(settings)
    parts = urlsplit(seen)
    known = f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"http", "https"} and parts.netloc else ""
    if settings.public_url or not known:
        return shared.url.rstrip("/")
    return shared.url if only_here(known) and shared.origin != "this_machine" else known


def only_here(address: str) -> bool:
    """Whether an address means the machine that reads it: no phone would find the server there.

    >>> only_here("http://127.0.0.1:8501"), only_here("http://localhost"), only_here("https://atelier.example")
    (True, True, False)
    """
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
