# SPDX-License-Identifier: EUPL-1.2
"""A file of one context indicator: columns code, value[, tier]."""

import math
import re
from collections import Counter

from governance.errors import InputError
from governance.imports.codes import CodeBook
from governance.imports.report import Report
from governance.imports.rows import RawTable, lay_out
from governance.questionnaire.answer import NUMBER
from governance.territories.territory import LAYERS, Layer

COLUMNS = {
    "code": ("code", "code_insee", "codgeo", "insee", "siren", "territory", "territoire", "code_territoire", "id"),
    "value": ("value", "valeur", "obs_value"),
    "tier": ("tier", "echelon", "maille", "niveau"),
}
REQUIRED = ("code", "value")
NO_VALUE = frozenset({"", "-", "na", "n/a", "nd", "n.d.", "ns", "s", "nc", "null", "…"})
"""How statistical offices write that there is no value; it is never taken for a zero."""
SEPARATORS = re.compile(r"[\s\u00a0\u202f']")


def read_values(table: RawTable, codes: CodeBook, report: Report) -> tuple[Layer, dict[str, float]]:
    """The layer of a file, and its values by territory id. RefusedFileError or InputError when it is wrong."""
    values: dict[str, float] = {}
    lines: dict[str, int] = {}
    for line, (code, cell, tier) in lay_out(table, COLUMNS, REQUIRED).cells(*COLUMNS):
        try:
            found = codes.resolve(code, tier)
            value = read_value(cell)
        except InputError as fault:
            report.refuse(line, "valeur" if fault.key == "imports.value_not_a_number" else "code", fault)
            continue
        if found.mended:
            report.note(line, "code", f"code_{found.mended}", code=code, territory=found.id)
        if found.id in lines:
            report.fault(line, "code", "value_twice", territory=found.id, first=lines[found.id])
            continue
        lines[found.id] = line
        if value is None:
            report.note(line, "valeur", "value_absent", territory=found.id)
        else:
            values[found.id] = value
    layer = main_layer(lines, report)
    report.close()
    if not values:
        raise InputError("imports.no_value", file=table.name)
    return layer, values


def read_value(cell: str) -> float | None:
    """A number as people write it; None where there is none.

    >>> read_value("15 156"), read_value("12,5 %"), read_value("n.d.")
    (15156.0, 12.5, None)
    """
    plain = SEPARATORS.sub("", cell).removesuffix("%")
    if plain.lower() in NO_VALUE:
        return None
    number = float(plain.replace(",", ".")) if NUMBER.fullmatch(plain) else math.nan
    if not math.isfinite(number):
        raise InputError("imports.value_not_a_number", value=cell)
    return number


def main_layer(lines: dict[str, int], report: Report) -> Layer:
    """The layer of most of the codes; the others are faults."""
    layers = Counter(identifier.partition(":")[0] for identifier in lines)
    name = max(layers, key=lambda each: layers[each], default="commune")
    for identifier, line in lines.items():
        if not identifier.startswith(f"{name}:"):
            report.fault(line, "code", "other_layer", territory=identifier, layer=name)
    return next(layer for layer in LAYERS if layer == name)
