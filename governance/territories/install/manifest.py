# SPDX-License-Identifier: EUPL-1.2
"""What is installed: the file that says so, written last, and what it lets be read."""

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from governance.territories.install.origin import TIERS

MANIFEST = "manifest.json"
POINTER = "current"
FOLDER = "territories"


@dataclass(frozen=True)
class Installed:
    """One installation of official outlines, in a folder that never changes."""

    folder: Path
    vintage: str
    """The year of the official code that the outlines are of."""
    address: str
    """The vintage in addresses that are cached for good: year, and a digest of what travels."""
    source: str
    installed_at: str
    downloads: list[dict[str, Any]]
    """Name, bytes and SHA-256 of each file that it was made from, as recorded at installation."""
    layers: dict[str, dict[str, Any]]
    """For each layer the number of outlines, and the codes lost or changed (see Losses)."""
    files: dict[str, dict[str, Any]]
    """Bytes and SHA-256 of each file of the folder."""

    def has(self, name: str) -> bool:
        """Whether a file of that name belongs to the installation: nothing else is ever read."""
        return name in self.files

    def read(self, name: str) -> bytes:
        """The content of one of its files."""
        return (self.folder / name).read_bytes()

    def absent_tiers(self) -> list[str]:
        """The tiers that can be drawn neither from a file of the source nor from its communes."""
        given = {download["tier"] for download in self.downloads}
        return [] if "communes" in given else [tier for tier in TIERS if tier not in given]

    def changed_since(self, before: "Installed") -> list[str]:
        """The tiers whose file, taken from the same source, is not the one recorded at an earlier installation."""
        recorded = {download["tier"]: download["sha256"] for download in before.downloads}
        same_source = before.source == self.source
        return [
            download["tier"]
            for download in self.downloads
            if same_source and recorded.get(download["tier"], download["sha256"]) != download["sha256"]
        ]

    def write(self) -> None:
        """Put the manifest into its folder."""
        text = json.dumps({**asdict(self), "folder": None}, ensure_ascii=False, indent=1)
        (self.folder / MANIFEST).write_text(text, "utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Installed":
        """The installation in ``folder``; OSError, ValueError or TypeError when there is none that holds together."""
        return cls(**{**json.loads((folder / MANIFEST).read_text("utf-8")), "folder": folder})


def root_of(data: Path) -> Path:
    """The folder of all installations in a data folder."""
    return data / FOLDER


def pointed(root: Path) -> Path | None:
    """The folder of the installation in force; a pointer that leads outside leads nowhere."""
    try:
        vintage, _, generation = (root / POINTER).read_text("utf-8").strip().partition("/")
    except (OSError, ValueError):
        return None
    plain = all(part.replace("-", "").isalnum() for part in (vintage, generation))
    return root / vintage / generation if plain else None


def installed(data: Path) -> Installed | None:
    """The official outlines in a data folder; None when there are none, or none that can be read."""
    folder = pointed(root_of(data))
    if folder is None:
        return None
    try:
        return loaded(folder)
    except (OSError, ValueError, TypeError):
        return None


@lru_cache(maxsize=4)
def loaded(folder: Path) -> Installed:
    """As :meth:`Installed.load`, once: the folder of an installation never changes."""
    return Installed.load(folder)
