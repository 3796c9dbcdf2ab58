# SPDX-License-Identifier: EUPL-1.2
"""Chromium in front of a real server. Every request that leaves this machine fails the test that made it."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    sync_playwright,
)

from tests.browser.server import Server
from tests.conftest import absent

# No graphics card, and no call of the browser’s own.
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OWN = ("http://127.0.0.1:", "data:", "blob:", "ws://127.0.0.1:")
# Streamlit asks at deep addresses for its server, gets 404 and asks again at the root.
EXPECTED_ERRORS = ("404 (Not Found)",)

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}

# The event of a scroll comes with the frame after it.
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        absent("Chromium", "install it (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for the tests of a module."""
    server = Server(tmp_path_factory.mktemp("data"))
    server.start()
    yield server
    if server.process and server.process.poll() is None:
        server.stop()


@pytest.fixture
def open_page(browser: Browser, server: Server) -> Iterator[Open]:
    """Opens a page as a new visitor: ``open_page("/carte", width=320, language="en-GB", dark=True)``."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []
    errors: list[str] = []

    def note_request(request: Request) -> None:
        if not request.url.startswith(OWN):
            outside.append(request.url)

    def note_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(known in message.text for known in EXPECTED_ERRORS):
            errors.append(message.text)

    def open_page(
        path: str = "/", *, width: int = 1280, language: str = "fr-FR", dark: bool = False, watched: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale=language, color_scheme="dark" if dark else "light"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", note_request)
        if watched:
            page.on("console", note_console)
            page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(server.address + path)
        page.wait_for_selector("h1")
        settle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert outside == [], "a page called an outside address"
    assert errors == [], "the browser complained"


def settle(page: Page) -> None:
    """Wait until Streamlit has nothing more to draw."""
    page.wait_for_function(
        "() => document.querySelector('.stApp')?.getAttribute('data-test-script-state') === 'notRunning'"
        " && !document.querySelector('[data-stale=true]')"
    )
    page.wait_for_timeout(300)


def pick(page: Page, box: Locator, option: str) -> None:
    """Take an option of a list. The page stands still first: a list closes when what is under it scrolls."""
    box.scroll_into_view_if_needed()
    stand_still(page)
    box.click()
    page.get_by_role("option", name=option).first.click()
    settle(page)


def begin(page: Page, name: str = "Ploërmel", form: str = "court") -> None:
    """From Accueil to the questionnaire of a commune."""
    page.get_by_role("searchbox").fill(name.lower().replace("ë", "e"))
    page.get_by_role("button", name=f"{name} · commune").first.click()
    page.get_by_role("button", name=f"questionnaire {form}").click()
    page.wait_for_url("**/etat-des-lieux?*")
    page.wait_for_selector("[class*=st-key-card-]")
    settle(page)


def answer_step(page: Page, level: int) -> None:
    """Give the same level to every question of the open step, waiting for each to be said saved."""
    cards = page.locator("[class*=st-key-card-]")
    for rank in range(cards.count()):
        card = cards.nth(rank)
        card.locator("[data-testid=stRadioOption]").nth(level).click()
        card.get_by_text("Enregistré à").wait_for()


def stand_still(page: Page) -> None:
    """Wait for what fades, unfolds or scrolls."""
    page.wait_for_function(
        "() => document.getAnimations().every(({ playState, effect }) =>"
        " playState !== 'running' || effect.getTiming().iterations === Infinity)"
    )
    page.evaluate(TWO_FRAMES)


def violations(page: Page) -> list[str]:
    """What axe found: rule, and the elements at fault. What is fading in has not its contrast yet: it is waited for."""
    stand_still(page)
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]} {node['any'][:1]}" for rule in found for node in rule["nodes"]]
