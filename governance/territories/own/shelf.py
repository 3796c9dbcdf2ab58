# SPDX-License-Identifier: EUPL-1.2
"""Where outlines of one's own lie: one generation with all their layers, put in force in one step, or not at all."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from governance.errors import InputError
from governance.territories.install.installing import disk_faults
from governance.territories.install.lock import alone
from governance.territories.install.manifest import MANIFEST, pointed
from governance.territories.install.shelf import new_generation, put_in_force
from governance.territories.install.travelling import PLURAL
from governance.territories.territory import Layer

FOLDER = "outlines"
GENERATIONS = "own"


@dataclass(frozen=True)
class OwnLayer:
    """A layer of one's own: what is said of it, and what was found in the file."""

    layer: Layer
    vintage: str
    source: str
    credit: str
    author: str
    imported_at: str
    file_name: str
    outlines: int
    address: str = ""
    """The vintage in addresses that are cached for good: year or date, and a digest of what travels."""
    made_of: str = ""
    """The layer that it was dissolved from; empty for a file's own."""
    completes: bool = False
    """Whether other outlines fill in what the file does not have."""
    report: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Own:
    """All layers of one's own, in a folder that never changes."""

    folder: Path
    layers: dict[str, OwnLayer]
    files: dict[str, str]
    """Name of each file → the layer that it belongs to."""

    def of_file(self, name: str) -> OwnLayer | None:
        """The layer that a file belongs to; None when there is no such file here."""
        return self.layers.get(self.files.get(name, ""))

    def read(self, name: str) -> bytes:
        """The content of one of the files."""
        return (self.folder / name).read_bytes()


def root_of(data: Path) -> Path:
    """The folder of outlines of one's own in a data folder."""
    return data / FOLDER


def own_outlines(data: Path) -> Own | None:
    """The outlines of one's own in a data folder; None when there are none, or none that can be read."""
    folder = pointed(root_of(data))
    if folder is None:
        return None
    try:
        return loaded(folder)
    except (OSError, ValueError, TypeError, LookupError):
        return None


@lru_cache(maxsize=4)
def loaded(folder: Path) -> Own:
    """The generation of a folder, read once: it never changes."""
    document = json.loads((folder / MANIFEST).read_text("utf-8"))
    layers = {name: OwnLayer(**each) for name, each in document["layers"].items()}
    return Own(folder, layers, document["files"])


@contextmanager
def held(data: Path) -> Iterator[Path]:
    """The folder, held so that nobody else writes to it; a disk's refusal is said in a sentence."""
    root = root_of(data)
    with disk_faults(root):
        root.mkdir(parents=True, exist_ok=True)
        with alone(root):
            yield root


def keep(data: Path, made: Mapping[str, bytes], layers: list[OwnLayer], dropped: frozenset[str] = frozenset()) -> Own:
    """Put these layers in force with the others that are there, without those dropped."""
    with held(data) as root:
        before = own_outlines(data)
        gone = dropped | {layer.layer for layer in layers}
        kept = {name: before.read(name) for name, layer in before.files.items() if layer not in gone} if before else {}
        others = {name: layer for name, layer in before.layers.items() if name not in gone} if before else {}
        owners = {name: owner_of(name) for name in made}
        files = {name: before.files[name] for name in kept} if before else {}
        addressed = [OwnLayer(**asdict(each) | {"address": address(each, made)}) for each in layers]
        with new_generation(root, GENERATIONS) as folder:
            for name, content in {**kept, **made}.items():
                (folder / name).parent.mkdir(exist_ok=True)
                (folder / name).write_bytes(content)
            now = Own(folder, others | {each.layer: each for each in addressed}, files | owners)
            write(now)
            put_in_force(root, folder)
    return now


def write(own: Own) -> None:
    """Put the manifest into its folder."""
    document: dict[str, Any] = {
        "layers": {name: asdict(each) for name, each in own.layers.items()},
        "files": own.files,
    }
    (own.folder / MANIFEST).write_text(json.dumps(document, ensure_ascii=False, indent=1), "utf-8")


def owner_of(name: str) -> Layer:
    """The layer of a file, by its name.

    >>> owner_of("communes/35_map.geojson.gz"), owner_of("epci.parquet")
    ('commune', 'epci')
    """
    plural = name.partition("/")[0].partition(".")[0].removesuffix("_map")
    found = next((layer for layer, word in PLURAL.items() if word == plural), None)
    if found is None:
        raise InputError("outlines.damaged", name=name)
    return found


def address(layer: OwnLayer, made: Mapping[str, bytes]) -> str:
    """What tells these outlines from any others, fit for an address."""
    digest = hashlib.sha256()
    for name in sorted(name for name in made if owner_of(name) == layer.layer):
        digest.update(name.encode() + made[name])
    year = "".join(c if c.isascii() and c.isalnum() else "." for c in layer.vintage)[:20] or "own"
    return f"{year}-{digest.hexdigest()[:10]}"
