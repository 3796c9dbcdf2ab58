# SPDX-License-Identifier: EUPL-1.2
"""Who comes in: every route with and without the operator's pass, closed unless it is listed here."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from governance.access.operator import PASS_SECONDS, OperatorKey, operator_key
from governance.settings import Settings, get_settings
from governance.web import routes
from governance.web.gate import Gate, is_listed
from governance.web.headers import SecurityHeaders

# The routes that anybody may ask, from anywhere: the protocol of workshops, outlines, health and the link itself.
# A route that is not here must stay closed.
FOR_EVERYBODY = {
    "/healthz",
    "/operator/{key}",
    "/lead/{token}",
    "/geo/{vintage}/{tier}.json",
    "/geo/{vintage}/{tier}/{departement}.json",
    "/join",
    "/join/{code}",
    "/join/{code}/argue",
    "/join/{code}/vote",
    "/join/{code}/state",
    "/join/{code}/events",
    "/join/assets/{name}",
    "/screen/{token}",
    "/screen/{token}/state",
    "/screen/{token}/events",
    "/qr/{code}.svg",
}
LINKS = {"/operator/{key}", "/lead/{token}"}
"""They refuse a wrong secret with the same page."""
ELSEWHERE = {"base_url": "http://192.168.1.5:8501", "client": ("192.168.1.77", 50000)}
THROUGH_A_PROXY = {"base_url": "http://127.0.0.1:8501", "client": ("127.0.0.1", 50000)}

Visit = Callable[..., TestClient]


@contextmanager
def settings(folder: Path, **values: str) -> Iterator[None]:
    """The settings of a server, for as long as it runs."""
    from governance.bootstrap import application

    forgotten = (get_settings, application, operator_key)
    with pytest.MonkeyPatch.context() as patch:
        for name in Settings.model_fields.keys() - {"outlines_at_start"}:
            patch.delenv(f"ECHELONS_{name.upper()}", raising=False)
        for name, value in {"data_dir": str(folder), **values}.items():
            patch.setenv(f"ECHELONS_{name.upper()}", value)
        for each in forgotten:
            each.cache_clear()
        yield
    for each in forgotten:
        each.cache_clear()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The whole application, open to other machines; its screens are not started, which happens once in a process."""
    with settings(tmp_path_factory.mktemp("data"), host="0.0.0.0"):  # noqa: S104
        from app import app

        yield app._build_starlette_app()


def key() -> OperatorKey:
    return operator_key(get_settings().data_dir)


def visitor(app: Any, kept: str | None = None, **more: Any) -> TestClient:
    """Somebody from elsewhere, with a pass or without."""
    cookies = {} if kept is None else {key().cookie: kept}
    return TestClient(app, cookies=cookies, follow_redirects=False, **(ELSEWHERE | more))


def is_closed(answer: Any) -> bool:
    """Whether an answer is the page that says where the link is; and then, that it is nothing else."""
    page = '<p class="name">Échelons</p>' in answer.text or answer.request.method == "HEAD"
    closed = answer.status_code == 403 and page
    if closed:
        assert "streamlit" not in answer.text.lower()
        assert "<script" not in answer.text
        assert "set-cookie" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
    return closed


# Every route there is, Streamlit's included, at an address that it answers.


def all_routes(app: Any) -> list[BaseRoute]:
    return list(app.routes)


def http_routes(app: Any) -> list[tuple[str, str, str]]:
    """Method, address and own path of each route that answers HTTP."""
    found = []
    for route in all_routes(app):
        if isinstance(route, Route):
            address = re.sub(r"{\w+(:\w+)?}", "x", route.path)
            found += [(method, address, route.path) for method in sorted(route.methods or {"GET"})]
        elif isinstance(route, Mount):
            found += [("GET", f"{route.path}{rest}", route.path) for rest in ("/", "/x", "/index.html")]
    return found


