# SPDX-License-Identifier: EUPL-1.2
"""The room's screen on a projector: every state whole, legible and accessible; its QR code read as a camera would."""

import io
from collections.abc import Iterator

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from governance.web.workshop.qr import join_address
from tests.browser.conftest import violations
from tests.browser.live_room import LiveRoom, live_room
from tests.browser.server import Server

pytestmark = pytest.mark.browser

PROJECTORS = ((1024, 768), (1920, 1080))
SMALLEST = {1024: 12.5, 1920: 19}
"""Pixels: the smallest words on each projector, those beside the figures; what people read is larger."""


@pytest.fixture
def room(browser: Browser, server: Server) -> Iterator[LiveRoom]:
    """A workshop on the module's server."""
    with live_room(browser, server) as ready:
        yield ready


def cut(page: Page) -> list[str]:
    """What does not stand whole within the screen."""
    return page.evaluate(
        """() => [document.documentElement, document.body, ...document.querySelectorAll("main, main *")]
            .filter((one) => one.checkVisibility() && !one.closest(".hidden, .words, progress"))
            .map((one) => [one.tagName + "." + one.className, one.getBoundingClientRect()])
            .filter(([, box]) => box.bottom > innerHeight + 1 || box.right > innerWidth + 1 || box.left < -1)
            .map(([name, box]) => `${name} ${Math.round(box.right)}, ${Math.round(box.bottom)}`)"""
    )


def letters(page: Page) -> float:
    """The smallest size of letters on the screen."""
    return page.evaluate(
        """() => Math.min(...[...document.querySelectorAll("main *")]
            .filter((one) => one.checkVisibility())
            .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
            .filter((one) => !one.closest(".hidden, .retained .bars .words"))
            .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
    )


def test_every_state_stands_whole_on_both_projectors_and_is_accessible(room: LiveRoom) -> None:
    """With the longest levels of the référentiel, in both languages and both themes; nothing scrolls."""
    screens = [
        room.screen(width=1024, height=768),
        room.screen(width=1920, height=1080, language="en-GB", dark=True),
    ]
    faults: dict[str, list[str]] = {}
    for state, _words in room.steps():
        stage = "" if state == "ended" else str(room.running.rooms.room(room.id).version.transitions)
        for page, (width, _height) in zip(screens, PROJECTORS, strict=True):
            page.wait_for_function("stage => (document.querySelector('main').dataset.stage ?? '') === stage", arg=stage)
            found = violations(page) + cut(page)
            if (size := letters(page)) < SMALLEST[width]:
                found.append(f"letters of {size} px")
            if found:
                faults[f"{state} {width}"] = found
    assert faults == {}


def test_a_narrow_or_zoomed_window_is_read_like_any_page(room: LiveRoom) -> None:
    room.open()
    page = room.screen(width=640, height=400)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("getComputedStyle(document.body).overflow") != "hidden"


@pytest.mark.parametrize(("width", "height"), PROJECTORS)
@pytest.mark.parametrize("dark", [False, True])
def test_a_camera_reads_the_qr_code_in_every_state(room: LiveRoom, width: int, height: int, dark: bool) -> None:
    page = room.screen(width=width, height=height, dark=dark)
    expected = join_address(room.workshop, room.server.address)
    assert read_qr(page) == expected
    room.open()
    page.locator("main.open").wait_for()
    assert read_qr(page) == expected
    room.vote("12234")
    room.close()
    room.reveal()
    page.locator("main.revealed").wait_for()
    assert read_qr(page) == expected
    phone = room.visitor()
    phone.goto(expected)
    phone.get_by_text("Résultat du tour 1").first.wait_for()


def read_qr(page: Page) -> str:
    """What a camera in front of the whole screen reads."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))
    return found[0].text if found else ""


def test_counts_and_phones_are_followed_without_reload(room: LiveRoom) -> None:
    page = room.screen()
    page.evaluate("window.same = true")
    phone = room.phone()
    expect(page.get_by_text("1 téléphone connecté")).to_be_visible()
    room.open()
    room.vote("123")
    expect(page.locator("[data-live=answered]")).to_have_text("3 réponses")
    phone.get_by_role("radio").nth(1).check()
    phone.get_by_role("button").click()
    expect(page.locator("[data-live=answered]")).to_have_text("4 réponses")
    phone.context.close()
    room.contexts.remove(phone.context)
    expect(page.get_by_text("0 téléphone connecté")).to_be_visible()
    assert page.evaluate("window.same") is True


def test_the_countdown_counts_and_can_be_paused(room: LiveRoom) -> None:
    room.open()
    room.running.workshops.start_timer(room.id, 600)
    page = room.screen()
    clock = page.locator(".clock")
    first = clock.text_content() or ""
    expect(clock).not_to_have_text(first)
    room.running.workshops.pause_timer(room.id)
    page.get_by_text("en pause").wait_for()
    stopped = clock.text_content() or ""
    page.wait_for_timeout(1500)
    assert clock.text_content() == stopped
    room.running.workshops.extend_timer(room.id, 600)
    expect(clock).not_to_have_text(stopped)
