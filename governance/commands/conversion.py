# SPDX-License-Identifier: EUPL-1.2
"""From a questionnaire in any form to a file or folder in another: written whole or not at all."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from governance.errors import InputError
from governance.exports.questionnaires import Form, read, write
from governance.exports.questionnaires.archive import is_zip
from governance.exports.questionnaires.collected import collected
from governance.exports.questionnaires.folder import files_of
from governance.exports.questionnaires.parsing import OLD_OFFICE
from governance.exports.questionnaires.spreading import Tree
from governance.language import Language
from governance.questionnaire.loading import whole
from governance.questionnaire.shelf import locate

FORM_OF: dict[str, Form] = {".yaml": "yaml", ".yml": "yaml", ".zip": "folder", ".xlsx": "xlsx", "": "folder"}
YAML = (".yaml", ".yml")
MOST_BYTES = 5_000_001


def convert(source: str, target: str, form: Form | None, *, force: bool, language: Language) -> None:
    """Write the questionnaire of ``source`` to ``target``. EchelonsError when either cannot be."""
    path = Path(target)
    chosen = form or form_of(target)
    if (path.exists() or path.is_symlink()) and not force:
        raise InputError("formats.target_exists", target=target)
    tree = tree_of(source)
    try:
        if chosen == "folder" and path.suffix.lower() != ".zip":
            write_files(path, files_of(tree), force=force)
        else:
            write_file(path, write(tree, chosen, language), force=force)
    except FileExistsError as fault:
        raise InputError("formats.target_exists", target=target) from fault
    except OSError as fault:
        raise InputError("formats.target_unwritable", target=target, reason=fault) from fault


def form_of(target: str) -> Form:
    """The form that a name asks for; a folder is one that is there, ends with a slash, or has no ending."""
    path = Path(target)
    if path.is_dir() or target.endswith(("/", os.sep)):
        return "folder"
    if (suffix := path.suffix.lower()) not in FORM_OF:
        raise InputError("formats.target_form", target=target)
    return FORM_OF[suffix]


def tree_of(source: str) -> Tree:
    """The tree of an id, a folder, a YAML file with those beside it, or a file of another form."""
    path = locate(source)
    content = beginning(path, source)
    return read(path.name, content) if is_zip(content) or content.startswith(OLD_OFFICE) else whole(source)


def collect(source: str, export: str) -> bytes:
    """The answers to the questionnaire's XLSForm, from the CSV that ODK or Kobo exports."""
    path = Path(export)
    return collected(tree_of(source), path.name, beginning(path, export))


def beginning(path: Path, source: str) -> bytes:
    """A file, cut where it is too large for any reader. InputError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except (OSError, ValueError) as fault:
        raise InputError("formats.source_unreadable", source=source, reason=fault) from fault


@contextlib.contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A name in the same folder, of which nothing is left at the end."""
    other = path.parent / f".{path.name[:60]}.{uuid4().hex}"
    try:
        yield other
    finally:
        if other.is_dir():
            shutil.rmtree(other)
        else:
            other.unlink(missing_ok=True)


def write_file(path: Path, content: bytes, *, force: bool) -> None:
    """Put a file in its place at once; FileExistsError when it is taken."""
    with beside(path) as new:
        with new.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if force:
            new.replace(path)
            return
        try:
            path.hardlink_to(new)
        except FileExistsError:
            raise
        except OSError:  # a disk without links: the look before must do
            if path.exists():
                raise FileExistsError(path) from None
            new.replace(path)


def write_files(path: Path, files: dict[str, bytes], *, force: bool) -> None:
    """Put a folder in its place at once; with ``force``, in that of a folder of YAML files alone."""
    if path.exists() and (found := foreign(path)):
        raise InputError("formats.target_other", target=str(path), found=found)
    with beside(path) as new, beside(path) as old:
        new.mkdir()
        for name, content in files.items():
            (new / name).write_bytes(content)
        if force and path.exists():
            path.rename(old)
        try:
            new.rename(path)
        except OSError:
            if old.exists():
                old.rename(path)
            raise


def foreign(path: Path) -> list[str]:
    """What a folder holds beside YAML files; its own name when it is no folder."""
    if not path.is_dir() or path.is_symlink():
        return [path.name]
    return sorted(each.name for each in path.iterdir() if each.suffix.lower() not in YAML or not each.is_file())[:5]
