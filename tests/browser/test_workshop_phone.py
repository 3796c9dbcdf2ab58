# SPDX-License-Identifier: EUPL-1.2
"""The participants' page on phones: every state, without script, without network, without mouse."""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from tests.browser.conftest import violations
from tests.browser.live_room import WAIT, LiveRoom, SteadyServer, live_room, steady_server
from tests.browser.server import Server

pytestmark = pytest.mark.browser

MOST_BYTES, MOST_REQUESTS = 30_000, 4
SLOW = {"offline": False, "latency": 300, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 kbit/s with 300 ms of delay, in bytes a second."""
TARGET = 44


@pytest.fixture
def room(browser: Browser, server: Server) -> Iterator[LiveRoom]:
    """A workshop on the module's server."""
    with live_room(browser, server) as ready:
        yield ready


@pytest.fixture
def room_of_colleges(browser: Browser, server: Server) -> Iterator[LiveRoom]:
    """The same, whose participants speak for a college."""
    with live_room(browser, server, colleges=("elected", "staff")) as ready:
        yield ready


def stored(page: Page) -> None:
    """Wait until the phone says that the vote is on disk."""
    expect(page.locator("form output").first).to_have_text(re.compile("Vote enregistré|Vote saved"), timeout=WAIT)


def test_every_state_reaches_the_phone_by_itself_and_is_accessible(room: LiveRoom) -> None:
    """In both languages and both themes; what a screen reader is told is the state."""
    french, english = room.phone(width=320), room.phone(language="en-GB", dark=True)
    faults: dict[str, list[str]] = {}
    for state, words in room.steps():
        french.get_by_text(words).first.wait_for()
        for page in (french, english):
            arrived(page, state, room)
            if state in {"open", "open again"}:
                page.locator("input[name=answer]").nth(2).check()
            found = violations(page)
            if found:
                faults[f"{state} {page.locator('html').get_attribute('lang')}"] = found
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{state}: wider than the phone"
            small = too_small(page)
            assert small == [], f"{state}: targets under {TARGET} px"
    assert faults == {}


def arrived(page: Page, state: str, room: LiveRoom) -> None:
    """Wait until a page shows the present stage, and has told it to screen readers."""
    if state == "ended":
        page.wait_for_function("() => !document.querySelector('main').dataset.stage")
    else:
        stage = str(room.running.rooms.room(room.id).version.transitions)
        page.wait_for_function("stage => document.querySelector('main').dataset.stage === stage", arg=stage)
    if state != "waiting":
        expect(page.locator("#status")).not_to_be_empty()


def too_small(page: Page) -> list[str]:
    """What can be pressed and is smaller than a finger; a radio is pressed through its label."""
    return page.evaluate(
        """least => [...document.querySelectorAll("a, button, summary, label.choice, input[type=number], textarea")]
            .filter((one) => one.checkVisibility())
            .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
            .filter(([, box]) => box.height < least - 0.5 || box.width < least - 0.5)
            .map(([html, box]) => `${html} ${box.width}×${box.height}`)""",
        TARGET,
    )


@pytest.mark.parametrize(("language", "dark"), [("fr-FR", True), ("en-GB", False)])
def test_the_door_is_accessible(room: LiveRoom, language: str, dark: bool) -> None:
    page = room.visitor(width=320, language=language, dark=dark)
    for path in ("/join", "/join/ZZZZ-ZZZZ"):
        page.goto(room.server.address + path)
        assert violations(page) == []
        assert too_small(page) == []
    page.get_by_role("textbox").fill(room.workshop.code.lower().replace("-", " "))
    page.get_by_role("textbox").press("Enter")
    page.wait_for_url(room.address)


def test_one_votes_with_the_keyboard_alone_and_changes_ones_mind(room: LiveRoom) -> None:
    room.open()
    page = room.phone()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "answer":
            break
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    stored(page)
    expect(page.get_by_role("button")).to_have_text("Changer mon vote")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    stored(page)
    page.wait_for_function("() => !localStorage.length")
    room.close()
    room.reveal()
    assert room.count().counts == (0, 0, 1, 0, 0)


def test_without_script_one_votes_and_refreshes(room: LiveRoom) -> None:
    page = room.phone(scripts=False)
    room.open()
    page.get_by_role("link", name="Actualiser").click()
    page.get_by_role("radio").nth(3).check()
    page.get_by_role("button", name="Envoyer mon vote").click()
    expect(page.get_by_role("radio").nth(3)).to_be_checked()
    expect(page.get_by_role("button")).to_have_text("Changer mon vote")
    room.close()
    room.reveal()
    page.get_by_role("link", name="Actualiser").click()
    expect(page.get_by_text("votre vote", exact=True)).to_be_visible()
    assert room.count().counts == (0, 0, 0, 1, 0)


def test_a_vote_without_network_waits_on_the_phone_and_leaves_once(room: LiveRoom) -> None:
    room.open()
    page = room.phone()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    page.context.set_offline(True)
    for level in (1, 4):
        page.get_by_role("radio").nth(level).check()
        page.get_by_role("button").click()
        expect(page.locator("form output").first).to_contain_text("En attente du réseau")
    page.context.set_offline(False)
    stored(page)
    page.wait_for_function("() => !localStorage.length")
    keys = {re.search(r"key=(\w+)", body)[1] for body in sent if "answer=4" in body}  # type: ignore[index]
    assert len(keys) == 1, "each try bears the key of the press"
    room.close()
    room.reveal()
    assert room.count().counts == (0, 0, 0, 0, 1)


def test_a_vote_that_waited_on_a_closed_page_leaves_when_it_is_opened_again(room: LiveRoom) -> None:
    room.open()
    page = room.phone()
    page.context.set_offline(True)
    page.get_by_role("radio").nth(2).check()
    page.get_by_role("button").click()
    expect(page.locator("form output").first).to_contain_text("En attente du réseau")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(room.address)
    page.wait_for_function("() => !localStorage.length")
    room.close()
    room.reveal()
    assert room.count().counts == (0, 0, 1, 0, 0)


def test_a_vote_that_comes_too_late_is_said_not_to_count(room: LiveRoom) -> None:
    room.open()
    page = room.phone()
    page.context.set_offline(True)
    page.get_by_role("radio").nth(2).check()
    page.get_by_role("button").click()
    expect(page.locator("form output").first).to_contain_text("En attente du réseau")
    room.close()
    page.context.set_offline(False)
    expect(page.get_by_role("alert")).to_contain_text("n’a pas été compté")
    expect(page.get_by_text("Le vote est clos.")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("n’a pas été compté")
    assert page.evaluate("localStorage.length") == 0
    room.reveal()
    assert room.count().votes == 0


def test_a_choice_not_yet_sent_outlives_what_the_facilitator_does_beside_it(room: LiveRoom) -> None:
    room.open()
    page = room.phone()
    page.get_by_role("radio").nth(3).check()
    before = page.locator("main").get_attribute("data-stage")
    room.running.workshops.start_timer(room.id, 90)
    page.wait_for_function("stage => document.querySelector('main').dataset.stage !== stage", arg=before)
    expect(page.get_by_role("radio").nth(3)).to_be_checked()
    expect(page.locator(".clock")).to_have_text(re.compile(r"1:[0-3]\d"))


class HeldRenewal:
    """The page that a device fetches when the stage changes: answered by the server, and kept on its way."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.kept: list[tuple[Route, APIResponse]] = []
        self.holds = True
        page.route(page.url, self.keep)

    def keep(self, route: Route) -> None:
        """The server has answered; the page does not know yet."""
        if self.holds:
            self.kept.append((route, route.fetch()))
        else:
            route.continue_()

    def wait(self) -> None:
        """Until a renewal is held. Marks what the page shows meanwhile."""
        while not self.kept:
            self.page.wait_for_timeout(50)
        self.mark()

    def mark(self) -> None:
        """So that it is seen when it gives way."""
        self.page.evaluate("document.querySelector('main').dataset.before = 'the renewal'")

    def let_go(self) -> None:
        """Let it arrive, and wait until the page has made of it what it does."""
        self.holds = False
        for route, answer in self.kept:
            route.fulfill(response=answer)
        self.page.wait_for_selector("main:not([data-before])")


def test_a_choice_ticked_while_the_page_is_being_renewed_stays(room: LiveRoom) -> None:
    room.open()
    page = room.phone()
    page.get_by_role("radio").nth(1).check()
    held = HeldRenewal(page)
    room.running.workshops.start_timer(room.id, 90)
    held.wait()
    page.get_by_role("radio").nth(3).check()
    held.let_go()
    expect(page.get_by_role("radio").nth(3)).to_be_checked()
    page.get_by_role("button").click()
    stored(page)
    room.close()
    room.reveal()
    assert room.count().counts == (0, 0, 0, 1, 0)


@pytest.mark.parametrize(("device", "closed"), [("phone", "Le vote est clos"), ("screen", "Vote clos")])
def test_the_end_that_comes_while_the_page_is_being_renewed_is_the_last_word(
    room: LiveRoom, device: str, closed: str
) -> None:
    room.open()
    page: Page = getattr(room, device)()
    held = HeldRenewal(page)
    room.close()
    held.wait()
    room.running.workshops.end(room.id)
    over = page.get_by_text("L’atelier est terminé").first
    over.wait_for()
    # The renewal left the server before the end: it holds a page of a vote that is closed.
    assert closed in held.kept[0][1].text()
    held.mark()
    held.let_go()
    expect(over).to_be_visible()
    assert page.get_by_text(closed).count() == 0


def test_colleges_vote_and_only_the_large_ones_are_shown_apart(room_of_colleges: LiveRoom) -> None:
    room = room_of_colleges
    room.open()
    page = room.phone()
    page.get_by_role("radio", name="Agents").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("radio").nth(2).check()
    page.get_by_role("button").click()
    stored(page)
    expect(page.get_by_text("Vous votez avec le collège")).to_be_visible()
    room.vote("1122")
    room.close()
    room.reveal()
    page.get_by_role("heading", name="Résultat du tour 1").wait_for()
    assert room.running.rooms.room(room.id).result.colleges == ()  # type: ignore[union-attr]


def test_a_reason_is_offered_to_the_facilitator_and_said_to_have_come(room: LiveRoom) -> None:
    room.open()
    page = room.phone()
    page.get_by_text("Dire pourquoi").click()
    for text in ("Tout est écrit.", "Et connu."):
        page.get_by_role("textbox").fill(text)
        page.get_by_role("button", name="Proposer").click()
        expect(page.locator(".argue output")).to_contain_text("l’animateur a reçu votre texte")
        expect(page.get_by_role("textbox")).to_have_value("")
    assert [one.text for one in room.running.rooms.console(room.id).arguments] == ["Tout est écrit.", "Et connu."]


def test_points_are_spread_and_never_too_many(room: LiveRoom) -> None:
    for title in ("Écrire une feuille de route", "Former les agents"):
        room.running.workshops.add_option(room.id, title)
    room.running.workshops.show(room.id, "priorities:points")
    room.open("priorities:points")
    page = room.phone()
    first, second = page.get_by_role("spinbutton").nth(0), page.get_by_role("spinbutton").nth(1)
    first.fill("8")
    expect(page.get_by_text("Points restants : 2")).to_be_visible()
    second.fill("5")
    expect(page.get_by_text("Points en trop : 3")).to_be_visible()
    page.get_by_role("button").click()
    assert page.evaluate("localStorage.length") == 0, "nothing leaves while there are too many"
    second.fill("2")
    page.get_by_role("button").click()
    stored(page)
    room.close()
    room.reveal()
    result = room.running.rooms.room(room.id).priorities.result  # type: ignore[union-attr]
    assert [points for _option, points in result.points] == [8, 2]  # type: ignore[union-attr]


def test_the_page_is_light_and_soon_of_use_on_a_slow_network(
    room: LiveRoom, record_property: Callable[[str, object], None]
) -> None:
    """Bytes and requests are asserted; the time is reported."""
    room.open()
    page = room.visitor()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    received: dict[str, float] = {}
    asked: list[str] = []
    session.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    session.on(
        "Network.dataReceived",
        lambda event: received.update(
            {event["requestId"]: received.get(event["requestId"], 0) + event["encodedDataLength"]}
        ),
    )
    start = time.monotonic()
    page.goto(room.address, wait_until="commit")
    page.get_by_role("radio").nth(2).check()
    usable = time.monotonic() - start
    page.wait_for_function("() => document.documentElement.classList.contains('live')")
    page.wait_for_timeout(1500)
    addresses = [url for url in asked if url.startswith("http")]
    assert len(addresses) <= MOST_REQUESTS, addresses
    assert 5_000 < sum(received.values()) < MOST_BYTES
    record_property("usable after (s)", round(usable, 2))
    print(json.dumps({"usable": round(usable, 2), "bytes": sum(received.values()), "requests": len(addresses)}))


@pytest.fixture
def steady(tmp_path: Path) -> Iterator[SteadyServer]:
    """A server that a test may kill and start again at the same address."""
    server = steady_server(tmp_path)
    server.start()
    yield server
    if server.process and server.process.poll() is None:
        server.stop()


def test_a_server_killed_during_the_vote_comes_back_without_loss(
    browser: Browser, steady: SteadyServer, record_property: Callable[[str, object], None]
) -> None:
    """Acknowledged votes are there, phones and screen go on by themselves; how soon is reported."""
    with live_room(browser, steady) as room:
        room.open()
        voter, waiting, screen = room.phone(), room.phone(), room.screen()
        voter.get_by_role("radio").nth(1).check()
        voter.get_by_role("button").click()
        stored(voter)
        steady.kill()
        waiting.get_by_role("radio").nth(3).check()
        waiting.get_by_role("button").click()
        expect(waiting.locator("form output").first).to_contain_text("En attente du réseau")
        steady.start()
        back = time.monotonic()
        stored(waiting)
        expect(screen.locator("[data-live=answered]")).to_have_text("2 réponses")
        record_property("recovered after (s)", round(time.monotonic() - back, 2))
        print(f"recovered after {time.monotonic() - back:.2f} s")
        room.close()
        room.reveal()
        for page in (voter, waiting):
            page.get_by_role("heading", name="Résultat du tour 1").wait_for()
        screen.locator(".bars").wait_for()
        assert room.count().counts == (0, 1, 0, 1, 0)
        took = steady.stop()
        print(f"stopped in {took:.2f} s with pages open")