def test_every_route_is_closed_to_others_unless_it_is_listed(served: Any) -> None:
    matrix = http_routes(served)
    assert len(matrix) > 30
    assert {"/_stcore/health", "/_stcore/upload_file/{session_id}/{file_id}", "/media/{file_id:path}"} <= {
        path for _method, _address, path in matrix
    }
    for kept in (None, "", "1.x", key().make_pass(now=-PASS_SECONDS), OperatorKey("other").make_pass()):
        stranger = visitor(served, kept)
        opened = {p for method, a, p in matrix if not is_closed(stranger.request(method, a)) and p not in LINKS}
        assert opened <= FOR_EVERYBODY, f"open to anybody, with {kept!r} as pass"
        assert opened >= {"/healthz", "/geo/{vintage}/{tier}.json"}


def test_no_route_is_closed_to_the_operator(served: Any) -> None:
    operator = visitor(served, key().make_pass())
    matrix = [row for row in http_routes(served) if row[2] not in LINKS]
    assert [f"{m} {a}" for m, a, _ in matrix if is_closed(operator.request(m, a))] == []
    assert "streamlit" in operator.get("/").text.lower()


def test_what_is_listed_as_open_is_what_is_meant() -> None:
    ours = {route.path for route in routes() if isinstance(route, (Route, Mount))}
    assert {path for path in ours if is_listed(path)} <= FOR_EVERYBODY
    assert {path for path in ours if not is_listed(path)} >= {"/print/{assessment}"}


