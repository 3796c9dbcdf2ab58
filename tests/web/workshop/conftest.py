# SPDX-License-Identifier: EUPL-1.2
"""Workshops through their routes, on a database of the test's own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx2 as httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from governance.bootstrap import Application
from governance.web import middleware, routes
from governance.web.workshop import live
from governance.web.workshop.live import box, hub, limits
from governance.workshops.records import Workshop
from tests.web.running import fresh

JSON = {"accept": "application/json"}
KEYS = count()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The application on a fresh database."""
    with fresh(tmp_path_factory.mktemp("data"), box, hub, limits) as running:
        yield running


@pytest.fixture(scope="module")
def site(running: Application) -> Iterator[TestClient]:
    """The plain routes as they are served, with what wraps them."""
    app = Starlette(routes=routes(), middleware=middleware(), lifespan=lambda _app: live())
    with TestClient(app) as ready:
        yield ready


@dataclass
class Room:
    """A workshop led by the test, and the phones that come to it."""

    running: Application
    site: TestClient
    workshop: Workshop
    questions: list[str]
    phones: list[httpx.Client] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.workshop.id

    @property
    def address(self) -> str:
        return f"/join/{self.workshop.code}"

    @property
    def screen(self) -> str:
        return f"/screen/{self.workshop.screen_token}"

    def phone(self, language: str = "fr") -> TestClient:
        """A new participant, who has opened the page."""
        phone = TestClient(self.site.app, headers={"accept-language": language})
        # The portal of the module's client, where the hub lives.
        phone.portal = self.site.portal
        phone.get(self.address).raise_for_status()
        return phone

    def vote(
        self, phone: httpx.Client, answer: str, *, round_number: int = 1, question: str = "", **more: Any
    ) -> httpx.Response:
        fields = {"question": question or self.questions[0], "round": str(round_number), "answer": answer}
        fields["key"] = f"key-{next(KEYS)}"
        return phone.post(f"{self.address}/vote", data=fields | more, headers=JSON)

    def open(self, question: str = "") -> None:
        self.running.workshops.open(self.id, question or self.questions[0])

    def close(self) -> None:
        self.running.workshops.close(self.id)

    def reveal(self) -> None:
        self.running.workshops.reveal(self.id)


@pytest.fixture
def room(running: Application, site: TestClient) -> Room:
    """A workshop on the short form of the référentiel, not begun."""
    return begun(running, site)


@pytest.fixture
def room_of_colleges(running: Application, site: TestClient) -> Room:
    """The same, whose participants speak for a college."""
    return begun(running, site, colleges=("elected", "staff"))


def begun(running: Application, site: TestClient, colleges: tuple[str, ...] = ()) -> Room:
    limits.cache_clear()
    workshop = running.workshops.create_for("commune:56165", form="flash", colleges=colleges)
    questions = [line.asked.question_id for line in running.rooms.console(workshop.id).questions]
    return Room(running, site, workshop, questions)
