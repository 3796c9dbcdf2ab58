# SPDX-License-Identifier: EUPL-1.2
"""From the text of one YAML file (JSON is YAML) to nodes, on guard: the file may come from anybody.

Values follow YAML 1.2: only ``true`` and ``false`` are truth values, and a date is a text. PyYAML's own loaders follow
YAML 1.1, where ``en: No`` is false; and its composer, which calls itself for each nested list, crashes on deep ones.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml

from governance.questionnaire.node import Finding, Loc, Node, Scalar

DEEPEST = 20
# Under these keys a value is a word as it is written: 1.10 is a version and 01 an id, not numbers.
WORDS = frozenset(
    {"id", "version", "fr", "en", "tags", "tiers", "items", "icon"}
    | {"question", "item", "audience", "references", "publisher", "url", "since", "old", "new"}
)
CONSTANTS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Words of libyaml, of the problem or of what it was doing, and the sentence that helps the writer.
SYNTAX = {
    "mapping values are not allowed": "yaml_colon",
    "cannot start any token": "yaml_tab",
    "tab character": "yaml_tab",
    "while scanning a quoted": "yaml_open",
    "while parsing a flow": "yaml_open",
}
# Up to 18 digits: Python refuses to read whole numbers of thousands of them, and floats are enough beyond.
INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


class UnreadableError(Exception):
    """A file of which nothing can be used; carries the finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.key)
        self.finding = replace(finding, unread=True)


class Composer:
    """Reads one file; what is wrong but harmless to the rest of it gathers in ``findings``."""

    def __init__(self, text: str, file: str, loc: Loc = ()) -> None:
        self.file = file
        self.root = loc
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.findings: list[Finding] = []

    def compose(self) -> Node:
        """The file's only document. UnreadableError for a fault of syntax, an empty or a too deep file."""
        try:
            next(self.events)
            if isinstance(next(self.events), yaml.StreamEndEvent):
                raise self.unreadable("file_empty", 1)
            node = self.node(next(self.events), self.root, "")
            next(self.events)
            if isinstance(extra := next(self.events), yaml.DocumentStartEvent):
                self.find(self.root, "yaml_documents", extra)
        except yaml.YAMLError as fault:
            raise self.syntax(fault) from fault
        return node

    def node(self, event: Any, loc: Loc, name: str) -> Node:
        """The node that begins with an event, at a place, under a key."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            self.find(loc, "yaml_alias", event)
            return Node(None, self.file, line)
        if event.anchor or event.tag:
            self.find(loc, "yaml_alias" if event.anchor else "yaml_tag", event)
        if isinstance(event, yaml.ScalarEvent):
            return Node(scalar(event, name), self.file, line)
        if len(loc) > DEEPEST:
            raise self.unreadable("yaml_deep", line)
        if isinstance(event, yaml.SequenceStartEvent):
            inside = enumerate(self.until(yaml.SequenceEndEvent))
            return Node([self.node(item, (*loc, rank), name) for rank, item in inside], self.file, line)
        return Node(self.mapping(loc), self.file, line)

    def mapping(self, loc: Loc) -> dict[str, Node]:
        """The nodes of a mapping that has just begun; of a key given twice the last value stays."""
        nodes: dict[str, Node] = {}
        for key in self.until(yaml.MappingEndEvent):
            name = key.value if isinstance(key, yaml.ScalarEvent) else None
            if name is None:
                self.find(loc, "yaml_key", key)
                self.node(key, (*loc, ""), "")
            elif name in nodes:
                self.find((*loc, name), "yaml_twice", key, name=name, first=nodes[name].line)
            node = self.node(next(self.events), (*loc, name or ""), name or "")
            if name is not None:
                node.line = key.start_mark.line + 1
                nodes[name] = node
        return nodes

    def until(self, end: type[Any]) -> Iterator[Any]:
        """The next events, each the beginning of a node, up to the one that ends the list or mapping."""
        while not isinstance(event := next(self.events), end):
            yield event

    def find(self, loc: Loc, key: str, event: Any, **values: Any) -> None:
        """Note what is wrong at an event."""
        unread = isinstance(event, yaml.AliasEvent)
        self.findings.append(Finding(loc, key, values, self.file, event.start_mark.line + 1, unread))

    def unreadable(self, key: str, line: int, **values: Any) -> UnreadableError:
        """The fault that makes the whole file useless."""
        return UnreadableError(Finding(self.root, key, values, self.file, line))

    def syntax(self, fault: yaml.YAMLError) -> UnreadableError:
        """What YAML says, put in words that help; what was left open is told where it opens, not where it is missed."""
        said = f"{getattr(fault, 'problem', '')} {getattr(fault, 'context', '')}"
        cause = next((key for words, key in SYNTAX.items() if words in said), "yaml_syntax")
        mark = getattr(fault, "context_mark" if cause == "yaml_open" else "problem_mark", None)
        return self.unreadable(cause, mark.line + 1 if mark else 1, column=mark.column + 1 if mark else 1)


def scalar(event: Any, name: str) -> Scalar:
    """The value of a scalar: quoted, it is a text; bare, YAML 1.2 decides, save under a key whose values are words.

    >>> event = yaml.ScalarEvent(None, None, (True, False), "1.10")
    >>> scalar(event, "weight"), scalar(event, "version")
    (1.1, '1.10')
    """
    text: str = event.value
    if not event.implicit[0]:
        return text
    if name in WORDS:
        return text or None
    if text in CONSTANTS:
        return CONSTANTS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    return float(text.replace(".inf", "inf").replace(".nan", "nan")) if FLOAT.fullmatch(text) else text
