# SPDX-License-Identifier: EUPL-1.2
"""The sentences of these pages."""

from typing import Any

from governance.language import Language, sentence


def say(key: str, language: Language, **values: Any) -> str:
    """A sentence of data/texts/*/ui.

    >>> say("room.answered", "en", count=2)
    '2 answers'
    """
    return sentence(f"ui.{key}", language, **values)
