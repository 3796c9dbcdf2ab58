# SPDX-License-Identifier: EUPL-1.2
"""Looks in any value for counts per level: the numbers of a secret distribution, anywhere, whatever their name."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def numbers_in(value: Any) -> list[float]:
    """Every number that a value holds, in depth; those written as words of a text too."""
    if isinstance(value, (int, float)):
        return [] if isinstance(value, bool) else [value]
    if isinstance(value, str):
        return [float(word) for word in value.split() if word.isdigit()]
    return [number for part in parts_of(value) for number in numbers_in(part)]


def parts_of(value: Any) -> Iterable[Any]:
    """What a value is made of."""
    if is_dataclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    return value if isinstance(value, Iterable) else []
