# SPDX-License-Identifier: EUPL-1.2
"""What several packages of tests share."""

import os
from collections.abc import Iterator
from functools import partialmethod
from typing import NoReturn

import pytest
from sqlalchemy import make_url
from starlette.testclient import TestClient

from tests.postgresql import Cluster, Server, private_cluster, server_programs

# No test reaches out of this machine: a server that a test starts does not fetch the official outlines.
os.environ["ECHELONS_OUTLINES_AT_START"] = "false"

# Unless a test says otherwise, a request comes from a browser at the machine, whom the gate knows by these marks.
TestClient.__init__ = partialmethod(  # type: ignore[method-assign,assignment]
    TestClient.__init__, base_url="http://127.0.0.1:8501", client=("127.0.0.1", 50000)
)


def absent(what: str, remedy: str) -> NoReturn:
    """Skip on a developer's machine; fail where the whole suite must run."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is needed here: {remedy}")
    pytest.skip(f"{what} is absent: {remedy}")


@pytest.fixture(scope="session")
def postgresql_cluster() -> Iterator[Cluster]:
    """A PostgreSQL server that the tests may stop and start."""
    programs = server_programs()
    if programs is None:
        absent("PostgreSQL", "install a server (Debian: apt install postgresql)")
    else:
        with private_cluster(programs) as cluster:
            yield cluster


@pytest.fixture(scope="session")
def postgresql_server(request: pytest.FixtureRequest) -> Server:
    """A PostgreSQL server to make databases on: the one of ECHELONS_TEST_POSTGRES_URL, or a private one."""
    address = os.environ.get("ECHELONS_TEST_POSTGRES_URL")
    return Server(make_url(address)) if address else request.getfixturevalue("postgresql_cluster")
