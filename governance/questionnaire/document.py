# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire's files, read within limits: the head file and the files beside it that it or they name."""

import re
from dataclasses import dataclass
from pathlib import Path

from yaml.reader import Reader

from governance.questionnaire.composing import Composer, UnreadableError
from governance.questionnaire.node import Finding, Loc, Node

HEAD = "questionnaire.yaml"
MAX_BYTES = 2_000_000
"""For all the files of one questionnaire together; the référentiel, with its actions in two languages, has a third."""
FILE_NAME = re.compile(r"\w[\w .-]*")
LISTED_FILES = ("challenges", "changes")
"""Keys of the head whose list may name a file in the place of an element."""


@dataclass(frozen=True)
class Document:
    """What the files hold (``root`` is None when nothing can be read), and the findings made in reading them."""

    root: Node | None
    findings: list[Finding]


class FileReader:
    """Reads the files of one questionnaire, counting their bytes."""

    def __init__(self) -> None:
        self.bytes_left = MAX_BYTES
        self.findings: list[Finding] = []
        self.named: dict[str, Loc] = {}

    def document(self, head: Path) -> Document:
        """The head file with the files that it names put in their places, and those that these name."""
        try:
            root = self.node(head, ())
        except UnreadableError as fault:
            return Document(None, [*self.findings, fault.finding])
        if isinstance(root.value, dict):
            for key in LISTED_FILES:
                self.join_elements(listed(root.value.get(key)), (key,), head)
            self.join_value(root.value, "bibliography", (), head)
            for rank, challenge in enumerate(listed(root.value.get("challenges"))):
                if isinstance(challenge.value, dict):
                    self.join_value(challenge.value, "actions", ("challenges", rank), head)
        return Document(root, self.findings)

    def join_elements(self, nodes: list[Node], loc: Loc, head: Path) -> None:
        """Replace each name of a file in a list by what the file holds."""
        for rank, node in enumerate(nodes):
            if isinstance(node.value, str):
                nodes[rank] = self.joined(node, (*loc, rank), head)

    def join_value(self, mapping: dict[str, Node], key: str, loc: Loc, head: Path) -> None:
        """Replace the name of a file under a key by what the file holds."""
        node = mapping.get(key)
        if node and isinstance(node.value, str):
            mapping[key] = self.joined(node, (*loc, key), head)

    def joined(self, node: Node, loc: Loc, head: Path) -> Node:
        """What the sibling file named by a node holds; nothing where it cannot be read."""
        name = str(node.value)
        try:
            if self.named.setdefault(name, loc) != loc:
                raise UnreadableError(Finding(loc, "file_twice", {"name": name}))  # noqa: TRY301
            return self.node(self.sibling(head, name, loc), loc)
        except UnreadableError as fault:
            self.findings.append(fault.finding)
            return Node(None, fault.finding.file or node.file, node.line)

    def sibling(self, head: Path, name: str, loc: Loc) -> Path:
        """The file of that name in the head file's own folder, not elsewhere through a path or a link."""
        path = head.parent / name
        values = {"name": name, "folder": str(head.parent)}
        try:
            if not FILE_NAME.fullmatch(name) or path.resolve().parent != head.parent.resolve():
                raise UnreadableError(Finding(loc, "file_outside", values))
            if not path.exists():
                raise UnreadableError(Finding(loc, "file_missing", values))
        except (OSError, RuntimeError) as fault:  # a name too long for the disk, links that go round
            raise UnreadableError(Finding(loc, "file_missing", values)) from fault
        return path

    def node(self, path: Path, loc: Loc) -> Node:
        """The content of one file. UnreadableError when there is none to be had."""
        composer = Composer(self.text(path, loc), str(path), loc)
        try:
            return composer.compose()
        finally:
            self.findings += composer.findings

    def text(self, path: Path, loc: Loc) -> str:
        """The text of a regular UTF-8 file within the limit, free of control characters."""
        data = self.content(path, loc)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            line = data.count(b"\n", 0, fault.start) + 1
            raise UnreadableError(Finding(loc, "file_encoding", {}, str(path), line)) from fault
        if odd := Reader.NON_PRINTABLE.search(text):
            line = text.count("\n", 0, odd.start()) + 1
            raise UnreadableError(Finding(loc, "file_control", {"code": f"U+{ord(odd[0]):04X}"}, str(path), line))
        return text

    def content(self, path: Path, loc: Loc) -> bytes:
        """The bytes of a file, if they fit in what is left."""
        try:
            data = beginning(path, self.bytes_left + 1)
        except OSError as fault:
            raise UnreadableError(Finding(loc, "file_unreadable", {"name": path.name})) from fault
        self.bytes_left -= len(data)
        if self.bytes_left < 0:
            raise UnreadableError(Finding(loc, "file_too_large", {"limit": MAX_BYTES // 1000}, str(path), 1))
        return data


def listed(node: Node | None) -> list[Node]:
    """The elements of a list; none where something else stands, or nothing."""
    return node.value if node and isinstance(node.value, list) else []


def beginning(path: Path, size: int) -> bytes:
    """The first bytes of a regular file; OSError for anything else: a device or a pipe could be read for ever."""
    if not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        return file.read(size)
