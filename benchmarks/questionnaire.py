# SPDX-License-Identifier: EUPL-1.2
"""Reading the référentiel, 40 questions and 160 actions in two languages, against reading the same YAML unguarded."""

from pathlib import Path

import yaml

from benchmarks.row import Row, compare
from governance.questionnaire.loading import load, read_shipped
from governance.questionnaire.shelf import locate

LIMIT_SECONDS = 0.15


def rows() -> list[Row]:
    """From disk to a questionnaire that can serve: read, checked, typed."""
    folder = locate("echelons").parent

    def ours() -> None:
        read_shipped.cache_clear()
        load("echelons")

    read, unguarded = compare(ours, lambda: plain(folder))
    return [
        Row("read the référentiel and check it", read, "yaml.CSafeLoader, nothing checked", unguarded, LIMIT_SECONDS)
    ]


def plain(folder: Path) -> list[object]:
    """The values of its files, as PyYAML's fast loader gives them."""
    return [yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in folder.glob("*.yaml")]
