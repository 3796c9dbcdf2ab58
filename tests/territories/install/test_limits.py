# SPDX-License-Identifier: EUPL-1.2
"""Every bound of an installation stands in the documentation."""

from dataclasses import fields
from pathlib import Path

import pytest

from governance.territories.install.limits import LIMITS, MEBIBYTE, Limits

DOCUMENT = (Path(__file__).parents[3] / "docs" / "operations.md").read_text("utf-8")


@pytest.mark.parametrize("name", [field.name for field in fields(Limits)])
def test_every_bound_is_documented_with_its_value(name: str) -> None:
    value = getattr(LIMITS, name)
    shown = (
        f"{value // MEBIBYTE} MiB" if name.endswith("bytes") else f"{value * 100:g} %" if value < 1 else f"{value:g}"
    )
    row = next(line for line in DOCUMENT.splitlines() if f"`{name}`" in line)
    assert shown in row
