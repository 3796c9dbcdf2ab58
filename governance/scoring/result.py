# SPDX-License-Identifier: EUPL-1.2
"""What scoring gives: arrays for many authorities, and the same figures read one authority at a time."""

from dataclasses import dataclass, fields, replace
from enum import IntEnum
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from governance.questionnaire.model import Form

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]
Kind = Literal["index", "challenge", "reading"]


class Status(IntEnum):
    """Whether a figure may be shown."""

    NOT_APPLICABLE = 0
    NOT_ASSESSED = 1
    PROVISIONAL = 2
    PUBLISHED = 3

    @property
    def label(self) -> str:
        """The word of files and catalogues: ``published``, ``provisional``, ``not_assessed``, ``not_applicable``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Node:
    """One score of one authority. ``score``, ``low`` and ``high`` in points 0–100, ``coverage`` a share 0–1."""

    kind: Kind
    id: str
    score: float | None
    coverage: float | None
    low: float | None
    high: float | None
    status: Status
    level: int | None = None
    reduced_scope: bool = False
    """*Périmètre réduit*: answered *non concerné* on over a third of the weight."""
    form: Form = "full"
    """The form that the figure comes from: a flash result is kept until the full one is published."""
    not_computable: bool = False
    """*Non calculable*: a geometric mean would have counted a zero; there is no figure, and the status never
    says published."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """The scores of n authorities for k nodes of one kind: float arrays n × k, NaN where there is no figure."""

    kind: Kind
    ids: tuple[str, ...]
    score: Floats
    coverage: Floats
    low: Floats
    high: Floats
    status: NDArray[np.int8]
    """A ``Status`` for each authority and node."""
    level: NDArray[np.int16]
    """The staged level, −1 where none is attributed."""
    set_aside: Floats
    """The share (0–1) of the weight asked that was answered *non concerné*; NaN where nothing was asked."""
    reduced_scope: Flags
    not_computable: Flags
    """Where a geometric mean meets a zero: no score, no band."""
    flash: Flags
    """Where the figure comes from the flash form."""

    @property
    def published(self) -> Flags:
        """Where there is a score, provisional ones included."""
        return np.greater_equal(self.status, Status.PROVISIONAL)

    @property
    def applicable(self) -> Flags:
        """Where something could be answered: not *sans objet*."""
        return np.not_equal(self.status, Status.NOT_APPLICABLE)

    @property
    def firm(self) -> Floats:
        """n × k: the scores that may be compared, those of published figures; NaN elsewhere, provisional ones too."""
        return np.where(self.status == Status.PUBLISHED, self.score, np.nan)

    def only(self, rows: Rows) -> "Nodes":
        """The figures of some authorities, in that order."""
        kept: dict[str, Any] = {
            each.name: values[rows]
            for each in fields(self)
            if isinstance(values := getattr(self, each.name), np.ndarray)
        }
        return replace(self, **kept)

    def node(self, row: int, column: int) -> Node:
        """One figure."""
        return Node(
            kind=self.kind,
            id=self.ids[column],
            score=known(self.score[row, column]),
            coverage=known(self.coverage[row, column]),
            low=known(self.low[row, column]),
            high=known(self.high[row, column]),
            status=Status(int(self.status[row, column])),
            level=int(self.level[row, column]) if self.level[row, column] >= 0 else None,
            reduced_scope=bool(self.reduced_scope[row, column]),
            form="flash" if self.flash[row, column] else "full",
            not_computable=bool(self.not_computable[row, column]),
        )

    def row(self, row: int) -> tuple[Node, ...]:
        """The figures of one authority, in order."""
        return tuple(self.node(row, column) for column in range(len(self.ids)))


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of n authorities: k challenges, one index, r readings."""

    challenges: Nodes
    index: Nodes
    readings: Nodes
    imbalance: Floats
    """*Déséquilibre*, n: arithmetic minus geometric index on 1–100, in points; NaN without index."""

    def of(self, node_id: str) -> tuple[Nodes, int]:
        """The figures that hold a node, and its column there: ``index`` or a challenge; KeyError for neither."""
        for nodes in (self.index, self.challenges):
            if node_id in nodes.ids:
                return nodes, nodes.ids.index(node_id)
        raise KeyError(node_id)

    def only(self, rows: Rows) -> "Scores":
        """The scores of some authorities, in that order."""
        kept = (self.challenges.only(rows), self.index.only(rows), self.readings.only(rows))
        return Scores(*kept, self.imbalance[rows])

    def profile(self, row: int) -> "Profile":
        """The figures of one authority."""
        return Profile(
            index=self.index.node(row, 0),
            challenges=self.challenges.row(row),
            readings=self.readings.row(row),
            imbalance=known(self.imbalance[row]),
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """All the figures of one authority: what the radar, the bars and the tables show."""

    index: Node
    challenges: tuple[Node, ...]
    readings: tuple[Node, ...]
    imbalance: float | None

    def node(self, node_id: str) -> Node:
        """The figure of that id (``index``, a challenge or a reading); KeyError when there is none."""
        for node in (self.index, *self.challenges, *self.readings):
            if node.id == node_id:
                return node
        raise KeyError(node_id)


def known(value: float) -> float | None:
    """A number, or None for NaN."""
    return None if np.isnan(value) else float(value)
