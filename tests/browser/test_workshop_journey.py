# SPDX-License-Identifier: EUPL-1.2
"""A whole session in Chromium: a facilitator, a room screen, five phones of two colleges, from the questionnaire to the
minutes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settle

pytestmark = pytest.mark.browser

FIRST, THEN = (0, 1, 3, 4, 1), (1, 1, 1, 2, 1)
WAIT = 30_000
"""Milliseconds: how long something may take on a busy machine. What is asserted is that it comes."""


def press(console: Page, label: str) -> None:
    """Press the main button of a state, or a quiet one, and wait for what it leads to."""
    console.get_by_role("button", name=label, exact=True).click()
    settle(console)


def main_button(console: Page) -> str:
    return console.locator(".st-key-workshop-main").get_by_role("button").inner_text().split("\n")[-1]


def come_in(open_page: Open, code: str, college: str) -> Page:
    """A phone, by its code."""
    phone = open_page("/join", width=390, plain=True)
    phone.get_by_role("textbox").fill(code)
    phone.get_by_role("button", name="Entrer").click()
    phone.get_by_text(college, exact=True).click()
    phone.get_by_role("button", name="Continuer").click()
    phone.get_by_text(f"Vous votez avec le collège « {college} »".replace(" ", "\u00a0", 0)).wait_for(timeout=WAIT)
    return phone


def vote(phone: Page, level: int, number: int) -> None:
    """Wait for the round to open, choose a level, send it, wait for it to be said stored."""
    phone.get_by_text(f"Tour {number}").first.wait_for(timeout=WAIT)
    phone.locator("input[name=answer]").nth(level).check()
    phone.locator("form[action$=vote] button").click()
    expect(phone.locator("form[action$=vote] output")).to_have_text(re.compile("Vote enregistré"), timeout=WAIT)
