# SPDX-License-Identifier: EUPL-1.2
"""A second facilitator's pass: every route there is, of which it opens those of one workshop and no other."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from governance.access.colleague import HEADER, OPERATOR, cookie_name, make_pass
from governance.access.operator import OperatorKey
from governance.bootstrap import application
from governance.errors import StoreError
from governance.web import gate
from governance.web.colleague import workshop_of
from governance.web.stylesheet import style_address
from governance.workshops.records import Workshop
from tests.web.test_gate import (
    ELSEWHERE,
    FOR_EVERYBODY,
    connect,
    http_routes,
    is_closed,
    key,
    settings,
    small,
    visitor,
)

SESSION = "0b5e4f1e-5d5e-4f4e-9d8e-1f2d3c4b5a69"
# Beside what is for everybody, and beside the two pages of their workshop: what the console is drawn with.
THEIRS = {style_address(), "/_stcore/health", "/_stcore/host-config", "/_stcore/bidi-components/{path:path}"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The whole application, open to other machines."""
    with settings(tmp_path_factory.mktemp("data"), host="0.0.0.0"):  # noqa: S104
        from app import app

        yield app._build_starlette_app()
        application().database.close()


@pytest.fixture
def workshop(served: Any) -> Workshop:
    head = application().assessments.open("commune:56165", "flash")
    return application().workshops.create(head.id, form="flash", colleges=("staff", "elected"))


def pass_of(workshop: Workshop) -> str:
    return make_pass(key(), workshop.id, workshop.console_token)


def colleague(app: Any, given: str, **more: Any) -> TestClient:
    """Somebody from elsewhere who keeps a pass to lead."""
    return TestClient(app, cookies={cookie_name(key()): given}, follow_redirects=False, **(ELSEWHERE | more))


def test_of_all_routes_the_pass_opens_those_of_its_workshop_only(served: Any, workshop: Workshop) -> None:
    client = colleague(served, pass_of(workshop))
    matrix = http_routes(served)
    assert len(matrix) > 30
    opened = {path for method, address, path in matrix if not is_closed(client.request(method, address))}
    assert opened - FOR_EVERYBODY - {"/lead/{token}"} == THEIRS


def test_a_route_that_writes_is_closed(served: Any, workshop: Workshop) -> None:
    client = colleague(served, pass_of(workshop))
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        for address in ("/atelier", "/_stcore/upload_file/a/b", "/_stcore/health", f"/workshop/{workshop.id}/minutes"):
            assert is_closed(client.request(method, address))


@pytest.mark.parametrize("page", ["minutes", "sheet"])
def test_the_papers_of_its_workshop_open_and_those_of_another_do_not(
    served: Any, workshop: Workshop, page: str
) -> None:
    other = application().workshops.create(workshop.assessment_id, form="flash")
    client = colleague(served, pass_of(workshop))
    assert client.get(f"/workshop/{workshop.id}/{page}").status_code == 200
    for asked in (other.id, workshop.id.upper(), f"{{{workshop.id}}}", workshop.id.replace("-", ""), "x"):
        assert is_closed(client.get(f"/workshop/{asked}/{page}"))


def test_the_console_opens_and_the_address_of_no_other_screen(served: Any, workshop: Workshop) -> None:
    client = colleague(served, pass_of(workshop))
    assert "streamlit" in client.get("/atelier?seance=other").text.lower()
    refused = ["/", "/etat-des-lieux", "/restitution", "/carte", "/plan-d-action", "/atelier/", "/Atelier",
               "/index.html", f"/print/{workshop.assessment_id}", "/print/portrait/commune:56165",
               "/media/x", "/component/x/y", "/_stcore/metrics", "/_stcore/agent/mcp", "/auth/login"]  # fmt: skip
    for address in refused:
        assert is_closed(client.get(address)), address
    answer = client.get("/restitution", headers={"accept-language": "fr"})
    assert 'href="/atelier"' in answer.text


def test_a_new_route_is_closed_to_it(tmp_path: Path) -> None:
    from starlette.routing import Route

    from tests.web.test_gate import reached

    with settings(tmp_path, host="0.0.0.0"):  # noqa: S104
        head = application().assessments.open("commune:56165", "flash")
        made = application().workshops.create(head.id, form="flash")
        for path in ("/export", "/atelier/{x}", "/{anything:path}", "/workshop/{workshop}/votes", "/static/{x}"):
            address = re.sub(r"{.*}", made.id, path)
            app = small(Route(path, reached))
            assert is_closed(colleague(app, pass_of(made)).get(address)), path
            assert visitor(app, key().make_pass()).get(address).text == "reached"
        application().database.close()


# The pass itself.


def test_the_link_gives_a_pass_and_leaves_the_address(served: Any, workshop: Workshop) -> None:
    client = visitor(served)
    answer = client.get(f"/lead/{workshop.console_token}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/atelier?seance={workshop.id}")
    assert answer.headers["cache-control"] == "no-store"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert workshop.console_token not in answer.headers["set-cookie"]
    assert client.get("/atelier").status_code == 200


@pytest.mark.parametrize(("language", "words"), [("fr", "n’ouvre plus d’atelier"), ("en", "does not open a workshop")])
def test_a_wrong_link_gives_nothing(served: Any, workshop: Workshop, language: str, words: str) -> None:
    for token in ("x", "%20", "é", workshop.screen_token, workshop.code, workshop.id, "a" * 5000):
        answer = visitor(served).get(f"/lead/{token}", headers={"accept-language": language})
        assert is_closed(answer)
        assert words in answer.text


