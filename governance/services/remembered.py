# SPDX-License-Identifier: EUPL-1.2
"""Figures that take long, kept as long as what they were made from stays the same object."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Figure = TypeVar("Figure")
KEPT = 256


class Remembered:
    """A memory of figures, the oldest forgotten first. Two that ask at once may both compute: the figure is the same.

    >>> memory, source = Remembered(), object()
    >>> memory.of(source, "mean", lambda: 3), memory.of(source, "mean", lambda: 4), memory.of("new", "mean", lambda: 5)
    (3, 3, 5)
    """

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._kept: dict[Hashable, tuple[object, Any]] = {}
        self._turn = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def of(self, source: object, key: Hashable, compute: Callable[[], Figure]) -> Figure:
        """The figure of a key, computed again once its source is another."""
        with self._turn:
            known = self._kept.get(key)
        if known and known[0] is source:
            figure: Figure = known[1]
            return figure
        figure = compute()
        with self._turn:
            self._kept.pop(key, None)
            self._kept[key] = source, figure
            while len(self._kept) > self._most:
                self._kept.pop(next(iter(self._kept)))
        return figure