@pytest.mark.parametrize(
    "address",
    [
        "/joining", "/Join/../", "/join/x/y/z", "/join/%2e%2e/", "/geo/../", "/geo", "/screen/x/../../",
        "//join", "/healthz/", "/healthz/x", "/%2e%2e/join", "/screen", "/etat-des-lieux", "/index.html",
        "/static/js/index.js",
        "/_stcore/health", "/_stcore/host-config", "/operator", "/operator/", "/operator/x/y", "/favicon.png",
        "/x\\join",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE"])
def test_an_address_beside_an_open_one_is_closed(served: Any, address: str, method: str) -> None:
    answer = visitor(served).request(method, address)
    assert is_closed(answer)


# The sockets of the screens, and what is yet to be written.


def connect(client: TestClient, place: str = "/_stcore/stream", **headers: str) -> Any:
    """Open a socket and give back the first thing that it says, if it is the small one."""
    address = str(client.base_url.join(place)).replace("http", "ws", 1)
    with client.websocket_connect(address, subprotocols=["streamlit"], headers=headers) as socket:
        return socket.receive_json() if place == "/socket" else None


@pytest.mark.parametrize("kept", [None, "1.x"])
def test_the_socket_of_the_screens_is_closed_without_a_pass(served: Any, kept: str | None) -> None:
    with pytest.raises(WebSocketDisconnect) as refusal:
        connect(visitor(served, kept))
    assert refusal.value.code == 1008


def test_a_socket_opens_with_a_pass(tmp_path: Path) -> None:
    """That of the screens does too: tests/browser/test_operator.py."""
    with settings(tmp_path, host="0.0.0.0"):  # noqa: S104
        passed = visitor(small(), key().make_pass())
        assert connect(passed, "/socket", origin="http://192.168.1.5:8501")["host"] == "192.168.1.5:8501"


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://192.168.1.5:9000", "http://[", ""])
def test_a_page_of_another_site_cannot_use_the_pass(served: Any, origin: str) -> None:
    operator = visitor(served, key().make_pass())
    with pytest.raises(WebSocketDisconnect):
        connect(operator, origin=origin)
    place = "/_stcore/upload_file/session/file"
    answer = operator.put(place, files={"file": b"x"}, headers={"origin": origin})
    assert is_closed(answer)
    assert "ECHELONS_PUBLIC_URL" in answer.text


async def reached(_request: Request) -> Response:
    return PlainTextResponse("reached")


async def greeted(socket: WebSocket) -> None:
    await socket.accept("streamlit")
    await socket.send_json(dict(socket.headers))
    await socket.close()


def small(*added: BaseRoute) -> Starlette:
    """A server of a few routes behind the same gate."""
    ours = [*added, Route("/join/{code}", reached), WebSocketRoute("/join/{code}/socket", greeted)]
    rest = [WebSocketRoute("/socket", greeted), Mount("/", app=PlainTextResponse("shell"))]
    return Starlette(routes=[*ours, *rest], middleware=[Middleware(SecurityHeaders), Middleware(Gate, routes=ours)])


@pytest.mark.parametrize(
    "path", ["/export", "/api/v1/{name}", "/joint/{code}", "/screens", "/{anything:path}", "/{code}"]
)
def test_a_new_route_is_closed_until_it_is_listed(path: str, tmp_path: Path) -> None:
    address = re.sub(r"{.*}", "x", path)
    with settings(tmp_path, host="0.0.0.0"):  # noqa: S104
        app = small(Route(path, reached, methods=["GET", "POST"]))
        for method in ("GET", "POST"):
            assert is_closed(visitor(app).request(method, address))
            assert visitor(app, key().make_pass()).request(method, address).text == "reached"


def test_a_wide_route_before_an_open_one_does_not_open(tmp_path: Path) -> None:
    """The route that answers decides, not one that looks like it."""
    with settings(tmp_path, host="0.0.0.0"):  # noqa: S104
        app = small(Route("/{anything:path}", reached))
        assert is_closed(visitor(app).get("/join/ABCD-EFGH"))
        assert visitor(small()).get("/join/ABCD-EFGH").text == "reached"


def test_no_socket_is_open_to_everybody(tmp_path: Path) -> None:
    with settings(tmp_path, host="0.0.0.0"), pytest.raises(WebSocketDisconnect):  # noqa: S104
        connect(visitor(small()), "/join/x/socket")


# The link.


def test_the_link_gives_a_pass_and_leaves_the_address(served: Any) -> None:
    newcomer = visitor(served)
    answer = newcomer.get(key().path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["cache-control"] == "no-store"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/" in cookie
    assert f"max-age={PASS_SECONDS}" in cookie
    assert "secure" not in cookie
    assert key().text not in answer.text + answer.headers["set-cookie"]
    assert newcomer.get("/").status_code == 200


@pytest.mark.parametrize("given", ["x", "é", "%20", "a" * 5000])
@pytest.mark.parametrize(("language", "words"), [("fr", "n’ouvre pas"), ("en", "does not open")])
def test_a_wrong_link_gives_nothing(served: Any, given: str, language: str, words: str) -> None:
    answer = visitor(served).get(f"/operator/{given}", headers={"accept-language": language})
    assert is_closed(answer)
    assert words in answer.text


@pytest.mark.parametrize(
    ("language", "words"), [("fr-FR", "Cette page demande le lien"), ("en-GB", "This page needs the operator link")]
)
def test_the_closed_page_says_where_the_link_is(served: Any, language: str, words: str) -> None:
    answer = visitor(served).get("/restitution", headers={"accept-language": language})
    assert is_closed(answer)
    assert words in answer.text
    assert "echelons serve" in answer.text
    assert 'href="/join"' in answer.text
    assert f'<html lang="{language[:2]}">' in answer.text


@pytest.mark.parametrize(
    ("public", "host", "secure"),
    [
        ("https://a.example", "a.example", True),
        ("https://a.example:8443", "a.example:8443", True),
        ("http://a.example", "a.example", False),
        ("https://a.example", "192.168.1.5:8501", False),
    ],
)
def test_the_pass_is_for_encrypted_lines_where_the_public_address_is(
    public: str, host: str, secure: bool, tmp_path: Path
) -> None:
    with settings(tmp_path, public_url=public):
        app = small(next(route for route in routes() if route.path.startswith("/operator")))  # type: ignore[attr-defined]
        answer = TestClient(app, base_url=f"http://{host}", follow_redirects=False).get(key().path)
        assert ("secure" in answer.headers["set-cookie"].lower()) is secure


# At the machine.

FOREIGN = [
    "evil.example:8501",
    "192.168.1.5:8501",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "",
    "a@127.0.0.1[",
]
MARKS = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"]


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Starlette]:
    """A server for its machine alone."""
    with settings(tmp_path):
        yield small()


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "LOCALHOST", "[::1]:8501", "127.0.0.2"])
def test_at_the_machine_no_link_is_needed(local: Starlette, host: str) -> None:
    assert TestClient(local).get("/", headers={"host": host}).text == "shell"
    assert connect(TestClient(local), "/socket", host=host, origin=f"http://{host}")["host"] == host