def test_it_ends_with_the_workshop_and_with_its_links(served: Any, workshop: Workshop) -> None:
    client = colleague(served, pass_of(workshop))
    assert client.get("/atelier").status_code == 200
    renewed = application().workshops.renew_links(workshop.id)
    assert is_closed(client.get("/atelier"))
    again = colleague(served, pass_of(renewed))
    assert again.get("/atelier").status_code == 200
    application().workshops.end(workshop.id)
    for address in ("/atelier", f"/workshop/{workshop.id}/minutes"):
        assert is_closed(again.get(address))
    for token in (workshop.console_token, renewed.console_token):
        assert is_closed(visitor(served).get(f"/lead/{token}"))
    assert workshop_of(make_pass(key(), workshop.id, "")) is None


def test_a_pass_that_this_server_did_not_make_opens_nothing(served: Any, workshop: Workshop) -> None:
    other = application().workshops.create(workshop.assessment_id, form="flash")
    proof = pass_of(workshop).partition(".")[2]
    forged = ["", "x", ".", workshop.id, f"{workshop.id}.", f"{other.id}.{proof}", f"{workshop.id}.{proof[:-1]}", "é.é",
              f"{workshop.id}.{workshop.console_token}", key().make_pass(), OPERATOR,
              make_pass(OperatorKey("other"), workshop.id, workshop.console_token)]  # fmt: skip
    for given in forged:
        client = TestClient(served, follow_redirects=False, **ELSEWHERE)
        header = f"{cookie_name(key())}={given}".encode("latin-1")
        assert is_closed(client.get("/atelier", headers={b"cookie": header})), given


def test_it_is_not_the_operator_s_pass(served: Any, workshop: Workshop) -> None:
    for given in (pass_of(workshop), pass_of(workshop).partition(".")[2]):
        assert is_closed(visitor(served, given).get("/atelier"))
    both = visitor(served, key().make_pass())
    both.cookies.set(cookie_name(key()), pass_of(workshop))
    assert "streamlit" in both.get("/restitution").text.lower()


def test_while_the_database_cannot_say_it_opens_nothing(
    served: Any, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_given: str) -> str:
        raise StoreError("store.locked", place="", reason="")

    client = colleague(served, pass_of(workshop))
    monkeypatch.setattr(gate.colleague, "workshop_of", away)
    assert is_closed(client.get("/atelier"))


def test_at_the_machine_the_link_leads_to_the_console_without_a_pass(tmp_path: Path) -> None:
    with settings(tmp_path):
        from tests.web.running import plain_routes

        head = application().assessments.open("commune:56165", "flash")
        made = application().workshops.create(head.id, form="flash")
        answer = plain_routes().get(f"/lead/{made.console_token}", follow_redirects=False)
        assert answer.headers["location"] == f"/atelier?seance={made.id}"
        assert "set-cookie" not in answer.headers
        application().database.close()


# The socket.


def test_only_the_socket_of_the_screens_opens_and_from_their_own_page(served: Any, workshop: Workshop) -> None:
    client = colleague(served, pass_of(workshop))
    for place, origin in (("/socket", "http://192.168.1.5:8501"), ("/_stcore/stream", "http://evil.example")):
        with pytest.raises(WebSocketDisconnect) as refusal:
            connect(client, place, origin=origin)
        assert refusal.value.code == 1008


@pytest.fixture
def greeting(tmp_path: Path) -> Iterator[Any]:
    """A server whose socket tells what it was asked with."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.routing import WebSocketRoute

    from tests.web.test_gate import greeted

    with settings(tmp_path, host="0.0.0.0"):  # noqa: S104
        yield Starlette(
            routes=[WebSocketRoute("/_stcore/stream", greeted)], middleware=[Middleware(gate.Gate, routes=[])]
        )
        if application.cache_info().currsize:
            application().database.close()


def asked_with(client: TestClient, **headers: str) -> dict[str, str]:
    address = str(client.base_url.join("/_stcore/stream")).replace("http", "ws", 1)
    subprotocols = ["streamlit", "token", SESSION]
    with client.websocket_connect(address, subprotocols=subprotocols, headers=headers) as socket:
        told: dict[str, str] = socket.receive_json()
        return told


@pytest.mark.parametrize("lie", [{}, {HEADER: OPERATOR}, {HEADER.title(): OPERATOR}])
def test_the_screens_are_told_who_it_is_whatever_the_request_says(greeting: Any, lie: dict[str, str]) -> None:
    head = application().assessments.open("commune:56165", "flash")
    made = application().workshops.create(head.id, form="flash")
    asked = asked_with(colleague(greeting, pass_of(made)), **lie)
    assert asked[HEADER] == pass_of(made)
    assert SESSION not in str(asked), "what another session left, buttons included, is not taken up again"
    assert asked["sec-websocket-protocol"].split(",") == ["streamlit", " token"]


def test_the_operator_takes_up_the_session_that_was_left(greeting: Any) -> None:
    asked = asked_with(visitor(greeting, key().make_pass()), **{HEADER: "x"})
    assert asked[HEADER] == OPERATOR
    assert asked["sec-websocket-protocol"].endswith(SESSION)
