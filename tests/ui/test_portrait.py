# SPDX-License-Identifier: EUPL-1.2
"""In what the reader may ask peers to be alike."""

import pytest

from governance.comparison.peers import Respect
from governance.ui.portrait import similar


@pytest.mark.parametrize("found", [None, object()])
def test_density_is_offered_where_surfaces_are_known(monkeypatch: pytest.MonkeyPatch, found: object) -> None:
    monkeypatch.setattr(similar, "official", lambda: found)
    assert (Respect.DENSITY in similar.offered()) is (found is not None)
    assert {Respect.REGION, Respect.STRATUM, Respect.KIND} <= set(similar.offered())