def test_at_the_machine_a_former_link_leads_home_and_makes_no_key(tmp_path: Path) -> None:
    with settings(tmp_path):
        app = small(next(route for route in routes() if route.path.startswith("/operator")))  # type: ignore[attr-defined]
        answer = TestClient(app, follow_redirects=False).get("/operator/former")
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert "set-cookie" not in answer.headers
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("host", FOREIGN)
def test_a_name_given_to_this_machine_from_outside_is_closed(local: Starlette, host: str) -> None:
    """DNS rebinding: a page of evil.example makes its own name lead to 127.0.0.1."""
    answer = TestClient(local).get("/", headers={"host": host})
    assert is_closed(answer)
    assert "ECHELONS_PUBLIC_URL" in answer.text
    with pytest.raises(WebSocketDisconnect):
        connect(TestClient(local), "/socket", host=host)


@pytest.mark.parametrize("mark", MARKS)
def test_what_a_proxy_brings_is_not_from_the_machine(local: Starlette, mark: str) -> None:
    assert is_closed(TestClient(local).get("/", headers={mark: "127.0.0.1"}))


def test_another_machine_is_closed_even_when_the_server_listens_wider_than_it_was_told(local: Starlette) -> None:
    """As under `uvicorn app:app --host 0.0.0.0`: names can be forged, the ends of a connection cannot."""
    stranger = TestClient(local, client=("192.168.1.77", 50000))
    assert is_closed(stranger.get("/", headers={"host": "127.0.0.1:8501"}))
    beside = TestClient(local, base_url="http://192.168.1.5:8501")
    assert is_closed(beside.get("/", headers={"host": "127.0.0.1:8501"}))


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:3000", "http://127.0.0.1:9000"])
def test_a_page_of_another_site_changes_nothing_here(local: Starlette, origin: str) -> None:
    browser = TestClient(local)
    assert is_closed(browser.post("/", headers={"origin": origin}))
    assert browser.post("/", headers={"origin": "http://127.0.0.1:8501"}).text == "shell"
    assert browser.get("/", headers={"origin": origin}).text == "shell"
    with pytest.raises(WebSocketDisconnect):
        connect(browser, "/socket", origin=origin)


@pytest.mark.parametrize("values", [{"host": "0.0.0.0"}, {"public_url": "https://a.example"}])  # noqa: S104
def test_once_others_can_come_the_machine_itself_needs_the_link(values: dict[str, str], tmp_path: Path) -> None:
    """A proxy's requests come from this machine too, some with nothing that tells them from its user's."""
    with settings(tmp_path, **values):
        assert is_closed(TestClient(small(), **THROUGH_A_PROXY).get("/"))  # type: ignore[arg-type]
        passed = TestClient(small(), cookies={key().cookie: key().make_pass()}, **THROUGH_A_PROXY)  # type: ignore[arg-type]
        assert passed.get("/").text == "shell"


def test_behind_a_proxy_that_renames_the_server_the_socket_has_the_name_of_its_page(tmp_path: Path) -> None:
    """Otherwise Streamlit asks an address outside which machine this is."""
    with settings(tmp_path, public_url="https://a.example"):
        client = TestClient(small(), cookies={key().cookie: key().make_pass()})
        assert connect(client, "/socket", origin="https://a.example")["host"] == "a.example"
