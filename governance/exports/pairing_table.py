# SPDX-License-Identifier: EUPL-1.2
"""Who calls whom, and what for, as a table for people: headers and words in their language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from governance.comparison.peers import Respect
from governance.exports.spreadsheet import to_csv
from governance.language import Language, format_number, sentence
from governance.views.pairing_words import respect_words
from governance.views.sentences import listed
from governance.views.view import ABSENT

COLUMNS = ("caller", "called", "purpose", "points", "alike")
NATURE = "nature"


@dataclass(frozen=True, slots=True)
class Pair:
    """One call: names, the challenges that it is about, most useful first, points brought, and what both share."""

    caller: str
    called: str
    challenges: tuple[str, ...]
    lift: float
    alike: tuple[Respect, ...]


def pairing_rows(pairs: Iterable[Pair], language: Language) -> list[dict[str, str]]:
    """One line a call, under headers in the reader's language."""
    return [
        {
            header("caller", language): pair.caller,
            header("called", language): pair.called,
            header("purpose", language): listed(pair.challenges, language) if pair.challenges else ABSENT,
            header("points", language): format_number(pair.lift, language) if pair.challenges else ABSENT,
            header("alike", language): listed([respect_words(each, language) for each in pair.alike], language)
            if pair.alike
            else ABSENT,
        }
        for pair in pairs
    ]


def pairing_csv(rows: Sequence[dict[str, str]], language: Language, *, simulated: bool) -> bytes:
    """The same for a spreadsheet; each line says whether its data are simulated."""
    nature = sentence(f"views.pairing.{'simulated' if simulated else 'real'}", language)
    headers = [*(header(name, language) for name in COLUMNS), header(NATURE, language)]
    return to_csv(headers, [row | {header(NATURE, language): nature} for row in rows])


def header(name: str, language: Language) -> str:
    """The header of a column."""
    return sentence(f"views.pairing.columns.{name}", language)
