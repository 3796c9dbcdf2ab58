# SPDX-License-Identifier: EUPL-1.2
"""A reference of a few territories, and tables as files hold them."""

from functools import cache
from pathlib import Path

from governance.imports.rows import RawTable
from governance.territories import Territories, load_territories
from governance.territories.groupings import Grouping, Groupings


@cache
def reference() -> Territories:
    return load_territories()


def grouped(*groupings: Grouping) -> Territories:
    return reference().with_groupings(Groupings(groupings))


def table(text: str, name: str = "file.csv") -> RawTable:
    """Rows from lines whose cells a semicolon separates."""
    lines = text.strip().splitlines()
    return RawTable(name, [(number, [c.strip() for c in line.split(";")]) for number, line in enumerate(lines, 1)])


TEXTS = Path(__file__).parents[2] / "data" / "texts"
