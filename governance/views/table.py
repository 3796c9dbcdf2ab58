# SPDX-License-Identifier: EUPL-1.2
"""The table beside a profile's figures: the same numbers, under headers in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from math import nan

import pandas as pd

from governance.language import Language, sentence
from governance.scoring.result import Node
from governance.views.view import ABSENT
from governance.views.words import SEPARATOR, level_word, notes, status_word


def header(name: str, language: Language) -> str:
    """The header of a column.

    >>> header("coverage", "fr")
    'Complétude (%)'
    """
    return sentence(f"views.columns.{name}", language)


def column(values: Iterable[float | None]) -> list[float]:
    """Numbers as a column, with NaN where there is none.

    >>> column([65.4, None])
    [65.4, nan]
    """
    return [nan if value is None else value for value in values]


def nodes_table(nodes: Sequence[Node], titles: Mapping[str, str], first: str, language: Language) -> pd.DataFrame:
    """One line a node: name, score, range, completeness (%), status, level. ``first`` names the first header.

    A figure that is not assessed has no range either: nothing of it may be read as a score.
    """
    scored = [node.score is not None for node in nodes]
    columns: dict[str, list[str] | list[float]] = {
        first: [titles[node.id] for node in nodes],
        "score": column(node.score for node in nodes),
        "low": column(node.low if known else None for node, known in zip(nodes, scored, strict=True)),
        "high": column(node.high if known else None for node, known in zip(nodes, scored, strict=True)),
        "coverage": [share * 100 for share in column(node.coverage for node in nodes)],
        "status": [
            SEPARATOR.join(filter(None, (status_word(node, language), notes(node, language)))) for node in nodes
        ],
    }
    if first == "challenge":
        columns["level"] = [level_word(node.level, language) if node.score is not None else ABSENT for node in nodes]
    return pd.DataFrame({header(name, language): values for name, values in columns.items()})
