# SPDX-License-Identifier: EUPL-1.2
"""A session to lead."""

import pytest

from governance.bootstrap import Application
from tests.pages.room import Room, begin_room


@pytest.fixture
def room(running: Application, dossier: str) -> Room:
    return begin_room(running, dossier)
