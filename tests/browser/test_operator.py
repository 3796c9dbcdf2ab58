# SPDX-License-Identifier: EUPL-1.2
"""A server open to other machines, in a real browser: closed, then the link, then everything."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from governance.bootstrap import assemble
from governance.settings import Settings
from tests.browser.conftest import begin, settle, violations
from tests.browser.server import Server

pytestmark = pytest.mark.browser
COOKIE = "echelons_operator_"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for a workshop on a network."""
    server = Server(tmp_path_factory.mktemp("data"), settings={"ECHELONS_HOST": "0.0.0.0"})  # noqa: S104
    server.start()
    yield server
    server.stop()


def link(server: Server) -> str:
    return f"{server.address}/operator/{(server.data / 'operator.key').read_text()}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="fr-FR")
    yield context.new_page()
    context.close()


def test_the_link_opens_everything_and_is_gone_from_the_address(page: Page, server: Server) -> None:
    answer = page.goto(server.address)
    assert answer
    assert answer.status == 403
    assert "lien de l’opérateur" in page.inner_text("h1")
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.goto(link(server))
    page.wait_for_selector("[data-testid=stApp] h1")
    settle(page)
    assert page.url == f"{server.address}/"
    assert any("/_stcore/stream" in socket for socket in sockets)
    kept = [cookie for cookie in page.context.cookies() if cookie["name"].startswith(COOKIE)]
    assert [cookie["httpOnly"] for cookie in kept] == [True]
    assert COOKIE not in page.evaluate("document.cookie")
    begin(page)
    page.reload()
    page.wait_for_selector("[class*=st-key-card-]")


def test_the_pass_survives_a_restart(page: Page, server: Server) -> None:
    page.goto(link(server))
    page.wait_for_selector("[data-testid=stApp] h1")
    port = server.address.rsplit(":", 1)[1]
    server.kill()
    server.start(port=port)
    page.goto(server.address)
    page.wait_for_selector("[data-testid=stApp] h1")


def test_without_the_cookie_it_is_closed_again(page: Page, server: Server) -> None:
    page.goto(link(server))
    page.wait_for_selector("[data-testid=stApp] h1")
    page.context.clear_cookies()
    answer = page.reload()
    assert answer
    assert answer.status == 403


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(("language", "colours"), [("fr-FR", "light"), ("fr-FR", "dark"), ("en-GB", "dark")])
def test_the_closed_page_passes_axe(browser: Browser, server: Server, width: int, language: str, colours: str) -> None:
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, locale=language, color_scheme=colours)
    page = context.new_page()
    for place in ("/", "/operator/wrong"):
        page.goto(server.address + place)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_a_second_facilitator_leads_one_workshop_and_sees_nothing_else(browser: Browser, server: Server) -> None:
    running = assemble(Settings(data_dir=server.data))
    workshop = running.workshops.create_for("commune:56165", form="flash")
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    refused: list[str] = []
    page.on("response", lambda answer: refused.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{server.address}/lead/{workshop.console_token}")
    page.get_by_role("button", name="Afficher la première question").click()
    page.get_by_role("button", name="Ouvrir le vote").wait_for()
    assert page.url == f"{server.address}/atelier?seance={workshop.id}"
    assert violations(page) == []
    # Streamlit first looks for itself below the page's own address.
    assert [url for url in refused if "/atelier/_stcore/" not in url] == []
    assert page.get_by_role("link").all_inner_texts() == ["Skip to main content"], "nothing leads elsewhere"
    assert "echelons_workshop" not in page.evaluate("document.cookie")
    other = running.workshops.create_for("commune:44109", form="flash")
    page.goto(f"{server.address}/atelier?seance={other.id}")
    page.get_by_role("heading", name="Ploërmel").wait_for()
    for place in ("", "restitution", f"print/{workshop.assessment_id}", f"workshop/{other.id}/minutes"):
        answer = page.goto(f"{server.address}/{place}")
        assert answer
        assert answer.status == 403
    page.get_by_role("link", name="Ouvrir l’animation").click()
    page.get_by_role("button", name="Ouvrir le vote").wait_for()
    # The console beats every other second: it goes by itself once the link is changed.
    running.workshops.renew_links(workshop.id)
    page.get_by_text("Votre lien d’animation ne fonctionne plus").wait_for()
    assert violations(page) == []
    page.get_by_role("heading", name="Ploërmel").wait_for(state="detached")
    context.close()


def test_a_phone_joins_and_the_room_watches_without_the_link(browser: Browser, server: Server) -> None:
    command = [str(Path(sys.executable).with_name("echelons")), "workshop", "create", "--territory", "56165", "--flash"]
    settings = {"ECHELONS_DATA_DIR": str(server.data), "ECHELONS_PUBLIC_URL": server.address, "PATH": "/usr/bin"}
    made = json.loads(subprocess.run(command, env=settings, capture_output=True, text=True, check=True).stdout)
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    refused: list[str] = []
    page.on("response", lambda answer: refused.append(answer.url) if answer.status == 403 else None)
    for address in (made["join_url"], made["screen_url"]):
        answer = page.goto(address)
        assert answer
        assert answer.status == 200
        page.wait_for_selector("h1")
    assert [address for address in refused if not address.endswith("/favicon.ico")] == []
    assert page.goto(f"{server.address}/atelier").status == 403  # type: ignore[union-attr]
    context.close()
