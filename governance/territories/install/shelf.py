# SPDX-License-Identifier: EUPL-1.2
"""Putting a new installation in force: all of it, or nothing changes.

A generation is a folder of its own, written aside, flushed to disk, then named by a pointer of one line that is
replaced in one step. The generation before is kept: a server may be reading it. Whatever is killed in between leaves at
worst a folder that nobody names, which the next installation removes.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from governance.territories.install.manifest import MANIFEST, POINTER, pointed

DOWNLOADS = "downloads"
FOLDERS_ARE_FLUSHED = os.name != "nt"  # Windows keeps its lists of files by itself


@contextmanager
def new_generation(root: Path, vintage: str) -> Iterator[Path]:
    """An empty folder to fill; it goes away again when filling it fails."""
    folder = root / vintage / uuid4().hex[:12]
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        if pointed(root) != folder:
            shutil.rmtree(folder, ignore_errors=True)


def put_in_force(root: Path, folder: Path) -> None:
    """Name ``folder`` as the one to read from now on, once all that it holds is on disk."""
    before = pointed(root)
    for path in (*folder.rglob("*"), folder, folder.parent):
        flush(path)
    pointer = root / f"{POINTER}.new"
    pointer.write_text(f"{folder.parent.name}/{folder.name}\n", "utf-8")
    flush(pointer)
    pointer.replace(root / POINTER)
    flush(root)
    with suppress(OSError):
        sweep(root, {folder, before})


def flush(path: Path) -> None:
    """Have the system write a file, or a folder's list of files, to disk."""
    if path.is_dir() and not FOLDERS_ARE_FLUSHED:
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(root: Path, kept: set[Path | None]) -> None:
    """Remove the generations that nobody reads any more, whole or not."""
    for folder in root.glob("*/*"):
        if folder.is_dir() and folder not in kept:
            # First what makes it an installation: half removed, it must not be taken for one.
            (folder / MANIFEST).unlink(missing_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
    for vintage in root.iterdir():
        if vintage.is_dir() and not any(vintage.iterdir()):
            vintage.rmdir()
