# SPDX-License-Identifier: EUPL-1.2
"""Tables that may come from anybody (CSV, XLSX, ODS), read in the sandbox as rows of bare texts."""

from functools import cache

from governance.imports.rows import RawTable
from governance.sandbox import Limits, Sandbox

FROM_BROWSER = Limits(seconds=5.0, memory=300_000_000, packed=5_000_000, output=60_000_000)
FROM_DISK = Limits(seconds=60.0, memory=1_500_000_000, packed=60_000_000, output=400_000_000)
"""A file that the person at the machine names on the command line may be larger; it is read in the same way."""


def read_table(name: str, content: bytes, limits: Limits = FROM_BROWSER) -> RawTable:
    """The rows of a file, whose form its content tells. InputError, in one sentence, when it cannot be read."""
    read = parser(limits).run(name, content)
    rows = [(line, cells) for line, cells in read["rows"]]
    return RawTable(name, rows, decoded=read["decoded"])


@cache
def parser(limits: Limits) -> Sandbox:
    """The process that reads, shared by the whole program and started by its first file."""
    return Sandbox("governance.exports.tables.parsing:parse", limits)


__all__ = ["FROM_BROWSER", "FROM_DISK", "read_table"]
