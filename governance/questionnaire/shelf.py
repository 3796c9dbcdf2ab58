# SPDX-License-Identifier: EUPL-1.2
"""Where questionnaires are: those shipped with Échelons, and any folder or file that a person names."""

import re
from pathlib import Path

from governance.errors import NotFoundError
from governance.questionnaire.document import HEAD

SHIPPED = Path(__file__).parents[2] / "data" / "questionnaires"
VERSION = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9}){0,2}")


def shipped() -> list[tuple[str, str, Path]]:
    """The shipped questionnaires: id, version, head file; the versions of one id from the oldest to the latest."""
    heads = (path for path in SHIPPED.glob(f"*/*/{HEAD}") if VERSION.fullmatch(path.parts[-2]))
    found = [(path.parts[-3], path.parts[-2], path) for path in heads]
    return sorted(found, key=lambda entry: (entry[0], version_order(entry[1])))


def version_order(version: str) -> tuple[int, ...]:
    """What versions are sorted by: 1.10 comes after 1.9.

    >>> version_order("1.10") > version_order("1.9.3"), version_order("2") == version_order("2.0.0")
    (True, True)
    """
    numbers = [int(number) for number in version.split(".")]
    return (*numbers, *[0] * (3 - len(numbers)))


def find_shipped(reference: str) -> Path | None:
    """The head file of a shipped ``id`` (its latest version) or ``id@version``."""
    name, _, version = reference.partition("@")
    heads = [path for shipped_id, of, path in shipped() if shipped_id == name and version in ("", of)]
    return heads[-1] if heads else None


def locate(reference: str | Path) -> Path:
    """The head file that a reference names: a shipped id, a folder or a file, in this order. NotFoundError if none."""
    if isinstance(reference, str) and (found := find_shipped(reference)):
        return found
    path = Path(reference)
    if is_there(path) and path.is_dir() and str(reference):
        if not is_there(path / HEAD):
            raise NotFoundError("questionnaire.folder_without_head", folder=str(reference), head=HEAD)
        return path / HEAD
    if is_there(path) and str(reference):
        return path
    name = str(reference).partition("@")[0]
    if versions := [version for shipped_id, version, _ in shipped() if shipped_id == name]:
        raise NotFoundError("questionnaire.version_unknown", id=name, reference=str(reference), known=versions)
    known = list(dict.fromkeys(shipped_id for shipped_id, _, _ in shipped()))
    raise NotFoundError("questionnaire.not_found", reference=str(reference), known=known)


def is_there(path: Path) -> bool:
    """Whether a path exists; one that no file system could hold does not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
