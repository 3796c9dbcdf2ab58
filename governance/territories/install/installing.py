# SPDX-License-Identifier: EUPL-1.2
"""The order of an installation: obtain, match, clean, dissolve, write aside, put in force. All of it, or nothing."""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from governance.errors import InputError
from governance.territories.folder import REFERENCE_FOLDER
from governance.territories.install.download import fetch
from governance.territories.install.limits import LIMITS, Limits
from governance.territories.install.lock import alone
from governance.territories.install.manifest import Installed, root_of
from governance.territories.install.origin import Origin, find_origin
from governance.territories.install.shelf import DOWNLOADS, new_generation, put_in_force
from governance.territories.install.state import State, clear_state
from governance.territories.outlines import InstallableLayer
from governance.territories.sources import load_sources

Tell = Callable[[str, float], None]
"""Told of the step (a file's name, ``cleaning`` or ``writing``) and of the share of the whole that is done, 0–1."""
CLEANING, WRITING = "cleaning", "writing"
# Of the whole: obtaining, then the rest. Measured on the files of 1000 m and a line of 1 MB/s.
OBTAINED, CLEANED = 0.4, 0.6


@dataclass
class Progress:
    """Passes on what is told to a screen, and to the state that other processes read, 1 % at a time."""

    root: Path
    tell: Tell
    written: float = field(default=-1.0)

    def __call__(self, step: str, share: float) -> None:
        """Tell both."""
        self.tell(step, share)
        if share - self.written >= 0.01:
            self.written = share
            State("running", share).write(self.root)


def install(
    data: Path,
    source: str,
    *,
    tell: Tell = lambda _step, _share: None,
    limits: Limits = LIMITS,
    reference: Path = REFERENCE_FOLDER,
) -> Installed:
    """Install the official outlines that ``source`` names into the data folder, in place of those there.

    InputError says what prevented it; what was installed before is then still in force.
    """
    origin, root = find_origin(source), root_of(data)
    with disk_faults(root):
        make_room(root, limits)
        with alone(root), told_when_failed(root):
            progress = Progress(root, tell)
            contents = obtain(origin, root / DOWNLOADS, limits, progress)
            done = build(origin, contents, reference, limits, progress)
            shutil.rmtree(root / DOWNLOADS, ignore_errors=True)
            clear_state(root)
    return done


@contextmanager
def disk_faults(root: Path) -> Iterator[None]:
    """A disk that is full, read-only or forbidden is said in a sentence."""
    try:
        yield
    except OSError as fault:
        raise InputError("install.disk", folder=root, reason=fault) from fault


def make_room(root: Path, limits: Limits) -> None:
    """The folder, on a disk with enough room: filling it up would stop the database beside."""
    root.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(root).free < limits.free_bytes:
        raise InputError("install.no_room", folder=root, room=limits.free_bytes // 1_000_000)


@contextmanager
def told_when_failed(root: Path) -> Iterator[None]:
    """Keep the fault for the pages of a server."""
    try:
        yield
    except (InputError, OSError) as fault:
        values = fault.values if isinstance(fault, InputError) else {"folder": root, "reason": fault}
        key = fault.key if isinstance(fault, InputError) else "install.disk"
        with suppress(OSError):
            State("failed", key=key, values=values).write(root)
        raise


def obtain(origin: Origin, folder: Path, limits: Limits, progress: Progress) -> dict[InstallableLayer, bytes]:
    """The content of each file: downloaded, or read where it lies."""
    folder.mkdir(exist_ok=True)
    contents: dict[InstallableLayer, bytes] = {}
    progress("", 0.0)
    for place, (tier, address) in enumerate(origin.addresses.items()):
        target, first = folder / address.rpartition("/")[2].partition("?")[0], place / len(origin.addresses)

        def told(here: int, total: int | None, name: str = target.name, first: float = first) -> None:
            part = here / total if total else 0.0
            progress(name, OBTAINED * (first + part / len(origin.addresses)))

        fetch(address, target, limits, told)
        contents[tier] = target.read_bytes()
    return contents | {tier: taken(path, limits) for tier, path in origin.files.items()}


def taken(path: Path, limits: Limits) -> bytes:
    """The content of a file of this machine, within what it may weigh."""
    try:
        with path.open("rb") as file:
            content = file.read(limits.unpacked_bytes + 1)
    except OSError as fault:
        raise InputError("install.unreadable", file=path, reason=fault) from fault
    if len(content) > limits.unpacked_bytes:
        raise InputError("install.too_large", address=path, limit=limits.unpacked_bytes // 1_000_000)
    return content


def build(
    origin: Origin, contents: Mapping[InstallableLayer, bytes], reference: Path, limits: Limits, progress: Progress
) -> Installed:
    """Make everything that is kept from the files, and put it in force."""
    # Slow to import, and needless while files are being downloaded.
    from governance.territories.install.layers import layers_of  # noqa: PLC0415
    from governance.territories.install.travelling import travelling_files  # noqa: PLC0415
    from governance.territories.install.warehouse import parquet_files  # noqa: PLC0415
    from governance.territories.table import Table  # noqa: PLC0415

    progress(CLEANING, OBTAINED)
    table = Table.load(reference)
    layers = layers_of(contents, table, limits)
    progress(WRITING, CLEANED)
    vintage = origin.year or load_sources(reference).vintage("commune")
    with new_generation(progress.root, vintage) as folder:
        travelling = {name: entry(folder, name, content) for name, content in travelling_files(layers, table)}
        kept = {name: entry(folder, name, content) for name, content in parquet_files(layers, table)}
        done = Installed(
            folder=folder,
            vintage=vintage,
            address=f"{vintage}-{digest(travelling)}",
            source=origin.shown,
            installed_at=datetime.now(UTC).isoformat(timespec="seconds"),
            downloads=[{"tier": tier, **facts(content)} for tier, content in contents.items()],
            layers={
                layer: {"outlines": len(coverage.codes), **asdict(coverage.losses)}
                for layer, coverage in layers.items()
            },
            files=travelling | kept,
        )
        done.write()
        put_in_force(progress.root, folder)
    progress(WRITING, 1.0)
    return done


def entry(folder: Path, name: str, content: bytes) -> dict[str, Any]:
    """Write a file, and give what the manifest says of it."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return facts(content)


def facts(content: bytes) -> dict[str, Any]:
    """Size and checksum."""
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def digest(files: Mapping[str, Mapping[str, Any]]) -> str:
    """What tells these outlines from any others, in ten characters."""
    lines = "".join(f"{name} {files[name]['sha256']}\n" for name in sorted(files))
    return hashlib.sha256(lines.encode()).hexdigest()[:10]
