# SPDX-License-Identifier: EUPL-1.2
"""Print the table."""

import pkgutil
from importlib import import_module

import benchmarks
from benchmarks.row import Row

COLUMNS = ("what", "ours", "alternative", "theirs", "ratio", "promised", "kept", "note")


def main() -> None:
    """Measure everything, a module after another."""
    modules = [import_module(f"benchmarks.{module.name}") for module in pkgutil.iter_modules(benchmarks.__path__)]
    rows = [Row(*row) for module in modules if hasattr(module, "rows") for row in module.rows()]
    lines = [COLUMNS, *(cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(COLUMNS))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def cells(row: Row) -> tuple[str, ...]:
    """A row as text."""
    limit = f"≤ {row.limit * 1000:.0f} ms" if row.limit else ""
    ratio = f"≥ {row.least_ratio:.0f}×" if row.least_ratio else ""
    promised = ", ".join(filter(None, (limit, ratio)))
    return (
        row.name,
        f"{row.ours * 1000:.1f} ms",
        row.alternative,
        f"{row.theirs * 1000:.1f} ms",
        f"{row.ratio:.1f}×",
        promised,
        "yes" if row.kept else "NO",
        row.note,
    )


if __name__ == "__main__":
    main()
