# SPDX-License-Identifier: EUPL-1.2
"""What became of each code of a file of outlines: in a few lines, or in full as a CSV file."""

from collections.abc import Iterator
from typing import Protocol

from governance.exports.spreadsheet import to_csv
from governance.language import Language, sentence
from governance.territories.own.joining import JoinReport
from governance.territories.own.shelf import OwnLayer

WORDS = "messages.outlines.join"
KINDS = ("matched", "unmatched", "duplicated", "former", "zeros", "shapeless", "repaired", "missing")
NAMED = 8
WGS_84 = 4326


class Joining(Protocol):
    """What an import of outlines did."""

    @property
    def layers(self) -> list[OwnLayer]: ...  # noqa: D102
    @property
    def report(self) -> JoinReport: ...  # noqa: D102
    @property
    def system(self) -> int: ...  # noqa: D102
    @property
    def guessed(self) -> bool: ...  # noqa: D102


def join_lines(done: Joining, language: Language) -> Iterator[str]:
    """The layers that were made, the conversion, and each kind of code with the first of them."""
    for layer in done.layers:
        key = "made" if layer.made_of else "layer"
        yield sentence(f"{WORDS}.{key}", language, count=layer.outlines, layer=layer.layer)
    if done.guessed or done.system != WGS_84:
        key = "guessed" if done.guessed else "reprojected"
        yield sentence(f"{WORDS}.{key}", language, system=done.system)
    for kind in KINDS:
        if codes := getattr(done.report, kind):
            named = ", ".join(codes[:NAMED]) + (", …" if len(codes) > NAMED else "")
            yield sentence(f"{WORDS}.{kind}", language, count=len(codes), codes=named)


def join_csv(done: Joining, language: Language) -> bytes:
    """Every code with what became of it."""
    head = [sentence(f"{WORDS}.head_{name}", language) for name in ("code", "outcome")]
    rows = (
        {head[0]: code, head[1]: sentence(f"{WORDS}.outcome_{kind}", language)}
        for kind in KINDS
        for code in getattr(done.report, kind)
    )
    return to_csv(head, rows)
