# SPDX-License-Identifier: EUPL-1.2
"""A data folder, a folder of made outlines, and a site of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outlines import Site, publish


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The four files, under their official names."""
    return publish(tmp_path / "published")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder."""
    return tmp_path / "data"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on loopback, asked without any proxy."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    running = Site()
    yield running
    running.close()
