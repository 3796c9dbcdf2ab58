# SPDX-License-Identifier: EUPL-1.2
"""The scripts of the map: served by this server alone, kept for good, calling nothing outside."""

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from governance.web import routes
from governance.web.scripts import FOLDER, scripts, scripts_address


@pytest.fixture
def client() -> TestClient:
    """The routes of the scripts alone."""
    return TestClient(Starlette(routes=[route for route in routes() if "/assets/atlas" in getattr(route, "path", "")]))


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.js")))
def test_each_script_is_served_as_one_and_kept_for_good(name: str, client: TestClient) -> None:
    answer = client.get(scripts_address().replace("atlas.js", f"{name}.js"))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.content == scripts()[name]


@pytest.mark.parametrize("address", ["/assets/atlas-0000000000/atlas.js", "unknown"])
def test_no_other_script_is_served(address: str, client: TestClient) -> None:
    asked = scripts_address().replace("atlas.js", "unknown.js") if address == "unknown" else address
    assert client.get(asked).status_code == 404


def test_each_script_finds_those_that_it_names() -> None:
    for name, content in scripts().items():
        for wanted in re.findall(r'from "\./(\w+)\.js"', content.decode()):
            assert wanted in scripts(), f"{name} imports {wanted}"


def test_the_scripts_call_nothing_outside() -> None:
    for name, content in scripts().items():
        assert not re.search(rb"https?://|@import|XMLHttpRequest|sendBeacon|innerHTML|eval\(", content), name
