# SPDX-License-Identifier: EUPL-1.2
"""The application on a database of the test's own.

Streamlit starts once in a process, and waits for ever the second time: only ``test_routes`` starts it. Other tests
serve the plain routes, with what wraps them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from governance.bootstrap import Application, application
from governance.settings import get_settings
from governance.web import middleware, routes


@contextmanager
def fresh(folder: Path, *kept: Any) -> Iterator[Application]:
    """The application of a data folder. What it keeps for the process, ``kept`` included, is forgotten around it."""
    caches: tuple[Callable[[], Any], ...] = (get_settings, application, *kept)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ECHELONS_DATA_DIR", str(folder))
        for cached in caches:
            cached.cache_clear()  # type: ignore[attr-defined]
        running = application()
        yield running
        running.database.close()
    for cached in caches:
        cached.cache_clear()  # type: ignore[attr-defined]


def plain_routes() -> TestClient:
    """The routes beside Streamlit, through the gate and the headers."""
    return TestClient(Starlette(routes=routes(), middleware=middleware()))
