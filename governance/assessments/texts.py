# SPDX-License-Identifier: EUPL-1.2
"""What people write beside an answer: cleaned of what cannot be seen, and kept within limits."""

import unicodedata

from governance.errors import InputError

COMMENT_LIMIT = 4_000
"""Characters of a comment, of a reason, and of evidence (a text or a link)."""
REASON_MINIMUM = 3
"""Characters of the reason for *non concerné*: enough to say something."""
NAME_LIMIT = 120
"""Characters of a snapshot's name."""
AUTHOR_LIMIT = 120
"""Characters of a person's name."""
KEY_LIMIT = 100
"""Characters of the key of a write."""

# Cc: control; Cs: halves of a character, which no database can store; Zl and Zp: line separators of their own kind.
INVISIBLE = frozenset({"Cc", "Cs", "Zl", "Zp"})


def clean_text(text: str) -> str:
    """The text without control characters, line breaks kept as ``\\n``, trimmed.

    >>> clean_text("  Délibération\\x00 du 3 mai\\r\\nvoir\\tannexe ")
    'Délibération du 3 mai\\nvoir annexe'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in INVISIBLE).strip()


def clean_line(text: str) -> str:
    """The same on one line, runs of spaces made one.

    >>> clean_line(" Printemps\\n 2026 ")
    'Printemps 2026'
    """
    return " ".join(clean_text(text).split())


def within(field: str, text: str, limit: int) -> str:
    """The text itself. InputError naming the field and its limit when it is longer."""
    if len(text) > limit:
        raise InputError("assessment.text_too_long", field=field, length=len(text), limit=limit)
    return text
