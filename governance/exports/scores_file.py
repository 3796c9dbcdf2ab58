# SPDX-License-Identifier: EUPL-1.2
"""Scores as text for other programs: CSV or JSON, one figure a line, numbers in full."""

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import repeat
from math import isnan
from types import SimpleNamespace
from typing import Any, Literal

from governance.scoring.result import Nodes, Scores, Status

COLUMNS = ("territory", "node", "kind", "score", "coverage", "low", "high", "status", "level")
Format = Literal["csv", "json"]
LABELS = {int(status): status.label for status in Status}
Record = tuple[str, str, str, float | None, float | None, float | None, float | None, str, int | None]


def write_scores(names: Iterable[str], scores: Iterable[Scores], written: Format) -> Iterator[str]:
    """The text, piece by piece: for each authority its index, its challenges, its readings.

    ``names`` are the authorities of all ``scores`` one after the other.
    """
    names = iter(names)
    blocks = (records(names, block) for block in scores)
    return write_csv(blocks) if written == "csv" else write_json(blocks)


def records(names: Iterator[str], scores: Scores) -> Iterator[Record]:
    """One record for each figure."""
    kinds = [list(figures(nodes)) for nodes in (scores.index, scores.challenges, scores.readings)]
    for row in range(len(scores.imbalance)):
        name = next(names)
        for kind in kinds:
            for node in kind:
                yield (name, *node[row])


def figures(nodes: Nodes) -> Iterator[list[tuple[Any, ...]]]:
    """For each node, its part of the records: everything but the territory."""
    for column, node_id in enumerate(nodes.ids):
        arrays = (nodes.score, nodes.coverage, nodes.low, nodes.high)
        numbers = [[None if isnan(value) else value for value in array[:, column].tolist()] for array in arrays]
        statuses = [LABELS[status] for status in nodes.status[:, column].tolist()]
        levels = [None if level < 0 else level for level in nodes.level[:, column].tolist()]
        yield list(zip(repeat(node_id), repeat(nodes.kind), *numbers, statuses, levels))


def write_csv(blocks: Iterable[Iterable[Record]]) -> Iterator[str]:
    """A header, then a line for each figure; an empty cell where there is none."""
    yield ",".join(COLUMNS) + "\n"
    for block in blocks:
        lines: list[str] = []
        # Told that lines end with both characters, the writer quotes a label that holds either.
        csv.writer(SimpleNamespace(write=lines.append), lineterminator="\r\n").writerows(block)
        yield "".join(line.removesuffix("\r\n") + "\n" for line in lines)


def write_json(blocks: Iterable[Iterable[Record]]) -> Iterator[str]:
    """A list of objects, one a line; null where there is no figure."""
    opening = "["
    for block in blocks:
        objects = [json.dumps(dict(zip(COLUMNS, record, strict=True)), ensure_ascii=False) for record in block]
        yield opening + "\n" + ",\n".join(objects)
        opening = ","
    yield "]\n" if opening == "," else "[]\n"
