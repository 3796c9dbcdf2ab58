# SPDX-License-Identifier: EUPL-1.2
"""Loading a questionnaire that can serve, or one error that says why it cannot."""

from functools import cache
from pathlib import Path
from typing import Any

from governance.errors import InputError
from governance.questionnaire.checking import problems, sound_findings
from governance.questionnaire.document import Document, FileReader
from governance.questionnaire.model import Questionnaire
from governance.questionnaire.node import Node
from governance.questionnaire.shelf import find_shipped, locate


def load(reference: str | Path) -> Questionnaire:
    """The questionnaire of a shipped ``id`` (latest version) or ``id@version``, of a folder or of a file.

    Shipped ones are read once. NotFoundError when there is none; InputError, which names the first problem and
    counts the others, when a score from it would be wrong.
    """
    head = find_shipped(reference) if isinstance(reference, str) else None
    return read_shipped(head) if head else read(locate(reference), str(reference))


@cache
def read_shipped(head: Path) -> Questionnaire:
    """A shipped questionnaire, which does not change while the program runs."""
    return read(head, head.parent.parent.name)


def read(head: Path, reference: str) -> Questionnaire:
    """The questionnaire of a head file; ``reference`` is what its user calls it."""
    return usable(FileReader().document(head), head, reference)


def load_data(data: Any, name: str) -> Questionnaire:
    """The questionnaire of a tree of plain values; ``name`` is what its user calls it. InputError as for ``load``."""
    return usable(Document(Node.of(data, name), []), Path(name), name)


def whole(reference: str | Path) -> dict[str, Any]:
    """The tree of plain values of a questionnaire, all its files put together. InputError when it cannot be read."""
    head = locate(reference)
    document = FileReader().document(head)
    usable(document, head, str(reference))
    tree: dict[str, Any] = document.root.plain() if document.root else {}
    return tree


def usable(document: Document, head: Path, reference: str) -> Questionnaire:
    """The questionnaire of a document that has none of the faults that prevent its use."""
    questionnaire, findings = sound_findings(document)
    if questionnaire is None:
        first, *others = problems(document, head, findings)
        key = "questionnaire.faulty_more" if others else "questionnaire.faulty"
        raise InputError(key, problem=first, count=len(others), reference=reference)
    return questionnaire
