# SPDX-License-Identifier: EUPL-1.2
"""A stock adds up: it never fills areas."""

from governance.territories.indicators import Indicator, IndicatorHead, IndicatorKind


def indicator(kind: IndicatorKind) -> Indicator:
    return Indicator(IndicatorHead("i", "Part", "%", kind, "epci", "Insee", "2026"), {"epci:243500139": 12.5})


def test_only_a_ratio_may_fill_areas() -> None:
    assert indicator("ratio").may_fill_areas
    assert not indicator("stock").may_fill_areas
    assert indicator("stock").id == "i"
