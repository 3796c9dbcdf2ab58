# SPDX-License-Identifier: EUPL-1.2
"""Where the four official files come from: an address, a folder, or one file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from governance.errors import InputError
from governance.territories.outlines import InstallableLayer

TIERS: tuple[InstallableLayer, ...] = ("communes", "epci", "departements", "regions")
ENDINGS = ("-1000m.geojson.gz", "-1000m.geojson", ".geojson.gz", ".geojson")
OFFICIAL_ENDING = ENDINGS[0]
YEAR = re.compile(r"/(20\d\d)(?=/|$)")


@dataclass(frozen=True)
class Origin:
    """One file of each tier, by address or on this machine (some tiers may be absent)."""

    shown: str
    addresses: dict[InstallableLayer, str]
    files: dict[InstallableLayer, Path]

    @property
    def year(self) -> str | None:
        """The year that the address pins.

        >>> Origin("https://example.org/contours/2026/geojson", {}, {}).year
        '2026'
        """
        found = YEAR.findall(self.shown)
        return found[-1] if found else None


def find_origin(text: str) -> Origin:
    """What ``--from`` or ``ECHELONS_OUTLINES_URL`` names; InputError when it is neither there nor of use."""
    if text.startswith(("http://", "https://")):
        return at_address(text)
    if text.startswith("file:"):
        return on_disk(file_address(text), text)
    if re.match(r"[a-z][a-z0-9+.-]+://", text, re.IGNORECASE):
        raise InputError("install.scheme", address=text)
    return on_disk(Path(text).expanduser(), text)


def at_address(text: str) -> Origin:
    """The base address of the four files, or the address of one."""
    if not urlsplit(text).hostname:
        raise InputError("install.scheme", address=text)
    name = urlsplit(text).path.rpartition("/")[2]
    if name.endswith((".geojson", ".geojson.gz")):
        return Origin(text, {tier_of(name): text}, {})
    base = text.rstrip("/")
    return Origin(base, {tier: f"{base}/{tier}{OFFICIAL_ENDING}" for tier in TIERS}, {})


def file_address(text: str) -> Path:
    """The path in a ``file://`` address of this machine."""
    parts = urlsplit(text)
    if parts.netloc not in {"", "localhost"}:
        raise InputError("install.scheme", address=text)
    return Path(url2pathname(parts.path))


def on_disk(path: Path, shown: str) -> Origin:
    """A folder that holds some of the files, or one of them."""
    if path.is_file():
        return Origin(shown, {}, {tier_of(path.name): path})
    if not path.is_dir():
        raise InputError("install.absent", path=path)
    files = dict(files_in(path))
    if not files:
        raise InputError("install.nothing_here", path=path, files=[tier + OFFICIAL_ENDING for tier in TIERS])
    return Origin(shown, {}, files)


def files_in(folder: Path) -> Iterator[tuple[InstallableLayer, Path]]:
    """The file of each tier that the folder holds, under its official name or a plainer one."""
    for tier in TIERS:
        for ending in ENDINGS:
            if (folder / (tier + ending)).is_file():
                yield tier, folder / (tier + ending)
                break


def tier_of(name: str) -> InstallableLayer:
    """The tier that a file's name begins with.

    >>> tier_of("epci-1000m.geojson.gz")
    'epci'
    """
    for tier in TIERS:
        if re.match(rf"{tier}\b", name, re.IGNORECASE):
            return tier
    raise InputError("install.which_tier", file=name, files=[tier + OFFICIAL_ENDING for tier in TIERS])
