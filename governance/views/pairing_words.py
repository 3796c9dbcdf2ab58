# SPDX-License-Identifier: EUPL-1.2
"""Why one territory would call another, in words; and the table of a whole area."""

from collections.abc import Sequence

from governance.comparison.peers import Respect
from governance.language import Language, format_number, sentence
from governance.language.figures import rounded
from governance.views.sentences import listed


def purpose_words(titles: Sequence[str], lift: float, language: Language) -> str:
    """What for: the challenges on which the other stands higher, and by how much on average."""
    if not titles:
        return sentence("views.pairing.to_share", language)
    quoted = [sentence("views.sentences.quoted", language, name=title) for title in titles]
    points = {"points": format_number(lift, language), "count": float(rounded(lift))}
    return sentence("views.pairing.purpose", language, names=listed(quoted, language), **points)


def alike_words(respects: Sequence[Respect], language: Language) -> str:
    """In what both are alike."""
    return sentence(
        "views.pairing.alike",
        language,
        respects=listed([respect_words(each, language) for each in respects], language),
    )


def respect_words(respect: Respect, language: Language) -> str:
    """One respect in words."""
    return sentence(f"views.pairing.respects.{respect}", language)
