# SPDX-License-Identifier: EUPL-1.2
"""A workshop on a real server, led by the test beside it as another process would, and watched in Chromium."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from governance.bootstrap import Application, assemble
from governance.scoring.consensus import Consensus
from governance.settings import Settings
from governance.workshops.records import PRIORITIES, Workshop
from tests.browser.server import Server

WAIT = 30_000
"""Milliseconds: how long something may take on a busy machine. What is asserted is that it comes."""
EXPECTED = ("net::ERR", "404 (Not Found)", "409 (Conflict)", "503 (Service Unavailable)")
"""What the browser notes when a test cuts the network, ends the workshop or votes too late."""


@dataclass
class LiveRoom:
    """The workshop, whoever leads it, and the pages that look at it."""

    server: Server
    browser: Browser
    running: Application
    workshop: Workshop
    question: str
    contexts: list[BrowserContext] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.workshop.id

    @property
    def address(self) -> str:
        return f"{self.server.address}/join/{self.workshop.code}"

    @property
    def screen_address(self) -> str:
        return f"{self.server.address}/screen/{self.workshop.screen_token}"

    def visitor(
        self,
        *,
        width: int = 390,
        height: int = 844,
        language: str = "fr-FR",
        dark: bool = False,
        scripts: bool = True,
    ) -> Page:
        """A device of its own."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            locale=language,
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(WAIT)
        self.contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self.note(request.url))
        page.on("console", self.complain)
        page.on("pageerror", lambda fault: self.errors.append(str(fault)))
        return page

    def note(self, url: str) -> None:
        """A request went out: to this server, or nowhere."""
        if not url.startswith((self.server.address, "data:")):
            self.outside.append(url)

    def complain(self, message: ConsoleMessage) -> None:
        """The browser said something."""
        if message.type == "error" and not any(known in message.text for known in EXPECTED):
            self.errors.append(message.text)

    def phone(self, **device: object) -> Page:
        """A participant in front of the page."""
        page = self.visitor(**device)  # type: ignore[arg-type]
        page.goto(self.address)
        page.wait_for_selector("h1")
        return page

    def screen(self, **device: object) -> Page:
        """The projector."""
        page = self.visitor(**({"width": 1024, "height": 768} | device))  # type: ignore[arg-type]
        page.goto(self.screen_address)
        page.wait_for_selector("h1")
        return page

    def open(self, question: str = "") -> None:
        self.running.workshops.open(self.id, question or self.question)

    def vote(self, answers: str, round_number: int = 1) -> None:
        """Others vote: a person for each digit."""
        for person, answer in enumerate(answers):
            self.running.ballots.vote(
                self.id, f"{person:032d}", self.question, round_number, answer, key=f"{person}-{round_number}"
            )

    def close(self) -> None:
        self.running.workshops.close(self.id)

    def reveal(self) -> None:
        self.running.workshops.reveal(self.id)

    def count(self) -> Consensus:
        """What the database holds of the question, once it is revealed."""
        result = self.running.rooms.room(self.id).result
        assert result
        return result.consensus

    def steps(self) -> Iterator[tuple[str, str]]:
        """Every state in turn: its name, and words that a French phone shows by then."""
        workshops, everyone = self.running.workshops, "00112223334"
        yield "waiting", "Vous êtes dans l’atelier"
        workshops.show(self.id, self.question)
        yield "prepared", "Le vote va bientôt s’ouvrir"
        self.open()
        workshops.start_timer(self.id, 3600)
        yield "open", "Envoyer mon vote"
        self.vote(everyone)
        self.running.ballots.argue(self.id, "1".zfill(32), self.question, "<b>Tout</b> est dit.", key="said")
        self.close()
        yield "closed", "Le vote est clos"
        self.reveal()
        yield "revealed", "Résultat du tour 1"
        workshops.show_argument(self.id, self.running.rooms.console(self.id).arguments[0].id)
        workshops.discuss(self.id)
        yield "discussion", "Discussion en cours"
        self.open()
        self.vote("22222223334", 2)
        yield "open again", "Tour 2"
        self.close()
        yield "closed again", "Le vote est clos"
        self.reveal()
        yield "revealed again", "Résultat du tour 2"
        workshops.retain(self.id, 2, note="Depuis mars.", dissent="Un élu voit un 1.")
        yield "retained", "Niveau retenu"
        workshops.add_option(self.id, "Écrire une feuille de route d’une page")
        workshops.add_option(self.id, "Former les agents d’accueil")
        workshops.show(self.id, PRIORITIES)
        yield "priorities prepared", "Le vote sur les priorités va bientôt s’ouvrir"
        self.open(PRIORITIES)
        yield "priorities open", "Envoyer mes points"
        option = self.running.rooms.console(self.id).options[0]
        self.running.ballots.spread(self.id, "1".zfill(32), 1, {option.id: 10}, key="spread")
        self.close()
        yield "priorities closed", "Le vote est clos"
        self.reveal()
        yield "priorities revealed", "10 points"
        workshops.end(self.id)
        yield "ended", "L’atelier est terminé"


@contextmanager
def live_room(browser: Browser, server: Server, *, colleges: tuple[str, ...] = ()) -> Iterator[LiveRoom]:
    """A workshop of its own on a server; the question with the longest levels comes first."""
    running = assemble(Settings(data_dir=server.data))
    question = "networking_tools"
    workshop = running.workshops.create_for("commune:56165", colleges=colleges)
    room = LiveRoom(server, browser, running, workshop, question)
    try:
        yield room
    finally:
        for context in room.contexts:
            context.close()
    assert room.outside == [], "a page called an outside address"
    assert room.errors == [], "the browser complained"


@dataclass
class SteadyServer(Server):
    """A server that comes back where it was: phones look for it there."""

    def start(self) -> None:
        """Start; the second time, on the port of the first."""
        if self.address:
            self.settings["ECHELONS_PORT"] = str(urlsplit(self.address).port)
        super().start()


def steady_server(data: Path) -> SteadyServer:
    """Not started yet."""
    return SteadyServer(data)
