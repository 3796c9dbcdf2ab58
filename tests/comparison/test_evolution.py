# SPDX-License-Identifier: EUPL-1.2
"""Evolution: only those who answered twice."""

import numpy as np
import pytest

from governance.comparison.evolution import evolution, transitions
from governance.errors import InputError
from governance.scoring.result import Floats

NAN = np.nan


def levels(values: Floats) -> np.ndarray:
    return np.where(np.isnan(values), -1, np.nan_to_num(values) // 25).astype(np.int16)


def test_newcomers_and_leavers_move_nothing() -> None:
    before = np.array([40.0] * 20 + [60.0] * 20 + [0.0] * 9 + [NAN] * 5)
    after = np.array([55.0] * 20 + [60.0] * 10 + [58.0] * 10 + [NAN] * 9 + [100.0] * 5)
    found = evolution(before, after, levels(before), levels(after))
    assert (found.before, found.after, found.panel, found.with_levels) == (49, 45, 40, 40)
    assert found.mean_change == pytest.approx((20 * 15 - 10 * 2) / 40)
    assert (found.rose, found.fell) == (0.5, 0.25)
    assert found.transitions[1, 2] == 20
    assert found.transitions[2, 2] == 20
    assert found.transitions.sum() == 40


def test_a_small_cell_hides_and_others_with_it() -> None:
    before = np.array([10.0] * 30 + [60.0] * 20)
    after = np.array([30.0] * 27 + [10.0] * 3 + [60.0] * 14 + [90.0] * 6)
    found = evolution(before, after, levels(before), levels(after)).transitions
    assert found[0, 0] == -1
    assert np.count_nonzero(found == -1) >= 2
    assert 3 not in found


def test_a_change_within_rounding_is_none() -> None:
    before = np.full(30, 50.0)
    found = evolution(before, before + 1e-12, levels(before), levels(before))
    assert (found.rose, found.fell) == (0, 0)


def test_a_level_missing_at_one_date_is_in_no_cell() -> None:
    assert transitions(np.array([0, -1, 2], np.int16), np.array([-1, 1, 3], np.int16)).sum() == 1


def test_a_panel_under_thirty_is_refused() -> None:
    before, after = np.full(60, 50.0), np.full(60, 50.0)
    after[:30] = NAN
    assert evolution(before, after, levels(before), levels(after)).panel == 30
    after[30] = NAN
    with pytest.raises(InputError) as refused:
        evolution(before, after, levels(before), levels(after))
    assert refused.value.values["n"] == 29
