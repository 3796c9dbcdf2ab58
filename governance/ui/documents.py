# SPDX-License-Identifier: EUPL-1.2
"""The longer texts of data/texts, written in Markdown."""

from functools import cache

from governance.language import Language
from governance.language.catalogue import TEXTS
from governance.ui.language import current


def document_text(name: str) -> str:
    """A document in the reader's language."""
    return read_document(name, current())


@cache
def read_document(name: str, language: Language) -> str:
    """A document, read once."""
    return (TEXTS / language / f"{name}.md").read_text("utf-8")
