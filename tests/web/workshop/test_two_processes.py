# SPDX-License-Identifier: EUPL-1.2
"""Two server processes on one PostgreSQL: what happens through one is on the screen that the other serves."""

import json
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from governance.bootstrap import Application, assemble
from governance.settings import Settings
from tests.browser.server import Server
from tests.commands.process import environment
from tests.postgresql import Server as Database

VOTES = 12
SECONDS = 30.0
"""How long something may take on a busy machine; how long it took is said."""

pytestmark = pytest.mark.postgresql


@pytest.fixture
def base(postgresql_server: Database) -> Iterator[str]:
    """The address of a database of the test's own."""
    made = postgresql_server.create_database()
    yield made
    postgresql_server.drop_database(made)


@pytest.fixture
def facilitator(base: str, tmp_path: Path) -> Iterator[Application]:
    """Whoever leads the session: a third process would do the same."""
    running = assemble(Settings(database_url=base, data_dir=tmp_path))
    yield running
    running.database.close()


@pytest.fixture
def two(base: str, facilitator: Application, tmp_path: Path) -> Iterator[list[str]]:
    """The addresses of two servers."""
    with ExitStack() as stopping:
        addresses = []
        for name in ("one", "two"):
            folder = tmp_path / name
            folder.mkdir()
            server = Server(folder, settings=environment(folder, ECHELONS_DATABASE_URL=base, ECHELONS_HOST="127.0.0.1"))
            server.start()
            stopping.callback(server.stop)
            addresses.append(server.address)
        yield addresses


def states(answer: httpx.Response) -> Iterator[dict[str, Any]]:
    """The states that a stream sends."""
    for line in answer.iter_lines():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


def test_votes_through_one_process_are_on_the_screen_of_the_other(facilitator: Application, two: list[str]) -> None:
    act = facilitator.workshops
    workshop = act.create_for("commune:35238", form="flash")
    question = str(act.open(workshop.id).current)
    screen = f"{two[1]}/screen/{workshop.screen_token}/events"
    waits = []
    with httpx.Client(timeout=SECONDS) as client, client.stream("GET", screen) as answer:
        seen = states(answer)
        assert next(seen)["answered"] == 0
        for number in range(1, VOTES + 1):
            with httpx.Client(timeout=SECONDS, headers={"accept": "application/json"}) as phone:
                page = f"{two[0]}/join/{workshop.code}"
                assert phone.get(page).status_code == 200
                vote = {"question": question, "round": "1", "answer": str(number % 5), "key": f"press {number}"}
                sent = time.monotonic()
                assert phone.post(f"{page}/vote", data=vote).status_code == 200
            while next(seen)["answered"] < number:
                pass
            waits.append(time.monotonic() - sent)
        # The facilitator is yet another process; the phone's server and the screen's both follow.
        act.close(workshop.id)
        assert next(state for state in seen if state["state"] == "closed")["result"] is None
        act.reveal(workshop.id)
        result = next(state for state in seen if state["state"] == "revealed")["result"]
        assert sum(result["counts"]) == VOTES
        with httpx.Client(timeout=SECONDS) as other:
            assert other.get(f"{two[0]}/join/{workshop.code}/state").json()["result"]["counts"] == result["counts"]
        act.end(workshop.id)
        assert next(state for state in seen if state["state"] == "ended")["question"] is None
    print(f"vote to the other process's screen: median {statistics.median(waits):.2f} s, longest {max(waits):.2f} s")
