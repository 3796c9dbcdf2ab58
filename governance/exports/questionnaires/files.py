# SPDX-License-Identifier: EUPL-1.2
"""Reading a questionnaire in YAML files that are in memory: a single one, or those of a folder in a zip."""

from collections.abc import Iterator, Mapping
from math import isfinite
from pathlib import Path
from typing import Any

from yaml.reader import Reader

from governance.errors import InputError
from governance.exports.questionnaires.archive import Archive
from governance.exports.questionnaires.spreading import Tree
from governance.questionnaire.checking import problems, structured
from governance.questionnaire.composing import UnreadableError
from governance.questionnaire.document import HEAD, MAX_BYTES, Document, FileReader
from governance.questionnaire.node import Finding, Loc

YAML = (".yaml", ".yml")
MISSHAPEN = frozenset({"mapping_expected", "list_expected", "texts_expected", "item_expected"})
"""Faults of shape: what would come of them could not even be shown for correction."""


class MemoryReader(FileReader):
    """Reads files by their names among those given, never from a disk."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__()
        self.files = files

    def content(self, path: Path, loc: Loc) -> bytes:
        """The bytes of a file, if they fit in what is left."""
        data = self.files[path.as_posix()]
        self.bytes_left -= len(data)
        if self.bytes_left < 0:
            raise UnreadableError(Finding(loc, "file_too_large", {"limit": MAX_BYTES // 1000}, str(path), 1))
        return data

    def sibling(self, head: Path, name: str, loc: Loc) -> Path:
        """The file of that name beside the head, if it is among those given."""
        path = head.parent / name
        if path.as_posix() not in self.files:
            raise UnreadableError(Finding(loc, "file_missing", {"name": name, "folder": str(head.parent)}))
        return path


class LoneReader(MemoryReader):
    """Reads a file that came alone: those that it names cannot follow it."""

    def sibling(self, head: Path, name: str, loc: Loc) -> Path:  # noqa: ARG002
        """InputError: the whole folder is needed."""
        raise InputError("formats.yaml_alone", name=head.name, missing=name)


def read_yaml(name: str, content: bytes) -> Tree:
    """The tree of a single file."""
    head = Path(Path(name).name or HEAD)
    return tree_of(LoneReader({head.as_posix(): content}), head)


def read_folder(archive: Archive) -> Tree:
    """The tree of a folder in a zip: at its root, or in the only folder that has a head file."""
    heads = [entry for entry in archive.entries if entry.rpartition("/")[2] == HEAD]
    if len(heads) != 1:
        raise archive.fault("zip_heads" if heads else "unknown", head=HEAD)
    folder = heads[0].rpartition("/")[0]
    beside = [e for e in archive.entries if e.rpartition("/")[0] == folder and e.lower().endswith(YAML)]
    return tree_of(MemoryReader({entry: archive.read(entry) for entry in beside}), Path(heads[0]))


def tree_of(reader: FileReader, head: Path) -> Tree:
    """The tree of a head file. InputError, with the first fault and the number of others, when it is not readable."""
    document = reader.document(head)
    data = document.root.plain() if document.root else None
    shape = [finding for finding in structured(data)[1] if finding.key in MISSHAPEN] if document.root else []
    if findings := [*document.findings, *shape]:
        raise faulty(document, head, findings)
    if not isinstance(data, dict):
        raise InputError("formats.unknown", name=head.name)
    if any(map(odd, leaves(data))):
        raise InputError("formats.odd", name=head.name)
    return data


def faulty(document: Document, head: Path, findings: list[Finding]) -> InputError:
    """The first fault of a document, and how many others."""
    first, *others = problems(document, head, findings)
    key = "formats.faulty_more" if others else "formats.faulty"
    return InputError(key, problem=first, count=len(others))


def leaves(value: Any) -> Iterator[Any]:
    """Every value and every key of a tree."""
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if not isinstance(value, list):
        yield value
        return
    for each in value:
        yield from leaves(each)


def odd(value: Any) -> bool:
    """Whether a value can neither be stored nor shown: a control character written as an escape, an endless number."""
    if isinstance(value, str):
        return Reader.NON_PRINTABLE.search(value) is not None
    return isinstance(value, float) and not isfinite(value)
